"""The tables brought up to date when a store is opened: all of it or nothing, by one program at a time."""

import threading
from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table, text

from mimika.store.engines import BEGIN
from mimika.store.faults import NewerStoreError, NotAStoreError
from mimika.store.tables import REVISION, REVISION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"
SERVER_LOCK = 0x6D696D696B61  # "mimika"; any number that all Mimikas share
_ONE_AT_A_TIME = threading.Lock()  # Alembic keeps its context in globals


def bring_up_to_date(engine: Engine, place: str, migrations: Path = MIGRATIONS, newest: str = REVISION) -> None:
    """Run the migrations a store still lacks.

    Raises:
        NewerStoreError: If a later program has migrated it; it is left alone.
        NotAStoreError: If the file belongs to another program.
    """
    with engine.connect() as connection:
        if revision_of(connection) == newest:
            return
    with _ONE_AT_A_TIME, engine.connect().execution_options(**{BEGIN: "IMMEDIATE"}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": SERVER_LOCK})
        # Another program may have migrated while this one waited.
        if (current := revision_of(connection)) != newest:
            _refuse_what_is_not_ours(connection, place, current)
            _upgrade(connection, place, migrations, current)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the tables; None before the first."""
    if not inspect(connection).has_table(REVISION_TABLE):
        return None
    return connection.execute(select(column("version_num")).select_from(table(REVISION_TABLE))).scalar()


def _refuse_what_is_not_ours(connection: Connection, place: str, current: str | None) -> None:
    # A server's database may be shared; a file is not.
    if connection.dialect.name == "sqlite" and current is None and inspect(connection).get_table_names():
        raise NotAStoreError(place)


def _upgrade(connection: Connection, place: str, migrations: Path, current: str | None) -> None:
    from alembic import command  # noqa: PLC0415  (0.1 s, and needed only when there is something to do)
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise NewerStoreError(place)
    command.upgrade(config, "head")
