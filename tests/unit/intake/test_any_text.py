"""Whatever is written: no crash, true spans, and time that grows with the length only."""

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mimika.model.words import Language

from . import phrases_en, phrases_ru
from .lexicons import read

_LANGUAGES: tuple[Language, ...] = ("ru", "en")
_SAID = [row[0] for module in (phrases_ru, phrases_en) for row in (*module.PLAIN, *module.TIME, *module.PEOPLE)]
# More of them for a long run: `make fuzz`.
_EXAMPLES = int(os.environ.get("MIMIKA_EXAMPLES", "60"))
_PIECES = st.lists(
    st.sampled_from([*_SAID, ".", ", ", " не ", " not ", "’", "\n", "12", " лет ", " years "]), max_size=8
)
_HOSTILE = [
    "не " * 500,
    "((((((",
    "1,2,3.4..5",
    "'s n't 's",
    "ё" * 5000,
    "@face +|*~ =",
    "\x00\u202e\ufeff",
    "9" * 400,
    "İıſß Ǆ",
    "⅔²",
    # Letters without a name of their own.
    "\U00017000",
    "дёргается \U000175c0 веко",
]


def _check(text: str, language: Language) -> None:
    understood = read(text, language)
    for one in (*understood.heard, *understood.words):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text


@settings(max_examples=_EXAMPLES, deadline=None)
@given(text=st.text(max_size=300), language=st.sampled_from(_LANGUAGES))
def test_any_text_is_read(text: str, language: Language) -> None:
    _check(text, language)


@settings(max_examples=_EXAMPLES, deadline=None)
@given(pieces=_PIECES, language=st.sampled_from(_LANGUAGES))
def test_any_mix_of_phrases_is_read(pieces: list[str], language: Language) -> None:
    _check(" ".join(pieces), language)


@pytest.mark.parametrize("text", _HOSTILE)
@pytest.mark.parametrize("language", _LANGUAGES)
def test_hostile_text_is_read(text: str, language: Language) -> None:
    _check(text, language)


@pytest.mark.parametrize(
    "piece", ["болит голова ", "Дёргается левое веко, не проходит. ", "не ", "my eyelid twitches and ", "two years "]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    language: Language = "en" if piece.isascii() else "ru"
    short, long = (piece * (size // len(piece)) for size in (10_000, 100_000))
    _seconds(short, language)
    assert _seconds(long, language) < 25 * max(_seconds(short, language), 0.02)


def _seconds(text: str, language: Language) -> float:
    begin = time.perf_counter()
    read(text, language)
    return time.perf_counter() - begin
