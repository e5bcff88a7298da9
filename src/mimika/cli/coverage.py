"""`mimika kb coverage`: what became of every statement of the source articles."""

from typing import Annotated

import typer

from mimika.bootstrap import BUILT_IN, compile_knowledge
from mimika.cli.faults import told_faults

# The page belongs to the source tree; an installed Mimika has no such folder and can only print it.
DOCUMENT = BUILT_IN.parents[2] / "docs" / "source-coverage.md"


def coverage_command(
    write: Annotated[bool, typer.Option("--write", help="Write docs/source-coverage.md instead of printing.")] = False,
) -> None:
    """Show where each statement of the source articles stands in the knowledge."""
    # Only this command needs the schema library, which costs 0.1 s of every other command's start.
    from mimika.kb.coverage import load_coverage  # noqa: PLC0415
    from mimika.usecases.coverage import coverage_document  # noqa: PLC0415

    with told_faults("en"):
        document = coverage_document(load_coverage(BUILT_IN), compile_knowledge(BUILT_IN))
    if not write:
        typer.echo(document, nl=False)
        return
    if not DOCUMENT.parent.is_dir():
        raise typer.BadParameter("there is no docs folder here; leave --write out and redirect the output.")
    DOCUMENT.write_text(document, encoding="utf-8", newline="\n")
    typer.echo(f"{DOCUMENT.parent.name}/{DOCUMENT.name}")
