"""Closures of one eye: blinks, long closures and closures held shut.

Two ways to see one. A blink is a narrow valley: what a closing by half a second fills up (morphological top-hat), so
that a smile, a look down and a turn of the head, which lower the lids for longer, are none. A longer closure is told by
its level alone: the eye must be as shut as in the clip's own blinks. All thresholds come from the clip: from the
flicker of its own signal and from the depth of its own blinks, because they do not carry over from one camera or
landmark model to another. Lengths: blink 50-500 ms, long 0.5-1 s, held over 1 s (Hosseini 2023; Osaki 2019).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.ndimage import grey_closing, percentile_filter

from mimika.measure.hysteresis import Stretch, joined, overlap, stretches
from mimika.measure.noise import flicker
from mimika.measure.signals import Event, EventKind, Floats, Region


@dataclass(frozen=True, slots=True)
class LidRule:
    """What counts as a closure.

    Attributes:
        valley_s: What lasts longer is no valley.
        open_window_s: Over how long the open level of a blink is looked for.
        level_window_s: The same for longer closures, which would else pull their own level down.
        open_percentile: Of the aperture in the window.
        noise_sigmas: A valley is at least so many sigmas deep.
        least_share: And at least this share of the open level.
        typical_share: And at least this share of the clip's own typical valley.
        leave_share: It lasts until it falls below this share of the threshold.
        shut_share: A longer closure is at least this share as deep as the typical blink.
        shut_most: Or closed by this share, if the blinks are deeper or there are none.
    """

    valley_s: float = 0.5
    open_window_s: float = 4.0
    level_window_s: float = 20.0
    open_percentile: float = 85.0
    noise_sigmas: float = 6.0
    least_share: float = 0.2
    typical_share: float = 0.5
    leave_share: float = 0.4
    shut_share: float = 0.9
    shut_most: float = 0.75
    blink_least_s: float = 0.05
    blink_most_s: float = 0.5
    long_most_s: float = 1.0


RULE = LidRule()
# An open level below this share of the clip's own is a closed eye or a turned head, not a new open level.
LEAST_OPEN_SHARE = 0.75
TOP = 3


def closures(aperture: Floats, fps: float, side: Literal["left", "right"], rule: LidRule = RULE) -> tuple[Event, ...]:
    """Return the closures of one eye in order.

    Args:
        aperture: (n,) opening of the lids in any unit, evenly spaced, without gaps.
        fps: Frames a second.
        side: The person's own.
        rule: What counts as a closure.

    Returns:
        Events in seconds from the first frame; strength is the share closed, 0 to 1.
    """
    if len(aperture) < 3 or not np.isfinite(aperture).all() or np.max(aperture) <= 0:
        return ()
    valleys, closed, noise = _valleys(aperture, fps, rule), closed_share(aperture, fps, rule), _noise(aperture)
    found = stretches(valleys, max(rule.noise_sigmas * noise, rule.least_share), rule.leave_share * rule.least_share)
    enter, shut = _thresholds(valleys, closed, found, noise, rule)
    longer = _longer(closed, shut, fps, rule)
    short = [v for v in stretches(valleys, enter, rule.leave_share * enter) if not any(overlap(v, x) for x in longer)]
    region: Region = "lids-left" if side == "left" else "lids-right"
    events = [_event(s, closed, enter, fps, region) for s in sorted([*short, *longer])]
    return tuple(e for e in events if e.duration_s >= rule.blink_least_s)


def closed_share(aperture: Floats, fps: float, rule: LidRule = RULE) -> Floats:
    """Return (n,) how far the eye is closed, 0 to 1, against its own open level."""
    return np.clip(1 - aperture / _open_level(aperture, rule.level_window_s * fps, rule), 0.0, 1.0)


def _open_level(aperture: Floats, frames: float, rule: LidRule) -> Floats:
    size = min(int(frames) | 1, max(3, len(aperture)))
    level = percentile_filter(aperture, rule.open_percentile, size=size, mode="nearest")
    return np.asarray(np.maximum(level, LEAST_OPEN_SHARE * np.percentile(aperture, rule.open_percentile)))


def _valleys(aperture: Floats, fps: float, rule: LidRule) -> Floats:
    filled = grey_closing(aperture, size=max(3, round(rule.valley_s * fps) | 1), mode="nearest")
    return np.asarray((filled - aperture) / _open_level(aperture, rule.open_window_s * fps, rule))


def _noise(aperture: Floats) -> float:
    return flicker(aperture) / float(np.percentile(aperture, RULE.open_percentile))


def _thresholds(
    valleys: Floats, closed: Floats, found: tuple[Stretch, ...], noise: float, rule: LidRule
) -> tuple[float, float]:
    """Return the depth at which a valley counts, and the level at which the eye counts as shut."""
    depths = np.array([valleys[a:b].max() for a, b in found])
    least = max(rule.noise_sigmas * noise, rule.least_share)
    if not len(depths):
        return least, rule.shut_most
    # The typical blink: the middle of those at least half as deep as the third deepest; one freak depth moves nothing.
    deep = depths >= 0.5 * np.sort(depths)[-TOP:].min()
    levels = np.array([closed[a:b].max() for a, b in found])[deep]
    enter = max(least, rule.typical_share * float(np.median(depths[deep])))
    return enter, min(rule.shut_most, rule.shut_share * float(np.median(levels)))


def _longer(closed: Floats, shut: float, fps: float, rule: LidRule) -> list[Stretch]:
    held = joined(stretches(closed, shut, 0.6 * shut), gap=round(0.07 * fps))
    return [s for s in held if s[1] - s[0] > rule.blink_most_s * fps and _stays_shut(closed, s, shut, fps)]


def _stays_shut(closed: Floats, held: Stretch, shut: float, fps: float) -> bool:
    """Return whether most of the closure is near its level: a blink on top of a look down is not a held closure."""
    inside = closed[held[0] : held[1]]
    return bool((inside >= 0.85 * shut).sum() >= max(0.5 * len(inside), 0.25 * fps))


def _event(found: Stretch, closed: Floats, certain: float, fps: float, region: Region) -> Event:
    start, end = found
    peak = start + int(np.argmax(closed[start:end]))
    depth = float(closed[peak])
    side: Literal["left", "right"] = "left" if region == "lids-left" else "right"
    # 0.5 at the certain depth itself, towards 1 as it grows.
    certainty = depth / (depth + certain) if depth > 0 else 0.0
    kind = _kind((end - start) / fps, RULE)
    return Event(kind, region, side, start / fps, end / fps, depth, round(certainty, 3), peak / fps)


def _kind(duration_s: float, rule: LidRule) -> EventKind:
    if duration_s <= rule.blink_most_s:
        return "blink"
    return "long-closure" if duration_s <= rule.long_most_s else "tonic-closure"
