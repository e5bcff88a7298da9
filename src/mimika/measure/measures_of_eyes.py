"""What is told of the closures of the eyes: how often, how long, how much of the time, one eye or both."""

from collections.abc import Sequence

import numpy as np

from mimika.measure.asymmetry import asymmetry
from mimika.measure.rates import per_minute
from mimika.measure.shares import share
from mimika.measure.signals import Estimate, Event

LEAST_FOR_SHARE = 5
Z95 = 1.959963984540054


def of_eyes(closures: Sequence[Event], observed_s: float) -> dict[str, Estimate]:
    """Return the measures of paired closures: blink-rate, closure-rate, closed-share, tonic-share and more."""
    blinks = [e for e in closures if e.kind == "blink"]
    longer = [e for e in closures if e.kind != "blink"]
    one_eyed = [e for e in closures if e.side != "both"]
    out = {
        "blink-rate": per_minute(len(blinks), observed_s),
        "closure-rate": per_minute(len(longer), observed_s),
        "closed-share": time_share(closures, observed_s),
        "tonic-share": time_share([e for e in closures if e.kind == "tonic-closure"], observed_s),
    }
    if closures:
        out["closure-length"] = middle_length(closures)
    if len(closures) >= LEAST_FOR_SHARE:
        out["one-eyed-share"] = share(len(one_eyed), len(closures))
    if one_eyed:
        out["closure-asymmetry"] = asymmetry(*(sum(e.side == side for e in one_eyed) for side in ("left", "right")))
    return out


def time_share(events: Sequence[Event], observed_s: float) -> Estimate:
    """Return the share of the time that events take up.

    The interval is that of a sum of random events (compound Poisson): its variance is the sum of the squared lengths.
    """
    lengths = np.array([e.duration_s for e in events])
    taken, spread = float(lengths.sum()), float(np.sqrt((lengths**2).sum()))
    value, low, high = (
        float(np.clip(s / observed_s, 0, 1)) for s in (taken, taken - Z95 * spread, taken + Z95 * spread)
    )
    return Estimate(value, low, high, "share", len(events))


def middle_length(events: Sequence[Event]) -> Estimate:
    """Return the median length in seconds; its interval are the order statistics of the binomial at one half."""
    lengths = np.sort([e.duration_s for e in events])
    n = len(lengths)
    reach = Z95 * np.sqrt(n) / 2
    low, high = max(0, int(np.floor(n / 2 - reach))), min(n - 1, int(np.ceil(n / 2 + reach)))
    return Estimate(float(np.median(lengths)), float(lengths[low]), float(lengths[high]), "s", n)
