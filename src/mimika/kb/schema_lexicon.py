"""A lexicon file: the words that mean a finding, and how a language says no, who, when and how long."""

from typing import Literal, Self

from pydantic import Field, model_validator

from mimika.kb.schema_base import ComplaintKind, Line, Slug, Strict


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
    asked: bool = False
    inside: bool = False
    bare: bool = False
    lists: bool = False


class RelativesRecord(Strict):
    """Words for other people, by the sex they tell."""

    female: tuple[Line, ...] = ()
    male: tuple[Line, ...] = ()
    either: tuple[Line, ...] = ()
    strangers: tuple[Line, ...] = ()


class CuesRecord(Strict):
    """How a language says no, who, when, how long and maybe; one file of each language has it."""

    window: int = Field(default=8, ge=2, le=20)
    negation: tuple[CueRecord, ...]
    not_negation: tuple[Line, ...] = ()
    past: tuple[CueRecord, ...] = ()
    possible: tuple[CueRecord, ...] = ()
    relatives: RelativesRecord
    not_about_relative: tuple[Line, ...] = ()
    others: tuple[Line, ...] = ()
    not_patient: tuple[Line, ...] = ()
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
    months: dict[str, float] = {}
    weekdays: dict[str, float] = {}
    days_ago: dict[str, float] = {}
    last: tuple[Line, ...] = ()
    on_date: tuple[Line, ...] = ()
    every: tuple[Line, ...] = ()
    within: tuple[Line, ...] = ()
    pregnancy: tuple[Line, ...] = ()
    shared: tuple[Line, ...] = ()
    usual: tuple[Line, ...] = ()
    this_time: tuple[Line, ...] = ()
    painkiller: tuple[Line, ...] = ()
    childhood: tuple[Line, ...] = ()
    now: tuple[Line, ...] = ()
    common: tuple[Line, ...] = ()
    spelling: tuple[Line, ...] = ()


class LexiconRecord(Strict):
    """A lexicon file of one language."""

    classes: dict[str, tuple[Line, ...]] = {}
    entries: tuple[LexiconEntryRecord, ...] = ()
    cues: CuesRecord | None = None
