"""How much more one side moves: (right - left) / (right + left), with a dead band.

Healthy faces are not even, and programs see more unevenness than doctors do (Greene 2021: 94 against 100 points for
normal faces), so a side is named only when the whole interval lies outside the band.
"""

from mimika.measure.shares import share
from mimika.measure.signals import Estimate, Side

DEAD_BAND = 0.2


def asymmetry(left: int, right: int) -> Estimate:
    """Return the index, -1 all left to 1 all right, with the exact binomial interval.

    Raises:
        ValueError: If nothing was counted on either side.
    """
    of_right = share(right, left + right)
    value, low, high = (2 * p - 1 for p in (of_right.value, of_right.low, of_right.high))
    return Estimate(value, low, high, "index", left + right)


def leading_side(index: Estimate) -> Side:
    """Return the side that moves more, or "both" when that cannot be told."""
    if index.low > DEAD_BAND:
        return "right"
    return "left" if index.high < -DEAD_BAND else "both"
