"""The other Babinski sign: the brow of a side goes up while the eye of that side closes.

In a blink and in blepharospasm the brow goes down or stays. A rise counts when it stands out of the brow's own noise,
is larger than a floor, and larger than that of the other side, so that raised eyebrows do not count.
"""

from collections.abc import Sequence

import numpy as np

from mimika.measure.noise import high_passed, quiet_spread
from mimika.measure.shares import share
from mimika.measure.signals import LEFT, RIGHT, Estimate, Event, Flags, Floats, Side

LEAST_RISE = 0.006
NOISE_SIGMAS = 3.0
OTHER_SIDE_SHARE = 0.5
LEAST_CLOSURES = 3


def brow_rises(closures: Sequence[Event], brow_height: Floats, seen: Flags, fps: float, side: Side) -> Estimate | None:
    """Return the share of the closures of one eye with a rise of its brow; None with fewer than three closures.

    Args:
        closures: Closures of the eye of `side`.
        brow_height: (n, 2) over the eye distance; up is more.
        seen: (n,) whether the face was there.
        fps: Frames a second.
        side: "left" or "right", the person's own.
    """
    if len(closures) < LEAST_CLOSURES or not np.isfinite(brow_height).all():
        return None
    own, other = (RIGHT, LEFT) if side == "right" else (LEFT, RIGHT)
    least = _least(brow_height[:, own], seen, fps)
    rises = [(_rise(e, brow_height[:, own], fps), _rise(e, brow_height[:, other], fps)) for e in closures]
    return share(sum(mine >= least and his < OTHER_SIDE_SHARE * mine for mine, his in rises), len(rises))


def _least(height: Floats, seen: Flags, fps: float) -> float:
    return max(LEAST_RISE, NOISE_SIGMAS * quiet_spread(high_passed(height, round(fps)), seen, round(0.1 * fps)))


def _rise(event: Event, height: Floats, fps: float) -> float:
    start, end = round(event.start_s * fps), max(round(event.end_s * fps), round(event.start_s * fps) + 1)
    before = height[max(0, start - round(0.25 * fps)) : max(1, start - 1)]
    return float(np.median(np.sort(height[start:end])[-max(1, (end - start) // 2) :]) - np.median(before))
