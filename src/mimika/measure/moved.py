"""One place of a region without drift: how far it goes, how much of that is noise, and where a movement begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mimika.measure.noise import flicker, high_passed, quiet_spread
from mimika.measure.signals import Flags, Floats, Region

GUARD_S = 0.1
# Drift and lasting shifts are what the median over so long still follows.
MEDIAN_S = 1.0
NOTHING: Mapping[Region, Floats] = {}
# In films of usual quality nine tenths of the frames of most regions lie within so many sigmas. What lies further out
# grows faster than that: the power was set on made films of three faces, from lightly to strongly compressed.
REACH_SHARE, USUAL_REACH, STEEP, MOST_RESTLESS = 0.9, 2.05, 2.5, 3.0
# Skin with all its grain shows two fifths of the height of a small movement at least, skin whose only grain is that of
# the camera shows nothing and flickers so much (% of the eye distance); measured on made films.
MOST_SHOWN, LEAST_SHOWN, ALL_NOISE = 0.4, 0.05, 0.09


@dataclass(frozen=True, slots=True)
class TwitchRule:
    """What counts as a twitch; lengths in seconds, floors in % of the eye distance.

    Attributes:
        lengths_s: Lengths of the raised cosines under which movements are looked for, short to long.
        enter_sigmas: A movement begins above so many sigmas.
        leave_sigmas: And ends below so many.
        floor: And is at least so large.
        least_s: What is shorter, a lone frame, must be larger: `lone_share` of the threshold.
        merge_s: Two parts of one movement lie no further apart.
        return_share: It comes back to within this share of its height.
        head_leak: Share of the head's own motion that may be left in a region.
    """

    enter_sigmas: float = 5.25
    leave_sigmas: float = 2.2
    lengths_s: tuple[float, ...] = (0.1, 0.2, 0.4)
    floor: float = 0.2
    lone_share: float = 1.4
    least_s: float = 0.05
    most_s: float = 1.5
    merge_s: float = 0.067
    return_share: float = 0.5
    head_leak: float = 0.1


RULE = TwitchRule()


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """One place's displacement without drift, and how much of it is noise; % of the eye distance."""

    region: Region
    values: Floats
    raw: Floats
    sigma: float


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    """All places of a face, as they moved.

    Attributes:
        places: Every place but the head.
        restless: By how much the threshold rises, see `restlessness`.
        head: (n,) the head's own way in % of the eye distance.
        seen: (n,) whether the face was there.
        fps: Frames a second.
    """

    places: tuple[Moved, ...]
    restless: float
    head: Floats
    seen: Flags
    fps: float


def skin(motion: Mapping[Region, Floats], seen: Flags, fps: float, second: Mapping[Region, Floats] = NOTHING) -> Skin:
    """Return every place but the head, without drift and lasting shifts.

    Args:
        motion: Region to (n,) displacement in % of the eye distance, evenly spaced; "head" is the head's own.
        seen: (n,) whether the face was there; nothing is told of a face that never was.
        fps: Frames a second.
        second: As `motion`, of a second place of some regions.
    """
    places = tuple(
        moved(region, values, seen, fps)
        for of in (motion, second)
        for region, values in of.items()
        if region != "head" and seen.any() and np.isfinite(values).all()
    )
    return Skin(places, restlessness(places), motion.get("head", np.zeros(len(seen))), seen, fps)


def moved(region: Region, values: Floats, seen: Flags, fps: float) -> Moved:
    """Return the displacement of one place without drift and lasting shifts, and its noise."""
    flat = high_passed(values, round(MEDIAN_S * fps))
    return Moved(region, flat, values, quiet_spread(flat, seen, round(GUARD_S * fps)))


def restlessness(of: Sequence[Moved]) -> float:
    """Return by how much the threshold must rise where the whole face flickers further than noise does: 1 to 3.

    Skin in a strongly compressed film stands still and then jumps, and a face that talks never rests: there the middle
    of the flicker says too little of its reach. Twitches reach far too, but not in most regions a tenth of the time.
    """
    reach = [float(np.quantile(np.abs(m.values), REACH_SHARE)) / m.sigma for m in of if m.sigma > 0]
    return float(np.clip((np.median(reach) / USUAL_REACH) ** STEEP, 1, MOST_RESTLESS)) if reach else 1.0


def shown_share(of: Moved) -> float:
    """Return the share of a small movement's height that a place shows, from how much its skin flickers.

    The flow divides by the grain it sees, in which that of the skin and that of the camera add up; its flicker goes
    with one over the root of the same sum. Slow unrest is no flicker.
    """
    noise = min(of.sigma, flicker(of.raw))
    return max(MOST_SHOWN * (1 - (noise / ALL_NOISE) ** 2), LEAST_SHOWN)


def enters_at(level: Floats, of: Skin, rule: TwitchRule = RULE) -> float:
    """Return the displacement at which a movement begins."""
    usual = quiet_spread(level, of.seen, round(GUARD_S * of.fps))
    return max(rule.enter_sigmas * of.restless * usual, rule.floor)
