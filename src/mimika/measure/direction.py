"""The one direction in which a place moves in bursts: several displacements become one signal, the small kept.

A place has two axes. The direction of its bursts is the eigenvector of the fourth-moment matrix of the whitened,
high-passed and smoothed displacements (as in fourth-order blind identification, Cardoso 1989): noise has the same in
every direction, a twitch stands out. Where little stands out, up and down is taken, the way most muscles of the face
pull. The displacement is then read along it with the filter of least noise.
"""

import numpy as np
from scipy.ndimage import median_filter

from mimika.measure.noise import smoothed
from mimika.measure.signals import Flags, Floats

MEDIAN_S, BURST_S = 1.0, 0.2
# The median of the absolute deviation of normal noise, in its standard deviations.
MAD_OF_NORMAL = 0.6745
# So many sigmas and no more count in the search: one wild frame must not choose the direction.
MOST_SIGMAS = 30.0
LEAST_FRAMES = 10
# Muscles of the face pull skin up or down rather than aside: as if five frames of five sigmas had been seen to do so.
EXPECTED_PULL = 5 * 5.0**4


def along_bursts(parts: Floats, usable: Flags, fps: float) -> Floats:
    """Return one displacement for a region.

    Args:
        parts: (n, 2 grids) displacements in % of the eye distance: x and y of each grid; NaN where there is no face.
        usable: (n,) frames in which the direction is looked for; those of a blink, say, are left out.
        fps: Frames a second.

    Returns:
        (n,) displacement in % of the eye distance of the grid that moves most; NaN where there is no face. Positive is
        down the picture where the direction has a vertical part.
    """
    known = np.isfinite(parts).all(axis=1)
    out = np.full(len(parts), np.nan)
    if known.sum() < LEAST_FRAMES:
        return out
    burst = high_passed(parts[known], fps)
    burst = smoothed(burst, BURST_S, fps)
    chosen = burst[usable[known]] if usable[known].sum() >= LEAST_FRAMES else burst
    out[known] = parts[known] @ _filter(chosen)
    return out


def high_passed(parts: Floats, fps: float) -> Floats:
    """Return displacements less their running median over a second."""
    width = 2 * int(MEDIAN_S * fps / 2) + 1
    return np.column_stack([column - median_filter(column, width, mode="nearest") for column in parts.T])


def _filter(burst: Floats) -> Floats:
    """Return the weights of the parts: least noise, and 1 for a shift of 1 of the grid that moves most."""
    parts = burst.shape[1]
    sigma = np.maximum(np.median(np.abs(burst), axis=0) / MAD_OF_NORMAL, 1e-6)
    white = burst / sigma
    length = np.linalg.norm(white, axis=1)
    counted = white * np.minimum(1, MOST_SIGMAS / np.maximum(length, 1e-9))[:, None]
    weight = np.minimum(length, MOST_SIGMAS)[:, None]
    pull = weight * counted
    expected = np.diag(np.tile((0.0, EXPECTED_PULL), parts // 2))
    _, vectors = np.linalg.eigh(pull.T @ pull + expected)
    way = vectors[:, -1]
    shift = way * sigma
    largest = np.linalg.norm(shift.reshape(-1, 2), axis=1).max()
    weights = way / sigma * largest / (way @ way)
    return np.asarray(weights if shift[1::2].sum() >= 0 else -weights)
