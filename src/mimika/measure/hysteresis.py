"""Stretches that rise over one level and last until they fall below a lower one."""

import numpy as np

from mimika.measure.signals import Floats

Stretch = tuple[int, int]


def stretches(values: Floats, enter: float, leave: float) -> tuple[Stretch, ...]:
    """Return the stretches [start, end) in frames: all of at least `leave`, and at least once `enter`."""
    inside = np.concatenate(([False], np.nan_to_num(values, nan=-np.inf) >= leave, [False]))
    edges = np.flatnonzero(np.diff(inside.astype(np.int8)))
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple((int(a), int(b)) for a, b in pairs if np.nanmax(values[a:b]) >= enter)


def joined(found: tuple[Stretch, ...], gap: int) -> tuple[Stretch, ...]:
    """Return the stretches with those joined that lie at most `gap` frames apart."""
    out: list[Stretch] = []
    for start, end in sorted(found):
        if out and start - out[-1][1] <= gap:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def overlap(one: Stretch, other: Stretch, slack: int = 0) -> bool:
    """Return whether two stretches share a frame, or come within `slack` frames of it."""
    return one[0] < other[1] + slack and other[0] < one[1] + slack
