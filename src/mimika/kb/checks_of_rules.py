"""Checks of rules: red flags and criteria can be met, and a red flag only grows with more signs."""

from collections.abc import Iterator

from mimika.kb import schema
from mimika.kb.faults import Code, Fault
from mimika.kb.reading import Item, Records


def rules(record: schema.Strict) -> Iterator[tuple[str, schema.LogicRecord]]:
    """Yield every rule of a record with its path."""
    if isinstance(record, schema.CriteriaRecord):
        yield ".logic", record.logic
    if isinstance(record, schema.RedFlagRecord):
        found = [(".when", record.when), (".ask_if", record.ask_if)]
        found += [(f".escalate[{i}].when", e.when) for i, e in enumerate(record.escalate)]
        yield from ((path, node) for path, node in found if node is not None)


def nodes(path: str, node: schema.LogicRecord) -> Iterator[tuple[str, schema.LogicRecord]]:
    """Yield a rule and every part below it, each with its path."""
    yield path, node
    for name in ("all", "any", "of"):
        for i, part in enumerate(getattr(node, name) or ()):
            yield from nodes(f"{path}.{name}[{i}]", part)
    for i, point in enumerate(node.points.of if node.points else ()):
        yield from nodes(f"{path}.points.of[{i}].when", point.when)
    if node.not_ is not None:
        yield from nodes(f"{path}.not", node.not_)


def leaves(path: str, node: schema.LogicRecord) -> Iterator[tuple[str, schema.LogicRecord]]:
    """Yield the leaves of a rule with their paths."""
    for at, part in nodes(path, node):
        if not (part.all or part.any or part.of or part.points or part.not_):
            yield at, part


def rule_faults(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    """Yield every fault of a rule."""
    for form in ("criteria", "red_flags"):
        for item in records.of(form):
            for path, node in (part for rule in rules(item.record) for part in nodes(*rule)):
                for problem, hint in _never_met(node, known):
                    yield item.fault(path, problem, hint, Code.NEVER_MET)
                if form == "red_flags" and node.not_ is not None:
                    hint = "A red flag may only grow with more signs; say what raises it, not what calms."
                    yield item.fault(path, "uses `not`.", hint, Code.NOT_MONOTONE)


def _never_met(node: schema.LogicRecord, known: dict[str, dict[str, Item]]) -> Iterator[tuple[str, str]]:
    """Yield (problem, hint) for each reason why a node can never be met."""
    finding = known["findings"].get(node.finding or "")
    if finding is not None:
        yield from _leaf(node, finding.record)
    if () in (node.all, node.any, node.of, node.points and node.points.of):
        yield "has no parts.", "Write at least one part."
    if node.count is not None and node.of and node.count > len(node.of):
        yield f"asks for {node.count} of {len(node.of)}.", "Lower count, or add parts."
    most = sum(point.worth for point in node.points.of) if node.points else 0
    if node.points and 0 < most < node.points.at_least:
        yield f"asks for {node.points.at_least} points of {most}.", "Lower at_least, or add points."
    for name, span in (("age range", node.age), ("range", node)):
        if span and span.at_least is not None and span.below is not None and span.at_least >= span.below:
            yield f"has an empty {name}.", "at_least lies under below."


def _leaf(node: schema.LogicRecord, finding: schema.FindingRecord) -> Iterator[tuple[str, str]]:
    answers = [a.id for a in finding.answers]
    wrong = sorted(set(node.is_ or ()) - set(answers))
    bounded = node.at_least is not None or node.below is not None
    if wrong:
        known = ", ".join(answers) if answers else "only yes and no; leave `is` out"
        yield f"can never be met: {finding.id!r} has no answer {', '.join(wrong)}.", f"Its answers are: {known}."
    elif bounded and finding.kind != "quantity":
        yield f"can never be met: {finding.id!r} is no number.", "at_least and below bound a quantity only."
    elif finding.kind != "boolean" and not node.is_ and not bounded:
        hint = f"Write is: [...] with its answers: {', '.join(answers)}."
        yield f"can never be met: {finding.id!r} is not yes or no.", hint
