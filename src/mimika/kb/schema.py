"""What a knowledge file may hold. Read it to know the format; `docs/knowledge-format.md` tells it in words."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Probability = Annotated[float, Field(ge=0, le=1)]
ComplaintKind = Literal["movement", "face_pain", "headache"]
Level = Literal["self_care", "routine", "urgent", "emergency"]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Strict(BaseModel):
    """A record that refuses unknown keys and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class TextRecord(Strict):
    """What a person reads, in both languages."""

    ru: Line
    en: Line


class Basis(StrEnum):
    """Where a number comes from."""

    FOUND = "found"
    KNOWN = "known"
    DERIVED = "derived"
    ESTIMATE = "estimate"


class Founded(Strict):
    """A statement that says what it rests on.

    `found` names a `source` of sources.yaml; `known` names the work in `ref` and how sure
    we are (`sure`); `derived` gives its formula in `note`; `estimate` has no source at all.
    """

    basis: Basis
    source: str | None = None
    ref: Line | None = None
    sure: Literal["H", "M", "L"] | None = None
    n: int | None = Field(default=None, ge=1)
    note: Line | None = None


class ProbabilityRecord(Founded):
    """One probability and its basis."""

    p: Probability


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
    `same_as` names the finding that says the same of another complaint kind, so that words need only one.
    `elsewhere` is P(finding | one of our conditions that does not name it); without it such a condition
    uses the background. It is lower than the background for signs that are themselves why people come.
    """

    id: Slug
    of: Literal["movement", "face_pain", "headache", "person"]
    kind: Literal["boolean", "choice", "quantity"]
    unit: Line | None = None
    answers: tuple[AnswerRecord, ...] = ()
    opens: Literal["always", "alone", "never"] = "always"
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


class RangeRecord(Strict):
    """At least this, and below that."""

    at_least: float | None = None
    below: float | None = None


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
            for k in ("all", "any", "not_", "count", "finding", "age", "sex", "complaint")
            if getattr(self, k) is not None
        ]
        if len(kinds) != 1:
            raise ValueError("exactly one of all, any, not, count (with of), finding, age, sex, complaint is expected")
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
    under "check now"; `ask_if` narrows that (it is shown when the logic is met).
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
    conditions: tuple[Slug, ...] = ()
    reviewed: str


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
    """A kind of complaint: `rate` in the population (a month), `other`: share with none of the conditions."""

    id: ComplaintKind
    name: TextRecord
    rate: ProbabilityRecord
    other: ProbabilityRecord
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


class LexiconEntryRecord(Strict):
    """Phrases that mean one thing; see docs/knowledge-format.md for the pattern language.

    A `finding` with a `complaint` beside it opens that complaint when it is heard as present.
    """

    finding: Slug | None = None
    complaint: ComplaintKind | None = None
    value: str = "present"
    phrases: tuple[Line, ...] = Field(min_length=1)
    unless: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        if self.finding is None and self.complaint is None:
            raise ValueError("a finding, a complaint or both are expected")
        return self


class CueRecord(Strict):
    """Patterns that change what stands near them, and how far they reach, in words."""

    phrases: tuple[Line, ...] = Field(min_length=1)
    looks: Literal["ahead", "back", "both"] = "ahead"
    reach: int = Field(default=3, ge=1, le=40)


class RelativesRecord(Strict):
    """Words for other people, by the sex they tell."""

    female: tuple[Line, ...] = ()
    male: tuple[Line, ...] = ()
    either: tuple[Line, ...] = ()


class CuesRecord(Strict):
    """How a language says no, who, when, how long and maybe; one file of each language has it."""

    window: int = Field(default=8, ge=2, le=20)
    negation: tuple[CueRecord, ...]
    not_negation: tuple[Line, ...] = ()
    past: tuple[CueRecord, ...] = ()
    possible: tuple[CueRecord, ...] = ()
    relatives: RelativesRecord
    not_about_relative: tuple[Line, ...] = ()
    narrator: tuple[Line, ...] = ()
    narrator_too: tuple[Line, ...] = ()
    subordinates: tuple[Line, ...] = ()
    female_pronouns: tuple[Line, ...] = ()
    male_pronouns: tuple[Line, ...] = ()
    female: tuple[Line, ...] = ()
    male: tuple[Line, ...] = ()
    breaks: tuple[Line, ...] = ()
    joins: tuple[Line, ...] = ()
    numbers: dict[str, float] = {}
    ordinals: dict[str, float] = {}
    units_s: dict[str, float] = {}
    age_before: tuple[Line, ...] = ()
    age_after: tuple[Line, ...] = ()
    since: tuple[Line, ...] = ()
    at_age: tuple[Line, ...] = ()
    ago: tuple[Line, ...] = ()
    lasting: tuple[Line, ...] = ()
    onset: tuple[Line, ...] = ()
    not_onset: tuple[Line, ...] = ()
    attack: tuple[Line, ...] = ()
    times: tuple[Line, ...] = ()
    per_period_s: dict[str, float] = {}
    painkiller: tuple[Line, ...] = ()
    childhood: tuple[Line, ...] = ()
    common: tuple[Line, ...] = ()
    spelling: tuple[Line, ...] = ()


class LexiconRecord(Strict):
    """A lexicon file of one language."""

    classes: dict[str, tuple[Line, ...]] = {}
    entries: tuple[LexiconEntryRecord, ...] = ()
    cues: CuesRecord | None = None
