"""The knowledge arranged for arithmetic: tables of P(state | condition) with the background beside them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mimika.model.finding import ComplaintKind, Finding
from mimika.model.knowledge import KnowledgeBase
from mimika.model.numbers import Distribution

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FindingTable:
    """One finding in every condition; the last column is the background, which `other` uses too.

    Attributes:
        p: P(state | condition), shape (states, conditions + 1).
        n: Beta weight of each column in people, shape (conditions + 1,).
        informative: Whether the condition has a number of its own, shape (conditions + 1,).
    """

    finding: Finding
    p: Floats
    n: Floats
    informative: Flags

    @property
    def log_lr(self) -> Floats:
        """Log likelihood ratio of each state against the background, shape of `p`."""
        log_p: Floats = np.log(self.p)
        return log_p - log_p[:, -1:]


class Network:
    """A knowledge base with its conditions in a fixed order and its tables made once.

    `other` (nothing in the knowledge base) is the index after the last condition.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.conditions = tuple(sorted(kb.conditions))
        self.index = {condition: i for i, condition in enumerate(self.conditions)}
        self.other = len(self.conditions)
        items = [kb.conditions[c] for c in self.conditions]
        humps = [(i, h.low, h.peak, h.high, h.share) for i, c in enumerate(items) for h in c.age.humps]
        self.age_humps = np.array(humps, dtype=float).reshape(-1, 5)
        self.female = np.array([c.female.p for c in items])
        self._tables: dict[str, FindingTable] = {}
        self._log_lr: dict[str, Floats] = {}

    def table(self, finding_id: str) -> FindingTable:
        """Return the table of one finding."""
        if finding_id not in self._tables:
            self._tables[finding_id] = self._build(self.kb.findings[finding_id])
        return self._tables[finding_id]

    def log_lr(self, finding_id: str) -> Floats:
        """Return log likelihood ratios against the background, shape (states, conditions + 1)."""
        if finding_id not in self._log_lr:
            self._log_lr[finding_id] = self.table(finding_id).log_lr
        return self._log_lr[finding_id]

    def _build(self, finding: Finding) -> FindingTable:
        own = [self.kb.conditions[c].findings.get(finding.id) for c in self.conditions]
        columns: list[Distribution] = [d or finding.background for d in own] + [finding.background]
        return FindingTable(
            finding=finding,
            p=np.array([d.means for d in columns]).T.copy(),
            n=np.array([d.n for d in columns]),
            informative=np.array([d is not None for d in own] + [False]),
        )

    def causes(self, kind: ComplaintKind) -> Indices:
        """Return the indices of the conditions that can cause a complaint kind, then `other`."""
        known = [i for c, i in self.index.items() if kind in self.kb.conditions[c].complaints]
        return np.array([*known, self.other], dtype=np.intp)
