"""From a number in a file to the Beta distribution the engine uses.

found: Jeffreys, (p n + 0.5) people of n + 1. known: 50, 20 or 8 people for H, M or L. derived: 20.
estimate: 4. Nothing is taken as impossible or certain: means stay within [0.001, 0.999].
"""

from collections.abc import Mapping

from mimika.kb.schema import Basis, Founded, ProbabilityRecord
from mimika.model.finding import ABSENT, PRESENT
from mimika.model.numbers import Chance, Distribution, Footing

PEOPLE_BY_SURENESS = {"H": 50, "M": 20, "L": 8}
PEOPLE_FOUND_UNSTATED, PEOPLE_DERIVED, PEOPLE_ESTIMATE = 30, 20, 4
LEAST, MOST = 0.001, 0.999


def footing(record: Founded) -> Footing:
    """Return what a record rests on."""
    return Footing(record.basis.value, record.source, record.ref, record.note)


def people(record: Founded) -> int:
    """Return how many people a number is worth."""
    if record.n is not None:
        return record.n
    if record.basis is Basis.KNOWN:
        return PEOPLE_BY_SURENESS[record.sure or "L"]
    defaults = {Basis.FOUND: PEOPLE_FOUND_UNSTATED, Basis.DERIVED: PEOPLE_DERIVED}
    return defaults.get(record.basis, PEOPLE_ESTIMATE)


def distribution(record: Founded, p: float | Mapping[str, float], states: tuple[str, ...]) -> Distribution:
    """Return the distribution of a finding's states; for yes/no from P(present)."""
    by_state = p if isinstance(p, Mapping) else {ABSENT: 1 - p, PRESENT: p}
    n = people(record)
    pseudo = 0.5 if record.basis is Basis.FOUND else 0.0
    raised = [min(max((by_state[s] * n + pseudo) / (n + pseudo * len(states)), LEAST), MOST) for s in states]
    total = sum(raised)
    return Distribution(tuple(r / total for r in raised), n + pseudo * len(states), footing(record))


def chance(record: ProbabilityRecord) -> Chance:
    """Return one probability with its weight; a share keeps its own small size."""
    least = min(LEAST, record.p) if record.p else 1e-6
    return Chance(min(max(record.p, least), MOST), max(people(record), 1 / max(record.p, 1e-6)), footing(record))
