"""Short movements of one region: what rises far out of its own noise, comes back, and belongs to no neighbour.

Displacement less its running median (1 s), in sigmas of the event-free frames; a movement begins above 6 sigmas (and
above a floor, because a quiet film has next to no noise) and lasts while it is above 2.5. A lasting shift is no twitch;
what the head's own motion can explain is none either.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mimika.measure.hysteresis import Stretch, joined, stretches
from mimika.measure.noise import high_passed, quiet_spread
from mimika.measure.signals import Event, Flags, Floats, Region, side_of


@dataclass(frozen=True, slots=True)
class TwitchRule:
    """What counts as a twitch; lengths in seconds, floors in % of the eye distance.

    Attributes:
        enter_sigmas: A movement begins above so many sigmas.
        leave_sigmas: And ends below so many.
        floor: And is at least so large.
        least_s: What is shorter, a lone frame, must be larger: `lone_share` of the threshold.
        merge_s: Two parts of one movement lie no further apart.
        return_share: It comes back to within this share of its height.
        head_leak: Share of the head's own motion that may be left in a region.
    """

    enter_sigmas: float = 6.0
    leave_sigmas: float = 2.5
    floor: float = 0.3
    lone_share: float = 1.4
    least_s: float = 0.05
    most_s: float = 1.5
    median_s: float = 1.0
    merge_s: float = 0.067
    return_share: float = 0.5
    head_leak: float = 0.1


RULE = TwitchRule()
# The share of a small movement's height that the mean flow of its region shows (0.45-0.85, measured on made films).
GAIN = 0.55


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """One region's displacement without drift, and how much of it is noise; % of the eye distance."""

    region: Region
    values: Floats
    raw: Floats
    sigma: float


def twitches(motion: Mapping[Region, Floats], seen: Flags, fps: float, rule: TwitchRule = RULE) -> tuple[Event, ...]:
    """Return the movements of all regions but the head, in order of their start; neighbours not yet compared.

    Args:
        motion: Region to (n,) displacement in % of the eye distance, evenly spaced; "head" is the head's own.
        seen: (n,) whether the face was there.
        fps: Frames a second.
        rule: What counts as a twitch.

    Returns:
        Events in seconds from the first frame; strength is the peak displacement in % of the eye distance.
    """
    if not seen.any():
        return ()
    head = motion.get("head", np.zeros(len(seen)))
    found = [
        event
        for region, values in motion.items()
        if region != "head" and np.isfinite(values).all()
        for event in _of_region(moved(region, values, seen, fps, rule), head, seen, fps, rule)
    ]
    return tuple(sorted(found, key=lambda e: (e.start_s, e.region)))


def told_from(motion: Mapping[Region, Floats], seen: Flags, fps: float, rule: TwitchRule = RULE) -> dict[Region, float]:
    """Return the smallest movement of each region that this film can tell, in % of the eye distance.

    Smooth or badly lit skin gives the flow nothing to hold on to: there only larger movements stand out of the noise.
    """
    known = {r: v for r, v in motion.items() if r != "head" and np.isfinite(v).all() and seen.any()}
    return {r: max(rule.enter_sigmas * moved(r, v, seen, fps).sigma, rule.floor) / GAIN for r, v in known.items()}


def moved(region: Region, values: Floats, seen: Flags, fps: float, rule: TwitchRule = RULE) -> Moved:
    """Return the displacement of one region without drift and lasting shifts, and its noise."""
    flat = high_passed(values, round(rule.median_s * fps))
    return Moved(region, flat, values, quiet_spread(flat, seen, round(0.1 * fps)))


def _of_region(of: Moved, head: Floats, seen: Flags, fps: float, rule: TwitchRule) -> list[Event]:
    enter = max(rule.enter_sigmas * of.sigma, rule.floor)
    leave = max(rule.leave_sigmas * of.sigma, enter * rule.leave_sigmas / rule.enter_sigmas)
    either_way = (*stretches(of.values, enter, leave), *stretches(-of.values, enter, leave))
    found = joined(either_way, gap=round(rule.merge_s * fps))
    return [
        _event(of, s, enter, fps)
        for s in found
        if (s[1] - s[0]) / fps <= rule.most_s
        and ((s[1] - s[0]) / fps >= rule.least_s or _peak(of, s) >= rule.lone_share * enter)
        and seen[s[0] : s[1]].all()
        and _comes_back(of, s, fps, rule)
        and not _is_of_the_head(of, s, head, fps, rule)
    ]


def _peak(of: Moved, s: Stretch) -> float:
    return float(np.max(np.abs(of.values[s[0] : s[1]])))


def _comes_back(of: Moved, s: Stretch, fps: float, rule: TwitchRule) -> bool:
    """Return whether the region is afterwards about where it was before; the first step of a smile is not."""
    around, gap = max(2, round(0.2 * fps)), max(1, round(0.07 * fps))
    before, after = of.raw[max(0, s[0] - gap - around) : max(1, s[0] - gap)], of.raw[s[1] + gap : s[1] + gap + around]
    if not len(before) or not len(after):
        return True
    height = float(np.max(np.abs(of.raw[s[0] : s[1]] - np.median(before))))
    return bool(abs(np.median(after) - np.median(before)) <= rule.return_share * height)


def _is_of_the_head(of: Moved, s: Stretch, head: Floats, fps: float, rule: TwitchRule) -> bool:
    around = round(0.1 * fps)
    inside = head[max(0, s[0] - around) : s[1] + around]
    height = _peak(of, s)
    return bool(rule.head_leak * np.ptp(inside) >= height)


def _event(of: Moved, s: Stretch, enter: float, fps: float) -> Event:
    start, end = s
    peak = start + int(np.argmax(np.abs(of.values[start:end])))
    height = float(abs(of.values[peak]))
    certainty = round(height / (height + enter), 3)
    return Event("twitch", of.region, side_of(of.region), start / fps, end / fps, height, certainty, peak / fps)
