"""Why this and not the others: what each observation does to one condition, in decibans.

The log odds of a condition move from prior to posterior as all evidence is turned up together from 0 to 1;
each observation's part is the integral of its own pull along that way (the Aumann-Shapley value). It does not
depend on the order of observations, compares with the real rivals, and adds up exactly.

Sources:
    Aumann R, Shapley L. Values of Non-Atomic Games. Princeton 1974.
    Good IJ. Probability and the Weighing of Evidence. 1950 (decibans).
"""

from dataclasses import dataclass

import numpy as np

from mimika.engine.network import Flags, Floats, Network
from mimika.engine.posterior import Posterior, softmax

DECIBANS_PER_NAT = 10 / np.log(10)
# Gauss-Legendre nodes in each part of [0, 1]; parts are finer near 0, where strong evidence acts at once.
NODES = 24
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
    x, w = np.polynomial.legendre.leggauss(NODES)
    widths = np.diff(PARTS)[:, None]
    return (PARTS[:-1, None] + widths * (x + 1) / 2).ravel(), (widths * w / 2).ravel()


def evidence_for(network: Network, update: Posterior, condition: str) -> tuple[Evidence, ...]:
    """Return every observation's part in the condition's log odds, strongest first.

    The parts sum to posterior minus prior log odds (decibans).
    """
    if not update.items:
        return ()
    is_cause = update.hypotheses.involves[:, network.index.get(condition, network.other)]
    pulls = _pulls(update, is_cause) * DECIBANS_PER_NAT
    found = [Evidence(i.key, i.complaint, i.state, float(d)) for i, d in zip(update.items, pulls, strict=True)]
    return tuple(sorted(found, key=lambda e: (-abs(e.decibans), e.key)))


def _pulls(update: Posterior, is_cause: Flags) -> Floats:
    t, weight = _path()
    log_lr = np.stack([item.log_lr for item in update.items])
    along = update.log_prior + t[:, None] * log_lr.sum(axis=0)
    inside = softmax(along[:, is_cause]) @ log_lr[:, is_cause].T
    outside = softmax(along[:, ~is_cause]) @ log_lr[:, ~is_cause].T
    pulls: Floats = weight @ (inside - outside)
    return pulls
