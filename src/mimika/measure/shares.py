"""A share of a count, with the exact 95 % interval (Clopper and Pearson 1934)."""

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
    # Stands in the extra `video`; what only reads a measurement does without.
    from scipy.special import betaincinv  # noqa: PLC0415

    low = float(betaincinv(part, whole - part + 1, ALPHA / 2)) if part else 0.0
    high = float(betaincinv(part + 1, whole - part, 1 - ALPHA / 2)) if part < whole else 1.0
    return Estimate(part / whole, low, high, "share", whole)
