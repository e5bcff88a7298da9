"""Stretches in which the mouth speaks or chews: twitches of the lower face cannot be told there.

Lips, jaw or the opening of the mouth go on moving back and forth, several times a second and unevenly: syllables come
four or five a second, but no two gaps are alike. A tremor of lips or jaw is as quick and even, and is left in.
"""

from collections.abc import Iterable

import numpy as np
from scipy.ndimage import uniform_filter1d

from mimika.measure.hysteresis import stretches
from mimika.measure.noise import high_passed, quiet_spread
from mimika.measure.signals import Flags, Floats, Region

WINDOW_S = 1.0
# In % of the eye distance, root mean square over the window.
LEAST_SPREAD = 0.6
LEAST_TURNS_HZ = 4.0
NOISE_SIGMAS = 3.0
EVEN_CV = 0.22
LEAST_TURNS = 6
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
    flat = high_passed(values, round(2 * fps))
    size = max(3, round(WINDOW_S * fps))
    width = np.sqrt(uniform_filter1d(flat**2, size, mode="nearest"))
    turns = _turns(flat, fps)
    marks = np.zeros(len(flat))
    marks[turns] = 1
    turns_hz = uniform_filter1d(marks, size, mode="nearest") * fps
    # Where speech fills the film its own spread is no noise: more than the least spread is not asked for.
    least = max(LEAST_SPREAD, NOISE_SIGMAS * min(quiet_spread(flat, seen, 1), LEAST_SPREAD / 2))
    busy = ((width >= least) & (turns_hz >= LEAST_TURNS_HZ)).astype(np.float64)
    # One second of movement is a twitch or two; speech goes on.
    lasting = uniform_filter1d(busy, 2 * size, mode="nearest")
    found = np.zeros(len(flat), dtype=bool)
    for start, end in stretches(lasting, 0.5, 0.25):
        found[start:end] = not _is_even(turns[(turns >= start) & (turns < end)])
    return found


def _turns(flat: Floats, fps: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return the frames in which the movement turns, those of the noise smoothed away."""
    smooth = uniform_filter1d(flat, max(2, round(fps / 10)), mode="nearest")
    return np.flatnonzero(np.diff(np.sign(np.diff(smooth))) != 0) + 1


def _is_even(turns: np.ndarray[tuple[int], np.dtype[np.int64]]) -> bool:
    """Return whether every other turn (a peak after a peak) comes at an even distance."""
    if len(turns) < LEAST_TURNS:
        return False
    gaps = np.diff(turns[::2])
    return bool(np.std(gaps) < EVEN_CV * np.mean(gaps))
