"""Nothing of an erased talk remains in the files, and an encrypted file shows nothing at all."""

import sqlite3
from dataclasses import replace

import pytest
from tests.contracts.talks import FULL, WORDS

from mimika.store.faults_of_talks import NotErasedError
from mimika.store.places import place_from
from mimika.store.talks import TalkStore

# Pieces that no other talk here holds, in every form in which a file could hold them.
TRACES = [part.encode(code) for part in (*WORDS, "eyelid-twitch") for code in ("utf-8", "utf-16-le")]
OTHER = replace(FULL, words=("Совсем другое",), heard=replace(FULL.heard, observations=()))
KEY = "the-key-of-one-person"


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def traces_in(folder):
    return sorted({name for name, data in bytes_of(folder).items() for t in [*TRACES, KEY.encode()] if t in data})


@pytest.fixture
def store(file, tmp_path):
    with TalkStore(place_from(file)) as opened:
        yield opened


def test_a_kept_talk_stands_in_the_files_so_the_search_is_a_real_one(store, tmp_path):
    store.save(KEY, FULL)
    assert traces_in(tmp_path) == ["talks.sqlite-wal"]
    store.close()
    assert traces_in(tmp_path) == ["talks.sqlite"]


@pytest.mark.parametrize("times", [1, 300])
def test_nothing_of_an_erased_talk_remains_in_any_file(store, tmp_path, times):
    store.save("other", OTHER)
    for n in range(times):
        store.save(KEY, replace(FULL, words=(*WORDS, "слово " * n)))
    store.delete(KEY)
    assert traces_in(tmp_path) == []
    assert (tmp_path / "talks.sqlite-wal").stat().st_size == 0
    store.close()
    assert traces_in(tmp_path) == []
    with TalkStore(store._place) as again:
        assert again.load("other") == OTHER


def test_words_taken_back_are_gone_when_the_store_is_closed(store, tmp_path):
    store.save(KEY.replace("one", "no"), FULL)
    store.save(KEY.replace("one", "no"), OTHER)
    store.close()
    assert traces_in(tmp_path) == []


def test_while_another_program_reads_it_is_told_that_traces_may_remain(file, tmp_path):
    place = replace(place_from(file), patience_s=0.1)
    with TalkStore(place) as store:
        store.save(KEY, FULL)
        reader = sqlite3.connect(place.path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM talks").fetchall()
        with pytest.raises(NotErasedError):
            store.delete(KEY)
        assert store.load(KEY) is None
        reader.execute("COMMIT")
        reader.close()
        store.delete(KEY)
        assert traces_in(tmp_path) == []


def test_an_encrypted_store_shows_neither_header_nor_words(encrypted, tmp_path):
    with TalkStore(place_from(encrypted)) as store:
        store.save(KEY, FULL)
        assert (tmp_path / "talks.sqlite-wal").stat().st_size > 0
        assert traces_in(tmp_path) == []
    assert traces_in(tmp_path) == []
    data = (tmp_path / "talks.sqlite").read_bytes()
    assert len(data) >= 8192
    assert b"SQLite" not in data
    assert b"CREATE" not in data
    assert len(set(data)) == 256
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(tmp_path / "talks.sqlite").execute("SELECT * FROM sqlite_master")
