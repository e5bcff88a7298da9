"""Which open question is worth asking: the fall of uncertainty about the cause and about the urgency."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from mimika.engine.hypotheses import Hypotheses
from mimika.engine.known import Known
from mimika.engine.likelihood import group_key
from mimika.engine.network import Floats, Indices, Network
from mimika.engine.plan import Plan, plan_of
from mimika.engine.posterior import Posterior
from mimika.model.assessment import NextQuestion
from mimika.model.condition import LEVELS

# Bits of urgency count as much as bits of cause; estimate.
URGENCY_WEIGHT = 1.0
LEAST_BITS, MOST_BITS = 0.01, 1.0
# Hypotheses this far below the best cannot make a question worth asking.
NEGLIGIBLE = 1e-5
ASKABLE = {"person", "witness"}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question nobody has answered yet.

    Attributes:
        finding: What it asks.
        bits: What its answer is expected to bring.
        p_cause: P(answer and condition causes a complaint), shape (states, conditions + 1).
        p_level: P(answer and a cause needs this level), shape (states, levels).
    """

    finding: str
    bits: float
    p_cause: Floats
    p_level: Floats


def next_questions(network: Network, update: Posterior, most: int = 5) -> tuple[NextQuestion, ...]:
    """Return the open questions a person can answer, most valuable first."""
    return tuple(NextQuestion(q.finding, q.bits) for q in open_questions(network, update)[:most])


def open_questions(network: Network, update: Posterior) -> list[OpenQuestion]:
    """Return every open question a person can answer and that is worth something, most valuable first."""
    kept = np.flatnonzero(update.p >= update.p.max() * NEGLIGIBLE)
    hypotheses, p = update.hypotheses.keep(kept), update.p[kept]
    plan = plan_of(network, update.hypotheses.kinds)
    targets = np.concatenate([hypotheses.involves.astype(float), levels_of(network, hypotheses)], axis=1)
    found = []
    for complaint, finding in _unanswered(network, update):
        likelihood = _likelihood(plan, update.known, (complaint, finding), kept)
        if likelihood is not None:
            joint = (likelihood * p) @ targets
            cause, level = joint[:, : network.other + 1], joint[:, network.other + 1 :]
            bits = _information(cause) + URGENCY_WEIGHT * _information(level)
            found.append(OpenQuestion(finding, bits, cause, level))
    return sorted((q for q in found if q.bits >= LEAST_BITS), key=lambda q: (-q.bits, q.finding))


def _unanswered(network: Network, update: Posterior) -> Iterator[tuple[int, str]]:
    known = {(k.complaint, k.finding) for k in update.known}
    for finding in network.kb.findings.values():
        complaint = _complaint(update.hypotheses, finding.of)
        if complaint is not None and (complaint, finding.id) not in known and ASKABLE & set(finding.observers):
            yield complaint, finding.id


def _complaint(hypotheses: Hypotheses, of: str) -> int | None:
    if of == "person":
        return -1
    return next((i for i, kind in enumerate(hypotheses.kinds) if kind == of), None)


def levels_of(network: Network, hypotheses: Hypotheses) -> Floats:
    """Return one-hot levels each hypothesis needs, shape (hypotheses, levels)."""
    own = [LEVELS.index(network.kb.conditions[c].level) for c in network.conditions]
    needed = np.where(hypotheses.involves, np.array([*own, LEVELS.index("routine")]), 0).max(axis=1)
    one_hot: Floats = np.eye(len(LEVELS))[needed]
    return one_hot


def _likelihood(plan: Plan, known: Sequence[Known], question: tuple[int, str], kept: Indices) -> Floats | None:
    """Return P(answer | hypothesis), shape (states, kept), or None where no condition has a number of its own.

    What a group already says is taken off: the sixth way of saying that the jaw is tired brings little.
    """
    complaint, finding = question
    rows, informative, _ = plan.row(complaint, finding)
    if not informative.any():
        return None
    group = group_key(plan.network, complaint, finding)
    rows = rows[:, kept]
    near = [k for k in known if group and group_key(plan.network, k.complaint, k.finding) == group]
    if near:
        before = plan.evidence(near).sum(axis=0)
        answers = [plan.evidence([*near, Known(complaint, finding, s)]).sum(axis=0) for s in range(len(rows))]
        rows = (np.array(answers) - before)[:, kept]
    joint = np.exp(rows) * plan.network.table(finding).p[:, -1:]
    normalised: Floats = joint / joint.sum(axis=0)
    return normalised


def _information(joint: Floats) -> float:
    """Return the mutual information of a joint table (states, classes), in bits."""
    joint = joint / joint.sum()
    product = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True)
    ratio = np.divide(joint, product, out=np.ones_like(joint), where=(joint > 0) & (product > 0))
    return float((joint * np.log2(ratio)).sum())
