"""How far conditions can be told apart by what a person can answer, so that thin places are seen."""

from dataclasses import dataclass

import numpy as np

from mimika.engine.evidence import DECIBANS_PER_NAT
from mimika.engine.network import Network

ASKABLE = {"person", "witness"}


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Expected weight (decibans) of all askable findings for a condition against a neighbour, and the best one."""

    decibans: float
    condition: str
    neighbour: str
    best_finding: str


def neighbour_pairs(network: Network) -> tuple[Pair, ...]:
    """Return every condition with each of its neighbours, hardest to tell apart first.

    The expected decibans are the Kullback-Leibler divergences of the findings, groups shrunk by their rho.
    """
    kb = network.kb
    pairs = [(c, n) for c in network.conditions for n in kb.conditions[c].neighbours]
    return tuple(sorted(_pair(network, c, n) for c, n in pairs))


def _pair(network: Network, condition: str, neighbour: str) -> Pair:
    here, there = network.index[condition], network.index[neighbour]
    gains: dict[str, float] = {}
    groups: dict[str, list[float]] = {}
    for finding in network.kb.findings.values():
        table = network.table(finding.id)
        if not ASKABLE & set(finding.observers) or not (table.informative[here] or table.informative[there]):
            continue
        p, q = table.p[:, here], table.p[:, there]
        gains[finding.id] = float(DECIBANS_PER_NAT * (p * np.log(p / q)).sum())
        groups.setdefault(finding.group or f"-{finding.id}", []).append(gains[finding.id])
    total = sum(sum(g) * _shrink(network, name, len(g)) for name, g in groups.items())
    return Pair(total, condition, neighbour, max(gains, key=gains.__getitem__, default=""))


def _shrink(network: Network, group: str, count: int) -> float:
    found = network.kb.groups.get(group)
    return 1 / (1 + (count - 1) * found.rho) if found else 1.0
