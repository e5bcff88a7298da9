"""Why this and not the others: what each observation does to one condition, in decibans.

The log odds of a condition move from prior to posterior as all evidence is turned up together from 0 to 1;
each observation's part is the integral of its own pull along that way (the Aumann-Shapley value). It does not
depend on the order of observations, compares with the real rivals, and adds up exactly.

Sources:
    Aumann R, Shapley L. Values of Non-Atomic Games. Princeton 1974.
    Good IJ. Probability and the Weighing of Evidence. 1950 (decibans).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mimika.engine.network import Flags, Floats, Network
from mimika.engine.posterior import Posterior, softmax

DECIBANS_PER_NAT = 10 / np.log(10)
# Gauss-Legendre nodes in each part of [0, 1]; parts are finer near 0, where strong evidence acts at once.
NODES = 24
# What is left beside a condition is found by subtraction unless that would cancel too many digits.
LEAST_MASS_BY_SUBTRACTION = 0.01
PARTS = np.array([0.0, 0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.75, 1.0])


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one observation does to one condition.

    Attributes:
        key: Finding id, or "age", "sex", "absent-complaint".
        complaint: Index of the complaint, -1 for the person.
        state: Index of the finding's state.
        decibans: Positive speaks for the condition, negative against it.
    """

    key: str
    complaint: int
    state: int
    decibans: float


def log_odds(p: float) -> float:
    """Return the log odds of a probability in decibans."""
    return float(DECIBANS_PER_NAT * (np.log(p) - np.log1p(-p)))


def _path() -> tuple[Floats, Floats]:
    legendre: Any = np.polynomial.legendre  # without types before numpy 2
    x, w = legendre.leggauss(NODES)
    widths = np.diff(PARTS)[:, None]
    return (PARTS[:-1, None] + widths * (x + 1) / 2).ravel(), (widths * w / 2).ravel()


def evidence_for(network: Network, update: Posterior, condition: str) -> tuple[Evidence, ...]:
    """Return every observation's part in the condition's log odds, strongest first.

    The parts sum to posterior minus prior log odds (decibans).
    """
    return evidence_for_all(network, update, [condition])[0]


def evidence_for_all(network: Network, update: Posterior, conditions: Sequence[str]) -> list[tuple[Evidence, ...]]:
    """Return the evidence for several conditions; the way from prior to posterior is walked once."""
    if not update.items:
        return [() for _ in conditions]
    t, weight = _path()
    log_lr = np.stack([item.log_lr for item in update.items], axis=1)
    along = softmax(update.log_prior + t[:, None] * log_lr.sum(axis=1))
    walked = _Walk(weight, along, log_lr, along @ log_lr)
    columns = [network.index.get(c, network.other) for c in conditions]
    return [_ranked(update, walked.pulls(update.hypotheses.involves[:, k])) for k in columns]


@dataclass(frozen=True, slots=True)
class _Walk:
    """Chances of the hypotheses along the way (nodes, hypotheses), and the mean evidence there (nodes, items)."""

    weight: Floats
    along: Floats
    log_lr: Floats
    mean: Floats

    def pulls(self, is_cause: Flags) -> Floats:
        """Return the integral of each item's pull on one condition, in nats, shape (items,)."""
        mass, part = self._part(is_cause)
        rest_mass, rest = 1 - mass, self.mean - part
        if rest_mass.min() < LEAST_MASS_BY_SUBTRACTION:
            rest_mass, rest = self._part(~is_cause)
        pulls: Floats = self.weight @ (part / mass - rest / rest_mass)
        return pulls

    def _part(self, rows: Flags) -> tuple[Floats, Floats]:
        chosen = self.along[:, rows]
        return chosen.sum(axis=1, keepdims=True), chosen @ self.log_lr[rows]


def _ranked(update: Posterior, pulls: Floats) -> tuple[Evidence, ...]:
    decibans = pulls * DECIBANS_PER_NAT
    found = [Evidence(i.key, i.complaint, i.state, float(d)) for i, d in zip(update.items, decibans, strict=True)]
    return tuple(sorted(found, key=lambda e: (-abs(e.decibans), e.key)))
