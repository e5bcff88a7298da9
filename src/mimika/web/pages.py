"""What each page shows: values in, HTML out."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from mimika import __version__
from mimika.model.assessment import Urgency
from mimika.model.case import Case, Value
from mimika.model.place import Side
from mimika.model.talk import Screen, Talk
from mimika.model.text import LANGUAGES, Language
from mimika.report.html import TEMPLATES as DRAWINGS
from mimika.report.sheet import read, sheet
from mimika.report.wording import Wording
from mimika.usecases.asking import Ask, asks
from mimika.usecases.desk import Kept, Lying
from mimika.usecases.pointing import place_of
from mimika.usecases.talking import Talking
from mimika.web.segments import segments

TEMPLATES = Path(__file__).with_name("templates")
LANGUAGE_COOKIE = "language"
ALARMING = ("urgent", "emergency")
EXAMPLES = ("example-movement", "example-face-pain", "example-headache")


class Pages:
    """The pages of one knowledge base."""

    def __init__(self, talking: Talking) -> None:
        self.talking = talking
        self.kb = talking.kb
        self._environment = Environment(
            loader=FileSystemLoader([TEMPLATES, DRAWINGS]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["version"] = __version__

    def language(self, request: Request) -> Language:
        """Return the language to speak where no talk says it: chosen before, or the browser's."""
        chosen = request.cookies.get(LANGUAGE_COOKIE)
        for language in LANGUAGES:
            if chosen == language:
                return language
        accepted = request.headers.get("accept-language", "ru").lower()
        places = {language: accepted.find(language) for language in LANGUAGES}
        heard = {language: place for language, place in places.items() if place >= 0}
        return min(heard, key=lambda language: heard[language]) if heard else "en"

    def say(self, request: Request, key: str, **filled: object) -> str:
        """Return a sentence in the language of a request."""
        return Wording(self.kb, self.language(request)).say(key, **filled)

    def fault(self, request: Request, told: tuple[str, str]) -> str:
        """Return the page of a fault."""
        return self._page("fault", self.language(request), problem=told[0], hint=told[1])

    def start(self, language: Language, kept: tuple[Kept, ...]) -> str:
        """Return the first page."""
        examples = [self.kb.texts[key].pick(language) for key in EXAMPLES]
        return self._page("start", language, examples=examples, kept=kept, complaints=self.kb.complaints)

    def pictures(self, language: Language, side: Side, key: str | None = None) -> str:
        """Return the pictures to point at; the profile shows one side of the head."""
        return self._page("pictures", language, base=_base(key), side=side, chosen=())

    def place(self, language: Language, place_id: str, side: Side | None, key: str | None = None) -> str:
        """Return what may happen at a place.

        Raises:
            BadPointError: If there is no such place.
        """
        place = place_of(self.kb, place_id)
        where = side if side in place.sides else None
        name = place.named(where).pick(language)
        return self._page("place", language, base=_base(key), place=place, where=where, place_name=name)

    def understood(self, key: str, lying: Lying) -> str:
        """Return the page of what was understood."""
        talk = lying.talk
        case = self.talking.case(talk)
        words = Wording(self.kb, talk.language)
        unspoken = _only_denied(talk, case)
        spoken = [o for o in case.observations if o.span]
        return self.of_talk(
            "understood",
            key,
            lying,
            case=case,
            segments=segments(talk.story, spoken, case.unread),
            reads=[read(words, seen) for seen in case.observations if seen.finding not in unspoken],
            labels={o.finding: words.observed(o) for o in spoken},
            disputed=[self.kb.findings[f] for f in case.disputed if f not in talk.standing],
            alarm=self._alarm(talk),
        )

    def ask(self, key: str, lying: Lying, screen: Screen, *, is_change: bool = False) -> str:
        """Return the page of a screen."""
        talk = lying.talk
        case = self.talking.case(talk)
        asked = asks(self.kb, screen, talk.language)
        given = talk.standing | {o.finding: o.value for o in case.observations if is_change}
        return self.of_talk(
            "ask",
            key,
            lying,
            screen=screen,
            asks=asked,
            case=case,
            complaints=self.kb.complaints,
            is_change=is_change,
            given=given,
            done=len(talk.turns),
            answered=self._answered(talk),
            flag=self.kb.red_flags[screen.flag] if screen.flag else None,
            alarm=self._alarm(talk),
        )

    def _answered(self, talk: Talk) -> list[tuple[Ask, str]]:
        """Return what the person answered, in words, last first."""
        unknown = self.kb.texts["ask-unknown"].pick(talk.language)
        given = {about: a.value for about, a in talk.held.items() if a.origin == "answer"}
        asked = ((self.talking.ask(about, talk.language), value) for about, value in reversed(given.items()))
        return [(one, unknown if value is None else _said(one, value)) for one, value in asked]

    def result(self, key: str, lying: Lying, name: str = "result") -> str:
        """Return the page of the result, for the person or for the doctor."""
        talk = lying.talk
        found = self.talking.assessment(talk)
        return self.of_talk(
            name,
            key,
            lying,
            sheet=sheet(self.kb, found, talk.language),
            found=found,
            is_done=self.talking.screen(talk) is None,
            forms=self.kb.forms,
            answered=self._answered(talk) if name == "doctor" else [],
        )

    def of_talk(self, name: str, key: str, lying: Lying, **values: object) -> str:
        """Return a page of a talk, laid out from its own template."""
        return self._page(name, lying.talk.language, key=key, talk=lying.talk, is_kept=lying.is_kept, **values)

    def _alarm(self, talk: Talk) -> Urgency | None:
        """Return the urgency where it must be told before the result is asked for."""
        urgency = self.talking.urgency(talk)
        return urgency if urgency.level in ALARMING else None

    def _page(self, name: str, language: Language, **values: object) -> str:
        words = Wording(self.kb, language)
        shown: Mapping[str, object] = {"key": None, "here": name, "alarm": None, "kb": self.kb, **values}
        return self._environment.get_template(f"{name}.html").render(
            language=language, say=words.say, words=words, **shown
        )


def _base(key: str | None) -> str:
    return f"/talk/{key}" if key else ""


def _only_denied(talk: Talk, case: Case) -> set[str]:
    """Return the signs that are denied only through the question of a red flag."""
    heard = {o.finding for o in talk.heard.observations}
    return {o.finding for o in case.observations} - heard - set(talk.standing)


def _said(asked: Ask, value: Value) -> str:
    """Return an answer in words: its option's, or the number that was given."""
    if isinstance(value, float):
        return f"{value:g}"
    return next((option.label for option in asked.options if option.value == value), str(value))
