"""What a person reads of a result, as plain nested data: the page, HTML and PDF lay out this and nothing else."""

from typing import Literal

from msgspec import Struct

from mimika.model.condition import Level

State = Literal["met", "not_met", "open"]


class Reason(Struct):
    """Why it is urgent, and what to do about it; `action` is empty where nothing special is to be done."""

    text: str
    action: str


class Banner(Struct):
    """How soon to act, where, and why."""

    level: Level
    headline: str
    within: str
    where: str
    reasons: list[Reason]


class Weighed(Struct):
    """One thing known, and how much it speaks for or against; `decibans` is signed."""

    label: str
    weight: str
    decibans: float


class Item(Struct):
    """A name and why; `id` is empty for what has none."""

    id: str
    name: str
    why: str


class Tick(Struct):
    """One line of a checklist; `parts` are its own lines where it is a group ("two of these")."""

    label: str
    state: State
    parts: "list[Tick]"


class Checklist(Struct):
    """A published set of criteria on this case."""

    id: str
    name: str
    about: str
    state: State
    said: str
    ticks: list[Tick]
    missing: list[str]


class Cause(Struct):
    """One possible cause. Chances are shares of 1; `said` is the chance in words with its interval.

    A family has no interval of its own: `low` and `high` are its chance.
    `family` holds the names and chances of near twins that cannot be told apart yet, `split` the questions that would.
    """

    id: str
    name: str
    icd10: str
    icd11: str
    degree: str
    said: str
    p: float
    low: float
    high: float
    summary: str
    course: str
    watch: list[str]
    treatments: list[str]
    speaks_for: list[Weighed]
    against: list[Weighed]
    criteria: list[Checklist]
    family: list[Item]
    split: list[str]
    is_detailed: bool


class Check(Struct):
    """An unanswered red flag: its question, and what to do if the answer is yes."""

    id: str
    question: str
    action: str


class Flag(Struct):
    """A red flag that was met, answered with no, or is still open; `think_of` is what it may stand for."""

    id: str
    number: str
    name: str
    state: State
    think_of: str


class Correction(Struct):
    """What is often read, and the current view."""

    claim: str
    current: str


class Read(Struct):
    """A finding that was understood, with the words it rests on ([start, end) in the story), if any.

    `name` is the label without the "no" of an absent finding; `came_from` is the origin in words.
    """

    finding: str
    label: str
    name: str
    is_absent: bool
    origin: str
    came_from: str
    text: str
    start: int
    end: int


class Cited(Struct):
    """A source."""

    id: str
    title: str
    address: str


class Sheet(Struct):
    """Everything a person reads of a result, in one language."""

    language: Literal["ru", "en"]
    person: list[str]
    banner: Banner
    scope: Literal["in_scope", "not_enough", "out_of_scope"]
    fit: str
    tell: list[str]
    checks: list[Check]
    flags: list[Flag]
    causes: list[Cause]
    other: str
    p_other: float
    see: list[Item]
    bring: list[str]
    ask_for: list[Item]
    not_needed: list[Item]
    do: list[Item]
    do_not: list[Item]
    corrections: list[Correction]
    watch: list[str]
    understood: list[Read]
    disputed: list[str]
    unread: list[str]
    questions: list[Item]
    sources: list[Cited]
    notice: str
    version: str
