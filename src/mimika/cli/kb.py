"""`mimika kb`: check the knowledge, run its cases, show an item."""

import difflib
from pathlib import Path
from typing import Annotated

import typer
import yaml

from mimika.bootstrap import BUILT_IN, compile_knowledge
from mimika.cli.audit import print_audit
from mimika.cli.coverage import coverage_command
from mimika.cli.faults import told_faults
from mimika.cli.table import print_table
from mimika.kb.faults import BrokenKnowledgeError, KnowledgeNotFoundError
from mimika.kb.yaml_lines import read_yaml
from mimika.usecases.inputs import UnknownIdError
from mimika.usecases.tending import run_examples, weak_pairs

kb_app = typer.Typer(help="Tend the knowledge: check it, run its cases, show an item.", no_args_is_help=True)
kb_app.command("coverage")(coverage_command)
SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Root = Annotated[Path, typer.Option("--root", help="Folder of the knowledge files.", show_default=False)]
# Expected weight under which two conditions are hard to tell apart by answers alone.
LEAST_DECIBANS = 10.0


@kb_app.command()
def check(root: Root = BUILT_IN) -> None:
    """Read every file, name every fault, and show neighbours that answers can hardly tell apart."""
    with told_faults("en"):
        kb = compile_knowledge(root)
    typer.echo(
        f"{len(kb.conditions)} conditions, {len(kb.findings)} findings, {len(kb.criteria)} criteria, "
        f"{len(kb.red_flags)} red flags, {len(kb.sources)} sources: no faults."
    )
    weak = weak_pairs(kb, LEAST_DECIBANS)
    typer.echo(f"{len(weak)} neighbours under {LEAST_DECIBANS:g} expected decibans by what a person can answer.")
    if weak:
        rows = [(p.condition, p.neighbour, f"{p.decibans:.1f}", p.best_finding) for p in weak]
        print_table(("condition", "neighbour", "decibans", "best finding"), rows)


@kb_app.command("audit")
def audit_command(root: Root = BUILT_IN) -> None:
    """Show where the knowledge is thin: numbers by basis, weak pairs, idle questions, bare red flags."""
    with told_faults("en"):
        print_audit(compile_knowledge(root))


@kb_app.command("test")
def run_cases(root: Root = BUILT_IN) -> None:
    """Run every given -> expect record of cases/."""
    with told_faults("en"):
        kb = compile_knowledge(root)
    results = run_examples(kb)
    for result in results:
        for difference in result.differences:
            typer.echo(f"{result.example.id}: {difference}")
    failed = sum(bool(r.differences) for r in results)
    typer.echo(f"{len(results) - failed} of {len(results)} cases come out as expected.")
    raise typer.Exit(1 if failed else 0)


@kb_app.command()
def show(
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", help="A condition, finding, red flag, criteria, doctor ...")
    ] = None,
    root: Root = BUILT_IN,
) -> None:
    """Print one item as it stands in the files, or every id."""
    with told_faults("en"):
        items = _items(root)
        if id_ is not None and id_ not in items:
            raise UnknownIdError(id_, difflib.get_close_matches(id_, items, 3))
    if id_ is None:
        for name, (file, _) in sorted(items.items()):
            typer.echo(f"{name:48} {file}")
        return
    file, data = items[id_]
    typer.echo(f"# {file}")
    typer.echo(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110).rstrip())


def _items(root: Path) -> dict[str, tuple[str, object]]:
    """Return every record with an id, by its id, with the file it stands in."""
    paths = sorted(root.rglob("*.yaml"))
    if not paths:
        raise KnowledgeNotFoundError(root)
    found: dict[str, tuple[str, object]] = {}
    for path in paths:
        data, _, faults = read_yaml(path, path.relative_to(root).as_posix())
        if faults:
            raise BrokenKnowledgeError(root, tuple(faults))
        for record in data if isinstance(data, list) else [data]:
            if isinstance(record, dict) and "id" in record:
                found[str(record["id"])] = (path.relative_to(root).as_posix(), record)
    return found
