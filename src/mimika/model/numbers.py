"""Numbers that say where they come from and how sure they are."""

from dataclasses import dataclass
from typing import Literal

Basis = Literal["found", "known", "derived", "estimate"]


@dataclass(frozen=True, slots=True)
class Footing:
    """What a statement rests on: a source that was read, a known work, a formula, or nothing but judgement."""

    basis: Basis
    source: str | None = None
    ref: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """Probabilities of a finding's states, with the number of people they are worth.

    `means` sum to 1 in the order of the finding's states (yes/no: absent, present);
    each state's probability is Beta(mean * n, (1 - mean) * n).
    """

    means: tuple[float, ...]
    n: float
    footing: Footing


@dataclass(frozen=True, slots=True)
class Chance:
    """One probability with its Beta weight `n` (people) and its footing."""

    p: float
    n: float
    footing: Footing
