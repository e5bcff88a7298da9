"""What the knowledge base can know of a person."""

from dataclasses import dataclass
from typing import Literal

from mimika.model.numbers import Distribution
from mimika.model.text import Text

ComplaintKind = Literal["movement", "face_pain", "headache"]
Scope = Literal["movement", "face_pain", "headache", "person"]
Observer = Literal["person", "witness", "doctor", "video", "laboratory"]
ABSENT, PRESENT = "absent", "present"


@dataclass(frozen=True, slots=True)
class Answer:
    """One state of a finding; for a quantity the bin [at_least, below) in the finding's unit."""

    id: str
    label: Text
    at_least: float | None = None
    below: float | None = None


@dataclass(frozen=True, slots=True)
class SameAs:
    """The finding that says the same of another complaint kind; numbers are multiplied, answers renamed."""

    finding: str
    scale: float
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that can be observed: yes/no, a choice, or a quantity with bins."""

    id: str
    of: Scope
    kind: Literal["boolean", "choice", "quantity"]
    label: Text
    definition: Text
    question: Text
    why: Text
    background: Distribution
    states: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    danger: bool = False
    opens: Literal["always", "alone", "never"] = "always"
    opens_as: ComplaintKind | None = None
    same_as: SameAs | None = None
    elsewhere: Distribution | None = None
    group: str | None = None
    unit: str | None = None
    hpo: str | None = None
    observers: tuple[Observer, ...] = ("person",)
    until_age_y: float | None = None
    only_sex: Literal["female", "male"] | None = None
    topic: str = ""

    @property
    def complaint(self) -> ComplaintKind | None:
        """The kind of complaint this finding is a sign of, if of one."""
        if self.of == "person":
            return self.opens_as
        return self.of

    def state_of(self, value: bool | float | str) -> int | None:
        """Return the index of the state a value falls in, or None if it fits none."""
        if isinstance(value, bool):
            return int(value) if self.kind == "boolean" else None
        if isinstance(value, str):
            return self.states.index(value) if value in self.states else None
        if self.kind != "quantity":
            return None
        for index, bin_ in enumerate(self.answers):
            if (bin_.at_least is None or value >= bin_.at_least) and (bin_.below is None or value < bin_.below):
                return index
        return None


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that rarely vary alone; `rho` is how strongly they go together, 0 to 1."""

    id: str
    rho: float
    note: str
