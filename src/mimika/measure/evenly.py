"""A film's uneven timestamps put on an even grid: every later step counts in frames of one length."""

from dataclasses import dataclass, replace

import numpy as np

from mimika.measure.signals import Flags, Floats, Signals

LONGEST_GAP_S = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Even:
    """Signals on an even grid.

    Attributes:
        signals: The same signals; values over short gaps are interpolated, over long ones held.
        seen: (n,) whether the face was there, or missed for less than a quarter of a second.
        fps: Frames a second of the grid.
    """

    signals: Signals
    seen: Flags
    fps: float

    @property
    def observed_s(self) -> float:
        """Seconds in which the face was seen."""
        return float(self.seen.sum() / self.fps)


def evenly(signals: Signals, fps: float) -> Even:
    """Return the signals at `fps` frames a second, from the first timestamp to the last.

    Interpolation is linear between frames with a face; with fewer than two such frames nothing is seen.
    """
    if len(signals) < 2 or signals.found.sum() < 2:
        return Even(signals, np.zeros(len(signals), dtype=bool), fps)
    grid = np.arange(signals.t_s[0], signals.t_s[-1] + 0.5 / fps, 1 / fps)
    return Even(_at(signals, grid), _seen(signals, grid), fps)


def _seen(signals: Signals, grid: Floats) -> Flags:
    known = signals.t_s[signals.found]
    after = np.searchsorted(known, grid).clip(0, len(known) - 1)
    before = (after - 1).clip(0)
    inside = (grid >= known[0] - LONGEST_GAP_S / 2) & (grid <= known[-1] + LONGEST_GAP_S / 2)
    return np.asarray(inside & (known[after] - known[before] <= LONGEST_GAP_S), dtype=bool)


def _at(signals: Signals, grid: Floats) -> Signals:
    def one(values: Floats) -> Floats:
        good = signals.found & np.isfinite(values)
        if not good.any():
            return np.full(len(grid), np.nan)
        return np.interp(grid, signals.t_s[good], values[good])

    def pair(values: Floats) -> Floats:
        return np.column_stack([one(values[:, 0]), one(values[:, 1])])

    nearest = np.abs(np.searchsorted(signals.t_s, grid)).clip(0, len(signals) - 1)
    return replace(
        signals,
        t_s=grid,
        found=signals.found[nearest],
        faces=signals.faces[nearest],
        eye_distance_px=one(signals.eye_distance_px),
        yaw_deg=one(signals.yaw_deg),
        light=one(signals.light),
        aperture=pair(signals.aperture),
        motion={region: one(values) for region, values in signals.motion.items()},
        mouth_open=one(signals.mouth_open),
        brow_height=pair(signals.brow_height),
        second={region: one(values) for region, values in signals.second.items()},
    )
