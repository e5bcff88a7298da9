"""A screen of a talk as plain text: what is asked, the answers with their numbers, why it is asked."""

from collections.abc import Iterator

from mimika.model.assessment import Urgency
from mimika.model.finding import Finding
from mimika.model.talk import Screen
from mimika.report.layout import capital, wrap
from mimika.report.wording import Wording


def screen_lines(words: Wording, screen: Screen) -> Iterator[str]:
    """Yield the lines that ask a screen."""
    if screen.kind == "complaint":
        yield from wrap(words.say("talk-complaint"))
        yield from _numbered(capital(c.name.pick(words.language)) for c in words.kb.complaints.values())
        return
    yield words.say("talk-left", count=screen.left)
    yield from wrap(_title(words, screen))
    yield from _numbered(_choices(words, screen))
    yield from wrap(words.say(_hint(words, screen)))


def why_lines(words: Wording, screen: Screen) -> Iterator[str]:
    """Yield why a screen is asked."""
    for about in screen.asks:
        flag = words.kb.red_flags.get(about)
        if flag:
            yield from wrap(words.say("talk-why-danger", cause=flag.think_of.pick(words.language)), "  • ")
        else:
            yield from wrap(words.kb.findings[about].why.pick(words.language), "  • ")


def danger_lines(words: Wording, urgency: Urgency, flags: tuple[str, ...]) -> Iterator[str]:
    """Yield how soon to act on red flags that were just met, and what to do."""
    yield ""
    yield from wrap(words.level(urgency), "!! ")
    for id_ in flags:
        flag = words.kb.red_flags[id_]
        yield from wrap(words.say("because", reason=flag.name.pick(words.language)), "   ")
        yield from wrap(flag.action.pick(words.language), "   → ")
    yield from wrap(words.say("talk-goes-on"), "   ")


def _title(words: Wording, screen: Screen) -> str:
    if screen.kind == "danger":
        return words.say("talk-danger")
    if screen.kind in ("signs", "broad"):
        return words.say(f"talk-{screen.kind}")
    question = words.kb.findings[screen.asks[0]].question.pick(words.language)
    return words.say("understood-both", question=question) if screen.kind == "settle" else question


def _choices(words: Wording, screen: Screen) -> Iterator[str]:
    if screen.kind == "danger":
        yield from (words.kb.red_flags[flag].check.pick(words.language) for flag in screen.asks)
    elif screen.kind == "broad":
        yield from (words.kb.findings[finding].question.pick(words.language) for finding in screen.asks)
    elif screen.kind == "signs":
        yield from (capital(words.kb.findings[sign].label.pick(words.language)) for sign in screen.asks)
    else:
        yield from _answers(words, words.kb.findings[screen.asks[0]])


def _answers(words: Wording, finding: Finding) -> Iterator[str]:
    if finding.kind == "boolean":
        yield from (words.say("ask-yes"), words.say("ask-no"))
    yield from (answer.label.pick(words.language) for answer in finding.answers)


def _hint(words: Wording, screen: Screen) -> str:
    if screen.kind in ("danger", "signs", "broad"):
        return "talk-hint-ticks"
    return f"talk-hint-{words.kb.findings[screen.asks[0]].kind}"


def _numbered(items: Iterator[str]) -> Iterator[str]:
    for place, item in enumerate(items, 1):
        yield from wrap(item, f"  {place}. ")
