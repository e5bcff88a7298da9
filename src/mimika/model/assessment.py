"""What Mimika answers: by ids and numbers; the report puts names and sentences to them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from mimika.model.case import Observation, Person, Span
from mimika.model.condition import Level
from mimika.model.finding import ComplaintKind
from mimika.model.guidance import FlagLevel

Scope = Literal["in_scope", "not_enough", "out_of_scope"]


class Truth(StrEnum):
    """Three values: what is not known is open, never false."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What one thing known does to one condition; positive decibans speak for it.

    `key` is a finding id, or "age", "sex", "absent-complaint"; `state` indexes the finding's states.
    """

    key: str
    state: int
    decibans: float


@dataclass(frozen=True, slots=True)
class CriteriaResult:
    """A published set of criteria on this case; `missing` are the finding ids that would decide it."""

    id: str
    state: Truth
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One condition that may cause a complaint.

    Attributes:
        probability: Chance that it causes at least one complaint.
        low: Lower end of the 90 % interval.
        high: Upper end of the 90 % interval.
        rank_holds: Share of draws of the numbers in which its rank stays.
        entry: Chance before anything was known of the person.
        family: Family of near twins it cannot yet be told from, if any.
    """

    condition: str
    probability: float
    low: float
    high: float
    rank_holds: float
    entry: float
    evidence: tuple[EvidenceLine, ...]
    criteria: tuple[CriteriaResult, ...]
    family: str | None = None


@dataclass(frozen=True, slots=True)
class FlagResult:
    """A red flag on this case; `level` counts only when it is met."""

    id: str
    state: Truth
    level: FlagLevel
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Urgency:
    """How soon to act: 0 days is now, 1 is today. Reasons are red flag ids and condition ids."""

    level: Level
    within_days: int | None
    flags: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """An open question and what its answer is expected to bring, in bits."""

    finding: str
    value_bits: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole answer. Lists of ids are in the order in which to show them.

    `denied` are the red flags that matter here and were answered with no.
    """

    scope: Scope
    person: Person
    complaints: tuple[ComplaintKind, ...]
    understood: tuple[Observation, ...]
    urgency: Urgency
    check_now: tuple[FlagResult, ...]
    differential: tuple[Candidate, ...]
    p_other: float
    see: tuple[str, ...]
    ask_for: tuple[str, ...]
    not_needed: tuple[str, ...]
    do: tuple[str, ...]
    do_not: tuple[str, ...]
    corrections: tuple[str, ...]
    disputed: tuple[str, ...]
    unread: tuple[Span, ...]
    next_questions: tuple[NextQuestion, ...]
    denied: tuple[str, ...] = ()
