"""Many cases at once: one case a row, the same numbers as the single path.

Findings are packed a few together into tables that hold the summed evidence of every combination of their
states, unknown among them; a case then costs one row of each table. Findings of one group are packed together,
because the group is shrunk by how many of them are known.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mimika.engine.hypotheses import Hypotheses, base, enumerate_hypotheses, log_weights
from mimika.engine.likelihood import finding_rows, group_key
from mimika.engine.network import Floats, Indices, Network
from mimika.engine.posterior import softmax
from mimika.engine.prior import person_weights
from mimika.model.case import Person, Sex
from mimika.model.finding import ComplaintKind

# Numbers a worker handles at a time, and combinations a table may hold: both fit the caches of a small machine.
BLOCK_VALUES = 2**16
TABLE_ROWS = 768
WORKERS = 2
States = NDArray[np.int8]
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
class _Table:
    """A few findings packed together; a case's row is the sum of (state + 1) * stride, so unknown is 0.

    Attributes:
        log_lr: Summed evidence of each combination of states, shape (combinations, hypotheses).
        counts: How many of the known findings are informative, of the same shape.
    """

    keys: tuple[tuple[int, str], ...]
    strides: tuple[int, ...]
    log_lr: Floats
    counts: Floats


@dataclass(frozen=True, slots=True)
class _Block:
    """Tables that are added together, then shrunk as one group; rho is 0 where nothing is left to shrink."""

    tables: list[_Table]
    rho: float


def assess_many(network: Network, cases: Cases) -> Floats:
    """Return the chance that each condition causes a complaint, shape (cases, conditions + 1); `other` is last."""
    hypotheses = enumerate_hypotheses(network, cases.kinds)
    blocks = _blocks(network, hypotheses, sorted(cases.states))
    columns = [*cases.states.values(), *(c for c in (cases.age_years, cases.sex) if c is not None)]
    count = len(columns[0]) if columns else 1
    prior, row_of = _priors(network, hypotheses, cases, count)
    out = np.zeros((count, network.other + 1))
    involves = hypotheses.involves.astype(float)

    def run(rows: slice) -> None:
        total = prior[row_of[rows]]
        for block in blocks:
            _add_evidence(total, block, cases, rows)
        if len(cases.kinds) == 1:
            # One cause each: a plain copy, because BLAS's own threads would fight with these.
            out[rows, hypotheses.causes[:, 0]] = softmax(total)
        else:
            out[rows] = softmax(total) @ involves

    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in pool.map(run, _slices(count, max(BLOCK_VALUES // len(involves), 1))):
            pass
    return out


def _slices(count: int, size: int) -> Iterator[slice]:
    return (slice(start, min(start + size, count)) for start in range(0, count, size))


def _blocks(network: Network, hypotheses: Hypotheses, keys: Sequence[tuple[int, str]]) -> list[_Block]:
    together: dict[tuple[int, str] | None, list[tuple[int, str]]] = {}
    for key in keys:
        group = group_key(network, *key)
        if group and network.kb.groups[group[1]].rho == 0:
            group = None
        together.setdefault(group, []).append(key)
    return [
        _block(network.kb.groups[group[1]].rho if group else 0.0, _tables(network, hypotheses, members))
        for group, members in together.items()
    ]


def _block(rho: float, tables: list[_Table]) -> _Block:
    if rho and len(tables) == 1:
        table = tables[0]
        log_lr = table.log_lr / (1 + np.maximum(table.counts - 1, 0) * rho)
        return _Block([_Table(table.keys, table.strides, log_lr, table.counts)], 0.0)
    return _Block(tables, rho)


def _tables(network: Network, hypotheses: Hypotheses, keys: Sequence[tuple[int, str]]) -> list[_Table]:
    empty = np.zeros((1, len(hypotheses.causes)))
    tables: list[_Table] = []
    for key in keys:
        rows, informative = finding_rows(network, hypotheses, *key)
        own = np.concatenate([empty, rows])
        counts = np.concatenate([empty, np.broadcast_to(informative.astype(float), rows.shape)])
        if tables and len(tables[-1].log_lr) * len(own) <= TABLE_ROWS:
            last = tables.pop()
            strides = (*last.strides, len(last.log_lr))
            tables.append(_Table((*last.keys, key), strides, _outer(own, last.log_lr), _outer(counts, last.counts)))
        else:
            tables.append(_Table((key,), (1,), own, counts))
    return tables


def _outer(slow: Floats, fast: Floats) -> Floats:
    """Return the sums of every row of one table with every row of another."""
    return (slow[:, None] + fast[None]).reshape(-1, fast.shape[1])


def _add_evidence(total: Floats, block: _Block, cases: Cases, rows: slice) -> None:
    row_of = [_rows(table, cases, rows) for table in block.tables]
    summed = np.zeros_like(total) if block.rho else total
    picked = np.empty_like(total)
    for table, at in zip(block.tables, row_of, strict=True):
        summed += np.take(table.log_lr, at, axis=0, out=picked, mode="clip")
    if block.rho:
        known = sum((table.counts[at] for table, at in zip(block.tables, row_of, strict=True)), np.zeros_like(total))
        total += summed / (1 + np.maximum(known - 1, 0) * block.rho)


def _rows(table: _Table, cases: Cases, rows: slice) -> Indices:
    at = np.full(rows.stop - rows.start, sum(table.strides), dtype=np.intp)
    for key, stride in zip(table.keys, table.strides, strict=True):
        at += cases.states[key][rows].astype(np.intp) * stride
    return at


def _priors(network: Network, hypotheses: Hypotheses, cases: Cases, count: int) -> tuple[Floats, Indices]:
    """Return the log prior of each distinct age and sex, and which of them each case has."""
    ages = np.full(count, np.nan) if cases.age_years is None else cases.age_years
    sexes = np.zeros(count, dtype=np.int8) if cases.sex is None else cases.sex
    keys = np.nan_to_num(ages, nan=-1.0) * 4 + sexes
    _, first, row_of = np.unique(keys, return_index=True, return_inverse=True)
    priors, on = [], base(network, hypotheses)
    for age, sex in zip(ages[first], sexes[first], strict=True):
        person = Person(None if np.isnan(age) else float(age), SEXES[int(sex)])
        weights = [person_weights(network, kind, person)[2] for kind in cases.kinds]
        priors.append(log_weights(on, hypotheses, weights))
    return np.stack(priors), row_of.reshape(-1)
