"""Which open question is worth asking: the fall of uncertainty about the cause and about the urgency."""

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from mimika.engine.hypotheses import Hypotheses
from mimika.engine.known import Known
from mimika.engine.likelihood import group_key
from mimika.engine.network import Floats, Indices, Network
from mimika.engine.plan import NOBODY, Plan, plan_of
from mimika.engine.posterior import Posterior
from mimika.model.assessment import NextQuestion
from mimika.model.case import Person
from mimika.model.condition import LEVELS

# Bits of urgency count as much as bits of cause; estimate.
URGENCY_WEIGHT = 1.0
LEAST_BITS, MOST_BITS = 0.01, 1.0
# The answers of one complaint's hypotheses are kept; two or three complaints have thousands of hypotheses, of which
# only the likeliest are weighed, so that the next question comes at once.
MOST_KEPT, MOST_WEIGHED = 100, 200
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


@dataclass(frozen=True, slots=True)
class _Answers:
    """P(answer | hypothesis) of every question a person could be asked, one state a row.

    Attributes:
        keys: Complaint (or -1) and finding of each question.
        starts: The first row of each question, and the number of rows.
        rows: Shape (all states, hypotheses).
        targets: What each hypothesis involves, then the level it needs, shape (hypotheses, conditions + 1 + levels).
    """

    keys: tuple[tuple[int, str], ...]
    starts: Indices
    rows: Floats
    targets: Floats


_ANSWERS: WeakKeyDictionary[Plan, _Answers] = WeakKeyDictionary()


def next_questions(
    network: Network, update: Posterior, person: Person = NOBODY, most: int = 5
) -> tuple[NextQuestion, ...]:
    """Return the open questions a person can answer, most valuable first."""
    return tuple(NextQuestion(q.finding, q.bits) for q in open_questions(network, update, person)[:most])


def open_questions(network: Network, update: Posterior, person: Person = NOBODY) -> list[OpenQuestion]:
    """Return every open question this person can answer and that is worth something, most valuable first."""
    plan, p = _likeliest(network, update)
    answers = _answers(plan)
    joint = (_given_known(plan, answers, update) * p) @ answers.targets
    causes = network.other + 1
    bits = _information(joint[:, :causes], answers.starts)
    bits += URGENCY_WEIGHT * _information(joint[:, causes:], answers.starts)
    known = {(k.complaint, k.finding) for k in update.known}
    found = []
    for i, (complaint, finding) in enumerate(answers.keys):
        if bits[i] >= LEAST_BITS and (complaint, finding) not in known and suits(network, finding, person):
            own = joint[answers.starts[i] : answers.starts[i + 1]]
            found.append(OpenQuestion(finding, float(bits[i]), own[:, :causes], own[:, causes:]))
    return sorted(found, key=lambda q: (-q.bits, q.finding))


def _likeliest(network: Network, update: Posterior) -> tuple[Plan, Floats]:
    """Return the plan of the likeliest hypotheses and their chances; all of them where they are few."""
    plan, p = plan_of(network, update.hypotheses.kinds), update.p
    if len(p) <= MOST_KEPT:
        return plan, p
    kept = np.sort(np.argpartition(-p, MOST_WEIGHED)[:MOST_WEIGHED])
    return Plan(network, plan.hypotheses.kinds, plan.hypotheses.keep(kept)), p[kept] / p[kept].sum()


def _answers(plan: Plan) -> _Answers:
    if plan not in _ANSWERS:
        network, keys, rows = plan.network, [], []
        for complaint, finding in _askable(plan):
            log_lr, informative, _ = plan.row(complaint, finding)
            if informative.any():
                keys.append((complaint, finding))
                rows.append(_normalised(log_lr, network.table(finding).p[:, -1:]))
        starts = np.cumsum([0, *map(len, rows)])
        targets = np.concatenate([plan.hypotheses.involves, levels_of(network, plan.hypotheses)], axis=1)
        _ANSWERS[plan] = _Answers(tuple(keys), starts, np.concatenate(rows or [np.zeros((0, len(targets)))]), targets)
    return _ANSWERS[plan]


def _askable(plan: Plan) -> Iterator[tuple[int, str]]:
    kinds = plan.hypotheses.kinds
    for finding in plan.network.kb.findings.values():
        if ASKABLE & set(finding.observers) and (finding.of == "person" or finding.of in kinds):
            yield -1 if finding.of == "person" else kinds.index(finding.of), finding.id


def suits(network: Network, finding: str, person: Person) -> bool:
    """Return whether a person can be asked this: nobody grown up of a child's signs, no man of a pregnancy."""
    of = network.kb.findings[finding]
    is_young = of.until_age_y is None or person.age_years is None or person.age_years < of.until_age_y
    return is_young and (of.only_sex is None or person.sex in (None, of.only_sex))


def levels_of(network: Network, hypotheses: Hypotheses) -> Floats:
    """Return one-hot levels each hypothesis needs, shape (hypotheses, levels)."""
    own = [LEVELS.index(network.kb.conditions[c].level) for c in network.conditions]
    needed = np.where(hypotheses.involves, np.array([*own, LEVELS.index("routine")]), 0).max(axis=1)
    one_hot: Floats = np.eye(len(LEVELS))[needed]
    return one_hot


def _given_known(plan: Plan, answers: _Answers, update: Posterior) -> Floats:
    """Return P(answer | hypothesis, what is known of its group).

    What a group already says is taken off: the sixth way of saying that the jaw is tired brings little.
    """
    groups: dict[tuple[int, str], list[Known]] = {}
    for k in update.known:
        group = group_key(plan.network, k.complaint, k.finding)
        if group:
            groups.setdefault(group, []).append(k)
    if not groups:
        return answers.rows
    rows = answers.rows.copy()
    for i, (complaint, finding) in enumerate(answers.keys):
        near = groups.get(group_key(plan.network, complaint, finding) or (0, ""))
        if near:
            own = slice(answers.starts[i], answers.starts[i + 1])
            rows[own] = _beside(plan, near, complaint, finding)
    return rows


def _beside(plan: Plan, near: list[Known], complaint: int, finding: str) -> Floats:
    states = range(len(plan.network.kb.findings[finding].states))
    before = plan.evidence(near).sum(axis=0)
    after = [plan.evidence([*near, Known(complaint, finding, s)]).sum(axis=0) for s in states]
    return _normalised(np.array(after) - before, plan.network.table(finding).p[:, -1:])


def _normalised(log_lr: Floats, background: Floats) -> Floats:
    joint = np.exp(log_lr) * background
    normalised: Floats = joint / joint.sum(axis=0)
    return normalised


def _information(joint: Floats, starts: Indices) -> Floats:
    """Return the mutual information, in bits, of the joint table (states, classes) of each question.

    That is the entropy of the answer and that of the class, less that of both; the rows of one question add up to
    the chances of the classes, which are the same for every question.
    """
    if len(starts) == 1:
        return np.zeros(0)
    of_class = joint[starts[0] : starts[1]].sum(axis=0)
    total = of_class.sum()
    of_both = np.add.reduceat(_surprise(joint / total).sum(axis=1), starts[:-1])
    of_answer = np.add.reduceat(_surprise(joint.sum(axis=1) / total), starts[:-1])
    bits: Floats = np.maximum(of_answer + _surprise(of_class / total).sum() - of_both, 0.0)
    return bits


def _surprise(p: Floats) -> Floats:
    """Return -p log2 p, and 0 at 0."""
    surprise: Floats = -p * np.log2(np.where(p > 0, p, 1.0))
    return surprise
