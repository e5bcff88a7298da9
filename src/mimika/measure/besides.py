"""What moves besides an eye that closes, and what only seems to.

Lids that come down drag the skin beside them along, and they hide some of the points by which the head's own motion
is known: for a moment the lower face seems to shift by up to a tenth of what the lids go. So while an eye closes,
movements beside it count from half the way of its lids on, those of the middle of the face not at all, and those of one
side only if they are more than that shift and the other side moves less than half as far.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from mimika.measure.crosstalk import NEIGHBOURS, together
from mimika.measure.signals import Event, Floats, Region

# Outer corner to outer corner is about three widths of an eye: apertures are in eye widths, movements in % of it all.
EYE_WIDTH_SHARE = 0.33
DRAGGED_SHARE = 0.5
SHIFT_SHARE = 0.15
MIRRORED_SHARE = 0.5
AROUND_S = 0.1


def besides(
    twitches: Iterable[Event],
    closures: Sequence[Event],
    motion: Mapping[Region, Floats],
    open_aperture: float,
    fps: float,
) -> tuple[Event, ...]:
    """Return the twitches that are movements of their own.

    Args:
        twitches: Movements of the regions, times from the first frame.
        closures: Closures of the eyes.
        motion: Region to (n,) displacement in % of the eye distance.
        open_aperture: Opening of the open eye over its width.
        fps: Frames a second.
    """
    return tuple(
        t
        for t in twitches
        if not any(
            together(c, t) and (_is_dragged(t, c, _way(c, open_aperture)) or _is_shift(t, motion, fps))
            for c in closures
        )
    )


def mirrored(region: Region) -> Region | None:
    """Return the same region of the other side; None in the middle of the face."""
    for one, other in (("-left", "-right"), ("-right", "-left")):
        if region.endswith(one):
            return region.removesuffix(one) + other  # type: ignore[return-value]
    return None


def _way(closure: Event, open_aperture: float) -> float:
    """Return how far the lids go, in % of the eye distance."""
    return 100 * EYE_WIDTH_SHARE * open_aperture * closure.strength


def _is_dragged(twitch: Event, closure: Event, way: float) -> bool:
    sides = ("left", "right") if closure.side == "both" else (closure.side,)
    near = {r for side in sides for r in NEIGHBOURS["lids-left" if side == "left" else "lids-right"]}
    return twitch.strength < (DRAGGED_SHARE if twitch.region in near else SHIFT_SHARE) * way


def _is_shift(twitch: Event, motion: Mapping[Region, Floats], fps: float) -> bool:
    other = mirrored(twitch.region)
    if other is None:
        return True
    inside = slice(max(0, round((twitch.start_s - AROUND_S) * fps)), round((twitch.end_s + AROUND_S) * fps) + 1)
    own, his = (float(np.ptp(motion[r][inside])) for r in (twitch.region, other))
    return his >= MIRRORED_SHARE * own
