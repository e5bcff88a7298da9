"""What was said of one complaint and is asked of another under another name: carried over to where it belongs.

"For two years" is one thing in words; of a movement it is duration-d, of a headache headache-duration-d.
"""

from collections.abc import Iterator
from dataclasses import replace

from mimika.model.case import Case, Observation, Value
from mimika.model.finding import ComplaintKind, Finding, SameAs
from mimika.model.knowledge import KnowledgeBase


def carried(kb: KnowledgeBase, case: Case, belongs: dict[int, ComplaintKind]) -> Case:
    """Return the case with each modifier under the name its complaint has for it.

    Args:
        kb: The knowledge.
        case: A case with its complaints.
        belongs: For an observation's index the kind of complaint its words stand with, where they tell it.
    """
    kinds = [c.kind for c in case.complaints if not c.is_absent]
    seen = (o for i, found in enumerate(case.observations) for o in _named(kb, found, kinds, belongs.get(i)))
    return replace(case, observations=tuple(seen))


def _named(
    kb: KnowledgeBase, seen: Observation, kinds: list[ComplaintKind], kind: ComplaintKind | None
) -> Iterator[Observation]:
    finding = kb.findings[seen.finding]
    twins = [f for f in kb.findings.values() if f.same_as and f.same_as.finding == finding.id]
    wanted = [kind] if kind in kinds else [k for k in kinds if k == finding.of] or kinds
    if finding.of == "person" or (not twins and not _is_astray(finding, kinds)):
        yield seen
        return
    if finding.of in wanted:
        yield seen
    for twin in twins:
        value = _renamed(twin.same_as, seen.value) if twin.same_as and twin.of in wanted else None
        if value is not None and twin.state_of(value) is not None:
            yield replace(seen, finding=twin.id, value=value)


def _is_astray(finding: Finding, kinds: list[ComplaintKind]) -> bool:
    """Return whether a finding only describes a complaint that is not told: light that hurts, where no head aches."""
    return bool(kinds) and finding.opens == "never" and finding.of not in kinds and not finding.danger


def _renamed(same: SameAs, value: Value) -> Value | None:
    if isinstance(value, bool):
        return value
    return same.answers.get(value) if isinstance(value, str) else value * same.scale
