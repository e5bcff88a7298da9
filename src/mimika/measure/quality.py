"""Whether a clip can be measured: each condition with what was seen, what is needed and what it stops.

What cannot be seen is not assessable, never zero. Limits: 100 ms events lose 75 % of their peak at 15 frames a second
and 25 % at 30, so twitches need 24; blinks of 150-400 ms are still counted right at 15 (measured).
Below 60 pixels of eye distance a movement of 1 % is 0.6 pixels and is lost.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from mimika.measure.evenly import Even
from mimika.measure.signals import Clip, Floats, Verdict

EYES, TWITCHES, ALL = "eyes", "twitches", "all"
LEAST_FOUND = 0.7
LEAST_EYE_DISTANCE_PX = 60.0
LEAST_EYE_DISTANCE_FOR_BLINKS_PX = 40.0
LEAST_FPS_TWITCHES = 24.0
LEAST_FPS_BLINKS = 15.0
DARKEST, BRIGHTEST = 40.0, 235.0
MOST_YAW_DEG = 25.0
LEAST_FACING = 0.7
LEAST_SEEN_S = 10.0
LEAST_LIT = 0.7
MOST_OTHERS = 0.1
# Files say 29.97 or 23.976; that is the rate that is meant.
RATE_SLACK = 0.95


def verdicts(even: Even, clip: Clip) -> tuple[Verdict, ...]:
    """Return every condition, in the order in which to tell them; those of the face only if one was seen."""
    found = Verdict("face-found", _found(even) >= LEAST_FOUND, _found(even), LEAST_FOUND, (ALL,))
    if not even.seen.any():
        return (found, _length(even))
    return (found, _length(even), *_rate(clip), *_size(even), _light(even), _facing(even), _alone(even))


def not_assessable(found: Iterable[Verdict]) -> dict[str, tuple[str, ...]]:
    """Return each group of measures that cannot be told, with the ids of the verdicts that stop it."""
    stopped: dict[str, list[str]] = defaultdict(list)
    for verdict in found:
        if not verdict.holds:
            for group in verdict.stops:
                stopped[group].append(verdict.id)
    return {group: tuple(ids) for group, ids in stopped.items()}


def _found(even: Even) -> float:
    return float(even.seen.mean()) if len(even.seen) else 0.0


def _length(even: Even) -> Verdict:
    return Verdict("long-enough", even.observed_s >= LEAST_SEEN_S, even.observed_s, LEAST_SEEN_S, (ALL,))


def _rate(clip: Clip) -> tuple[Verdict, ...]:
    def one(id_: str, least: float, stops: str) -> Verdict:
        return Verdict(id_, clip.fps >= RATE_SLACK * least, clip.fps, least, (stops,))

    return one("rate-for-blinks", LEAST_FPS_BLINKS, EYES), one("rate-for-twitches", LEAST_FPS_TWITCHES, TWITCHES)


def _size(even: Even) -> tuple[Verdict, ...]:
    px = _middle(even, even.signals.eye_distance_px)
    for_blinks, for_twitches = LEAST_EYE_DISTANCE_FOR_BLINKS_PX, LEAST_EYE_DISTANCE_PX
    return (
        Verdict("size-for-blinks", px >= for_blinks, px, for_blinks, (EYES,)),
        Verdict("size-for-twitches", px >= for_twitches, px, for_twitches, (TWITCHES,)),
    )


def _light(even: Even) -> Verdict:
    light = even.signals.light[even.seen]
    lit = float(np.mean((light >= DARKEST) & (light <= BRIGHTEST)))
    return Verdict("light", lit >= LEAST_LIT, lit, LEAST_LIT, (ALL,))


def _facing(even: Even) -> Verdict:
    facing = float(np.mean(np.abs(even.signals.yaw_deg[even.seen]) < MOST_YAW_DEG))
    return Verdict("facing", facing >= LEAST_FACING, facing, LEAST_FACING, (ALL,))


def _alone(even: Even) -> Verdict:
    others = float(np.mean(even.signals.faces[even.seen] > 1))
    return Verdict("alone", others <= MOST_OTHERS, others, MOST_OTHERS, (ALL,))


def _middle(even: Even, values: Floats) -> float:
    return float(np.median(values[even.seen]))
