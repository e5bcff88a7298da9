"""Which sources an assessment rests on."""

from collections.abc import Iterator

from mimika.model.assessment import Assessment, Candidate
from mimika.model.guidance import Source
from mimika.model.knowledge import KnowledgeBase
from mimika.model.numbers import Footing

# Only causes that are spelled out are cited.
LEAST_CITED = 0.15


def citations(kb: KnowledgeBase, assessment: Assessment) -> tuple[Source, ...]:
    """Return the sources behind what is shown: numbers used, criteria, red flags, advice; by id."""
    used = {f.source for f in _footings(kb, assessment) if f.source}
    return tuple(sorted((kb.sources[s] for s in used), key=lambda s: (len(s.id.rstrip("abc")), s.id)))


def _footings(kb: KnowledgeBase, assessment: Assessment) -> Iterator[Footing]:
    for place, candidate in enumerate(assessment.differential):
        if place == 0 or candidate.probability >= LEAST_CITED:
            yield from _candidate(kb, candidate)
    yield from (kb.red_flags[f].footing for f in assessment.urgency.flags)
    yield from (kb.advice[a].footing for a in (*assessment.do, *assessment.do_not))
    yield from (kb.corrections[c].footing for c in assessment.corrections)


def _candidate(kb: KnowledgeBase, candidate: Candidate) -> Iterator[Footing]:
    condition = kb.conditions[candidate.condition]
    yield from (condition.findings[e.key].footing for e in candidate.evidence if e.key in condition.findings)
    yield from (kb.criteria[c.id].footing for c in candidate.criteria)
    yield from (t.footing for t in condition.treatments)
