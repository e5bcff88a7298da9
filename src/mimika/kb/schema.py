"""What a knowledge file may hold. Read it to know the format; `docs/knowledge-format.md` tells it in words."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from mimika.kb.schema_base import (
    Basis,
    ComplaintKind,
    Founded,
    Level,
    Line,
    Probability,
    ProbabilityRecord,
    Slug,
    Strict,
    TextRecord,
)
from mimika.kb.schema_lexicon import CueRecord, CuesRecord, LexiconEntryRecord, LexiconRecord, RelativesRecord
from mimika.kb.schema_rules import (
    CriteriaRecord,
    EscalationRecord,
    LogicRecord,
    PointRecord,
    PointsRecord,
    RangeRecord,
    RedFlagRecord,
)

__all__ = [
    "AboutRecord",
    "AdviceRecord",
    "AgeRecord",
    "AnswerRecord",
    "BackgroundRecord",
    "Basis",
    "CaseRecord",
    "ComorbidityRecord",
    "ComplaintKind",
    "ComplaintLinkRecord",
    "ComplaintTypeRecord",
    "ConditionRecord",
    "CorrectionRecord",
    "CriteriaRecord",
    "CueRecord",
    "CuesRecord",
    "EscalationRecord",
    "ExaminationRecord",
    "ExpectationRecord",
    "FamilyRecord",
    "FindingRecord",
    "FormRecord",
    "Founded",
    "GivenRecord",
    "GroupRecord",
    "Level",
    "LexiconEntryRecord",
    "LexiconRecord",
    "LikelihoodRecord",
    "Line",
    "LogicRecord",
    "PointRecord",
    "PointsRecord",
    "Probability",
    "ProbabilityRecord",
    "RangeRecord",
    "RedFlagRecord",
    "RelativesRecord",
    "SameAsRecord",
    "SecondAgeRecord",
    "Slug",
    "SourceRecord",
    "SpecialistRecord",
    "StepRecord",
    "Strict",
    "TextRecord",
    "TextsRecord",
    "ThresholdsRecord",
    "TreatmentRecord",
    "UrgencyRecord",
    "UrgencyRulesRecord",
]


class LikelihoodRecord(Founded):
    """P(finding | condition): a number for yes/no, one number an answer otherwise."""

    finding: Slug
    p: Probability | dict[str, Probability]


class BackgroundRecord(Founded):
    """P(finding | complaint, none of these conditions)."""

    p: Probability | dict[str, Probability]


class SecondAgeRecord(Strict):
    """A second usual age, and the share of people who come around it."""

    low: float = Field(ge=0, le=110)
    peak: float = Field(ge=0, le=110)
    high: float = Field(ge=0, le=110)
    share: Probability


class AgeRecord(Founded):
    """Age of people when they come with it: 5th percentile, most usual age, 95th percentile, in years."""

    low: float = Field(ge=0, le=110)
    peak: float = Field(ge=0, le=110)
    high: float = Field(ge=0, le=110)
    second: SecondAgeRecord | None = None


class AnswerRecord(Strict):
    """One answer of a choice, or one bin of a quantity: values in [at_least, below)."""

    id: Slug
    label: TextRecord
    at_least: float | None = None
    below: float | None = None


class SameAsRecord(Strict):
    """The same thing asked of another kind of complaint: its number is multiplied, its answers renamed."""

    finding: Slug
    scale: float = Field(default=1.0, gt=0)
    answers: dict[Slug, Slug] = {}


class FindingRecord(Strict):
    """Something that can be known of a person.

    `opens` says whether its presence makes a complaint of its kind: always, only where there is no
    other complaint (alone), or never (it describes a complaint but is none: a side, a time, a trigger).
    A finding of the person opens the kind that `opens_as` names, if any.
    `same_as` names the finding that says the same of another complaint kind, so that words need only one.
    `elsewhere` is P(finding | one of our conditions that does not name it); without it such a condition
    uses the background. It is lower than the background for signs that are themselves why people come.
    `until_age_y` is the age at which words no longer mean it: an adult's "I see badly" is no child's squint.
    `only_sex` is the sex of whom alone it is asked.
    """

    id: Slug
    of: Literal["movement", "face_pain", "headache", "person"]
    kind: Literal["boolean", "choice", "quantity"]
    unit: Line | None = None
    answers: tuple[AnswerRecord, ...] = ()
    opens: Literal["always", "alone", "never"] = "always"
    opens_as: ComplaintKind | None = None
    same_as: SameAsRecord | None = None
    danger: bool = False
    group: Slug | None = None
    hpo: Annotated[str, StringConstraints(pattern=r"^HP:\d{7}$")] | None = None
    observers: tuple[Literal["person", "witness", "doctor", "video", "laboratory"], ...] = ("person",)
    label: TextRecord
    definition: TextRecord
    question: TextRecord
    why: TextRecord
    background: BackgroundRecord
    elsewhere: BackgroundRecord | None = None
    until_age_y: float | None = Field(default=None, gt=0)
    only_sex: Literal["female", "male"] | None = None


class ComplaintLinkRecord(Strict):
    """How a condition relates to a complaint kind: its share there, and how often it shows it."""

    share: ProbabilityRecord
    shows: ProbabilityRecord


class UrgencyRecord(Strict):
    """The least urgency a condition asks for by itself; `within_days` 0 is now, 1 is today."""

    level: Level
    within_days: int | None = Field(default=None, ge=0)


class TreatmentRecord(Founded):
    """A treatment as information, never as a prescription."""

    text: TextRecord


class ConditionRecord(Strict):
    """A possible reason."""

    id: Slug
    name: TextRecord
    summary: TextRecord
    course: TextRecord
    icd10: Line
    icd11: Line | None = None
    complaints: dict[ComplaintKind, ComplaintLinkRecord]
    age: AgeRecord
    female: ProbabilityRecord
    urgency: UrgencyRecord
    findings: tuple[LikelihoodRecord, ...]
    see: tuple[Slug, ...] = Field(min_length=1)
    see_child: tuple[Slug, ...] = ()
    ask_for: tuple[Slug, ...] = ()
    not_needed: tuple[Slug, ...] = ()
    treatments: tuple[TreatmentRecord, ...] = ()
    do: tuple[Slug, ...] = ()
    do_not: tuple[Slug, ...] = ()
    watch_for: tuple[TextRecord, ...] = ()
    neighbours: tuple[Slug, ...] = ()


class GroupRecord(Strict):
    """Findings that rarely vary alone, and how strongly they go together."""

    id: Slug
    rho: Probability
    note: Line


class FamilyRecord(Strict):
    """Near twins, shown as one until an answer to `split_by` tells them apart."""

    id: Slug
    name: TextRecord
    members: tuple[Slug, ...] = Field(min_length=2)
    split_by: tuple[Slug, ...] = Field(min_length=1)


class ComorbidityRecord(Founded):
    """How much more often two conditions meet in one person than chance says."""

    a: Slug
    b: Slug
    factor: float = Field(gt=0)


class SpecialistRecord(Strict):
    """Whom to see; `child` is who takes the place for a person under 18."""

    id: Slug
    name: TextRecord
    why: TextRecord
    child: Slug | None = None


class ExaminationRecord(Strict):
    """What to ask for, or what is not needed."""

    id: Slug
    name: TextRecord
    why: TextRecord
    not_needed_why: TextRecord | None = None


class AdviceRecord(Founded):
    """Something to do, or not to do."""

    id: Slug
    text: TextRecord
    why: TextRecord


class CorrectionRecord(Founded):
    """Where widely read articles are outdated: their claim, the current view, and why."""

    id: Slug
    number: Annotated[str, StringConstraints(pattern=r"^F\d+$")]
    claim: TextRecord
    current: TextRecord
    conditions: tuple[Slug, ...] = ()
    findings: tuple[Slug, ...] = ()


class SourceRecord(Strict):
    """A paper, guideline or page that was read."""

    id: Annotated[str, StringConstraints(pattern=r"^S\d+[a-z]?$")]
    title: Line
    address: Line


class ExpectationRecord(Strict):
    """What must come out of a given case."""

    first: tuple[Slug, ...] = ()
    top3: tuple[Slug, ...] = ()
    not_first: tuple[Slug, ...] = ()
    urgency: tuple[Level, ...] = ()
    red_flags: tuple[Slug, ...] = ()
    see: tuple[Slug, ...] = ()


class GivenRecord(Strict):
    """A case in plain findings."""

    age: float | None = Field(default=None, ge=0, le=120)
    sex: Literal["female", "male"] | None = None
    complaints: tuple[ComplaintKind, ...] = Field(min_length=1)
    findings: dict[str, bool | float | str]


class CaseRecord(Founded):
    """One given -> expect record, readable by a neurologist."""

    id: Slug
    title: TextRecord
    given: GivenRecord
    expect: ExpectationRecord


class ComplaintTypeRecord(Strict):
    """A kind of complaint: `rate` in the population (a month), `other`: share with none of the conditions.

    `share_power` raises the shares of its conditions: 1 for people as they see a doctor, less where the rare come
    more often than their share.
    """

    id: ComplaintKind
    name: TextRecord
    rate: ProbabilityRecord
    other: ProbabilityRecord
    share_power: ProbabilityRecord
    tell: TextRecord


class ThresholdsRecord(Strict):
    """The chance of needing a level above which it holds."""

    routine: ProbabilityRecord
    urgent: ProbabilityRecord
    emergency: ProbabilityRecord


class UrgencyRulesRecord(Strict):
    """How the differential implies an urgency."""

    thresholds: ThresholdsRecord


class StepRecord(Strict):
    """One step of an examination: the finding it answers and how to do it."""

    finding: Slug
    how: TextRecord


class FormRecord(Founded):
    """A guided examination of one complaint kind."""

    id: Slug
    name: TextRecord
    complaint: ComplaintKind
    steps: tuple[StepRecord, ...] = Field(min_length=1)


class TextsRecord(Strict):
    """Sentences of reports and messages by id; `{name}` marks what is filled in."""

    texts: dict[Slug, TextRecord]


class AboutRecord(Strict):
    """The knowledge's own version."""

    version: Annotated[str, StringConstraints(pattern=r"^\d{4}\.\d{2}\.\d+$")]
