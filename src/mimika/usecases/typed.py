"""Answers as they are typed in a terminal: numbers of a list, a word, or the id of an answer."""

import re
from collections.abc import Collection, Iterator
from typing import Literal

from mimika.model.case import Value
from mimika.model.finding import ComplaintKind, Finding
from mimika.model.knowledge import KnowledgeBase
from mimika.model.talk import Answer, Screen

Wish = Literal["stop", "back", "why"]
WISHES: tuple[Wish, ...] = ("stop", "back", "why")
UNKNOWN = "?"
MEASURED = re.compile(r"(=?)\s*(\d+(?:[.,]\d+)?)")


def wish_of(kb: KnowledgeBase, said: str) -> Wish | None:
    """Return what a person wants of the talk itself, if that is what they typed, in either language."""
    return next((wish for wish in WISHES if said in _words(kb, f"talk-words-{wish}")), None)


def chosen(said: str, count: int) -> tuple[int, ...] | None:
    """Return the places in a list (from 0) that typed numbers name, or None if they name none."""
    numbers = [int(word) if word.isdecimal() else 0 for word in re.split(r"[\s,;.]+", said) if word]
    return tuple(n - 1 for n in numbers) if all(1 <= n <= count for n in numbers) else None


def typed_answers(kb: KnowledgeBase, screen: Screen, said: str) -> tuple[Answer, ...] | None:
    """Return the answers of a screen, or None if what was typed is no answer to it."""
    if said == UNKNOWN:
        return tuple(Answer(about) for about in screen.asks)
    if screen.has_ticks:
        return _ticked(screen, said)
    value = typed_value(kb, kb.findings[screen.asks[0]], said)
    return None if value is None else (Answer(screen.asks[0], value),)


def typed_complaints(kb: KnowledgeBase, said: str) -> tuple[ComplaintKind, ...] | None:
    """Return why a person came, or None if no number of the list was typed."""
    places = chosen(said, len(kb.complaints))
    return tuple(list(kb.complaints)[place] for place in places) if places else None


def _ticked(screen: Screen, said: str) -> tuple[Answer, ...] | None:
    ticked = chosen(said, len(screen.asks))
    if ticked is None:
        return None
    if not ticked and screen.kind == "signs":
        # The person said yes to the danger: that none of its known signs fits does not take the yes back.
        return tuple(Answer(about) for about in screen.asks)
    return tuple(Answer(about, place in ticked) for place, about in enumerate(screen.asks))


def typed_value(
    kb: KnowledgeBase, finding: Finding, said: str, listed: Collection[str] = ("boolean", "choice", "quantity")
) -> Value | None:
    """Return the value that was typed for a finding, or None.

    Args:
        kb: The knowledge.
        finding: What was asked.
        said: A word, the id of an answer, or a number. A quantity may always be given as `=45` in its unit.
        listed: Kinds whose answers stood in a numbered list: of these a bare number is a place in it.
    """
    measured = MEASURED.fullmatch(said)
    is_listed = finding.kind in listed
    if measured and finding.kind == "quantity" and (measured[1] or not is_listed):
        number = float(measured[2].replace(",", "."))
        return number if finding.state_of(number) is not None else None
    values = enumerate(_values(kb, finding), 1)
    return next((value for i, (words, value) in values if said in words or (is_listed and said == str(i))), None)


def _values(kb: KnowledgeBase, finding: Finding) -> Iterator[tuple[Collection[str], Value]]:
    if finding.kind == "boolean":
        yield _words(kb, "exam-words-yes"), True
        yield _words(kb, "exam-words-no"), False
        return
    yield from (((state,), state) for state in finding.states)


def _words(kb: KnowledgeBase, key: str) -> list[str]:
    text = kb.texts[key]
    return [*text.ru.split(), *text.en.split()]
