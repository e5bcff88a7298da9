"""What is told of eye and face together: does the mouth move with the eye, does the brow rise as the eye closes."""

from collections.abc import Mapping, Sequence

import numpy as np

from mimika.measure.brow import brow_rises
from mimika.measure.evenly import Even
from mimika.measure.signals import EYE_SIDES, Estimate, Event, Region, Side
from mimika.measure.synchrony import synchrony

LEAST_EVENTS = 3
LOWER_FACE: Mapping[str, frozenset[Region]] = {
    "left": frozenset({"mouth-corner-left", "cheek-left"}),
    "right": frozenset({"mouth-corner-right", "cheek-right"}),
}


def of_both(by_eye: Mapping[Side, Sequence[Event]], twitches: Sequence[Event], even: Even) -> dict[str, Estimate]:
    """Return eye-mouth-share.SIDE with its chance eye-mouth-chance.SIDE, and brow-rise-share.SIDE.

    Args:
        by_eye: What each eye did: closures and movements of its lids, in order.
        twitches: Movements of the regions.
        even: The signals they come from.
    """
    out: dict[str, Estimate] = {}
    for side in EYE_SIDES:
        out |= _linked(by_eye[side], [e for e in twitches if e.region in LOWER_FACE[side]], side, even)
        rise = brow_rises(by_eye[side], even.signals.brow_height, even.seen, even.fps, side)
        if rise is not None:
            out[f"brow-rise-share.{side}"] = rise
    return out


def _linked(eye: Sequence[Event], mouth: Sequence[Event], side: Side, even: Even) -> dict[str, Estimate]:
    if len(eye) < LEAST_EVENTS:
        return {}
    eye_s, mouth_s = (np.array([e.start_s for e in events]) for events in (eye, mouth))
    met = synchrony(eye_s, mouth_s, len(even.seen) / even.fps)
    chance = Estimate(met.p, met.p, met.p, "chance", len(eye))
    return {f"eye-mouth-share.{side}": met.share, f"eye-mouth-chance.{side}": chance}
