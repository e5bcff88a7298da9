"""A scripted patient: the real cases as talks, each answered from what its report lists and otherwise "I don't know".

Whatever leads a talk can be measured: it needs only what `Conversation` asks for.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import yaml

from benchmarks.interview import replies
from mimika.model.case import Case, Observation, Person, Sex, Value
from mimika.model.condition import LEVELS, Level
from mimika.model.finding import ComplaintKind
from mimika.model.knowledge import KnowledgeBase
from mimika.model.talk import Answer, Screen, Talk
from mimika.model.text import Language
from mimika.usecases.assessing import Assessing
from mimika.usecases.case_file import with_complaints
from mimika.usecases.talking import Talking

ROOT = Path(__file__).parents[1]
CASES = ROOT.parent / "shared" / "cases" / "dev.yaml"
ANSWERS = ROOT / "tests" / "understanding" / "answers.yaml"
LANGUAGES: tuple[Language, ...] = ("ru", "en")
DANGEROUS: tuple[Level, ...] = ("urgent", "emergency")
OUT_OF_SCOPE = "out-of-scope"
# A talk that is longer than this does not end by itself.
MOST_SCREENS = 100


@dataclass(frozen=True, slots=True)
class Result:
    """What a talk says at some moment: how soon to act, and the causes, likeliest first."""

    level: Level
    causes: tuple[str, ...]


class Conversation(Protocol):
    """One talk at a time, whoever leads it."""

    def begin(self, language: Language, story: str, age_years: float | None, sex: Sex | None) -> None:
        """Start a new talk; age and sex that are None stay unknown."""

    def screen(self) -> Screen | None:
        """Return what is asked next, or None when the talk has ended."""

    def complain(self, kinds: Sequence[ComplaintKind]) -> None:
        """Say why the person came: the answer to a screen `complaint`."""

    def answer(self, answers: Sequence[Answer]) -> None:
        """Answer the screen."""

    def assessment(self) -> Result:
        """Return what can be said by now."""


class InProcess:
    """The use case itself."""

    def __init__(self, use: Talking) -> None:
        self.use = use
        self.talk = Talk("en")

    def begin(self, language: Language, story: str, age_years: float | None, sex: Sex | None) -> None:
        """Start a new talk."""
        self.talk = self.use.tell(self.use.introduce(Talk(language), age_years, sex), story)

    def screen(self) -> Screen | None:
        """Return what is asked next."""
        return self.use.screen(self.talk)

    def complain(self, kinds: Sequence[ComplaintKind]) -> None:
        """Say why the person came."""
        self.talk = self.use.complain(self.talk, kinds)

    def answer(self, answers: Sequence[Answer]) -> None:
        """Answer the screen."""
        self.talk = self.use.answer(self.talk, answers)

    def assessment(self) -> Result:
        """Return what can be said by now."""
        found = self.use.assessment(self.talk)
        return Result(found.urgency.level, tuple(c.condition for c in found.differential))


@dataclass(frozen=True, slots=True)
class Patient:
    """A real case: its story in each language, what is true of it, and what a careful doctor accepts."""

    stories: dict[Language, str]
    case: Case
    right: frozenset[str]
    levels: tuple[Level, ...]
    wanted: Level

    @property
    def kinds(self) -> tuple[ComplaintKind, ...]:
        """Why they come."""
        return tuple(c.kind for c in self.case.complaints)

    def replies(self, kb: KnowledgeBase, screen: Screen) -> list[Answer]:
        """Return what they answer to a screen; a question about several things is answered by its rule."""
        return replies(kb, self.case, screen)


@dataclass(frozen=True, slots=True)
class Visit:
    """One talk of one patient: what the story alone gave, what the whole talk gave, and how long it was."""

    patient: Patient
    alone: Result
    end: Result
    screens: int


def patients(kb: KnowledgeBase, most: int | None = None) -> list[Patient]:
    """Return the real cases that lie within what is known; none where the cases are not at hand."""
    if not CASES.exists():
        return []
    rows = yaml.safe_load(ANSWERS.read_text(encoding="utf-8"))
    answers = {row["story"]: row["answers"] for row in rows}
    told = [case for case in yaml.safe_load(CASES.read_text(encoding="utf-8")) if case["target"] != OUT_OF_SCOPE]
    return [_patient(kb, case, answers[digest(case["story_ru"])]) for case in told[:most]]


def digest(story: str) -> str:
    """Return the name of a case in the answers."""
    return hashlib.blake2b(story.encode(), digest_size=16).hexdigest()


def _patient(kb: KnowledgeBase, case: dict[str, Any], answers: dict[str, Any]) -> Patient:
    seen = tuple(Observation(finding, _value(value)) for finding, value in answers.items())
    person = Person(case["age"], case["sex"])
    return Patient(
        {language: case[f"story_{language}"] for language in LANGUAGES},
        with_complaints(kb, Case(person, (), seen)),
        frozenset({case["target"], *case.get("accept", [])}),
        tuple(case.get("urgency_ok") or [case["urgency"]]),
        case["urgency"],
    )


def _value(value: bool | float | str) -> Value:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def story_alone(talk: Conversation, patient: Patient, language: Language) -> Result:
    """Return what a patient's story gives by itself; the talk has begun with it."""
    talk.begin(language, patient.stories[language], patient.case.person.age_years, patient.case.person.sex)
    return talk.assessment()


