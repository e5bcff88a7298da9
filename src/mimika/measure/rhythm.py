"""Runs of movements in an even beat: at least three, 1 to 10 a second, spacing that varies by less than 30 %.

Random events now and then follow each other evenly too. A run counts only if fewer than one in twenty clips with the
same rate of random (Poisson) events would show one like it.
"""

from collections.abc import Sequence

import numpy as np

from mimika.measure.signals import Event, Floats, Region, Run

LEAST_EVENTS = 3
SLOWEST_HZ, FASTEST_HZ = 1.0, 10.0
MOST_CV = 0.3
MOST_CHANCE = 0.05
# Events of one region may be missed or doubled by a frame; the beat may then vary by a frame more.
EPSILON_S = 1e-9


def runs(events: Sequence[Event], region: Region, observed_s: float) -> tuple[Run, ...]:
    """Return the runs of one region in order; `events` are those of the region, in order of their peaks."""
    peaks = np.array([e.peak_s for e in events])
    found: list[Run] = []
    start = 0
    while start + LEAST_EVENTS <= len(peaks):
        length = _length(peaks[start:])
        if length >= LEAST_EVENTS and _by_chance(peaks, start, length, observed_s) < MOST_CHANCE:
            found.append(_run(events[start : start + length], peaks[start : start + length], region))
            start += length
        else:
            start += 1
    return tuple(found)


def _length(peaks: Floats) -> int:
    """Return how many events from the first on keep an even beat."""
    gaps = np.diff(peaks)
    is_quick = (gaps >= 1 / FASTEST_HZ - EPSILON_S) & (gaps <= 1 / SLOWEST_HZ + EPSILON_S)
    quick = int(np.argmin(is_quick)) if not is_quick.all() else len(gaps)
    for count in range(quick, LEAST_EVENTS - 2, -1):
        if _cv(gaps[:count]) < MOST_CV:
            return count + 1
    return 1


def _cv(gaps: Floats) -> float:
    return float(np.std(gaps) / np.mean(gaps))


def _by_chance(peaks: Floats, start: int, length: int, observed_s: float) -> float:
    """Return how many such runs are expected among events at the rate that the clip has besides this run."""
    beat = float(np.mean(np.diff(peaks[start : start + length])))
    lasted = float(peaks[start + length - 1] - peaks[start])
    others = len(peaks) - length + 1
    rate = others / max(observed_s - lasted, beat)
    near = np.exp(-rate * beat * (1 - MOST_CV)) - np.exp(-rate * beat * (1 + MOST_CV))
    # The first gap may be anything quick; each further one must be like it.
    quick = np.exp(-rate / FASTEST_HZ) - np.exp(-rate / SLOWEST_HZ)
    return float(len(peaks) * quick * near ** (length - 2))


def _run(events: Sequence[Event], peaks: Floats, region: Region) -> Run:
    gaps = np.diff(peaks)
    return Run(region, events[0].start_s, events[-1].end_s, len(peaks), float(1 / np.mean(gaps)), round(_cv(gaps), 3))
