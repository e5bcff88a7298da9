"""A store opens where it should, is nobody else's to read, and says plainly why it cannot be opened."""

import os
import sqlite3
import stat
import subprocess
import sys
import unicodedata
from contextlib import contextmanager
from dataclasses import replace

import pytest
from tests.contracts.conftest import PASSPHRASE
from tests.contracts.postgres import free_port
from tests.contracts.talks import FULL

from mimika.bootstrap import talks
from mimika.model.talk import Talk
from mimika.store import faults
from mimika.store.places import TalkFile, TalkServer, place_from
from mimika.store.talks import TalkStore

POSIX = pytest.mark.skipif(os.name != "posix", reason="folder rights are those of POSIX")
NOBODY = 65534


def refused(place, fault):
    """Return the message of a store that must not open, told in both languages."""
    with pytest.raises(fault) as told:
        TalkStore(place)
    assert type(told.value) is fault
    assert told.value.told("ru") != told.value.told("en")
    assert PASSPHRASE not in told.value.told("en") + told.value.told("ru")
    return told.value.told("en")


@contextmanager
def as_nobody():
    """Run as somebody without rights, where the tests run as root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


class TestWhere:
    def test_by_default_in_the_persons_own_folder_closed_to_others(self, tmp_path, monkeypatch):
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "not" / "yet"))
        monkeypatch.delenv("MIMIKA_DATABASE_URL", raising=False)
        monkeypatch.delenv("MIMIKA_PASSPHRASE", raising=False)
        before = os.umask(0)
        try:
            with talks() as store:
                store.save("k", FULL)
                path = store._place.path
                modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (path.parent, *path.parent.iterdir())}
        finally:
            os.umask(before)
        assert path.name == "talks.sqlite"
        if sys.platform == "linux":
            assert path.parent == tmp_path / "not" / "yet" / "mimika"
            assert modes.pop("mimika") == 0o700
            assert modes == dict.fromkeys(("talks.sqlite", "talks.sqlite-wal", "talks.sqlite-shm"), 0o600)

    @POSIX
    def test_a_file_that_others_may_read_is_closed_to_them(self, file):
        place = place_from(file)
        place.path.touch(mode=0o644)
        TalkStore(place).close()
        assert stat.S_IMODE(place.path.stat().st_mode) == 0o600

    @pytest.mark.parametrize("name", ["a b.sqlite", "50%?#.sqlite", "беседы.sqlite"])
    def test_a_file_of_any_name(self, tmp_path, name):
        place = TalkFile(tmp_path / name)
        with TalkStore(place) as store:
            store.save("k", FULL)
        assert [p.name for p in tmp_path.iterdir()] == [name]

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
    def test_a_server_is_named_without_its_password(self, scheme):
        place = place_from({"MIMIKA_DATABASE_URL": f"{scheme}://anna:secret@db.example/talks"})
        assert isinstance(place, TalkServer)
        assert str(place) == "db.example:5432/talks"
        assert "secret" not in repr(place)

    def test_a_passphrase_given_stands_before_that_of_the_environment_and_is_not_shown(self):
        place = place_from({"MIMIKA_PASSPHRASE": "one"}, "two")
        assert place.passphrase == "two"
        assert "two" not in repr(place)

    @pytest.mark.parametrize(
        "address",
        ["secret", "mysql://a:secret@b/c", "sqlite://", "sqlite:///:memory:", "postgresql://a:secret@b:port/c"],
    )
    def test_an_address_that_is_none_is_not_repeated(self, address):
        with pytest.raises(faults.BadAddressError) as told:
            place_from({"MIMIKA_DATABASE_URL": address})
        assert "secret" not in str(told.value)


class TestRefused:
    def test_no_such_folder(self, tmp_path):
        assert str(tmp_path / "none") in refused(TalkFile(tmp_path / "none" / "talks.sqlite"), faults.NoFolderError)
        (tmp_path / "file").touch()
        refused(TalkFile(tmp_path / "file" / "talks.sqlite"), faults.NoFolderError)

    @POSIX
    def test_no_right_to_the_folder_or_the_file(self, tmp_path):
        tmp_path.chmod(0o555)
        for folder in tmp_path.parents:
            if folder.stat().st_uid == os.geteuid() and folder.name.startswith(("pytest", "test")):
                folder.chmod(0o755)
        with as_nobody():
            assert "talks.sqlite" in refused(TalkFile(tmp_path / "talks.sqlite"), faults.NoAccessError)
        refused(TalkFile(tmp_path), faults.NoAccessError)

    def test_another_program_holds_it(self, file):
        place = replace(place_from(file), patience_s=0.1)
        with TalkStore(place) as store:
            other = sqlite3.connect(place.path, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(faults.StoreLockedError):
                store.save("k", FULL)
            assert store.list() == ()
            other.execute("ROLLBACK")
            other.close()
            store.save("k", FULL)
            assert store.load("k") == FULL

    def test_a_row_of_a_server_that_another_holds(self, database):
        psycopg = pytest.importorskip("psycopg")
        place = replace(place_from(database), patience_s=0.1)
        with TalkStore(place) as store, psycopg.connect(database["MIMIKA_DATABASE_URL"]) as other:
            store.save("k", FULL)
            other.execute("SELECT * FROM talks FOR UPDATE")
            with pytest.raises(faults.StoreLockedError):
                store.save("k", Talk("en"))
            assert store.load("k") == FULL

    @pytest.mark.parametrize("data", [b"not a database", b"SQLite format 3\0" + b"\xff" * 9000, bytes(5000)])
    def test_a_file_of_something_else_is_left_as_it_is(self, file, data):
        place = place_from(file)
        place.path.write_bytes(data)
        refused(place, faults.NotAStoreError)
        assert place.path.read_bytes() == data

    def test_a_database_of_another_program_is_left_as_it_is(self, file):
        place = place_from(file)
        with sqlite3.connect(place.path) as other:
            other.execute("CREATE TABLE bookmarks (page)")
        other.close()
        refused(place, faults.NotAStoreError)
        other = sqlite3.connect(place.path)
        assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["bookmarks"]
        other.close()

    def test_a_damaged_store(self, file):
        place = place_from(file)
        with TalkStore(place) as store:
            store.save("k", replace(FULL, words=("слово " * 9000,)))
        data = place.path.read_bytes()
        place.path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
        with pytest.raises(faults.NotAStoreError), TalkStore(place) as store:
            store.load("k")

    def test_no_room_left_for_a_talk(self, file):
        with TalkStore(place_from(file)) as store:
            store.save("k", FULL)
            with store._engine.connect() as connection:  # the only one; the next save takes it again
                connection.exec_driver_sql("PRAGMA max_page_count = 1")
            with pytest.raises(faults.StoreFailedError, match="SQLITE_FULL"):
                store.save("k", replace(FULL, words=("слово " * 9000,)))
            assert store.load("k") == FULL

    def test_a_server_that_does_not_answer(self):
        pytest.importorskip("psycopg", reason="psycopg is not installed (extra postgres)")
        port = free_port()
        place = place_from({"MIMIKA_DATABASE_URL": f"postgresql://anna:secret@127.0.0.1:{port}/talks"})
        told = refused(place, faults.ServerNotReachableError)
        assert f"127.0.0.1:{port}/talks" in told
        assert "secret" not in told

    def test_a_database_that_the_server_does_not_have(self, server):
        refused(place_from({"MIMIKA_DATABASE_URL": f"{server}/nothing"}), faults.ServerNotReachableError)

    def test_a_server_that_goes_away(self, database):
        psycopg = pytest.importorskip("psycopg")
        with TalkStore(place_from(database)) as store:
            store.save("k", FULL)
            with psycopg.connect(database["MIMIKA_DATABASE_URL"], autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            assert store.load("k") == FULL  # a connection that was lost is made anew


class TestPassphrase:
    def test_another_passphrase_does_not_open_it_and_changes_nothing(self, encrypted, capfd):
        place = place_from(encrypted)
        with TalkStore(place) as store:
            store.save("k", FULL)
        before = place.path.read_bytes()
        assert "is wrong" in refused(replace(place, passphrase="другая"), faults.WrongPassphraseError)
        assert "is missing" in refused(replace(place, passphrase=None), faults.WrongPassphraseError)
        assert place.path.read_bytes() == before
        assert capfd.readouterr().err == ""
        with TalkStore(place) as store:
            assert store.load("k") == FULL

    def test_the_same_words_typed_on_another_system_open_it(self, encrypted):
        with TalkStore(place_from(encrypted)) as store:
            store.save("k", FULL)
        apart = unicodedata.normalize("NFD", PASSPHRASE)
        assert apart != PASSPHRASE
        with TalkStore(place_from(encrypted | {"MIMIKA_PASSPHRASE": apart})) as store:
            assert store.load("k") == FULL

    def test_a_store_that_stands_open_is_not_taken_for_an_encrypted_one(self, encrypted):
        place = place_from(encrypted)
        TalkStore(replace(place, passphrase=None)).close()
        refused(place, faults.NotEncryptedError)

    @pytest.mark.parametrize("passphrase", ["", "  ", "a\0b", "\ud83d"])
    def test_one_that_would_encrypt_nothing_is_refused(self, passphrase):
        with pytest.raises(faults.BadPassphraseError):
            place_from({}, passphrase)
        with pytest.raises(faults.BadPassphraseError):
            place_from({"MIMIKA_PASSPHRASE": passphrase})

    def test_one_for_a_server_is_refused(self):
        with pytest.raises(faults.PassphraseForServerError):
            place_from({"MIMIKA_DATABASE_URL": "postgresql://a@b/c", "MIMIKA_PASSPHRASE": "x"})


class TestParts:
    @pytest.mark.parametrize(("module", "extra"), [("psycopg", "postgres"), ("sqlcipher3", "encrypted")])
    def test_a_part_that_is_not_installed_is_named(self, tmp_path, monkeypatch, module, extra):
        monkeypatch.setitem(sys.modules, module, None)
        address = "postgresql://a@b/c" if extra == "postgres" else f"sqlite:///{tmp_path}/t.sqlite"
        place = place_from({"MIMIKA_DATABASE_URL": address}, None if extra == "postgres" else "x")
        assert f"mimika[{extra}]" in refused(place, faults.ExtraMissingError)
        assert list(tmp_path.iterdir()) == []

    def test_who_keeps_nothing_never_loads_the_database_library_and_leaves_no_file(self, tmp_path):
        code = (
            "import sys; from mimika.cli.main import main\n"
            "try: main()\n"
            "finally: print([m for m in sys.modules if m.startswith(('mimika.store', 'sqlalchemy', 'alembic'))])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, "assess", "--lang", "en", "My left eyelid has twitched for a week."],
            env=os.environ | {"XDG_DATA_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.rstrip().endswith("[]")
        assert list(tmp_path.iterdir()) == []
