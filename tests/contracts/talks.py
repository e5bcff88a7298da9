"""Talks to keep: one with everything in it, and any."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from mimika.model.case import Case, Complaint, Observation, Person, Span
from mimika.model.talk import Answer, Talk

WORDS = "Третью неделю дёргается веко, особенно под вечер", "The jaw clicks loudly at breakfast"
FULL = Talk(
    "ru",
    WORDS,
    Case(
        Person(34, "female"),
        (Complaint("movement"), Complaint("headache", is_absent=True)),
        (
            Observation("eyelid-twitch", value=True, origin="words", complaint=0, span=Span("дёргается веко", 14, 28)),
            Observation("duration-d", 21.0, "diary", None, None, datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
            Observation("side", "one-side"),
        ),
        (("d7-cancer-or-immune", False),),
        ("blink-more",),
        (Span("под вечер", 40, 49),),
    ),
    Person(35.5, "female"),
    ("face_pain", "movement"),
    (
        (Answer("d1-stroke", value=False), Answer("d2-fever", value=True)),
        (Answer("side"),),
        (Answer("attacks-d", 2.5),),
        (Answer("mouth-corner-pulls", True, "video"),),
    ),
    is_person_asked=True,
)

EARLIEST, LATEST = datetime(1900, 1, 2), datetime(2200, 1, 1)
kinds = st.sampled_from(("movement", "face_pain", "headache"))
words = st.text(max_size=40)
numbers = st.floats(allow_nan=False, allow_infinity=False)
values = st.booleans() | numbers | words
spans = st.builds(Span, words, st.integers(0, 10**6), st.integers(0, 10**6))
zones = st.none() | st.integers(-839, 839).map(lambda m: timezone(timedelta(minutes=m)))
origins = st.sampled_from(("words", "answer", "diary", "video", "examination", "fhir"))
people = st.builds(Person, st.none() | numbers, st.sampled_from((None, "female", "male")))


def tuples(of):
    return st.lists(of, max_size=3).map(tuple)


cases = st.builds(
    Case,
    people,
    tuples(st.builds(Complaint, kinds, st.booleans())),
    tuples(
        st.builds(
            Observation,
            words,
            values,
            origins,
            st.none() | st.integers(0, 9),
            st.none() | spans,
            st.none() | st.datetimes(EARLIEST, LATEST, timezones=zones),
        )
    ),
    tuples(st.tuples(words, st.booleans())),
    tuples(words),
    tuples(spans),
)
any_talk = st.builds(
    Talk,
    st.sampled_from(("ru", "en")),
    tuples(words),
    cases,
    people,
    tuples(kinds),
    tuples(tuples(st.builds(Answer, words, st.none() | values, origins))),
    st.booleans(),
)
