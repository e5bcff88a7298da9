"""How much a signal flickers by itself; robust, so that the events in it do not count."""

import numpy as np
from scipy.ndimage import binary_dilation, convolve1d, median_filter

from mimika.measure.signals import Flags, Floats

MAD_OF_NORMAL = 0.6744897501960817
ROUNDS = 3
QUIET_BELOW_SIGMAS = 3.0
# The spread of a normal variable cut at three sigmas hardly shrinks; of what is cut at events it must not.
LEAST_QUIET_SHARE = 0.3


def flicker(values: Floats) -> float:
    """Return the standard deviation of white noise from the differences of neighbours (median, so events drop out)."""
    steps = np.abs(np.diff(values[np.isfinite(values)]))
    return float(np.median(steps) / MAD_OF_NORMAL / np.sqrt(2)) if len(steps) else 0.0


def spread(values: Floats) -> float:
    """Return the robust standard deviation, from the median absolute deviation."""
    finite = values[np.isfinite(values)]
    return float(np.median(np.abs(finite - np.median(finite))) / MAD_OF_NORMAL) if len(finite) else 0.0


def quiet_spread(values: Floats, usable: Flags, guard: int) -> float:
    """Return the spread over event-free frames.

    Frames further than three sigmas from the middle, and `guard` frames around them, are left out, three times over;
    where that leaves less than 30 % of the frames the last spread stands.
    """
    sigma = spread(values[usable])
    for _ in range(ROUNDS):
        loud = np.abs(values) > QUIET_BELOW_SIGMAS * sigma
        quiet = usable & ~binary_dilation(loud, iterations=max(guard, 1))
        if quiet.sum() < LEAST_QUIET_SHARE * usable.sum():
            break
        sigma = spread(values[quiet])
    return sigma


def high_passed(values: Floats, frames: int) -> Floats:
    """Return the values less their running median: slow drift and lasting shifts go, short events stay."""
    size = max(3, frames | 1)
    return np.asarray(values - median_filter(values, size=size, mode="nearest"))


def smoothed(values: Floats, length_s: float, fps: float) -> Floats:
    """Return the values under a raised cosine of a length: what is as long as that stands out of the noise the most."""
    half = int(length_s * fps / 2)
    weight = np.cos(np.pi * np.arange(-half, half + 1) / (length_s * fps)) ** 2
    return np.asarray(convolve1d(values, weight / weight.sum(), axis=0, mode="nearest"))
