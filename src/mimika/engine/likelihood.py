"""How much each observation speaks for each hypothesis, as a log likelihood ratio against the background.

Findings of a complaint depend on that complaint's cause. Findings of the person are a noisy-or over the
distinct causes with the background as leak; a condition that makes a finding rarer than the background
multiplies what is left (its p / background). A choice or quantity of the person multiplies the ratios of
the causes and is normalised again. With one cause all of these are simply P(state | cause).
"""

from dataclasses import dataclass

import numpy as np

from mimika.engine.hypotheses import Hypotheses
from mimika.engine.network import Flags, Floats, Network

Source = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence: what it is, and its log likelihood ratio for every hypothesis (nats)."""

    key: str
    complaint: int
    state: int
    log_lr: Floats
    is_words: bool = False


def finding_rows(
    network: Network, hypotheses: Hypotheses, complaint: int, finding_id: str, log_lr: Floats | None = None
) -> tuple[Floats, Flags]:
    """Return log likelihood ratios (states, hypotheses) and who has a number of its own (hypotheses,).

    Args:
        network: The knowledge as tables.
        hypotheses: What may cause the complaints.
        complaint: Index of the complaint, or -1 for a finding of the person.
        finding_id: The finding.
        log_lr: Ratios to use in place of the knowledge's, shape (states, conditions + 1).
    """
    ratios = network.log_lr(finding_id) if log_lr is None else log_lr
    informative = network.table(finding_id).informative
    if complaint >= 0 or len(hypotheses.kinds) == 1:
        causes = hypotheses.causes[:, max(complaint, 0)]
        return ratios[:, causes], informative[causes]
    table = network.table(finding_id)
    joint = _noisy_or if table.finding.kind == "boolean" else _pooled
    rows = joint(ratios, table.p[:, -1], hypotheses)
    own: Flags = informative[hypotheses.causes].any(axis=1)
    return rows, own


def _noisy_or(ratios: Floats, background: Floats, hypotheses: Hypotheses) -> Floats:
    leak = background[1]
    absent, present = np.exp(ratios[0]), np.exp(ratios[1])
    causing = present >= 1
    log_absent = hypotheses.summed(np.where(causing, np.log(absent), 0.0))
    log_rarer = hypotheses.summed(np.where(causing, 0.0, np.log(present)))
    p = (1 - (1 - leak) * np.exp(log_absent)) * np.exp(log_rarer)
    p = np.clip(p, 1e-9, 1 - 1e-9)
    return np.stack([np.log1p(-p) - np.log(background[0]), np.log(p) - np.log(leak)])


def _pooled(ratios: Floats, background: Floats, hypotheses: Hypotheses) -> Floats:
    summed = hypotheses.summed(ratios)
    return np.asarray(summed - np.log(background @ np.exp(summed)))


def group_key(network: Network, complaint: int, finding_id: str) -> tuple[int, str] | None:
    """Return the group a finding counts in: groups are kept apart between complaints."""
    group = network.kb.findings[finding_id].group
    return (complaint, group) if group else None


def shrink(network: Network, key: tuple[int, str] | None, counts: dict[tuple[int, str], Floats]) -> Floats | float:
    """Return the factor on each finding of a group, shape (hypotheses,), or 1 outside groups."""
    if key is None:
        return 1.0
    rho = network.kb.groups[key[1]].rho
    factor: Floats = 1 / (1 + np.maximum(counts[key] - 1, 0) * rho)
    return factor
