"""Stretches in which the lips open and close as in speech or chewing: twitches of the mouth cannot be told there."""

import numpy as np
from scipy.ndimage import uniform_filter1d

from mimika.measure.noise import high_passed, quiet_spread
from mimika.measure.signals import Flags, Floats, Region

WINDOW_S = 1.0
LEAST_SPREAD = 0.008
LEAST_TURNS_HZ = 4.0
NOISE_SIGMAS = 3.0
MOUTH: frozenset[Region] = frozenset({"mouth-corner-left", "mouth-corner-right", "lips", "jaw"})


def speaking(mouth_open: Floats, seen: Flags, fps: float) -> Flags:
    """Return (n,) where the mouth speaks or chews.

    In a second around the frame the lips move by more than 0.8 % of the eye distance and three sigmas of their quiet
    noise, and turn around at least four times.
    """
    if not np.isfinite(mouth_open).all():
        return np.zeros(len(mouth_open), dtype=bool)
    flat = high_passed(mouth_open, round(2 * fps))
    size = max(3, round(WINDOW_S * fps))
    width = np.sqrt(uniform_filter1d(flat**2, size, mode="nearest"))
    smooth = uniform_filter1d(flat, max(2, round(fps / 15)), mode="nearest")
    turned = np.concatenate(([0.0], np.diff(np.sign(np.diff(smooth))) != 0, [0.0]))[: len(flat)]
    turns_hz = uniform_filter1d(turned.astype(np.float64), size, mode="nearest") * fps
    least = max(LEAST_SPREAD, NOISE_SIGMAS * min(quiet_spread(flat, seen, 1), LEAST_SPREAD))
    busy = (width >= least) & (turns_hz >= LEAST_TURNS_HZ)
    # One second of movement is a twitch or two; speech goes on.
    return np.asarray(uniform_filter1d(busy.astype(np.float64), 2 * size, mode="nearest") >= 0.5)
