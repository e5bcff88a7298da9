"""`mimika interview`: the conversation in the terminal, screen after screen, until enough is known."""

import sys
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import Annotated

import typer

from mimika.bootstrap import assessing
from mimika.cli.assess import SexOption, sex_of
from mimika.cli.faults import told_faults
from mimika.cli.options import Speech, read_input
from mimika.cli.output import For, Format, put, refuse_pdf_on_screen, written
from mimika.cli.screens import danger_lines, screen_lines, why_lines
from mimika.errors import InputError
from mimika.model.case import Person, Sex
from mimika.model.talk import Screen, Talk
from mimika.model.text import Language
from mimika.report.wording import Wording
from mimika.usecases.assessing import story_language
from mimika.usecases.case_file import case_as_yaml
from mimika.usecases.inputs import OLDEST_YEARS
from mimika.usecases.talking import Talking
from mimika.usecases.typed import chosen, typed_answers, typed_complaints, wish_of

SEXES: tuple[Sex, ...] = ("female", "male")


def interview_command(
    text: Annotated[str | None, typer.Argument(help="The story; asked for if left out.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file with the story.")] = None,
    age: Annotated[float | None, typer.Option(min=0, max=OLDEST_YEARS, help="Age in years.")] = None,
    sex: Annotated[SexOption | None, typer.Option(help="Sex of the person.")] = None,
    lang: Annotated[Speech | None, typer.Option(help="Language of the talk; that of the story if left out.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write what was told and answered here, as a case.")] = None,
    format: Annotated[Format, typer.Option(help="How to write the result.")] = Format.TEXT,
) -> None:
    """Ask what is worth asking, dangers first, and end with the assessment.

    Questions go to standard error and the result to standard output. The end of input ends the talk.
    """
    if text is not None and file is not None:
        raise typer.BadParameter("give either a story or --file, not both")
    with told_faults(lang.value if lang else "en"):
        refuse_pdf_on_screen(format, None)
        told = read_input(file) if file else text
        story = _asked_story(lang) if told is None else told
    language: Language = lang.value if lang else story_language(story)
    with told_faults(language):
        use = Talking(assessing())
        talk = Talk(language, person=Person(age, sex_of(sex)))
        talk = Conversation(use, language).run(use.tell(talk, story))
        assessment = use.assessment(talk)
        put(written(use.kb, assessment, language, format, For.PATIENT, talk.story), None)
        if out is not None:
            put(case_as_yaml(use.case(talk)).encode(), out)


def _asked_story(lang: Speech | None) -> str:
    ask = assessing().kb.texts["ask-story"]
    _show([ask.pick(lang.value)] if lang else [ask.ru, ask.en])
    return "".join(takewhile(str.strip, iter(sys.stdin.readline, "")))


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line, err=True)


class Conversation:
    """A talk at a terminal; every step can be taken back."""

    def __init__(self, use: Talking, language: Language) -> None:
        self.use = use
        self.words = Wording(use.kb, language)
        self.before: list[Talk] = []
        self.is_over = False

    def run(self, talk: Talk) -> Talk:
        """Return the talk as it stands when enough is known or the person has had enough."""
        _show(["", self.words.say("talk-how")])
        self._tell_dangers(None, talk)
        while not self.is_over and (screen := self.use.screen(talk)):
            _show([""])
            after = self._person(talk) if screen.kind == "person" else self._screen(talk, screen)
            self._tell_dangers(talk, after)
            talk = after
        return talk

    def _screen(self, talk: Talk, screen: Screen) -> Talk:
        _show(screen_lines(self.words, screen))
        said = self._read()
        wish = wish_of(self.use.kb, said)
        if self.is_over or wish == "stop":
            self.is_over = True
            return talk
        if wish == "back":
            return self._back(talk)
        if wish == "why":
            _show(why_lines(self.words, screen))
            return talk
        after = self._complaint(talk, said) if screen.kind == "complaint" else self._answered(talk, screen, said)
        return self._step(talk, after)

    def _answered(self, talk: Talk, screen: Screen, said: str) -> Talk | None:
        answers = typed_answers(self.use.kb, screen, said)
        return None if answers is None else self.use.answer(talk, answers)

    def _complaint(self, talk: Talk, said: str) -> Talk | None:
        """Return the talk with why the person came: a number of the list, or more words."""
        kinds = typed_complaints(self.use.kb, said)
        if kinds:
            return self.use.complain(talk, kinds)
        if not said:
            self.is_over = True
            return talk
        try:
            return self.use.tell(talk, said)
        except InputError as fault:
            _show([fault.told(self.words.language)])
            return None

    def _person(self, talk: Talk) -> Talk:
        """Return the talk with age and sex, where the person told them; both may stay unknown."""
        known = self.use.case(talk).person
        age, sex = known.age_years, known.sex
        if age is None:
            said = self._asked(self.words.say("talk-age", most=OLDEST_YEARS))
            age = float(said) if said.isdecimal() and int(said) <= OLDEST_YEARS else None
        if sex is None and not self.is_over:
            place = chosen(self._asked(self.words.say("talk-sex")), len(SEXES))
            sex = SEXES[place[0]] if place else None
        return self._step(talk, self.use.introduce(talk, age, sex))

    def _asked(self, question: str) -> str:
        _show([question])
        said = self._read()
        self.is_over = self.is_over or wish_of(self.use.kb, said) == "stop"
        return said

    def _read(self) -> str:
        """Return a typed line; the end of input ends the talk."""
        line = sys.stdin.readline()
        self.is_over = self.is_over or not line
        return line.strip().lower()

    def _step(self, talk: Talk, after: Talk | None) -> Talk:
        if after is None:
            _show([self.words.say("talk-not-understood")])
            return talk
        self.before.append(talk)
        return after

    def _back(self, talk: Talk) -> Talk:
        if not self.before:
            _show([self.words.say("talk-nothing-before")])
            return talk
        return self.before.pop()

    def _tell_dangers(self, before: Talk | None, after: Talk) -> None:
        """Say at once how urgent it is when a red flag was just met."""
        if before == after:
            return
        urgency = self.use.urgency(after)
        told = self.use.urgency(before).flags if before else ()
        met = tuple(f for f in urgency.flags if f not in told)
        if met:
            _show(danger_lines(self.words, urgency, met))
