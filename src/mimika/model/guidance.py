"""Rules and words that stand beside the conditions: red flags, criteria, doctors, examinations, advice."""

from dataclasses import dataclass
from typing import Literal

from mimika.model.condition import Level
from mimika.model.finding import ComplaintKind
from mimika.model.logic import Logic
from mimika.model.numbers import Chance, Footing
from mimika.model.text import Text

FlagLevel = Literal["R0", "R1", "R2", "R3"]
URGENCY_OF: dict[FlagLevel, Level] = {"R0": "emergency", "R1": "urgent", "R2": "urgent", "R3": "routine"}


@dataclass(frozen=True, slots=True)
class Escalation:
    """A part of a red flag that asks for more."""

    when: Logic
    level: FlagLevel


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A rule on observations that sets a least urgency, outside and before any probability.

    It is asked for its `complaints`, where `ask_if` holds; else once a finding it is `opened_by` is there.
    """

    id: str
    number: str
    name: Text
    level: FlagLevel
    within_days: int
    when: Logic | None
    escalate: tuple[Escalation, ...]
    think_of: Text
    action: Text
    check: Text
    see: tuple[str, ...]
    complaints: tuple[ComplaintKind, ...]
    ask_if: Logic | None
    opened_by: tuple[str, ...]
    conditions: tuple[str, ...]
    footing: Footing
    reviewed: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """Published diagnostic criteria, in our own words."""

    id: str
    condition: str
    name: Text
    about: Text
    logic: Logic
    footing: Footing


@dataclass(frozen=True, slots=True)
class Specialist:
    """Whom to see; `child` takes the place for a person under 18."""

    id: str
    name: Text
    why: Text
    child: str | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """What to ask for, or what is not needed and why."""

    id: str
    name: Text
    why: Text
    not_needed_why: Text | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Something to do, or not to do."""

    id: str
    text: Text
    why: Text
    footing: Footing


@dataclass(frozen=True, slots=True)
class Correction:
    """A widely read claim, the current view, and what that rests on."""

    id: str
    number: str
    claim: Text
    current: Text
    conditions: tuple[str, ...]
    findings: tuple[str, ...]
    footing: Footing


@dataclass(frozen=True, slots=True)
class Source:
    """A paper, guideline or page that was read."""

    id: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class ComplaintType:
    """A kind of complaint.

    Attributes:
        rate: Share of the population that has it in a month.
        other: Share of comers with none of the conditions.
        share_power: What the shares of its conditions are raised to: below 1 where the rare come more often than
            doctors see them.
    """

    id: ComplaintKind
    name: Text
    rate: Chance
    other: Chance
    share_power: Chance
    tell: Text
