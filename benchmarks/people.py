"""People drawn from the knowledge itself: a cause by its entry weight, then age, sex and findings as it has them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mimika.engine.batch import Cases, States
from mimika.engine.network import Flags, Floats, Indices, Network
from mimika.engine.prior import OLDEST_YEARS, age_density, entry_weights
from mimika.model.finding import ComplaintKind, Finding

KIND: ComplaintKind = "movement"
ASKABLE = {"person", "witness"}


@dataclass(frozen=True, slots=True)
class People:
    """Cases with the cause that each was drawn from."""

    cases: Cases
    causes: Indices

    def forget(self, rng: np.random.Generator, share: float) -> "People":
        """Return the same people with this share of the answers missing."""
        kept = {
            key: np.where(rng.random(len(s)) < share, -1, s).astype(np.int8) for key, s in self.cases.states.items()
        }
        return People(Cases(self.cases.kinds, kept, self.cases.age_years, self.cases.sex), self.causes)


def askable(network: Network, kind: ComplaintKind = KIND) -> list[Finding]:
    """Return the findings that a person or a witness can answer and that say something."""
    known = network.kb.findings.values()
    fitting = (f for f in known if f.of in (kind, "person") and ASKABLE & set(f.observers))
    return [f for f in fitting if network.table(f.id).informative.any()]


def draw_people(network: Network, count: int, rng: np.random.Generator, kind: ComplaintKind = KIND) -> People:
    """Return people with every answer, as often with each cause as such people come."""
    causes = rng.choice(network.other + 1, size=count, p=entry_weights(network, kind))
    return people_of(network, causes, rng, kind)


def people_of(network: Network, causes: Indices, rng: np.random.Generator, kind: ComplaintKind = KIND) -> People:
    """Return people with these causes and every answer; findings of one group go together as its rho says."""
    count = len(causes)
    ages, sexes = _ages_and_sexes(network, causes, rng, kind)
    shared: dict[str, Floats] = {}
    states: dict[tuple[int, str], States] = {}
    for finding in askable(network, kind):
        rank = rng.random(count)
        if finding.group:
            together = shared.setdefault(finding.group, rng.random(count))
            # Two findings both follow the shared rank with chance rho: the marginals stay as they are.
            follows = rng.random(count) < np.sqrt(network.kb.groups[finding.group].rho)
            rank = np.where(follows, together, rank)
        steps = np.cumsum(network.table(finding.id).p, axis=0)[:-1, causes]
        states[-1 if finding.of == "person" else 0, finding.id] = (rank > steps).sum(axis=0).astype(np.int8)
    return People(Cases((kind,), states, ages, sexes), causes)


def _ages_and_sexes(
    network: Network, causes: Indices, rng: np.random.Generator, kind: ComplaintKind
) -> tuple[Floats, NDArray[np.int8]]:
    """Return whole years and 1 for female, 2 for male; unknown causes come at the ages of all the known."""
    known = entry_weights(network, kind)[:-1]
    like = rng.choice(network.other, size=len(causes), p=known / known.sum())
    like = np.where(causes == network.other, like, causes)
    years = np.arange(OLDEST_YEARS)
    density = np.stack([age_density(network, float(year)) for year in years])
    steps = np.cumsum(density / density.sum(axis=0), axis=0)
    rank = rng.random(len(causes))
    ages = np.empty(len(causes))
    for cause in np.unique(like):
        own: Flags = like == cause
        ages[own] = np.minimum(np.searchsorted(steps[:, cause], rank[own]), OLDEST_YEARS - 1)
    return ages, np.where(rng.random(len(causes)) < network.female[like], 1, 2).astype(np.int8)
