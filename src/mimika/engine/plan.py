"""What depends only on the kinds of complaint, made once: hypotheses, entry weights, and the evidence of every state.

A case then costs a few array operations: look up the rows of what is known, shrink groups, add, normalise.
"""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np

from mimika.engine.hypotheses import Hypotheses, base, enumerate_hypotheses, log_weights
from mimika.engine.known import Known
from mimika.engine.likelihood import finding_rows, group_key
from mimika.engine.network import Flags, Floats, Indices, Network
from mimika.engine.prior import person_weights
from mimika.model.case import Person
from mimika.model.finding import ComplaintKind

NOBODY = Person()
UNGROUPED = 0


class Plan:
    """Everything about a list of complaint kinds that no case changes; rows are made when first asked for."""

    def __init__(self, network: Network, kinds: Sequence[ComplaintKind], hypotheses: Hypotheses | None = None) -> None:
        self.network = network
        self.hypotheses = hypotheses or enumerate_hypotheses(network, kinds)
        self.rho = np.zeros(1)
        self._base = base(network, self.hypotheses)
        self._groups: dict[tuple[int, str], int] = {}
        self._rows: dict[tuple[int, str], tuple[Floats, Flags, int]] = {}
        self._priors: dict[Person, tuple[Floats, Floats, Floats]] = {}

    def row(self, complaint: int, finding: str) -> tuple[Floats, Flags, int]:
        """Return a finding's evidence (states, hypotheses), who has a number of its own, and its group's index."""
        key = (complaint, finding)
        if key not in self._rows:
            rows, informative = finding_rows(self.network, self.hypotheses, complaint, finding)
            self._rows[key] = (rows, informative, self._group(group_key(self.network, complaint, finding)))
        return self._rows[key]

    def _group(self, key: tuple[int, str] | None) -> int:
        if key is None or self.network.kb.groups[key[1]].rho == 0:
            return UNGROUPED
        if key not in self._groups:
            self._groups[key] = len(self.rho)
            self.rho = np.append(self.rho, self.network.kb.groups[key[1]].rho)
        return self._groups[key]

    def priors(self, person: Person) -> tuple[Floats, Floats, Floats]:
        """Return log weights of the hypotheses at entry, with age, and with age and sex; not normalised."""
        if person not in self._priors:
            steps = [person_weights(self.network, kind, person) for kind in self.hypotheses.kinds]
            entry, aged, sexed = (log_weights(self._base, self.hypotheses, w) for w in zip(*steps, strict=True))
            self._priors[person] = (entry, aged, sexed)
        return self._priors[person]

    def evidence(self, known: Sequence[Known]) -> Floats:
        """Return the log likelihood ratio of each known finding, groups shrunk, shape (known, hypotheses)."""
        found = [self.row(k.complaint, k.finding) for k in known]
        if not found:
            return np.zeros((0, len(self.hypotheses.causes)))
        log_lr = np.array([rows[k.state] for (rows, _, _), k in zip(found, known, strict=True)])
        groups = np.array([group for _, _, group in found])
        if groups.any():
            informative = np.array([own for _, own, _ in found])
            self._shrink(log_lr, informative, groups)
        return log_lr

    def _shrink(self, log_lr: Floats, informative: Flags, groups: Indices) -> None:
        """Scale each group by 1 / (1 + (m - 1) rho), m findings of it being informative for the hypothesis."""
        for group in np.unique(groups[groups != UNGROUPED]):
            members = np.flatnonzero(groups == group)
            if len(members) > 1:
                count = informative[members].sum(axis=0)
                log_lr[members] /= 1 + np.maximum(count - 1, 0) * self.rho[group]


_PLANS: WeakKeyDictionary[Network, dict[tuple[ComplaintKind, ...], Plan]] = WeakKeyDictionary()


def plan_of(network: Network, kinds: Sequence[ComplaintKind]) -> Plan:
    """Return the plan for these complaints, made once for each network.

    Raises:
        ValueError: If there is no complaint.
    """
    if not kinds:
        raise ValueError("a posterior needs a complaint that is present")
    made = _PLANS.setdefault(network, {})
    key = tuple(kinds)
    if key not in made:
        made[key] = Plan(network, key)
    return made[key]
