"""Talks, each kept whole."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of talks."""
    op.create_table(
        "talks",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("format", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("complaints", sa.JSON, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("talk", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_talks"),
    )
