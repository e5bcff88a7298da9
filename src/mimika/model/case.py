"""The one object that travels: a person, why they came, and what is known."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mimika.model.finding import ComplaintKind

Sex = Literal["female", "male"]
Origin = Literal["words", "answer", "diary", "video", "examination", "fhir"]
Value = bool | float | str


@dataclass(frozen=True, slots=True)
class Person:
    """Age in years and sex; nothing that names anyone."""

    age_years: float | None = None
    sex: Sex | None = None


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why the person came; `is_absent` when it was asked about and is not there."""

    kind: ComplaintKind
    is_absent: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The words an observation rests on, as [start, end) in the story."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Observation:
    """A finding with its value. Not knowing is no observation.

    `complaint` is the index of the complaint it belongs to; None means the first of its kind.
    """

    finding: str
    value: Value
    origin: Origin = "answer"
    complaint: int | None = None
    span: Span | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A person with complaints and observations.

    `checks` are the red flags whose question was answered as a whole, with yes or no. `disputed` are findings of
    which the story says both yes and no; `unread` are words that were not understood.
    """

    person: Person = Person()
    complaints: tuple[Complaint, ...] = ()
    observations: tuple[Observation, ...] = ()
    checks: tuple[tuple[str, bool], ...] = ()
    disputed: tuple[str, ...] = ()
    unread: tuple[Span, ...] = ()
