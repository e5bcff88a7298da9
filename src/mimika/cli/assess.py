"""`mimika assess`: a story, a file or standard input to an assessment."""

import sys
from enum import StrEnum
from itertools import takewhile
from pathlib import Path
from typing import Annotated

import typer

from mimika.bootstrap import assessing
from mimika.cli.faults import told_faults
from mimika.cli.options import Speech, read_input
from mimika.cli.output import PRINTED, For, Format, put, refuse_pdf_on_screen, written
from mimika.cli.table import print_table
from mimika.model.case import Case, Sex
from mimika.model.text import Language
from mimika.report.explain import explain
from mimika.report.film_section import Film
from mimika.report.wording import Wording
from mimika.usecases.assessing import Told, story_language
from mimika.usecases.filmed import case_without_story, shown_in, with_film
from mimika.usecases.inputs import OLDEST_YEARS
from mimika.usecases.measuring_films import measured_film

CASE_SUFFIXES = {".yaml", ".yml", ".json"}


class SexOption(StrEnum):
    """Sex of the person."""

    FEMALE = "female"
    MALE = "male"


def assess_command(
    text: Annotated[str | None, typer.Argument(help="The story, in your own words.")] = None,
    file: Annotated[Path | None, typer.Option(help="A story (.txt) or a case (.yaml, .json).")] = None,
    age: Annotated[float | None, typer.Option(min=0, max=OLDEST_YEARS, help="Age in years.")] = None,
    sex: Annotated[SexOption | None, typer.Option(help="Sex of the person.")] = None,
    lang: Annotated[Speech | None, typer.Option(help="Language of the report; that of the story if left out.")] = None,
    format: Annotated[Format, typer.Option(help="How to write it.")] = Format.TEXT,
    for_: Annotated[For | None, typer.Option("--for", help="Who reads it (html and pdf); patient if left out.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write to this file.")] = None,
    video: Annotated[Path | None, typer.Option(metavar="FILE", help="A film of the face at rest.")] = None,
    talking: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --video: a film of the same person talking.")
    ] = None,
    explain: Annotated[
        str | None, typer.Option(metavar="CONDITION", help="Show the evidence for one cause as a table.")
    ] = None,
) -> None:
    """Say what it may be and why, how soon to act, whom to see, what to ask for and what to leave alone.

    The story comes from the argument, from --file, or from standard input; with --video it may be left out.
    """
    if text is not None and file is not None:
        raise typer.BadParameter("give either a story or --file, not both")
    if for_ is not None and format not in PRINTED:
        raise typer.BadParameter("--for goes with --format html or pdf")
    if talking is not None and video is None:
        raise typer.BadParameter("--talking goes with --video")
    with told_faults(lang.value if lang else "en"):
        refuse_pdf_on_screen(format, out)
        story = None if video and text is None and file is None else text if text is not None else read_input(file)
    is_case = file is not None and file.suffix.lower() in CASE_SUFFIXES
    language: Language = lang.value if lang else "en" if is_case or story is None else story_language(story)
    told = None if story is None else Told(story, is_case, age, sex_of(sex))
    with told_faults(language):
        case = assessing().case(told) if told else case_without_story(age, sex_of(sex))
        film = None if video is None else _filmed(video, talking)
        if film is not None:
            case = with_film(assessing().kb, case, film.shown)
        if explain is not None:
            _explain(case, language, explain)
        else:
            _write(case, language, format, for_ or For.PATIENT, out, "" if is_case else story or "", film)


def sex_of(option: SexOption | None) -> Sex | None:
    """Return the sex an option names."""
    return None if option is None else "female" if option is SexOption.FEMALE else "male"


def _filmed(video: Path, talking: Path | None) -> Film:
    rest = measured_film(video, "rest")
    talk = None if talking is None else measured_film(talking, "talk").measurement
    return Film(rest.measurement, shown_in(rest.measurement, talk), rest.signals)


def _explain(case: Case, language: Language, condition: str) -> None:
    use = assessing()
    assessment = use.assess_case(case)
    candidate, prior = use.candidate(assessment, condition)
    words = Wording(use.kb, language)
    typer.echo(words.say("explain-title", name=words.name(use.kb.conditions[condition])))
    heads, rows = explain(use.kb, candidate, prior, assessment.person, language)
    print_table(heads, [(r.label, r.p_here, r.p_background, r.decibans, r.basis) for r in rows])
    typer.echo(words.say("explain-note"))


def _write(
    case: Case, language: Language, format: Format, reader: For, out: Path | None, story: str, film: Film | None = None
) -> None:
    use = assessing()
    put(written(use.kb, use.assess_case(case), language, format, reader, story, film), out)


def ask_for_story() -> None:
    """Ask for a story in the terminal and assess it."""
    with told_faults("ru"):
        texts = assessing().kb.texts
        typer.echo("\n".join((texts["ask-story"].ru, texts["ask-story"].en)))
        lines = takewhile(str.strip, iter(sys.stdin.readline, ""))
        story = "".join(lines)
    with told_faults(story_language(story)):
        case = assessing().case(Told(story))
        _write(case, story_language(story), Format.TEXT, For.PATIENT, None, story)
