"""How well Mimika does on people who are as the knowledge says: an upper bound, not a clinical result."""

from collections import Counter

import numpy as np

from benchmarks.people import People, draw_people
from mimika.engine.batch import assess_many
from mimika.engine.network import Floats, Indices, Network

SEED, BINS, WORST = 7, 10, 10


def calibration_error(confidence: Floats, is_right: Floats) -> float:
    """Return the mean gap between stated and true chance of the first cause, over equal bins of the stated one."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    stated = np.bincount(bins, confidence, BINS)
    true = np.bincount(bins, is_right, BINS)
    return float(np.abs(stated - true).sum() / len(confidence))


def report(network: Network, people: int) -> list[str]:
    rng = np.random.default_rng(SEED)
    lines = [f"Simulation ({people:,} people of each complaint drawn from the knowledge, answers of person or witness)"]
    for kind in network.kb.complaints:
        complete = draw_people(network, people, rng, kind)
        for name, group in (("complete", complete), ("half missing", complete.forget(rng, 0.5))):
            lines += _accuracy(network, f"{kind}, {name}", group)
    return lines


def _accuracy(network: Network, name: str, people: People) -> list[str]:
    p = assess_many(network, people.cases)
    order = np.argsort(-p, axis=1)
    first = order[:, 0]
    is_right = (first == people.causes).astype(float)
    top3 = float((order[:, :3] == people.causes[:, None]).any(axis=1).mean())
    error = calibration_error(p.max(axis=1), is_right)
    figures = f"top-1 {is_right.mean():.3f}   top-3 {top3:.3f}   calibration error {error:.3f}"
    return [f"  {name:24} {figures}", *_worst(network, people.causes, first)]


def _worst(network: Network, causes: Indices, first: Indices) -> list[str]:
    names = [*network.conditions, "other"]
    wrong = Counter((int(c), int(f)) for c, f in zip(causes, first, strict=True) if c != f)
    total = Counter(causes.tolist())
    return [
        f"    {names[cause]} taken for {names[named]}: {count} of {total[cause]}"
        for (cause, named), count in wrong.most_common(WORST)
    ]
