"""How soon to act: the higher of what the red flags say and what the differential implies.

A level of the differential holds when the chance of a cause that needs at least that level is above the
level's threshold. That chance is the greatest over every choice of which present danger signs to believe, and a
danger sign that words deny does not count at all: so adding a danger sign can never lower the urgency.
"""

from itertools import product

import numpy as np

from mimika.engine.known import present_dangers
from mimika.engine.likelihood import Item
from mimika.engine.network import Flags, Network
from mimika.engine.posterior import Posterior, softmax
from mimika.model.assessment import FlagResult, Truth, Urgency
from mimika.model.condition import LEVELS, Level
from mimika.model.guidance import URGENCY_OF

# A condition is named as a reason when it holds at least this part of the chance of needing the level.
REASON_SHARE = 0.2
# A planned visit that nothing sets sooner.
ROUTINE_DAYS = 60
# Whoever has more danger signs than this at once needs help whatever the causes.
MOST_DANGERS = 10


def urgency(network: Network, update: Posterior | None, flags: tuple[FlagResult, ...]) -> Urgency:
    """Return the urgency of a case; without a differential (None) it is never self-care."""
    raised = sorted((f for f in flags if f.state is Truth.MET), key=lambda f: f.level)
    by_flags = max((LEVELS.index(URGENCY_OF[f.level]) for f in raised), default=0)
    by_causes = _implied(network, update) if update else LEVELS.index("routine")
    if update and present_dangers(network, update.known):
        by_causes = max(by_causes, LEVELS.index("routine"))
    level = LEVELS[max(by_flags, by_causes)]
    at_level = tuple(f for f in raised if URGENCY_OF[f.level] == level)
    causes = _reasons(network, update, level) if update and LEVELS.index(level) == by_causes else ()
    return Urgency(level, _within(network, at_level, causes, level), tuple(f.id for f in raised), causes)


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
    """Return the greatest chance of needing the level over every subset of the present danger signs."""
    if needs.all() or not needs.any():
        return float(needs.all())
    dangers = [i.log_lr for i in update.items if _is_danger(network, i) and i.state == 1]
    if len(dangers) > MOST_DANGERS:
        return 1.0
    sure = [i.log_lr for i in update.items if not _is_danger(network, i) or (i.state == 0 and not i.is_words)]
    total = update.log_prior + sum(sure, np.zeros(len(needs)))
    believed = np.array(list(product((0.0, 1.0), repeat=len(dangers))))
    if dangers:
        total = total + believed @ np.stack(dangers)
    return float(softmax(np.atleast_2d(total))[:, needs].sum(axis=1).max())


def _is_danger(network: Network, item: Item) -> bool:
    return item.key in network.kb.findings and network.kb.findings[item.key].danger


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
    return min(days, default=None) if level != "routine" else min(days, default=ROUTINE_DAYS)
