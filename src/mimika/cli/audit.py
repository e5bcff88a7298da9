"""`mimika kb audit`: where the knowledge is thin."""

import typer

from mimika.cli.table import print_table
from mimika.model.knowledge import KnowledgeBase
from mimika.usecases.auditing import BASES, LEAST_DECIBANS, audit

MOST_CONDITIONS = 15


def print_audit(kb: KnowledgeBase) -> None:
    """Print the audit of the knowledge."""
    found = audit(kb)
    rows = [
        (part, *(str(n[b]) for b in BASES), _share(n["found"] + n["known"], n.total()))
        for part, n in found.numbers.items()
    ]
    print_table(("numbers", *BASES, "found or known"), rows)
    typer.echo(f"Conditions with the fewest found or known numbers ({MOST_CONDITIONS} of {len(found.conditions)}):")
    thin = found.conditions[:MOST_CONDITIONS]
    print_table(("condition", "found or known", "of"), [(c, str(n), str(total)) for c, n, total in thin])
    typer.echo(f"Neighbours under {LEAST_DECIBANS:g} expected decibans by what a person can answer: {len(found.pairs)}")
    if found.pairs:
        pairs = [(p.condition, p.neighbour, f"{p.decibans:.1f}", p.best_finding) for p in found.pairs]
        print_table(("condition", "neighbour", "decibans", "best finding"), pairs)
    typer.echo(f"Questions that move nothing: {', '.join(found.idle_questions) or 'none'}")
    typer.echo(f"Red flags that rest on an estimate: {', '.join(found.bare_flags) or 'none'}")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""
