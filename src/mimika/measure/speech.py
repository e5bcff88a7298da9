"""Stretches in which the mouth speaks or chews: twitches of the lower face cannot be told there.

Lips, jaw or the opening of the mouth go on moving back and forth, several times a second and unevenly: syllables come
four or five a second, but no two gaps are alike. A tremor of lips or jaw is as quick and even, and is left in.
"""

from collections.abc import Iterable

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import find_peaks

from mimika.measure.hysteresis import stretches
from mimika.measure.noise import high_passed, quiet_spread
from mimika.measure.signals import Counts, Flags, Floats, Region

WINDOW_S = 1.0
# Height of a beat in % of the eye distance.
LEAST_BEAT = 0.8
LEAST_BEATS_HZ = 2.0
NOISE_SIGMAS = 4.0
EVEN_CV = 0.22
LEAST_BEATS = 5
MOUTH: frozenset[Region] = frozenset({"mouth-corner-left", "mouth-corner-right", "lips", "jaw"})


def speaking(mouth: Iterable[Floats], seen: Flags, fps: float) -> Flags:
    """Return (n,) where the mouth speaks or chews.

    Args:
        mouth: Signals of (n,) in % of the eye distance: opening of the lips, motion of lips and jaw.
        seen: (n,) whether the face was there.
        fps: Frames a second.
    """
    found = np.zeros(len(seen), dtype=bool)
    for values in mouth:
        if np.isfinite(values).all() and len(values):
            found |= _of_one(values, seen, fps)
    return found


def _of_one(values: Floats, seen: Flags, fps: float) -> Flags:
    beats = _beats(high_passed(values, round(2 * fps)), seen, fps)
    size = max(3, round(WINDOW_S * fps))
    marks = np.zeros(len(values))
    marks[beats] = 1
    busy = (uniform_filter1d(marks, size, mode="constant") * fps >= LEAST_BEATS_HZ).astype(np.float64)
    # One second of movement is a twitch or two; speech goes on.
    lasting = uniform_filter1d(busy, 2 * size, mode="nearest")
    found = np.zeros(len(values), dtype=bool)
    for start, end in stretches(lasting, 0.5, 0.25):
        # The first and the last syllable stand at the edge of the window.
        inside = slice(max(0, start - size), end + size)
        found[inside] |= not _is_even(beats[(beats >= start) & (beats < end)])
    return found


def _beats(flat: Floats, seen: Flags, fps: float) -> Counts:
    """Return the frames in which the movement is at its furthest, one a syllable."""
    smooth = uniform_filter1d(flat, max(2, round(fps / 10)), mode="nearest")
    # Where speech fills the film its own spread is no noise: it may not ask for more than twice the least.
    least = max(LEAST_BEAT, min(NOISE_SIGMAS * quiet_spread(flat, seen, 1), 2 * LEAST_BEAT))
    return np.asarray(find_peaks(smooth, prominence=least)[0], np.int64)


def _is_even(beats: Counts) -> bool:
    """Return whether the beats come at an even distance."""
    if len(beats) < LEAST_BEATS:
        return False
    gaps = np.diff(beats)
    return bool(np.std(gaps) < EVEN_CV * np.mean(gaps))
