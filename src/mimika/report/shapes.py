"""The shapes of the JSON of an assessment: each class is one object of the contract."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from mimika.model.case import Value

Share = Annotated[float, Meta(ge=0, le=1)]


class UnderstoodJson(Struct, forbid_unknown_fields=True):
    """A finding that was understood, and the words it rests on ([start, end) in the story; null without words)."""

    finding: str
    value: Value
    label: str
    text: str | None
    start: int | None
    end: int | None


class ReasonJson(Struct, forbid_unknown_fields=True):
    """A red flag or a condition, in words."""

    id: str
    text: str


class UrgencyJson(Struct, forbid_unknown_fields=True):
    """How soon to act and why."""

    level: Literal["emergency", "urgent", "routine", "self_care"]
    within: str
    reasons: list[ReasonJson]


class CheckJson(Struct, forbid_unknown_fields=True):
    """An unanswered red flag: the question, what to do if yes, and the findings it asks for."""

    id: str
    text: str
    action: str
    findings: list[str]


class EvidenceJson(Struct, forbid_unknown_fields=True):
    """What one thing known does to a condition, in decibans."""

    finding: str
    label: str
    decibans: float


class CriteriaJson(Struct, forbid_unknown_fields=True):
    """A published set of criteria on this case."""

    id: str
    state: Literal["met", "not_met", "open"]
    missing: list[str]


class CandidateJson(Struct, forbid_unknown_fields=True, rename={"for_": "for"}):
    """One possible cause; `low` and `high` bound a 90 % interval."""

    id: str
    name: str
    icd10: str
    probability: Share
    low: Share
    high: Share
    for_: list[EvidenceJson]
    against: list[EvidenceJson]
    criteria: list[CriteriaJson]


class NamedJson(Struct, forbid_unknown_fields=True):
    """A doctor or an examination, and why."""

    id: str
    name: str
    why: str


class QuestionJson(Struct, forbid_unknown_fields=True):
    """An open question; `answers` are the values it takes, `value_bits` what an answer is expected to bring."""

    finding: str
    text: str
    why: str
    answers: list[str]
    value_bits: float


class MeasureJson(Struct, forbid_unknown_fields=True):
    """A measured number with its limits."""

    id: str
    value: float
    low: float
    high: float
    unit: str
    count: int


class ShownJson(Struct, forbid_unknown_fields=True):
    """What a film shows, in words, and the measures it rests on with their 95 % limits."""

    finding: str
    value: Value
    label: str
    side: Literal["left", "right"] | None
    measures: list[MeasureJson]


class VideoJson(Struct, forbid_unknown_fields=True):
    """What a film adds to an assessment; a group that is not assessable names the conditions that do not hold."""

    observed_s: float
    shown: list[ShownJson]
    not_assessable: dict[str, list[str]]
    hints: list[str]


class AssessmentJson(Struct, forbid_unknown_fields=True):
    """An assessment. The first doctor in `see` is whom to see first."""

    scope: Literal["in_scope", "not_enough", "out_of_scope"]
    understood: list[UnderstoodJson]
    urgency: UrgencyJson
    check_now: list[CheckJson]
    differential: list[CandidateJson]
    see: list[NamedJson]
    ask_for: list[NamedJson]
    do: list[ReasonJson]
    do_not: list[ReasonJson]
    next_questions: list[QuestionJson]
    knowledge: str
    notice: str
    video: VideoJson | UnsetType = UNSET
