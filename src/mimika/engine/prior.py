"""Who comes with what: the weight of every cause before any finding, shifted by age and sex."""

import numpy as np

from mimika.engine.network import Floats, Network
from mimika.model.case import Person, Sex
from mimika.model.finding import ComplaintKind

OLDEST_YEARS = 110.0
# A disease of one age is met at every other age now and then; estimate.
OUTSIDE_AGE_PROFILE = 0.03
Z_95 = 1.645


def age_density(network: Network, age_years: float) -> Floats:
    """Return the density of each condition's age profile at one age, shape (conditions,), per year.

    Two-piece normals with the given modes and 5th and 95th percentiles, and a thin uniform floor.
    """
    condition, low, peak, high, share = network.age_humps.T
    sigma_low = np.maximum((peak - low) / Z_95, 1.0)
    sigma_high = np.maximum((high - peak) / Z_95, 1.0)
    sigma = np.where(age_years < peak, sigma_low, sigma_high)
    bell = 2 / (np.sqrt(2 * np.pi) * (sigma_low + sigma_high)) * np.exp(-0.5 * ((age_years - peak) / sigma) ** 2)
    summed: Floats = np.bincount(condition.astype(int), share * bell, network.other).astype(np.float64)
    mixed: Floats = (1 - OUTSIDE_AGE_PROFILE) * summed + OUTSIDE_AGE_PROFILE / OLDEST_YEARS
    return mixed


def entry_weights(network: Network, kind: ComplaintKind) -> Floats:
    """Return the share of each cause among people who come with a complaint, shape (conditions + 1,); sums to 1."""
    known = np.zeros(network.other)
    for condition, i in network.index.items():
        link = network.kb.conditions[condition].complaints.get(kind)
        known[i] = link.share.p if link else 0.0
    return weights_of_shares(network, kind, known)


def weights_of_shares(network: Network, kind: ComplaintKind, shares: Floats) -> Floats:
    """Return entry weights, shape (..., conditions + 1), of shares, shape (..., conditions): to their power."""
    complaint = network.kb.complaints[kind]
    return with_other(shares**complaint.share_power.p, complaint.other.p)


def with_other(known: Floats, other: float) -> Floats:
    """Scale the known causes to 1 - other and append other, which always keeps its entry weight.

    Args:
        known: Weights, shape (..., conditions).
        other: Entry weight of `other`.
    """
    total = known.sum(axis=-1, keepdims=True)
    scaled = known * np.divide(1 - other, total, out=np.zeros_like(total), where=total > 0)
    last = np.broadcast_to(np.array(other), (*known.shape[:-1], 1))
    return np.concatenate([scaled, last], axis=-1)


def shift_by_age(network: Network, weights: Floats, age_years: float | None) -> Floats:
    """Return entry weights for a person of this age."""
    if age_years is None:
        return weights
    return with_other(weights[:-1] * age_density(network, age_years), float(weights[-1]))


def shift_by_sex(network: Network, weights: Floats, sex: Sex | None) -> Floats:
    """Return entry weights for a person of this sex."""
    if sex is None:
        return weights
    share = network.female if sex == "female" else 1 - network.female
    return with_other(weights[:-1] * share, float(weights[-1]))


def person_weights(network: Network, kind: ComplaintKind, person: Person) -> tuple[Floats, Floats, Floats]:
    """Return the weights of one complaint at entry, with age, and with age and sex."""
    entry = entry_weights(network, kind)
    aged = shift_by_age(network, entry, person.age_years)
    return entry, aged, shift_by_sex(network, aged, person.sex)
