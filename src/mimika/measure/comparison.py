"""Two recordings: how each measure changed, with the interval of the change.

The interval of a difference is put together from the two exact intervals (MOVER, Zou and Donner 2008); it is as good
for rates as for shares and keeps their unevenness.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mimika.measure.signals import Estimate, Measurement


@dataclass(frozen=True, slots=True)
class Change:
    """One measure before and after; `is_certain` when the 95 % interval of the change leaves out zero."""

    before: Estimate
    after: Estimate
    change: Estimate

    @property
    def is_certain(self) -> bool:
        """Whether the measure changed by more than chance."""
        return self.change.low > 0 or self.change.high < 0


def compare(before: Measurement, after: Measurement) -> Mapping[str, Change]:
    """Return the change of every measure that both recordings have, in the order of the first.

    A chance is no estimate and has no limits, so none is given for its change.
    """
    both = (id_ for id_, e in before.measures.items() if id_ in after.measures and e.unit != "chance")
    return {id_: changed(before.measures[id_], after.measures[id_]) for id_ in both}


def changed(before: Estimate, after: Estimate) -> Change:
    """Return after less before.

    Raises:
        ValueError: If they are not in the same unit.
    """
    if before.unit != after.unit:
        msg = f"a change from {before.unit} to {after.unit}; one unit was expected"
        raise ValueError(msg)
    value = after.value - before.value
    low = value - float(np.hypot(after.value - after.low, before.high - before.value))
    high = value + float(np.hypot(after.high - after.value, before.value - before.low))
    return Change(before, after, Estimate(value, low, high, before.unit, before.count + after.count))
