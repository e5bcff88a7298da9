"""Many cases at once: one case a row, the same numbers as the single path.

Every state of every finding becomes a column of 0/1; a matrix product adds up the evidence of a whole block
of cases. Findings of one group are added apart, because the group is shrunk by how many of them are known.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mimika.engine.hypotheses import Hypotheses, enumerate_hypotheses, log_weights
from mimika.engine.likelihood import finding_rows, group_key
from mimika.engine.network import Floats, Network
from mimika.engine.posterior import softmax
from mimika.engine.prior import person_weights
from mimika.model.case import Person, Sex
from mimika.model.finding import ComplaintKind

BLOCK_ROWS = 8192
WORKERS = 2
States = NDArray[np.int8]
UNKNOWN = -1
SEXES: tuple[Sex | None, ...] = (None, "female", "male")


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases with the same complaints.

    Attributes:
        kinds: The complaints of every case.
        states: For each (complaint index or -1, finding id) the state of each case, -1 where unknown; shape (cases,).
        age_years: Age of each case, nan where unknown; shape (cases,), or None.
        sex: 0 unknown, 1 female, 2 male; shape (cases,), or None.
    """

    kinds: tuple[ComplaintKind, ...]
    states: Mapping[tuple[int, str], States]
    age_years: Floats | None = None
    sex: NDArray[np.int8] | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """Findings that are added together: their columns, evidence, and how many are informative."""

    keys: list[tuple[int, str]]
    sizes: list[int]
    log_lr: Floats
    informative: Floats
    rho: float


def assess_many(network: Network, cases: Cases) -> Floats:
    """Return the chance that each condition causes a complaint, shape (cases, conditions + 1); `other` is last."""
    hypotheses = enumerate_hypotheses(network, cases.kinds)
    blocks = _blocks(network, hypotheses, sorted(cases.states))
    count = (
        len(next(iter(cases.states.values())))
        if cases.states
        else len(cases.age_years if cases.age_years is not None else [0])
    )
    prior, row_of = _priors(network, hypotheses, cases, count)
    out = np.empty((count, network.other + 1))
    involves = hypotheses.involves.astype(float)

    def run(rows: slice) -> None:
        total = prior[row_of[rows]]
        for block in blocks:
            total += _evidence(block, cases, rows)
        out[rows] = softmax(total) @ involves

    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in pool.map(run, _slices(count)):
            pass
    return out


def _slices(count: int) -> Iterator[slice]:
    return (slice(start, min(start + BLOCK_ROWS, count)) for start in range(0, count, BLOCK_ROWS))


def _blocks(network: Network, hypotheses: Hypotheses, keys: Sequence[tuple[int, str]]) -> list[_Block]:
    together: dict[tuple[int, str] | None, list[tuple[int, str]]] = {}
    for key in keys:
        group = group_key(network, *key)
        if group and network.kb.groups[group[1]].rho == 0:
            group = None
        together.setdefault(group, []).append(key)
    return [_block(network, hypotheses, group, members) for group, members in together.items()]


def _block(
    network: Network, hypotheses: Hypotheses, group: tuple[int, str] | None, keys: list[tuple[int, str]]
) -> _Block:
    rows, informative = zip(*(finding_rows(network, hypotheses, c, f) for c, f in keys), strict=True)
    rho = network.kb.groups[group[1]].rho if group and len(keys) > 1 else 0.0
    return _Block(keys, [len(r) for r in rows], np.concatenate(rows), np.stack(informative).astype(float), rho)


def _evidence(block: _Block, cases: Cases, rows: slice) -> Floats:
    columns = [cases.states[key][rows] for key in block.keys]
    one_hot = np.empty((len(columns[0]), sum(block.sizes)))
    start = 0
    for states, size in zip(columns, block.sizes, strict=True):
        for state in range(size):
            np.equal(states, state, out=one_hot[:, start + state], casting="unsafe")
        start += size
    total: Floats = one_hot @ block.log_lr
    if block.rho:
        known = np.stack([states != UNKNOWN for states in columns], axis=1).astype(float)
        total /= 1 + np.maximum(known @ block.informative - 1, 0) * block.rho
    return total


def _priors(network: Network, hypotheses: Hypotheses, cases: Cases, count: int) -> tuple[Floats, NDArray[np.intp]]:
    """Return the log prior of each distinct age and sex, and which of them each case has."""
    ages = np.full(count, np.nan) if cases.age_years is None else cases.age_years
    sexes = np.zeros(count, dtype=np.int8) if cases.sex is None else cases.sex
    pairs, row_of = np.unique(np.stack([np.nan_to_num(ages, nan=-1.0), sexes], axis=1), axis=0, return_inverse=True)
    priors = []
    for age, sex in pairs:
        person = Person(None if age < 0 else float(age), SEXES[int(sex)])
        weights = [person_weights(network, kind, person)[2] for kind in cases.kinds]
        priors.append(log_weights(network, hypotheses, weights))
    return np.stack(priors), row_of.reshape(-1)
