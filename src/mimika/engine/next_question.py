"""Which open question is worth asking: the fall of uncertainty about the cause and about the urgency."""

import numpy as np

from mimika.engine.hypotheses import Hypotheses
from mimika.engine.likelihood import finding_rows
from mimika.engine.network import Floats, Network
from mimika.engine.posterior import Posterior
from mimika.model.assessment import NextQuestion
from mimika.model.condition import LEVELS

# Bits of urgency count as much as bits of cause; estimate.
URGENCY_WEIGHT = 1.0
LEAST_BITS, MOST_BITS = 0.01, 1.0
# Hypotheses this far below the best cannot make a question worth asking.
NEGLIGIBLE = 1e-5
ASKABLE = {"person", "witness"}


def next_questions(network: Network, update: Posterior, most: int = 5) -> tuple[NextQuestion, ...]:
    """Return the open questions a person can answer, most valuable first."""
    known = {(k.complaint, k.finding) for k in update.known}
    kept = np.flatnonzero(update.p >= update.p.max() * NEGLIGIBLE)
    hypotheses, p = update.hypotheses.keep(kept), update.p[kept]
    levels = _levels(network, hypotheses)
    found = []
    for finding in network.kb.findings.values():
        complaint = _complaint(hypotheses, finding.of)
        if complaint is None or (complaint, finding.id) in known or not ASKABLE & set(finding.observers):
            continue
        value = _value_bits(network, hypotheses, p, levels, (complaint, finding.id))
        if value >= LEAST_BITS:
            found.append(NextQuestion(finding.id, value))
    return tuple(sorted(found, key=lambda q: (-q.value_bits, q.finding))[:most])


def _complaint(hypotheses: Hypotheses, of: str) -> int | None:
    if of == "person":
        return -1
    return next((i for i, kind in enumerate(hypotheses.kinds) if kind == of), None)


def _levels(network: Network, hypotheses: Hypotheses) -> Floats:
    """Return one-hot levels each hypothesis needs, shape (hypotheses, levels)."""
    own = [LEVELS.index(network.kb.conditions[c].level) for c in network.conditions]
    needed = np.where(hypotheses.involves, np.array([*own, LEVELS.index("routine")]), 0).max(axis=1)
    one_hot: Floats = np.eye(len(LEVELS))[needed]
    return one_hot


def _value_bits(
    network: Network, hypotheses: Hypotheses, p: Floats, levels: Floats, question: tuple[int, str]
) -> float:
    rows, informative = finding_rows(network, hypotheses, *question)
    if not informative.any():
        return 0.0
    joint = np.exp(rows) * network.table(question[1]).p[:, -1:] * p
    return _information(joint @ hypotheses.involves) + URGENCY_WEIGHT * _information(joint @ levels)


def _information(joint: Floats) -> float:
    """Return the mutual information of a joint table (states, classes), in bits."""
    joint = joint / joint.sum()
    product = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    ratio = np.divide(joint, product, out=np.ones_like(joint), where=(joint > 0) & (product > 0))
    return float((joint * np.log2(ratio)).sum())
