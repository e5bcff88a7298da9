"""Events a minute, with the exact 95 % interval of a Poisson count (Garwood 1936)."""

from scipy.special import gammaincinv

from mimika.measure.signals import Estimate

ALPHA = 0.05


def per_minute(count: int, observed_s: float) -> Estimate:
    """Return the rate of `count` events in `observed_s` seconds.

    Raises:
        ValueError: If nothing was observed: no time is no rate.
    """
    if observed_s <= 0:
        msg = f"observed for {observed_s} s; a rate needs time"
        raise ValueError(msg)
    low, high = counted(count)
    minutes = observed_s / 60
    return Estimate(count / minutes, low / minutes, high / minutes, "per-minute", count)


def counted(count: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the mean of a Poisson count."""
    low = float(gammaincinv(count, ALPHA / 2)) if count else 0.0
    return low, float(gammaincinv(count + 1, 1 - ALPHA / 2))
