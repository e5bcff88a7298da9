"""The command line: `mimika assess`, `mimika schema`, `mimika kb`."""

import sys
from typing import Annotated

import typer

from mimika import __version__
from mimika.cli.assess import ask_for_story, assess_command
from mimika.cli.exam import exam_command
from mimika.cli.interview import interview_command
from mimika.cli.kb import kb_app
from mimika.cli.measure import measure_command
from mimika.cli.schema import schema_command
from mimika.cli.serve import serve_command

app = typer.Typer(name="mimika", add_completion=False, pretty_exceptions_enable=False, help=__doc__)
app.command("assess")(assess_command)
app.command("exam")(exam_command)
app.command("measure")(measure_command)
app.command("serve")(serve_command)
app.command("interview")(interview_command)
app.command("schema")(schema_command)
app.add_typer(kb_app, name="kb")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mimika {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """From what you notice about face, jaw and head to what it may be and what to do. It informs, never diagnoses."""
    if context.invoked_subcommand is None:
        ask_for_story()


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8")
    app()
