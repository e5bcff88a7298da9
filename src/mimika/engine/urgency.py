"""How soon to act: the higher of what the red flags say and what the differential implies.

A level of the differential holds when the chance of a cause that needs at least that level is above the
level's threshold. For that chance a danger sign that is there never counts against a grave cause, and a danger
sign that words deny does not count at all: so adding a danger sign can never lower the urgency.
"""

import numpy as np

from mimika.engine.known import present_dangers
from mimika.engine.likelihood import Item
from mimika.engine.network import Flags, Floats, Network
from mimika.engine.posterior import Posterior, softmax
from mimika.model.assessment import FlagResult, Truth, Urgency
from mimika.model.condition import LEVELS, Level
from mimika.model.guidance import URGENCY_OF

# A condition is named as a reason when it holds at least this part of the chance of needing the level.
REASON_SHARE = 0.2


def urgency(network: Network, update: Posterior | None, flags: tuple[FlagResult, ...]) -> Urgency:
    """Return the urgency of a case; without a differential (None) it is never self-care."""
    raised = [f for f in flags if f.state is Truth.MET]
    by_flags = max((LEVELS.index(URGENCY_OF[f.level]) for f in raised), default=0)
    by_causes = _implied(network, update) if update else LEVELS.index("routine")
    if update and present_dangers(network, update.known):
        by_causes = max(by_causes, LEVELS.index("routine"))
    level = LEVELS[max(by_flags, by_causes)]
    at_level = tuple(f for f in raised if URGENCY_OF[f.level] == level)
    causes = _reasons(network, update, level) if update and LEVELS.index(level) == by_causes else ()
    return Urgency(level, _within(network, at_level, causes, level), tuple(f.id for f in at_level), causes)


def _implied(network: Network, update: Posterior) -> int:
    for index in range(len(LEVELS) - 1, 0, -1):
        needs = _needs(network, update, index)
        if _chance(network, update, needs) >= network.kb.thresholds[LEVELS[index]]:
            return index
    return 0


def _needs(network: Network, update: Posterior, index: int) -> Flags:
    """Return which hypotheses hold a cause that asks for at least this level; `other` asks for routine."""
    grave = [LEVELS.index(network.kb.conditions[c].level) >= index for c in network.conditions]
    needs: Flags = (update.hypotheses.involves & np.array([*grave, index <= LEVELS.index("routine")])).any(axis=1)
    return needs


def _chance(network: Network, update: Posterior, needs: Flags) -> float:
    if needs.all() or not needs.any():
        return float(needs.all())
    total = update.log_prior + sum((_cautious(network, i, needs) for i in update.items), np.zeros(len(needs)))
    return float(softmax(total)[needs].sum())


def _cautious(network: Network, item: Item, needs: Flags) -> Floats:
    finding = network.kb.findings.get(item.key)
    if finding is None or not finding.danger:
        return item.log_lr
    if item.state == 0:
        return np.zeros_like(item.log_lr) if item.is_words else item.log_lr
    return np.where(needs, np.maximum(item.log_lr, item.log_lr[~needs].max()), item.log_lr)


def _reasons(network: Network, update: Posterior, level: Level) -> tuple[str, ...]:
    index = LEVELS.index(level)
    chances = {c: update.p_condition[i] for c, i in network.index.items()}
    needing = {c: p for c, p in chances.items() if LEVELS.index(network.kb.conditions[c].level) >= index}
    total = sum(needing.values())
    return tuple(c for c, p in sorted(needing.items(), key=lambda x: -x[1]) if p >= REASON_SHARE * total)


def _within(network: Network, flags: tuple[FlagResult, ...], causes: tuple[str, ...], level: Level) -> int | None:
    """Return the shortest time any reason asks for, in days; an R1 flag means today."""
    if level == "emergency":
        return 0
    days = [1 if f.level == "R1" else network.kb.red_flags[f.id].within_days for f in flags]
    own = (network.kb.conditions[c] for c in causes)
    days += [c.within_days for c in own if c.within_days is not None and c.level == level]
    return min(days, default=None)
