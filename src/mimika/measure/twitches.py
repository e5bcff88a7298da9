"""Short movements of one region: what rises far out of its own noise, comes back, and belongs to no neighbour.

Displacement less its running median (1 s), under raised cosines of three lengths: of what is as long as the cosine most
is left and of the noise least (a matched filter, North 1943). A movement begins above 5.25 sigmas of the event-free
frames (and above a floor, because a quiet film has next to no noise) and lasts while it is above 2.2; a longer cosine
adds what no shorter one has told. A lasting shift is no twitch; what the head's own motion can explain is none either.
"""

from collections.abc import Iterable

import numpy as np

from mimika.measure.crosstalk import together
from mimika.measure.hysteresis import Stretch, joined, overlap, stretches
from mimika.measure.moved import RULE, Moved, Skin, TwitchRule, enters_at, shown_share
from mimika.measure.noise import smoothed
from mimika.measure.signals import Event, Floats, Region, side_of

TYPICAL_S = 0.2


def twitches(of: Skin, rule: TwitchRule = RULE) -> tuple[Event, ...]:
    """Return the movements of all regions but the head, in order of their start; neighbours not yet compared.

    Returns:
        Events in seconds from the first frame; strength is the peak displacement in % of the eye distance.
    """
    found: dict[Region, list[Event]] = {}
    for place in of.places:
        found.setdefault(place.region, []).extend(_of_place(place, of, rule))
    return tuple(sorted((e for events in found.values() for e in _once(events)), key=lambda e: (e.start_s, e.region)))


def told_from(of: Skin, rule: TwitchRule = RULE) -> dict[Region, float]:
    """Return the smallest movement of each region that this film can tell, in % of the eye distance.

    Smooth or badly lit skin gives the flow nothing to hold on to: there only larger movements stand out of the noise.
    Of two places the one that tells less counts, since the movement may be there.
    """
    out: dict[Region, float] = {}
    for place in of.places:
        least = enters_at(smoothed(place.values, TYPICAL_S, of.fps), of, rule) / shown_share(place)
        out[place.region] = max(out.get(place.region, 0.0), least)
    return out


def _once(events: Iterable[Event]) -> list[Event]:
    """Return the events of one region: what is told at both of its places is one, the clearer."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: -e.certainty):
        if not any(together(event, k) for k in kept):
            kept.append(event)
    return kept


def _of_place(place: Moved, of: Skin, rule: TwitchRule) -> list[Event]:
    found: list[tuple[Stretch, float]] = []
    fps = of.fps
    for length_s in rule.lengths_s:
        level = smoothed(place.values, length_s, fps)
        enter = enters_at(level, of, rule)
        leave = enter * rule.leave_sigmas / rule.enter_sigmas
        either_way = (*stretches(level, enter, leave), *stretches(-level, enter, leave))
        told = joined(either_way, gap=round(rule.merge_s * fps))
        found += [(s, enter) for s in told if not any(overlap(s, other) for other, _ in found)]
    return [
        _event(place, s, enter, fps)
        for s, enter in found
        if (s[1] - s[0]) / fps <= rule.most_s
        and ((s[1] - s[0]) / fps >= rule.least_s or _peak(place, s) >= rule.lone_share * enter)
        and of.seen[s[0] : s[1]].all()
        and _comes_back(place, s, fps, rule)
        and not _is_of_the_head(place, s, of.head, fps, rule)
    ]


def _peak(of: Moved, s: Stretch) -> float:
    return float(np.max(np.abs(of.values[s[0] : s[1]])))


def _comes_back(of: Moved, s: Stretch, fps: float, rule: TwitchRule) -> bool:
    """Return whether the region is afterwards about where it was before; the first step of a smile is not.

    Of what the film begins or ends with that is not seen.
    """
    around, gap = max(2, round(0.2 * fps)), max(1, round(0.07 * fps))
    if s[0] < gap + around or len(of.raw) - s[1] < gap + around:
        return False
    before, after = of.raw[s[0] - gap - around : s[0] - gap], of.raw[s[1] + gap : s[1] + gap + around]
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
