"""Every way to give each complaint a cause, and the prior weight of each way.

Two complaints with different causes weigh r1 w1 · r2 w2; the same cause for g complaints weighs the
geometric mean over them of r w · show of the rest, so the order of complaints never matters.
`other` is never shared: two unknown causes are two. A complaint that was asked about and is absent
costs 1 - show for each distinct cause.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mimika.engine.network import Flags, Floats, Indices, Network
from mimika.model.finding import ComplaintKind


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """All assignments of causes to complaints.

    Attributes:
        kinds: The complaints.
        causes: Index of each complaint's cause, shape (hypotheses, complaints).
        involves: Whether a condition causes at least one complaint, shape (hypotheses, conditions + 1).
        is_new: Whether a complaint's cause is none of the complaints' before it, shape (hypotheses, complaints).
    """

    kinds: tuple[ComplaintKind, ...]
    causes: Indices
    involves: Flags
    is_new: Flags

    def keep(self, rows: Indices) -> "Hypotheses":
        """Return only some of the hypotheses."""
        return Hypotheses(self.kinds, self.causes[rows], self.involves[rows], self.is_new[rows])

    def summed(self, values: Floats) -> Floats:
        """Return sums over the distinct causes of each hypothesis: of (..., conditions + 1), (..., hypotheses).

        The same as a product with `involves`, which holds a hundred columns and three truths.
        """
        total: Floats = (values[..., self.causes] * self.is_new).sum(axis=-1)
        return total

    def spread(self, p: Floats) -> Floats:
        """Return the chance that each condition is involved, (conditions + 1,), from those of the hypotheses."""
        shares = (p[:, None] * self.is_new).ravel()
        return np.bincount(self.causes.ravel(), shares, self.involves.shape[1]).astype(float)


def enumerate_hypotheses(network: Network, kinds: Sequence[ComplaintKind]) -> Hypotheses:
    """Return every assignment of causes to these complaints."""
    grids = np.meshgrid(*(network.causes(kind) for kind in kinds), indexing="ij")
    causes = np.stack([grid.ravel() for grid in grids], axis=1)
    involves = np.zeros((len(causes), network.other + 1), dtype=bool)
    for column in causes.T:
        involves[np.arange(len(causes)), column] = True
    is_new = np.ones_like(causes, dtype=bool)
    for i in range(1, causes.shape[1]):
        is_new[:, i] = (causes[:, :i] != causes[:, i : i + 1]).all(axis=1)
    return Hypotheses(tuple(kinds), causes, involves, is_new)


def shows(network: Network, kind: ComplaintKind) -> Floats:
    """Return how often each condition shows a complaint kind, shape (conditions + 1,); 0 where it never does."""
    links = (network.kb.conditions[c].complaints.get(kind) for c in network.conditions)
    return np.array([link.shows.p if link else 0.0 for link in links] + [0.0])


@dataclass(frozen=True, slots=True)
class Base:
    """What no person changes of the prior weights.

    Attributes:
        log_fixed: Rates of the complaints, shows of shared causes and comorbidities, shape (hypotheses,).
        share: What the weight of each complaint's cause counts: 1 / complaints it causes, (hypotheses, complaints).
    """

    log_fixed: Floats
    share: Floats


def base(network: Network, hypotheses: Hypotheses) -> Base:
    """Return what no person changes of the prior weights of these hypotheses."""
    causes, kinds = hypotheses.causes, hypotheses.kinds
    with np.errstate(divide="ignore"):
        log_show = [np.log(shows(network, kind)) for kind in kinds]
    fixed, share = _comorbidity(network, hypotheses), np.empty(causes.shape)
    for i, kind in enumerate(kinds):
        same = (causes == causes[:, i : i + 1]) & (causes[:, i : i + 1] != network.other)
        same[:, i] = True
        share[:, i] = 1 / same.sum(axis=1)
        term = np.full(len(causes), np.log(network.kb.complaints[kind].rate.p))
        for j in range(len(kinds)):
            if j != i:
                term += np.where(same[:, j], log_show[j][causes[:, i]], 0.0)
        fixed += term * share[:, i]
    return Base(fixed, share)


def log_weights(on: Base, hypotheses: Hypotheses, weights: Sequence[Floats]) -> Floats:
    """Return the log prior weight of each hypothesis, not normalised.

    Args:
        on: What no person changes.
        hypotheses: The assignments to weigh.
        weights: For each complaint the weight of every cause, shape (conditions + 1,).
    """
    total = on.log_fixed.copy()
    with np.errstate(divide="ignore"):
        for i, w in enumerate(weights):
            total += on.share[:, i] * np.log(w)[hypotheses.causes[:, i]]
    return total


def _comorbidity(network: Network, hypotheses: Hypotheses) -> Floats:
    total = np.zeros(len(hypotheses.causes))
    if len(hypotheses.kinds) > 1:
        for pair in network.kb.comorbidities:
            both = hypotheses.involves[:, network.index[pair.a]] & hypotheses.involves[:, network.index[pair.b]]
            total += np.where(both, np.log(pair.factor), 0.0)
    return total


def absence(network: Network, hypotheses: Hypotheses, absent: Sequence[ComplaintKind]) -> Floats:
    """Return what complaints that were asked about and are not there cost each hypothesis: 1 - show of each cause."""
    total = np.zeros(len(hypotheses.causes))
    for kind in absent:
        total += hypotheses.summed(np.log(np.maximum(1 - shows(network, kind), 1e-6)))
    return total
