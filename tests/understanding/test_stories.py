"""What is heard in the real stories, against what a careful neurologist takes from the same words.

The labels stand in stories.yaml under a digest of each text; the stories themselves are not part of the repository.
"""

import hashlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml

from mimika.model.case import Case, Value
from mimika.model.knowledge import KnowledgeBase
from mimika.usecases.story import case_of_story

Language = Literal["ru", "en"]
State = tuple[str, int]
LANGUAGES: tuple[Language, ...] = ("ru", "en")
CASES = Path(__file__).parents[3] / "shared" / "cases" / "dev.yaml"
LABELS = Path(__file__).with_name("stories.yaml")
LABEL_KEYS = {"story", "language", "complaints", "age", "sex", "expect", "may"}

# The goals, which both languages reach.
LEAST_PRECISION = 0.95
LEAST_RECALL = 0.85
LEAST_DANGER_RECALL = 0.95
MOST_FALSE_DANGERS_A_STORY = 0.05

with_stories = pytest.mark.skipif(not CASES.exists(), reason="the real stories are not part of the repository")
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@dataclass(frozen=True)
class Label:
    """What the words of one story say; `may` is left out of the count."""

    story: str
    language: Language
    complaints: frozenset[str]
    age: float | None
    sex: str | None
    expect: frozenset[State]
    may: frozenset[str]


@dataclass(frozen=True)
class Reading:
    """One story as it was labelled and as it was heard, each finding with the index of its state."""

    label: Label
    case: Case
    heard: frozenset[State]

    @property
    def counted(self) -> frozenset[State]:
        """Return what was heard without what may or may not be."""
        return frozenset(s for s in self.heard if s[0] not in self.label.may)

    @property
    def right(self) -> frozenset[State]:
        return self.heard & self.label.expect

    @property
    def false(self) -> frozenset[State]:
        return self.counted - self.label.expect

    @property
    def missed(self) -> frozenset[State]:
        return self.label.expect - self.heard


@dataclass(frozen=True)
class Figures:
    """How well the stories of one language are understood."""

    precision: float
    recall: float
    danger_recall: float
    false_dangers_a_story: float
    persons_and_complaints: float


def digest(story: str) -> str:
    return hashlib.blake2b(story.encode(), digest_size=16).hexdigest()


def state(kb: KnowledgeBase, finding: str, value: Value) -> State:
    """Return a finding with the index of its state, so that two numbers of one bin are the same."""
    index = kb.findings[finding].state_of(value)
    assert index is not None, (finding, value)
    return finding, index


def label_of(kb: KnowledgeBase, row: dict[str, Any]) -> Label:
    return Label(
        row["story"],
        row["language"],
        frozenset(row["complaints"]),
        row["age"],
        row["sex"],
        frozenset(state(kb, finding, value) for finding, value in row["expect"].items()),
        frozenset(row["may"]),
    )


def rows() -> list[dict[str, Any]]:
    return yaml.safe_load(LABELS.read_text(encoding="utf-8"))


def stories(language: Language) -> list[str]:
    return [case[f"story_{language}"] for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))]


def readings(kb: KnowledgeBase, language: Language) -> Iterator[Reading]:
    labels = {row["story"]: label_of(kb, row) for row in rows() if row["language"] == language}
    for story in stories(language):
        case = case_of_story(kb, story)
        heard = frozenset(state(kb, o.finding, o.value) for o in case.observations)
        yield Reading(labels[digest(story)], case, heard)


def dangers(kb: KnowledgeBase, states: Iterable[State]) -> list[State]:
    """Return those states that are a danger sign being there."""
    return [(finding, index) for finding, index in states if kb.findings[finding].danger and index]


def is_person_right(reading: Reading) -> bool:
    case, label = reading.case, reading.label
    kinds = {c.kind for c in case.complaints if not c.is_absent}
    return (kinds, case.person.age_years, case.person.sex) == (label.complaints, label.age, label.sex)


def share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def figures(kb: KnowledgeBase, read: list[Reading]) -> Figures:
    right = sum(len(r.right) for r in read)
    expected_dangers = sum(len(dangers(kb, r.label.expect)) for r in read)
    return Figures(
        precision=share(right, right + sum(len(r.false) for r in read)),
        recall=share(right, sum(len(r.label.expect) for r in read)),
        danger_recall=share(sum(len(dangers(kb, r.right)) for r in read), expected_dangers),
        false_dangers_a_story=sum(len(dangers(kb, r.false)) for r in read) / len(read),
        persons_and_complaints=share(sum(map(is_person_right, read)), len(read)),
    )


def named(kb: KnowledgeBase, states: Iterable[State]) -> list[str]:
    return sorted(f"{finding}={kb.findings[finding].states[index]}" for finding, index in states)


@pytest.fixture(scope="module")
def read(kb):
    return {language: list(readings(kb, language)) for language in LANGUAGES}


@pytest.fixture(scope="module")
def measured(kb, read):
    found = {language: figures(kb, read[language]) for language in LANGUAGES}
    for language, told in found.items():
        sys.stdout.write(f"{language}: {told}\n")
    return found


def test_every_label_fits_the_knowledge(kb):
    for row in rows():
        assert set(row) == LABEL_KEYS, row["story"]
        label = label_of(kb, row)
        assert label.may <= set(kb.findings), label.story
        assert not label.may & set(row["expect"]), label.story
        assert label.complaints <= set(kb.complaints), label.story
    told = [row["story"] for row in rows()]
    assert len(told) == len(set(told))


@with_stories
@in_each_language
def test_every_story_has_a_label_and_every_label_a_story(language):
    labelled = {row["story"] for row in rows() if row["language"] == language}
    assert labelled == {digest(story) for story in stories(language)}


@with_stories
@in_each_language
def test_what_is_heard_is_what_was_said(kb, read, measured, language):
    false = {r.label.story: named(kb, r.false) for r in read[language] if r.false}
    assert measured[language].precision >= LEAST_PRECISION, (measured[language], false)


@with_stories
@in_each_language
def test_what_was_said_is_heard(kb, read, measured, language):
    missed = {r.label.story: named(kb, r.missed) for r in read[language] if r.missed}
    assert measured[language].recall >= LEAST_RECALL, (measured[language], missed)


@with_stories
@in_each_language
def test_danger_is_heard(kb, read, measured, language):
    missed = {r.label.story: named(kb, dangers(kb, r.missed)) for r in read[language] if dangers(kb, r.missed)}
    assert measured[language].danger_recall >= LEAST_DANGER_RECALL, (measured[language], missed)


@with_stories
@in_each_language
def test_danger_is_not_made_up(kb, read, measured, language):
    false = {r.label.story: named(kb, dangers(kb, r.false)) for r in read[language] if dangers(kb, r.false)}
    assert measured[language].false_dangers_a_story <= MOST_FALSE_DANGERS_A_STORY, (measured[language], false)
