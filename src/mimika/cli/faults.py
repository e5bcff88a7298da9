"""Faults on the command line: the message on standard error, the exit status of its class, never a trace."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from mimika.errors import MimikaError


@contextmanager
def told_faults(language: str) -> Iterator[None]:
    """Turn any named fault into its message and exit status."""
    try:
        yield
    except MimikaError as fault:
        typer.echo(fault.told(language), err=True)
        raise typer.Exit(fault.exit_status) from None
