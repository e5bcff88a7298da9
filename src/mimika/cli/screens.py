"""A screen of a talk as plain text: what is asked, the answers with their numbers, why it is asked."""

from collections.abc import Iterable, Iterator

from mimika.model.assessment import Urgency
from mimika.model.talk import Screen
from mimika.report.layout import bullets, capital, wrap
from mimika.report.wording import Wording
from mimika.usecases.asking import Ask, asks


def screen_lines(words: Wording, screen: Screen) -> Iterator[str]:
    """Yield the lines that ask a screen."""
    if screen.kind == "complaint":
        yield from wrap(words.say("talk-complaint"))
        yield from _numbered(capital(c.name.pick(words.language)) for c in words.kb.complaints.values())
        return
    asked = asks(words.kb, screen, words.language)
    yield words.say("talk-left", count=screen.left)
    yield from wrap(_title(words, screen, asked))
    yield from _numbered(_choices(screen, asked))
    yield from wrap(words.say(_hint(words, screen)))


def why_lines(words: Wording, screen: Screen) -> Iterator[str]:
    """Yield why a screen is asked."""
    yield from bullets(ask.why for ask in asks(words.kb, screen, words.language))


def danger_lines(words: Wording, urgency: Urgency, flags: tuple[str, ...]) -> Iterator[str]:
    """Yield how soon to act on red flags that were just met, and what to do."""
    yield ""
    yield from wrap(words.level(urgency), "!! ")
    for id_ in flags:
        flag = words.kb.red_flags[id_]
        yield from wrap(words.say("because", reason=flag.name.pick(words.language)), "   ")
        yield from wrap(flag.action.pick(words.language), "   → ")
    yield from wrap(words.say("talk-goes-on"), "   ")


def _title(words: Wording, screen: Screen, asked: tuple[Ask, ...]) -> str:
    if screen.has_ticks:
        return words.say(f"talk-{screen.kind}")
    question = asked[0].question
    return words.say("understood-both", question=question) if screen.kind == "settle" else question


def _choices(screen: Screen, asked: tuple[Ask, ...]) -> Iterable[str]:
    if screen.kind == "signs":
        return (capital(ask.label) for ask in asked)
    return (ask.question for ask in asked) if screen.has_ticks else (option.label for option in asked[0].options)


def _hint(words: Wording, screen: Screen) -> str:
    return f"talk-hint-{'ticks' if screen.has_ticks else words.kb.findings[screen.asks[0]].kind}"


def _numbered(items: Iterable[str]) -> Iterator[str]:
    for place, item in enumerate(items, 1):
        yield from wrap(item, f"  {place}. ")
