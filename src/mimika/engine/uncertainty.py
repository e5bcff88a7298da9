"""How sure the numbers make us: the posterior again for many draws of every number it used."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mimika.engine.hypotheses import Hypotheses, base, log_weights
from mimika.engine.known import Known
from mimika.engine.likelihood import finding_rows, group_key, shrink
from mimika.engine.network import Floats, Network
from mimika.engine.posterior import AGE, SEX, Posterior, softmax
from mimika.engine.prior import weights_of_shares

DRAWS = 200
SEED = 20261101
# Hypotheses below this chance cannot move a 90 % interval that anybody reads.
NEGLIGIBLE = 1e-6


@dataclass(frozen=True, slots=True)
class Spread:
    """90 % interval of each condition's chance, and how often its rank holds, shape (conditions + 1,) each."""

    low: Floats
    high: Floats
    rank_holds: Floats


def spread(network: Network, update: Posterior, draws: int = DRAWS) -> Spread:
    """Return how far each chance moves when every Beta behind it is drawn anew; the same every time."""
    rng = np.random.default_rng(SEED)
    rows = np.flatnonzero(update.p > NEGLIGIBLE)
    kept = update.hypotheses.keep(rows)
    log_p = _drawn_prior(network, update, kept, rows, rng, draws)
    counts = _group_counts(network, kept, update.known)
    for k in update.known:
        ratios = _drawn_ratios(network, k, rng, draws)
        factor = shrink(network, group_key(network, k.complaint, k.finding), counts)
        log_p += np.stack([finding_rows(network, kept, k.complaint, k.finding, r)[0][k.state] for r in ratios]) * factor
    p = softmax(log_p) @ kept.involves
    low, high = np.percentile(p, [5, 95], axis=0)
    point = update.p_condition
    ranks = np.argsort(np.argsort(-p, axis=1, kind="stable"), axis=1)
    here = np.argsort(np.argsort(-point, kind="stable"))
    return Spread(np.minimum(low, point), np.maximum(high, point), (ranks == here).mean(axis=0))


def _drawn_prior(
    network: Network, update: Posterior, kept: Hypotheses, rows: NDArray[np.intp], rng: np.random.Generator, draws: int
) -> Floats:
    """Return log prior with age and sex for each draw of the entry shares, shape (draws, hypotheses)."""
    fixed = sum((i.log_lr[rows] for i in update.items if i.key in (AGE, SEX, "absent-complaint")), np.zeros(len(rows)))
    per_kind = []
    for kind in kept.kinds:
        links = (network.kb.conditions[c].complaints.get(kind) for c in network.conditions)
        shares = [(link.share.p, link.share.n) if link else (0.0, 1.0) for link in links]
        p, n = np.array(shares).T
        drawn = np.where(p > 0, rng.beta(np.maximum(p * n, 1e-9), (1 - p) * n, (draws, len(p))), 0.0)
        per_kind.append(np.maximum(weights_of_shares(network, kind, drawn), 1e-12))
    on = base(network, kept)
    drawn_weights = [log_weights(on, kept, [w[d] for w in per_kind]) for d in range(draws)]
    return np.stack(drawn_weights) + fixed


def _drawn_ratios(network: Network, known: Known, rng: np.random.Generator, draws: int) -> Floats:
    """Return drawn log likelihood ratios of the observed state, shape (draws, states, conditions + 1)."""
    table = network.table(known.finding)
    own = np.flatnonzero(table.informative)
    columns = np.append(own, network.other)
    p = table.p[known.state, columns]
    # A rare state is uncertain by its own size at most: never fewer people than see it once.
    n = np.maximum(table.n[columns], 1 / np.minimum(p, 1 - p))
    drawn = np.clip(rng.beta(p * n, (1 - p) * n, (draws, len(columns))), 1e-6, 1 - 1e-6)
    ratios = np.repeat(network.log_lr(known.finding)[None], draws, axis=0)
    ratios[:, known.state, own] = np.log(drawn[:, :-1]) - np.log(drawn[:, -1:])
    if table.finding.kind == "boolean":
        ratios[:, 1 - known.state, own] = np.log1p(-drawn[:, :-1]) - np.log1p(-drawn[:, -1:])
    return ratios


def _group_counts(network: Network, kept: Hypotheses, known: tuple[Known, ...]) -> dict[tuple[int, str], Floats]:
    counts: dict[tuple[int, str], Floats] = {}
    for k in known:
        key = group_key(network, k.complaint, k.finding)
        if key:
            informative = finding_rows(network, kept, k.complaint, k.finding)[1]
            counts[key] = counts.get(key, np.zeros(len(informative))) + informative
    return counts
