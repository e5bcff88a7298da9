"""Bayesian update: from entry weights and what is known to the chance of every cause."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mimika.engine.hypotheses import Hypotheses, absence
from mimika.engine.known import Known, settle
from mimika.engine.likelihood import Item
from mimika.engine.network import Floats, Network
from mimika.engine.plan import NOBODY, Plan, plan_of
from mimika.model.case import Case, Person

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
    plan = plan_of(network, [c.kind for c in case.complaints if not c.is_absent])
    settled = tuple(settle(network, case) if known is None else known)
    log_prior, entry = _entry_items(plan, case)
    rows = plan.evidence(settled)
    found = (Item(k.finding, k.complaint, k.state, row, k.is_words) for k, row in zip(settled, rows, strict=True))
    evidence = (*entry, *found)
    p = softmax(log_prior + sum((item.log_lr for item in evidence), np.zeros(len(log_prior))))
    return Posterior(plan.hypotheses, settled, log_prior, evidence, p, plan.hypotheses.spread(p))


def chances(plan: Plan, known: Sequence[Known], person: Person = NOBODY) -> Floats:
    """Return the chance that each condition causes a complaint, shape (conditions + 1,): a posterior and no more.

    The same numbers as `posterior`, for callers that ask often and explain nothing.
    """
    total = plan.priors(person)[2] + plan.evidence(known).sum(axis=0)
    weight = np.exp(total - total.max())
    normalised: Floats = plan.hypotheses.spread(weight) / weight.sum()
    return normalised


def _entry_items(plan: Plan, case: Case) -> tuple[Floats, list[Item]]:
    """Return the normalised log entry weight, and what age, sex and absent complaints do to it."""
    entry, aged, sexed = plan.priors(case.person)
    found = []
    if case.person.age_years is not None:
        found.append(Item(AGE, -1, 0, aged - entry))
    if case.person.sex is not None:
        found.append(Item(SEX, -1, 0, sexed - aged))
    absent = sorted({c.kind for c in case.complaints if c.is_absent} - set(plan.hypotheses.kinds))
    if absent:
        found.append(Item(ABSENT_COMPLAINT, -1, 0, absence(plan.network, plan.hypotheses, absent)))
    return np.log(softmax(entry)), found
