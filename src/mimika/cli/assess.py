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
from mimika.model.case import Sex
from mimika.model.text import Language
from mimika.report.explain import explain
from mimika.report.wording import Wording
from mimika.usecases.assessing import Told, story_language
from mimika.usecases.inputs import OLDEST_YEARS

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
    explain: Annotated[
        str | None, typer.Option(metavar="CONDITION", help="Show the evidence for one cause as a table.")
    ] = None,
) -> None:
    """Say what it may be and why, how soon to act, whom to see, what to ask for and what to leave alone.

    The story comes from the argument, from --file, or from standard input.
    """
    if text is not None and file is not None:
        raise typer.BadParameter("give either a story or --file, not both")
    if for_ is not None and format not in PRINTED:
        raise typer.BadParameter("--for goes with --format html or pdf")
    with told_faults(lang.value if lang else "en"):
        refuse_pdf_on_screen(format, out)
        story = text if text is not None else read_input(file)
    is_case = file is not None and file.suffix.lower() in CASE_SUFFIXES
    language: Language = lang.value if lang else "en" if is_case else story_language(story)
    told = Told(story, is_case, age, sex_of(sex))
    with told_faults(language):
        if explain is not None:
            _explain(told, language, explain)
        else:
            _write(told, language, format, for_ or For.PATIENT, out)


def sex_of(option: SexOption | None) -> Sex | None:
    """Return the sex an option names."""
    return None if option is None else "female" if option is SexOption.FEMALE else "male"


def _explain(told: Told, language: Language, condition: str) -> None:
    use = assessing()
    assessment = use.assess(told)
    candidate, prior = use.candidate(assessment, condition)
    words = Wording(use.kb, language)
    typer.echo(words.say("explain-title", name=words.name(use.kb.conditions[condition])))
    heads, rows = explain(use.kb, candidate, prior, assessment.person, language)
    print_table(heads, [(r.label, r.p_here, r.p_background, r.decibans, r.basis) for r in rows])
    typer.echo(words.say("explain-note"))


def _write(told: Told, language: Language, format: Format, reader: For, out: Path | None) -> None:
    use = assessing()
    story = "" if told.is_case_file else told.text
    put(written(use.kb, use.assess(told), language, format, reader, story), out)


def ask_for_story() -> None:
    """Ask for a story in the terminal and assess it."""
    with told_faults("ru"):
        texts = assessing().kb.texts
        typer.echo("\n".join((texts["ask-story"].ru, texts["ask-story"].en)))
        lines = takewhile(str.strip, iter(sys.stdin.readline, ""))
        story = "".join(lines)
    with told_faults(story_language(story)):
        _write(Told(story), story_language(story), Format.TEXT, For.PATIENT, None)
