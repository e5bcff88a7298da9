"""The verb audit: where the knowledge is thin, so that the next search of the literature starts there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mimika.engine.network import Network
from mimika.engine.separation import ASKABLE, Pair, neighbour_pairs
from mimika.model.condition import Condition
from mimika.model.knowledge import KnowledgeBase
from mimika.model.numbers import Distribution, Footing

BASES = ("found", "known", "derived", "estimate")
SOURCED = ("found", "known")
# Two conditions that all answers together tell apart by less are thin.
LEAST_DECIBANS = 10.0
# A question that moves no condition's odds by as much as a factor of two never matters.
LEAST_QUESTION_DECIBANS = 3.0


@dataclass(frozen=True, slots=True)
class Audit:
    """What is thin.

    Attributes:
        numbers: For each part of the knowledge how many numbers rest on each basis.
        conditions: (condition, numbers found or known, all numbers), fewest sourced first.
        pairs: Neighbours that answers can hardly tell apart.
        idle_questions: Questions a person can answer that move no condition.
        bare_flags: Red flags that rest on an estimate.
    """

    numbers: dict[str, Counter[str]]
    conditions: tuple[tuple[str, int, int], ...]
    pairs: tuple[Pair, ...]
    idle_questions: tuple[str, ...]
    bare_flags: tuple[str, ...]


def audit(kb: KnowledgeBase) -> Audit:
    """Return where the knowledge is thin."""
    network = Network(kb)
    own = {c.id: named(kb, c) for c in kb.conditions.values()}
    sourced = ((c, sum(d.footing.basis in SOURCED for d in ds), len(ds)) for c, ds in own.items())
    return Audit(
        numbers={part: Counter(f.basis for f in footings) for part, footings in _footings(kb)},
        conditions=tuple(sorted(sourced, key=lambda row: (row[1] / max(row[2], 1), row[0]))),
        pairs=tuple(p for p in neighbour_pairs(network) if p.decibans < LEAST_DECIBANS),
        idle_questions=tuple(_idle(network)),
        bare_flags=tuple(f.id for f in kb.red_flags.values() if f.when and f.footing.basis == "estimate"),
    )


def named(kb: KnowledgeBase, condition: Condition) -> list[Distribution]:
    """Return the numbers a condition states itself, without what is taken as rare elsewhere."""
    return [d for f, d in condition.findings.items() if d != kb.findings[f].elsewhere]


def _footings(kb: KnowledgeBase) -> Iterator[tuple[str, list[Footing]]]:
    conditions = list(kb.conditions.values())
    yield "findings in conditions", [d.footing for c in conditions for d in named(kb, c)]
    yield "backgrounds", [f.background.footing for f in kb.findings.values()]
    yield "shares", [link.share.footing for c in conditions for link in c.complaints.values()]
    yield "age and sex", [f for c in conditions for f in (c.age.footing, c.female.footing)]
    yield "treatments", [t.footing for c in conditions for t in c.treatments]
    yield "advice", [a.footing for a in kb.advice.values()]
    yield "criteria", [c.footing for c in kb.criteria.values()]
    yield "red flags", [f.footing for f in kb.red_flags.values()]


def _idle(network: Network) -> Iterator[str]:
    in_rules = {
        leaf.subject
        for logic in [f.when for f in network.kb.red_flags.values()] + [c.logic for c in network.kb.criteria.values()]
        if logic
        for leaf in logic.leaves()
    }
    for finding in network.kb.findings.values():
        most = abs(network.log_lr(finding.id)).max() * 10 / 2.302585
        if ASKABLE & set(finding.observers) and finding.id not in in_rules and most < LEAST_QUESTION_DECIBANS:
            yield finding.id
