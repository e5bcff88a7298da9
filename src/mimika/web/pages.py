"""What each page shows: values in, HTML out."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from mimika import __version__
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
        standing = talk.standing
        spoken = [o for o in case.observations if o.span]
        return self.of_talk(
            "understood",
            key,
            lying,
            case=case,
            segments=segments(talk.story, spoken, case.unread),
            reads=[read(words, seen) for seen in case.observations if seen.finding not in self._denied(talk)],
            labels={o.finding: words.observed(o) for o in spoken},
            disputed=[self.kb.findings[f] for f in case.disputed if f not in standing],
        )

    def _denied(self, talk: Talk) -> set[str]:
        """Return the signs that are denied only through the question of a red flag."""
        heard = {o.finding for o in talk.heard.observations}
        return {o.finding for o in self.talking.case(talk).observations} - heard - set(talk.standing)

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
        )

    def _answered(self, talk: Talk) -> list[tuple[Ask, str]]:
        """Return what the person answered, in words, last first."""
        told = []
        given = {about: a.value for about, a in talk.held.items() if a.origin == "answer"}
        for about, value in reversed(given.items()):
            asked = self.talking.ask(about, talk.language)
            labels = {option.value: option.label for option in asked.options}
            unknown = self.kb.texts["ask-unknown"].pick(talk.language)
            told.append(
                (
                    asked,
                    unknown
                    if value is None
                    else labels.get(_plain(value), f"{value:g}" if isinstance(value, float) else str(value)),
                )
            )
        return told

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
        urgency = self.talking.urgency(lying.talk)
        return self._page(
            name,
            lying.talk.language,
            key=key,
            talk=lying.talk,
            is_kept=lying.is_kept,
            urgency=urgency,
            level=Wording(self.kb, lying.talk.language).level(urgency),
            **values,
        )

    def _page(self, name: str, language: Language, **values: object) -> str:
        words = Wording(self.kb, language)
        shown: Mapping[str, object] = {"key": None, "here": name, "kb": self.kb, **values}
        return self._environment.get_template(f"{name}.html").render(
            language=language, say=words.say, words=words, **shown
        )


def _base(key: str | None) -> str:
    return f"/talk/{key}" if key else ""


def _plain(value: bool | float | str) -> bool | str:
    return value if isinstance(value, bool | str) else ""
