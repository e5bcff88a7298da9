"""Rules of a knowledge file: three-valued logic, criteria and red flags."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from mimika.kb.schema_base import ComplaintKind, Founded, Slug, Strict, TextRecord


class RangeRecord(Strict):
    """At least this, and below that."""

    at_least: float | None = None
    below: float | None = None


class PointRecord(Strict):
    """A part of a sum and the points it brings when it is true."""

    worth: int = Field(ge=1)
    when: "LogicRecord"


class PointsRecord(Strict):
    """A sum of points that must come to `at_least`."""

    at_least: int = Field(ge=1)
    of: tuple[PointRecord, ...]


class LogicRecord(Strict):
    """One node of three-valued logic; exactly one of its keys is used.

    A leaf `finding` alone means "present"; `is` lists accepted answers of a choice or a
    quantity's bins; `at_least`/`below` bound a quantity's number.
    """

    all: tuple["LogicRecord", ...] | None = None
    any: tuple["LogicRecord", ...] | None = None
    not_: "LogicRecord | None" = Field(default=None, alias="not")
    count: int | None = Field(default=None, ge=1)
    of: tuple["LogicRecord", ...] | None = None
    points: PointsRecord | None = None
    finding: Slug | None = None
    is_: tuple[Slug, ...] | None = Field(default=None, alias="is")
    at_least: float | None = None
    below: float | None = None
    age: RangeRecord | None = None
    sex: Literal["female", "male"] | None = None
    complaint: ComplaintKind | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [
            k
            for k in ("all", "any", "not_", "count", "points", "finding", "age", "sex", "complaint")
            if getattr(self, k) is not None
        ]
        if len(kinds) != 1:
            expected = "all, any, not, count (with of), points, finding, age, sex, complaint is expected"
            raise ValueError("exactly one of " + expected)
        if (self.count is None) != (self.of is None):
            raise ValueError("count and of belong together")
        return self


class CriteriaRecord(Founded):
    """Published criteria in our own words, as three-valued logic."""

    id: Slug
    condition: Slug
    name: TextRecord
    about: TextRecord
    logic: LogicRecord


class EscalationRecord(Strict):
    """A part of a red flag that asks for more."""

    when: LogicRecord
    level: Literal["R0", "R1", "R2", "R3"]


class RedFlagRecord(Founded):
    """A rule that sets a least urgency, outside and before any probability.

    R0 = call an ambulance now, R1 = a doctor today, R2 = a specialist within 2-14 days,
    R3 = planned visit. `ask_for` names complaints in which the unanswered flag is shown
    under "check now"; `ask_if` narrows that (it is shown when the logic is met). `opened_by`
    names broad questions asked of everybody else: a yes to one brings this flag's own question.
    """

    id: Slug
    number: Annotated[str, StringConstraints(pattern=r"^[DY]\d+$")]
    name: TextRecord
    level: Literal["R0", "R1", "R2", "R3"]
    within_days: int = Field(ge=0)
    when: LogicRecord | None = None
    escalate: tuple[EscalationRecord, ...] = ()
    think_of: TextRecord
    action: TextRecord
    check: TextRecord
    see: tuple[Slug, ...]
    complaints: tuple[ComplaintKind, ...] = ()
    ask_if: LogicRecord | None = None
    opened_by: tuple[Slug, ...] = ()
    conditions: tuple[Slug, ...] = ()
    reviewed: str
