"""Causes of mishearing that were mended, each with its phrases in both languages."""

import pytest

from mimika.intake import detect_language
from mimika.model.words import Understanding

from . import weaknesses
from .lexicons import read

_TABLES = (
    *("RUNNING_UNIT", "ELLIPSIS", "SEVERAL_DURATIONS", "STRESS", "FALSE_DANGERS", "NOT_SO", "WRITTEN_ANYHOW"),
    *("STANDS_WITH", "OTHER_TIMES", "SICK_RELATIVE", "NOT_THE_USUAL"),
)
_ROWS = [(name, *row) for name in _TABLES for row in getattr(weaknesses, name)]


def _read(text: str) -> Understanding:
    language = detect_language(text)
    return read(text, language)


@pytest.mark.parametrize(("name", "text", "expected"), _ROWS)
def test_is_mended(name: str, text: str, expected: str) -> None:
    understood = _read(text)
    heard = [(h.finding, h.value, h.with_) for h in understood.heard if h.about == "self" and h.tense == "now"]
    for item in expected.split():
        plain, _, kind = item.partition("~")
        finding, _, value = plain.lstrip("!").partition("=")
        values = [v for f, v, with_ in heard if f == finding and kind in {"", with_}]
        if item.startswith("!"):
            assert all(one == "absent" for one in values), heard
        elif value.replace(".", "").isdigit():
            assert any(one == pytest.approx(float(value), rel=0.01) for one in values), heard
        else:
            assert (value in values) if value else any(one != "absent" for one in values), heard


@pytest.mark.parametrize(("text", "age", "sex"), weaknesses.PEOPLE)
def test_the_person_is_mended(text: str, age: float | None, sex: str | None) -> None:
    understood = _read(text)
    assert (understood.age_years, understood.sex) == (age, sex)
