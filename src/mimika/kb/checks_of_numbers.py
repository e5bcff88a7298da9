"""Checks of numbers: a footing of the right kind, answers covered, bins without gaps."""

from collections.abc import Iterator

from mimika.kb import schema
from mimika.kb.faults import Code, Fault
from mimika.kb.reading import Item, Records
from mimika.kb.schema import Basis
from mimika.kb.walk import founded_parts

SUM_TOLERANCE = 0.011


def number_faults(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    """Yield every fault of a number."""
    for items in records.items.values():
        for item in items:
            for path, founded in founded_parts(item.record):
                yield from _footing(item, path, founded)
    for item in records.of("findings"):
        yield from _bins(item)
        yield from _covers(item, ".background", item.record.background.p, item.record)
        if item.record.elsewhere:
            yield from _covers(item, ".elsewhere", item.record.elsewhere.p, item.record)
        if item.record.danger and item.record.group:
            hint = "Leave the group out: a danger sign always counts in full."
            yield item.fault(".group", f"puts a danger sign into {item.record.group!r}.", hint, Code.DANGER_IN_GROUP)
    for item in records.of("conditions"):
        for i, link in enumerate(item.record.findings):
            finding = known["findings"].get(link.finding)
            if finding:
                yield from _covers(item, f".findings[{i}]", link.p, finding.record)


def _footing(item: Item, path: str, value: schema.Founded) -> Iterator[Fault]:
    if value.basis is Basis.FOUND and not value.source:
        hint = "Name the entry of sources.yaml, or call it known or estimate."
        yield item.fault(path, "is found, but names no source.", hint, Code.FOUND_WITHOUT_SOURCE)
    if value.basis is Basis.KNOWN and not (value.ref and value.sure):
        hint = 'Write ref: "Author year" and sure: H, M or L.'
        yield item.fault(path, "is known, but does not say from whom and how surely.", hint, Code.KNOWN_WITHOUT_WORK)
    if value.basis is Basis.DERIVED and not value.note:
        hint = "Write the formula and what it starts from in note."
        yield item.fault(path, "is derived, but does not say how.", hint, Code.DERIVED_WITHOUT_FORMULA)
    if value.basis is Basis.ESTIMATE and (value.source or value.ref):
        hint = "An estimate has no source; if there is one, call it found or known."
        yield item.fault(path, "is an estimate with a source.", hint, Code.ESTIMATE_WITH_SOURCE)


def _covers(item: Item, path: str, p: float | dict[str, float], finding: schema.FindingRecord) -> Iterator[Fault]:
    hint = "Yes/no takes one number; a choice or quantity takes one number an answer, together 1."
    expected = {a.id for a in finding.answers}
    if isinstance(p, float | int):
        if finding.kind != "boolean":
            yield item.fault(f"{path}.p", f"is one number for {finding.id!r}.", hint, Code.ANSWERS_NOT_COVERED)
    elif finding.kind == "boolean" or set(p) != expected:
        odd = sorted(set(p) ^ expected)
        yield item.fault(
            f"{path}.p", f"does not fit the answers of {finding.id!r}: {odd}.", hint, Code.ANSWERS_NOT_COVERED
        )
    elif abs(sum(p.values()) - 1) > SUM_TOLERANCE:
        yield item.fault(f"{path}.p", f"sums to {sum(p.values()):.3f}.", hint, Code.ANSWERS_NOT_COVERED)


def _bins(item: Item) -> Iterator[Fault]:
    finding: schema.FindingRecord = item.record
    hint = (
        "Bins follow each other: each starts where the one before ends; the first has no at_least, the last no below."
    )
    if finding.kind == "boolean" and finding.answers:
        yield item.fault(".answers", "stand under a yes/no finding.", hint, Code.BINS)
    if finding.kind != "boolean" and len(finding.answers) < 2:
        yield item.fault(".answers", "are fewer than two.", "Give at least two answers.", Code.BINS)
    if finding.kind != "quantity" or not finding.answers:
        return
    ends = [None, *(a.below for a in finding.answers)]
    starts = [*(a.at_least for a in finding.answers), None]
    if ends != starts or not finding.unit:
        yield item.fault(".answers", "leave a gap, overlap, or have no unit.", hint, Code.BINS)
