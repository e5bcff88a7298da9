"""A screen in words: what every way of asking (terminal, page, API) shows."""

from dataclasses import dataclass

from mimika.model.finding import Finding
from mimika.model.knowledge import KnowledgeBase
from mimika.model.talk import Screen
from mimika.model.text import Language


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its value and its words."""

    value: bool | str
    label: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked.

    Attributes:
        about: Id of a finding or of a red flag.
        question: The question as a patient is asked.
        label: The thing in a few words.
        why: Why it is asked.
        options: The answers there are; not knowing is always one more.
        unit: The unit, where a number may be given in place of an option.
        action: For a red flag: what to do if the answer is yes.
    """

    about: str
    question: str
    label: str
    why: str
    options: tuple[Option, ...]
    unit: str | None = None
    action: str = ""


def asks(kb: KnowledgeBase, screen: Screen, language: Language) -> tuple[Ask, ...]:
    """Return what a screen asks, in words."""
    return tuple(ask(kb, about, language) for about in screen.asks)


def ask(kb: KnowledgeBase, about: str, language: Language) -> Ask:
    """Return how one finding or red flag is asked."""
    if about in kb.findings:
        return _finding(kb, kb.findings[about], language)
    flag = kb.red_flags[about]
    why = kb.texts["ask-flag-why"].pick(language).format(think_of=flag.think_of.pick(language))
    return Ask(
        about,
        flag.check.pick(language),
        flag.name.pick(language),
        why,
        _truths(kb, language),
        None,
        flag.action.pick(language),
    )


def _finding(kb: KnowledgeBase, finding: Finding, language: Language) -> Ask:
    options = _truths(kb, language)
    if finding.kind != "boolean":
        options = tuple(Option(a.id, a.label.pick(language)) for a in finding.answers)
    return Ask(
        finding.id,
        finding.question.pick(language),
        finding.label.pick(language),
        finding.why.pick(language),
        options,
        finding.unit if finding.kind == "quantity" else None,
    )


def _truths(kb: KnowledgeBase, language: Language) -> tuple[Option, ...]:
    return tuple(
        Option(value, kb.texts[f"ask-{word}"].pick(language)) for value, word in ((True, "yes"), (False, "no"))
    )
