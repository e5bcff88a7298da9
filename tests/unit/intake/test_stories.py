"""Whole stories: each tuned row is heard as it should be, and held-out rows are counted."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

import mimika
from mimika.model.words import COMPLAINTS, Language, Understanding

from .lexicons import read

_HERE = Path(__file__).parent
_FINDINGS = Path(mimika.__file__).parent / "knowledge" / "findings"
_LANGUAGES: tuple[Language, ...] = ("ru", "en")
# Measured on rows that were never tuned on, less a margin of two or three findings.
_LEAST_RECALL = 0.84


@dataclass(frozen=True)
class Row:
    story: str
    expected: tuple[str, ...]
    absent: tuple[str, ...]
    held_out: bool


@cache
def _known() -> frozenset[str]:
    files = (yaml.safe_load(file.read_text("utf-8")) for file in _FINDINGS.glob("*.yaml"))
    return frozenset(one["id"] for file in files for one in file)


def _rows(language: Language) -> list[Row]:
    rows = yaml.safe_load((_HERE / f"stories.{language}.yaml").read_text("utf-8"))
    return [
        Row(row["story"], tuple(row["expected"]), tuple(row.get("absent", ())), row.get("held_out", False))
        for row in rows
        if _known().issuperset(row.get("needs", ()))
    ]


_TUNED = [(language, row) for language in _LANGUAGES for row in _rows(language) if not row.held_out]


def _is_heard(item: str, understood: Understanding) -> bool:
    name, _, value = item.partition("=")
    if name == "age":
        return understood.age_years == pytest.approx(float(value), abs=0.05)
    if name == "sex":
        return understood.sex == value
    if name in COMPLAINTS and not value:
        return name in understood.complaints
    heard = [h.value for h in understood.heard if h.finding == name and h.about == "self" and h.tense == "now"]
    if not value:
        return any(one != "absent" for one in heard)
    if value.replace(".", "").isdigit():
        return any(one == pytest.approx(float(value), rel=0.011) for one in heard if isinstance(one, float))
    return value in heard


@pytest.mark.parametrize(("language", "row"), _TUNED, ids=[row.story[:40] for _, row in _TUNED])
def test_a_story_is_heard(language: Language, row: Row) -> None:
    understood = read(row.story, language)
    for item in row.expected:
        assert any(_is_heard(one, understood) for one in item.split("|")), (item, understood.heard)
    for item in row.absent:
        assert not _is_heard(item, understood), (item, understood.heard)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_held_out_stories_are_mostly_heard(language: Language) -> None:
    wanted = heard = 0
    for row in _rows(language):
        if row.held_out:
            understood = read(row.story, language)
            found = [any(_is_heard(one, understood) for one in item.split("|")) for item in row.expected]
            wanted, heard = wanted + len(found), heard + sum(found)
    assert heard >= _LEAST_RECALL * wanted
