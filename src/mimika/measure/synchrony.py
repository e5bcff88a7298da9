"""Whether the mouth moves with the eye beyond chance: coincidences against the same times shifted in a circle."""

from dataclasses import dataclass

import numpy as np

from mimika.measure.shares import share
from mimika.measure.signals import Estimate, Floats

WITHIN_S = 0.1
SHIFTS = 1000
SEED = 20261127


@dataclass(frozen=True, slots=True)
class Synchrony:
    """Share of one kind of event that the other meets, and the chance of so many coincidences by accident."""

    share: Estimate
    p: float


def synchrony(first_s: Floats, second_s: Floats, length_s: float, within_s: float = WITHIN_S) -> Synchrony:
    """Return how many of the first times have one of the second within `within_s`.

    The null keeps the rhythm of both: the second are shifted together by 1,000 random amounts around the clip.

    Raises:
        ValueError: If there are no first events.
    """
    met = _met(first_s, second_s, within_s)
    if not len(second_s):
        return Synchrony(share(0, len(first_s)), 1.0)
    shifts = np.random.default_rng(SEED).uniform(2 * within_s, length_s - 2 * within_s, SHIFTS)
    as_many = sum(_met(first_s, np.sort((second_s + by) % length_s), within_s) >= met for by in shifts)
    return Synchrony(share(met, len(first_s)), (1 + as_many) / (1 + SHIFTS))


def _met(first_s: Floats, second_s: Floats, within_s: float) -> int:
    if not len(second_s):
        return 0
    second = np.sort(second_s)
    after = np.searchsorted(second, first_s).clip(0, len(second) - 1)
    before = (after - 1).clip(0)
    nearest = np.minimum(np.abs(second[after] - first_s), np.abs(second[before] - first_s))
    # A thousandth of slack: times are whole frames, and 3 frames at 30 a second are not quite 0.1.
    return int((nearest <= within_s + 1e-3).sum())