def visit(kb: KnowledgeBase, talk: Conversation, patient: Patient, language: Language) -> Visit:
    """Return how a talk with a patient goes, until it ends."""
    alone, screens = story_alone(talk, patient, language), 0
    while screens < MOST_SCREENS and (screen := talk.screen()):
        screens += 1
        if screen.kind != "complaint":
            talk.answer(patient.replies(kb, screen))
        elif patient.kinds and screens == 1:
            talk.complain(patient.kinds)
        else:
            break
    return Visit(patient, alone, talk.assessment(), screens)


def report(kb: KnowledgeBase, talk: Conversation | None = None, most: int | None = None) -> list[str]:
    """Return the lines to print; `talk` is who leads it, this program itself if left out."""
    told = patients(kb, most)
    if not told:
        return ["A scripted patient: the real cases are not at hand"]
    lines = [f'A scripted patient ({len(told)} real cases; answers from what the report lists, else "I don\'t know")']
    leader = talk or InProcess(Talking(Assessing(kb)))
    for language in LANGUAGES:
        visits = [visit(kb, leader, patient, language) for patient in told]
        lines += [f"  {language} story alone  {figures([(v.patient, v.alone) for v in visits])}"]
        lines += [f"  {language} whole talk   {figures([(v.patient, v.end) for v in visits])}"]
        counts = [v.screens for v in visits]
        lines += [f"  {language} screens: median {median(counts):.0f}, most {max(counts)}"]
    return lines


def figures(told: Sequence[tuple[Patient, Result]]) -> str:
    """Return how many patients were told right, as one line of text."""
    count = len(told)
    places = [place(patient, result) for patient, result in told]
    off = [distance(patient, result) for patient, result in told]
    dangers = [d for (patient, _), d in zip(told, off, strict=True) if patient.wanted in DANGEROUS]
    under = sum(d < 0 for d in dangers)
    return (
        f"first {places.count(0) / count:.2f}   top three {sum(p < 3 for p in places) / count:.2f}   "
        f"urgency exact {off.count(0) / count:.2f}   danger under-triaged {under} of {len(dangers)}   "
        f"over-triaged {sum(d > 0 for d in off)}"
    )


def place(patient: Patient, result: Result) -> int:
    """Return the place of the first right cause, 0 for first; after all where there is none."""
    return next(
        (i for i, cause in enumerate(result.causes) if cause in patient.right), len(LEVELS) + len(result.causes)
    )


def distance(patient: Patient, result: Result) -> int:
    """Return how far a level lies below (negative) or above the accepted ones."""
    at, accepted = LEVELS.index(result.level), [LEVELS.index(level) for level in patient.levels]
    return min(0, at - min(accepted)) + max(0, at - max(accepted))
