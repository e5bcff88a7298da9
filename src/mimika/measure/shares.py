"""A share of a count, with the exact 95 % interval (Clopper and Pearson 1934)."""

from scipy.stats import beta

from mimika.measure.signals import Estimate

ALPHA = 0.05


def share(part: int, whole: int) -> Estimate:
    """Return `part` of `whole` as a share.

    Raises:
        ValueError: If the whole is nothing.
    """
    if whole <= 0:
        msg = f"{part} of {whole}; a share needs a whole"
        raise ValueError(msg)
    low = float(beta.ppf(ALPHA / 2, part, whole - part + 1)) if part else 0.0
    high = float(beta.ppf(1 - ALPHA / 2, part + 1, whole - part)) if part < whole else 1.0
    return Estimate(part / whole, low, high, "share", whole)
