"""What a store of talks promises, the same of a file, an encrypted file and a server."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.pool import ThreadPool

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import text
from tests.contracts.talks import FULL, WORDS, any_talk

from mimika.bootstrap import assessing
from mimika.model.case import Case, Complaint
from mimika.model.talk import Answer, Talk
from mimika.store.faults import StoreError
from mimika.store.faults_of_talks import BadKeyError, NewerTalkError, TalkNotKeptError, UnreadableTalkError
from mimika.store.talks import Kept, TalkStore
from mimika.usecases.talking import Talking

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
ODD_KEYS = ("", "a b", "../talks", "ключ", "k" * 65, "k\0", "k\n")


@pytest.fixture
def store(place):
    with TalkStore(place) as opened:
        yield opened


def spoil(store, key, column, value):
    """Change a kept row from outside."""
    with store._engine.begin() as connection:
        connection.execute(text(f"UPDATE talks SET {column} = :value WHERE key = :key"), {"value": value, "key": key})


def row(store, key):
    with store._engine.connect() as connection:
        return connection.execute(text("SELECT * FROM talks WHERE key = :key"), {"key": key}).one()


def test_a_new_store_is_empty(store):
    assert store.list() == ()
    assert store.load("nobody") is None


def test_what_is_saved_is_there_for_the_next_one_who_opens(place, store):
    store.save("k", FULL)
    with TalkStore(place) as other:
        assert other.load("k") == FULL


def test_a_talk_goes_on_after_it_was_kept_exactly_as_it_would_have(store):
    talking = Talking(assessing())
    talk = talking.introduce(talking.tell(Talk("ru"), WORDS[0]), 34, "female")
    screen = talking.screen(talk)
    talk = talking.answer(talk, [Answer(flag, value=False) for flag in screen.asks])
    store.save("k", talk)
    again = store.load("k")
    assert talking.screen(again) == talking.screen(talk)
    assert talking.case(talking.back(again)) == talking.case(talking.back(talk))


def test_the_last_state_of_a_talk_replaces_the_one_before(store):
    store.save("k", FULL)
    store.save("k", replace(FULL, words=("Другое",)))
    assert store.load("k").words == ("Другое",)
    assert len(store.list()) == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_talk)
def test_any_talk_is_loaded_as_it_was_saved(store, talk):
    store.save("any", talk)
    assert store.load("any") == talk


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "half a character \ud83d"])
def test_what_would_not_come_back_is_refused_and_the_old_state_stays(store, value):
    store.save("k", FULL)
    with pytest.raises(TalkNotKeptError):
        store.save("k", replace(FULL, turns=((Answer("side", value),),)))
    assert store.load("k") == FULL


def test_the_list_tells_when_and_why_newest_first(place):
    ticks = (NOON + timedelta(minutes=n) for n in range(9))
    with TalkStore(place, clock=lambda: next(ticks)) as store:
        store.save("a", FULL)
        store.save("b", Talk("en"))
        store.save("a", FULL)
        assert store.list() == (
            Kept("a", "ru", NOON, NOON + timedelta(minutes=2), ("movement", "face_pain")),
            Kept("b", "en", NOON + timedelta(minutes=1), NOON + timedelta(minutes=1), ()),
        )
        assert {moment.tzinfo for kept in store.list() for moment in (kept.begun_at, kept.changed_at)} == {UTC}


def test_a_complaint_that_is_absent_is_no_reason_to_come(store):
    store.save("k", Talk("en", heard=Case(complaints=(Complaint("headache", is_absent=True),))))
    assert store.list()[0].complaints == ()


def test_only_the_talk_that_is_erased_is_gone(store):
    store.save("a", FULL)
    store.save("b", FULL)
    store.delete("a")
    store.delete("a")
    assert store.load("a") is None
    assert store.load("b") == FULL
    assert [kept.key for kept in store.list()] == ["b"]


@pytest.mark.parametrize("key", ODD_KEYS)
def test_an_odd_key_keeps_nothing_and_finds_nothing(store, key):
    with pytest.raises(BadKeyError):
        store.save(key, FULL)
    assert store.load(key) is None
    store.delete(key)
    assert store.list() == ()


def test_a_talk_of_a_newer_program_is_neither_read_nor_overwritten(store):
    store.save("k", FULL)
    spoil(store, "k", "format", 99)
    before = row(store, "k")
    with pytest.raises(NewerTalkError):
        store.load("k")
    with pytest.raises(NewerTalkError):
        store.save("k", FULL)
    assert row(store, "k") == before
    assert store.list()[0].key == "k"


@pytest.mark.parametrize("data", [b"", b"{", b'{"language": "de"}', b"\xff\xfe", b'{"language": "ru", "words": 5}'])
def test_a_talk_that_cannot_be_read_stays(store, data):
    store.save("k", FULL)
    spoil(store, "k", "talk", data)
    with pytest.raises(UnreadableTalkError) as told:
        store.load("k")
    assert bytes(row(store, "k").talk) == data
    assert told.value.told("ru") != told.value.told("en")


def test_several_threads_lose_nothing(store):
    def keep(n):
        for turn in range(5):
            store.save(f"k{n}", Talk("en", words=(f"{n}-{turn}",)))

    with ThreadPool(4) as pool:
        pool.map(keep, range(4))
    assert [store.load(f"k{n}").words for n in range(4)] == [(f"{n}-4",) for n in range(4)]


def test_no_fault_of_the_database_repeats_what_was_told(store, caplog):
    with store._engine.begin() as connection:
        connection.execute(text("DROP TABLE talks"))
    with pytest.raises(StoreError) as told:
        store.save("k", FULL)
    assert told.value.__suppress_context__
    heard = str(told.value) + str(told.value.__context__) + caplog.text
    assert not [word for word in WORDS if word[:12] in heard]


def test_the_settings_that_keep_and_erase_hold_on_every_connection(store):
    if store._engine.dialect.name != "sqlite":
        with store._engine.connect() as connection:
            assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"
        return
    with store._engine.connect() as first, store._engine.connect() as second:
        for connection in (first, second):
            names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store", "fullfsync")
            found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in names]
            assert found == ["wal", 2, 1, 1, 2, 1]
