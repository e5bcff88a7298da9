"""A possible reason, as the engine and the report need it."""

from dataclasses import dataclass
from typing import Literal

from mimika.model.finding import ComplaintKind
from mimika.model.numbers import Chance, Distribution, Footing
from mimika.model.text import Text

Level = Literal["self_care", "routine", "urgent", "emergency"]
LEVELS: tuple[Level, ...] = ("self_care", "routine", "urgent", "emergency")


@dataclass(frozen=True, slots=True)
class AgeHump:
    """A two-piece normal by its 5th percentile, mode and 95th percentile in years, and its share of people."""

    low: float
    peak: float
    high: float
    share: float


@dataclass(frozen=True, slots=True)
class AgeProfile:
    """Age of people when they come, as one or two humps."""

    humps: tuple[AgeHump, ...]
    footing: Footing


@dataclass(frozen=True, slots=True)
class ComplaintLink:
    """`share` of the people who come with a complaint kind; `shows`: how often the condition shows it at all."""

    share: Chance
    shows: Chance


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment as information, never as a prescription."""

    text: Text
    footing: Footing


@dataclass(frozen=True, slots=True)
class Condition:
    """A possible reason for a complaint; ids are fixed and never reused."""

    id: str
    name: Text
    summary: Text
    course: Text
    icd10: str
    icd11: str | None
    complaints: dict[ComplaintKind, ComplaintLink]
    age: AgeProfile
    female: Chance
    level: Level
    within_days: int | None
    findings: dict[str, Distribution]
    see: tuple[str, ...]
    see_child: tuple[str, ...] = ()
    ask_for: tuple[str, ...] = ()
    not_needed: tuple[str, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    do: tuple[str, ...] = ()
    do_not: tuple[str, ...] = ()
    watch_for: tuple[Text, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Near twins, shown as one until an answer to one of `split_by` tells them apart."""

    id: str
    name: Text
    members: tuple[str, ...]
    split_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comorbidity:
    """How much more often two conditions meet in one person than chance says."""

    a: str
    b: str
    factor: float
    footing: Footing
