"""Tables are brought up to date by themselves: whole or not at all, and by one program at a time."""

import os
import shutil
import subprocess
import sys
import textwrap
from multiprocessing.pool import ThreadPool

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from tests.contracts.talks import FULL

from mimika.store.engines import BEGIN, open_engine
from mimika.store.faults import NewerStoreError
from mimika.store.migrating import MIGRATIONS, SERVER_LOCK, bring_up_to_date, revision_of
from mimika.store.places import place_from
from mimika.store.tables import REVISION, REVISION_TABLE, metadata, talks
from mimika.store.talks import TalkStore

FIRST = "0001"
NEXT = '''
"""One column more."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{newest}"


def upgrade() -> None:
    """Add it."""
    op.add_column("talks", sa.Column("note", sa.String(9), server_default="old"))
    op.get_bind().exec_driver_sql("SELECT {selects}")
'''


@pytest.fixture
def engine(place):
    opened = open_engine(place)
    yield opened
    opened.dispose()


@pytest.fixture
def migrations(tmp_path):
    """Return the migrations in a folder of their own, where later ones can be tried."""
    return shutil.copytree(MIGRATIONS, tmp_path / "50% migrations")


def add_next(migrations, selects="1"):
    (migrations / "versions" / "next.py").write_text(NEXT.format(newest=REVISION, selects=selects))


def revision(engine):
    with engine.connect() as connection:
        return revision_of(connection)


def shape(engine):
    """Return all that the database itself says of the table."""
    look = inspect(engine)
    columns = [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in look.get_columns("talks")]
    return columns, look.get_pk_constraint("talks"), look.get_indexes("talks"), look.get_check_constraints("talks")


def test_the_migrated_tables_are_those_the_program_knows(engine, place):
    bring_up_to_date(engine, str(place))
    with engine.connect() as connection:
        options = {"version_table": REVISION_TABLE, "compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []
    migrated = shape(engine)
    with engine.begin() as connection:
        talks.drop(connection)
        metadata.create_all(connection)
    assert shape(engine) == migrated


def test_the_program_knows_the_newest_revision_and_there_is_one_line_of_them():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [REVISION]
    assert scripts.get_bases() == [FIRST]


def test_a_talk_kept_at_the_first_revision_is_there_after_all_later_ones(engine, place, migrations):
    for script in (migrations / "versions").glob("*.py"):
        if not script.name.startswith(f"r{FIRST}"):
            script.unlink()
    bring_up_to_date(engine, str(place), migrations, FIRST)
    assert revision(engine) == FIRST
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO talks VALUES ('k', 1, 'ru', '[\"movement\"]', :then, :then, :talk)"),
            {"then": "2026-11-27 12:00:00.000000", "talk": b'{"language":"ru","words":["\xd0\x94\xd0\xb0"]}'},
        )
    with TalkStore(place) as store:
        assert store.load("k").words == ("Да",)
        assert [(kept.key, kept.complaints) for kept in store.list()] == [("k", ("movement",))]
        assert revision(store._engine) == REVISION


def test_a_later_revision_changes_the_tables_and_keeps_the_talks(engine, place, migrations):
    with TalkStore(place) as store:
        store.save("k", FULL)
    add_next(migrations)
    bring_up_to_date(engine, str(place), migrations, "next")
    assert revision(engine) == "next"
    with engine.connect() as connection:
        assert connection.execute(text("SELECT note FROM talks")).scalar() == "old"
        assert connection.execute(talks.select()).one().key == "k"


def test_a_migration_that_fails_leaves_everything_as_it_was(engine, place, migrations):
    with TalkStore(place) as store:
        store.save("k", FULL)
    before = shape(engine)
    add_next(migrations, selects="nothing FROM nowhere")
    with pytest.raises(Exception, match="nowhere"):
        bring_up_to_date(engine, str(place), migrations, "next")
    assert shape(engine) == before
    assert revision(engine) == REVISION
    with TalkStore(place) as store:
        assert store.load("k") == FULL


def test_a_store_of_a_newer_program_is_left_alone(engine, place, migrations):
    add_next(migrations)
    bring_up_to_date(engine, str(place), migrations, "next")
    before = shape(engine)
    with pytest.raises(NewerStoreError):
        TalkStore(place)
    assert shape(engine) == before
    assert revision(engine) == "next"


def test_opening_waits_for_whoever_is_migrating(engine, place):
    with ThreadPool(1) as pool:
        with engine.connect().execution_options(**{BEGIN: "IMMEDIATE"}) as migrating, migrating.begin():
            if migrating.dialect.name == "postgresql":
                migrating.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": SERVER_LOCK})
            opening = pool.apply_async(TalkStore, (place,))
            opening.wait(2)
            assert not opening.ready()
        with opening.get(10) as store:
            assert store.list() == ()


OPEN = """
    import os, sys
    from mimika.bootstrap import talks
    from mimika.model.talk import Talk
    import mimika.store.talks, alembic.command  # so that all begin at the same moment
    print("ready", flush=True)
    sys.stdin.readline()
    with talks() as store:
        store.save(f"k{os.getpid()}", Talk("ru"))
"""


@pytest.mark.parametrize("kind", ["file", "encrypted", "database"])
def test_four_programs_that_open_a_new_store_at_once_all_keep_their_talk(kind, request):
    environment = request.getfixturevalue(kind)
    command = [sys.executable, "-c", textwrap.dedent(OPEN)]
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(command, env=os.environ | environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for _ in range(4)
    ]
    for program in running:
        assert program.stdout.readline() == "ready\n"
    for program in running:
        program.stdin.write("\n")
        program.stdin.flush()
    faults = [program.communicate(timeout=60)[1] for program in running]
    assert faults == [""] * 4
    with TalkStore(place_from(environment)) as store:
        assert {kept.key for kept in store.list()} == {f"k{program.pid}" for program in running}
