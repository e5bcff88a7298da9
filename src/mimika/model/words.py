"""The words people use and what was heard in them; read it to know what `intake` takes and gives."""

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["ru", "en"]
Words = tuple[str, ...]
Alternatives = tuple[Words, ...]

COMPLAINTS: tuple[str, ...] = ("movement", "face_pain", "headache")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Groups of words that must stand close together, in any order.

    A group is met by any of its alternatives; an alternative is one or several terms in strict
    order. A term is a lemma, `=form` (exactly this form) or `start*` (any word that starts so).
    """

    groups: tuple[Alternatives, ...]
    avoid: Alternatives = ()
    window: int = 8


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """Phrases that mean one thing: a finding with a value, a complaint, or both."""

    finding: str | None
    complaint: str | None
    value: str
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change the meaning of what stands near; `reach` is in words.

    An `asked` cue counts only in a question; one with `inside` stops at the next pause, and a `bare`
    one also spares words with a verb of their own; one with `lists` reaches over all of a list.
    """

    phrase: Phrase
    looks: Literal["ahead", "back", "both"] = "ahead"
    reach: int = 3
    asked: bool = False
    inside: bool = False
    bare: bool = False
    lists: bool = False


@dataclass(frozen=True, slots=True)
class Relative:
    """A word for another person and the sex it tells, if any; a stranger is not taken for the patient."""

    term: str
    sex: Literal["female", "male"] | None = None
    is_stranger: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """How a language says no, who, when, how long and maybe."""

    negation: tuple[Cue, ...] = ()
    not_negation: tuple[Phrase, ...] = ()
    past: tuple[Cue, ...] = ()
    possible: tuple[Cue, ...] = ()
    relatives: tuple[Relative, ...] = ()
    not_about_relative: tuple[Phrase, ...] = ()
    others: tuple[Phrase, ...] = ()
    not_patient: tuple[Phrase, ...] = ()
    narrator: tuple[Phrase, ...] = ()
    narrator_too: tuple[Phrase, ...] = ()
    subordinates: tuple[str, ...] = ()
    female_pronouns: tuple[Phrase, ...] = ()
    male_pronouns: tuple[Phrase, ...] = ()
    female: tuple[Phrase, ...] = ()
    male: tuple[Phrase, ...] = ()
    breaks: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    numbers: dict[str, float] = field(default_factory=dict)
    ordinals: dict[str, float] = field(default_factory=dict)
    units_s: dict[str, float] = field(default_factory=dict)
    age_before: tuple[Phrase, ...] = ()
    age_after: tuple[Phrase, ...] = ()
    since: tuple[Phrase, ...] = ()
    at_age: tuple[Phrase, ...] = ()
    ago: tuple[Phrase, ...] = ()
    lasting: tuple[Phrase, ...] = ()
    onset: tuple[Phrase, ...] = ()
    not_onset: tuple[Phrase, ...] = ()
    attack: tuple[Phrase, ...] = ()
    pregnancy: tuple[Phrase, ...] = ()
    shared: tuple[Phrase, ...] = ()
    usual: tuple[Phrase, ...] = ()
    this_time: tuple[Phrase, ...] = ()
    times: tuple[str, ...] = ()
    per_period_s: dict[str, float] = field(default_factory=dict)
    months: dict[str, float] = field(default_factory=dict)
    weekdays: dict[str, float] = field(default_factory=dict)
    days_ago: dict[str, float] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    on_date: tuple[Phrase, ...] = ()
    every: tuple[Phrase, ...] = ()
    within: tuple[Phrase, ...] = ()
    painkiller: tuple[Phrase, ...] = ()
    childhood: tuple[Phrase, ...] = ()
    now: tuple[Phrase, ...] = ()
    common: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All that one language needs to be understood.

    `spelling` lists words that typos may stand for, `known` their base forms. `filed` tells for a term which phrases,
    counted through all the entries, are filed under it: wherever a phrase stands, so does a term it is filed under.
    """

    language: Language
    entries: tuple[LexiconEntry, ...]
    cues: Cues
    spelling: tuple[str, ...]
    known: tuple[str, ...]
    filed: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Heard:
    """One finding or complaint heard in a story, with the words it rests on.

    `value` is "present", "absent", an answer of a choice, or a number for a quantity.
    `certainty` is 1 for plain words, less for a misspelling or a loose fit. `with_` is the kind of complaint
    the words stand with: that of the nearest complaint in their sentence, else in the nearest sentence with one.
    """

    finding: str
    value: str | float
    text: str
    start: int
    end: int
    certainty: float = 1.0
    about: Literal["self", "other"] = "self"
    tense: Literal["now", "past"] = "now"
    with_: str | None = None
    disputed: bool = False

    @property
    def is_complaint(self) -> bool:
        """Whether this is a complaint rather than a finding."""
        return self.finding in COMPLAINTS


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the story."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that was heard in a story, and the words that were not understood."""

    heard: tuple[Heard, ...]
    complaints: tuple[str, ...]
    age_years: float | None
    sex: Literal["female", "male"] | None
    words: tuple[Span, ...]
    language: Language
