"""Bayesian update: from entry weights and what is known to the chance of every cause."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mimika.engine.hypotheses import Hypotheses, enumerate_hypotheses, log_weights
from mimika.engine.known import Known, settle
from mimika.engine.likelihood import Item, items
from mimika.engine.network import Floats, Network
from mimika.engine.prior import person_weights
from mimika.model.case import Case

AGE, SEX, ABSENT_COMPLAINT = "age", "sex", "absent-complaint"


@dataclass(frozen=True, slots=True)
class Posterior:
    """The update, with everything needed to explain it.

    Attributes:
        log_prior: Log entry weight of each hypothesis, normalised, shape (hypotheses,).
        items: Evidence: age, sex, absent complaints, then findings.
        p: Chance of each hypothesis, shape (hypotheses,); sums to 1.
        p_condition: Chance that a condition causes at least one complaint, shape (conditions + 1,).
    """

    hypotheses: Hypotheses
    known: tuple[Known, ...]
    log_prior: Floats
    items: tuple[Item, ...]
    p: Floats
    p_condition: Floats


def softmax(log_weight: Floats) -> Floats:
    """Return weights that sum to 1 along the last axis."""
    raised = np.exp(log_weight - log_weight.max(axis=-1, keepdims=True))
    normalised: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return normalised


def posterior(network: Network, case: Case, known: Sequence[Known] | None = None) -> Posterior:
    """Return how probable each cause is, given what is known.

    Unknown findings change nothing, and the order of observations does not matter.

    Args:
        network: The knowledge as tables.
        case: At least one complaint that is present.
        known: Settled findings; taken from the case if not given.

    Raises:
        ValueError: If the case has no present complaint.
    """
    kinds = [c.kind for c in case.complaints if not c.is_absent]
    if not kinds:
        raise ValueError("a posterior needs a complaint that is present")
    settled = tuple(settle(network, case) if known is None else known)
    hypotheses = enumerate_hypotheses(network, kinds)
    log_prior, entry = _entry_items(network, hypotheses, case)
    evidence = (*entry, *items(network, hypotheses, settled))
    p = softmax(log_prior + sum((item.log_lr for item in evidence), np.zeros(len(log_prior))))
    return Posterior(hypotheses, settled, log_prior, evidence, p, p @ hypotheses.involves)


def _entry_items(network: Network, hypotheses: Hypotheses, case: Case) -> tuple[Floats, list[Item]]:
    """Return the normalised log entry weight, and what age, sex and absent complaints do to it."""
    steps = [person_weights(network, kind, case.person) for kind in hypotheses.kinds]
    entry, aged, sexed = (log_weights(network, hypotheses, list(w)) for w in zip(*steps, strict=True))
    found = []
    if case.person.age_years is not None:
        found.append(Item(AGE, -1, 0, aged - entry))
    if case.person.sex is not None:
        found.append(Item(SEX, -1, 0, sexed - aged))
    absent = sorted({c.kind for c in case.complaints if c.is_absent} - set(hypotheses.kinds))
    if absent:
        weights = [w[0] for w in steps]
        found.append(Item(ABSENT_COMPLAINT, -1, 0, log_weights(network, hypotheses, weights, absent) - entry))
    return np.log(softmax(entry)), found
