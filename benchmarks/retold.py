"""New stories in everyday words, by the words alone: those that words are tuned on, and those never tuned on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.scripted import LANGUAGES, OUT_OF_SCOPE, InProcess, Patient, Result, figures, story_alone
from mimika.model.case import Case, Person
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.usecases.assessing import Assessing
from mimika.usecases.talking import Talking

STORIES = Path(__file__).parents[1] / "tests" / "understanding" / "retold"
PARTS = ("open", "frozen")


def patients(part: str, most: int | None = None) -> list[Patient]:
    """Return the people of the stories of a part, without those whose trouble lies outside of what is known."""
    rows = [row for path in sorted(STORIES.glob(f"{part}*.yaml")) for row in yaml.safe_load(path.read_text("utf-8"))]
    return [_patient(row) for row in rows if OUT_OF_SCOPE not in row["right"]][:most]


def _patient(row: dict[str, Any]) -> Patient:
    stories = {language: row[f"story_{language}"] for language in LANGUAGES}
    case = Case(Person(row["age"], row["sex"]))
    return Patient(stories, case, frozenset(row["right"]), tuple(row["urgency"]), row["urgency"][0])


def told(kb: KnowledgeBase, people: Sequence[Patient], language: Language) -> list[tuple[Patient, Result]]:
    """Return each person with what the story alone gives."""
    talk = InProcess(Talking(Assessing(kb)))
    return [(one, story_alone(talk, one, language)) for one in people]


def report(kb: KnowledgeBase, most: int | None = None) -> list[str]:
    """Return the lines to print; `most` cuts each part for a quick run."""
    lines = ["New stories in everyday words, by the words alone (frozen: never tuned on)"]
    for part in PARTS:
        people = patients(part, most)
        lines += [f"  {la} {part:6} ({len(people)}) {figures(told(kb, people, la))}" for la in LANGUAGES]
    return lines
