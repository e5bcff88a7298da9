"""Short movements of one region: what rises far out of its own noise, comes back, and belongs to no neighbour.

Displacement less its running median (1 s), in sigmas of the event-free frames; a movement begins above 6 sigmas (and
above a floor, because a quiet film has next to no noise) and lasts while it is above 2.5. A lasting shift is no twitch;
what the head's own motion can explain is none either.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mimika.measure.crosstalk import together
from mimika.measure.hysteresis import Stretch, joined, overlap, stretches
from mimika.measure.noise import high_passed, quiet_spread, smoothed
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
    floor: float = 0.25
    lengths_s: tuple[float, ...] = (0.1, 0.2, 0.4)
    lone_share: float = 1.4
    least_s: float = 0.05
    most_s: float = 1.5
    median_s: float = 1.0
    merge_s: float = 0.067
    return_share: float = 0.5
    head_leak: float = 0.1


RULE = TwitchRule()
# The share of a small movement's height that the mean flow of its region shows (0.45-0.85, measured on made films).
GAIN = 0.4
TYPICAL_S = 0.2
# So large a share of the frames lies within `USUAL_REACH` sigmas in films of usual quality.
REACH_SHARE, USUAL_REACH = 0.9, 2.2
NOTHING: Mapping[Region, Floats] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """One region's displacement without drift, and how much of it is noise; % of the eye distance."""

    region: Region
    values: Floats
    raw: Floats
    sigma: float


def twitches(
    motion: Mapping[Region, Floats],
    seen: Flags,
    fps: float,
    second: Mapping[Region, Floats] = NOTHING,
    rule: TwitchRule = RULE,
) -> tuple[Event, ...]:
    """Return the movements of all regions but the head, in order of their start; neighbours not yet compared.

    Args:
        motion: Region to (n,) displacement in % of the eye distance, evenly spaced; "head" is the head's own.
        seen: (n,) whether the face was there.
        fps: Frames a second.
        second: As `motion`, of a second place of some regions.
        rule: What counts as a twitch.

    Returns:
        Events in seconds from the first frame; strength is the peak displacement in % of the eye distance.
    """
    if not seen.any():
        return ()
    head = motion.get("head", np.zeros(len(seen)))
    all_moved = _all_moved((motion, second), seen, fps, rule)
    rough = restlessness(all_moved)
    found: dict[Region, list[Event]] = {}
    for of in all_moved:
        found.setdefault(of.region, []).extend(_of_place(of, head, seen, fps, rule, rough))
    return tuple(sorted((e for events in found.values() for e in _once(events)), key=lambda e: (e.start_s, e.region)))


def told_from(
    motion: Mapping[Region, Floats],
    seen: Flags,
    fps: float,
    second: Mapping[Region, Floats] = NOTHING,
    rule: TwitchRule = RULE,
) -> dict[Region, float]:
    """Return the smallest movement of each region that this film can tell, in % of the eye distance.

    Smooth or badly lit skin gives the flow nothing to hold on to: there only larger movements stand out of the noise.
    """
    if not seen.any():
        return {}
    out: dict[Region, float] = {}
    all_moved = _all_moved((motion, second), seen, fps, rule)
    rough = restlessness(all_moved)
    for of in all_moved:
        level = smoothed(of.values, TYPICAL_S, fps)
        least = _enter(level, seen, fps, rule, rough) / GAIN
        out[of.region] = min(out.get(of.region, np.inf), least)
    return out


def _all_moved(places: Iterable[Mapping[Region, Floats]], seen: Flags, fps: float, rule: TwitchRule) -> list[Moved]:
    return [
        moved(region, values, seen, fps, rule)
        for motion in places
        for region, values in motion.items()
        if region != "head" and np.isfinite(values).all()
    ]


def restlessness(all_moved: Sequence[Moved]) -> float:
    """Return how much further the flicker of all regions reaches than chance lets it; at least 1.

    Skin in a strongly compressed film stands still and then jumps: its flicker reaches further than its middle tells.
    Twitches reach far too, but seldom in most regions at once.
    """
    reach = [float(np.quantile(np.abs(of.values), REACH_SHARE) / max(of.sigma, 1e-9)) for of in all_moved if of.sigma]
    return max(1.0, (float(np.median(reach)) / USUAL_REACH) ** 2) if reach else 1.0


def _enter(level: Floats, seen: Flags, fps: float, rule: TwitchRule, rough: float) -> float:
    return max(rule.enter_sigmas * rough * quiet_spread(level, seen, round(0.1 * fps)), rule.floor)


def _once(events: Iterable[Event]) -> list[Event]:
    """Return the events of one region: what is told at both of its places is one, the clearer."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: -e.certainty):
        if not any(together(event, k) for k in kept):
            kept.append(event)
    return kept


def moved(region: Region, values: Floats, seen: Flags, fps: float, rule: TwitchRule = RULE) -> Moved:
    """Return the displacement of one region without drift and lasting shifts, and its noise."""
    flat = high_passed(values, round(rule.median_s * fps))
    return Moved(region, flat, values, quiet_spread(flat, seen, round(0.1 * fps)))


def _of_place(of: Moved, head: Floats, seen: Flags, fps: float, rule: TwitchRule, rough: float) -> list[Event]:
    found: list[tuple[Stretch, float]] = []
    for length_s in rule.lengths_s:
        level = smoothed(of.values, length_s, fps)
        enter = _enter(level, seen, fps, rule, rough)
        leave = enter * rule.leave_sigmas / rule.enter_sigmas
        either_way = (*stretches(level, enter, leave), *stretches(-level, enter, leave))
        told = joined(either_way, gap=round(rule.merge_s * fps))
        found += [(s, enter) for s in told if not any(overlap(s, other) for other, _ in found)]
    return [
        _event(of, s, enter, fps)
        for s, enter in found
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
