"""`mimika exam`: a guided examination in the terminal; its answers become observations of a case."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mimika.bootstrap import assessing
from mimika.cli.faults import told_faults
from mimika.cli.options import Speech, read_input
from mimika.model.case import Case
from mimika.model.finding import Finding
from mimika.model.form import Step
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.report.text import as_text
from mimika.usecases.case_file import case_as_yaml, read_case
from mimika.usecases.examining import Ask, examined, expected
from mimika.usecases.inputs import UnknownIdError


def exam_command(
    form: Annotated[str, typer.Argument(help="The examination; jaw is one.")] = "jaw",
    case: Annotated[Path | None, typer.Option("--case", help="A case (.yaml, .json) to add to.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the case with its findings here.")] = None,
    lang: Annotated[Speech, typer.Option(help="Language of the questions.")] = Speech.RU,
) -> None:
    """Go through an examination step by step; then print the assessment, or write the case with --out."""
    language: Language = lang.value
    with told_faults(language):
        use = assessing()
        if form not in use.kb.forms:
            raise UnknownIdError(form, list(use.kb.forms))
        before = read_case(use.kb, read_input(case)) if case else Case()

        after = examined(use.kb, before, use.kb.forms[form], _asker(use.kb, language), language)
        if out is not None:
            out.write_text(case_as_yaml(after), encoding="utf-8")
            return
        sys.stdout.write(as_text(use.kb, use.assess_case(after), language))


def _asker(kb: KnowledgeBase, language: Language) -> Ask:
    """Return who asks a step on standard error and reads its answer."""

    def ask(step: Step, finding: Finding, fault: str | None) -> str:
        hint = kb.texts["exam-expected"].pick(language).format(expected=expected(kb, finding, language))
        label = finding.label.pick(language)
        typer.echo(f"\n{step.how.pick(language)}\n{label}? ({fault or hint})", err=True)
        return sys.stdin.readline()

    return ask
