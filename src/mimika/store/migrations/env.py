"""How Alembic runs a migration: on the connection, and in the transaction, of whoever opens the store."""

from alembic import context

from mimika.store.tables import REVISION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
