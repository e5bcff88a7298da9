"""What to ask next, and when to stop.

Red flags come first, in short screens of their questions as a whole; a "yes" opens the signs. Those of other
complaints are asked by one screen of broad questions, of which a "yes" opens the narrow ones. Then the question
with the greatest value, though one of the topic under way goes before one that is worth little more, so that the
talk does not jump. When no open question is likely to change how soon to act, whom to see, or the leading cause, and
none tells much, what is left that may tell something together is asked on one list; then it stops.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from mimika.engine.network import Floats, Network
from mimika.engine.next_question import ASKABLE, OpenQuestion, open_questions, suits
from mimika.engine.posterior import Posterior, posterior
from mimika.engine.red_flags import broad_questions, to_check
from mimika.model.case import Case
from mimika.model.condition import LEVELS
from mimika.model.finding import Finding
from mimika.model.knowledge import KnowledgeBase
from mimika.model.talk import Screen

# More than this on one screen is not read.
MOST_FLAGS, MOST_SIGNS, MOST_ALSO = 6, 8, 8
# A question of the topic under way may be worth this much less than the best; estimate.
TOPIC_SHARE = 0.6
# A question that changes the answer with a smaller chance than this is not asked; estimate, set on simulated people.
LEAST_CHANGE = 0.03
# ... unless it brings this many bits: two such may change what one alone cannot; estimate, set on simulated people.
TELLING_BITS = 0.1
# The questions left are asked on one list if they bring this many bits together; estimate, set on simulated people.
LIST_BITS = 0.15
LOOKED_AT, MOST_LEFT = 12, 9
# More questions than this nobody answers with care; dangers are asked beyond it.
MOST_QUESTIONS = 15
# Nor, lists and all, so many answers: after them no list is begun.
MOST_ANSWERS = 40
# A second cause counts among the leading ones from here upward; estimate.
LEAST_LEADING = 0.2

# What a person acts on: the leading causes, and the level that the causes ask for.
Gist = tuple[frozenset[int], int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked before.

    Attributes:
        unknown: Findings and red flags of which the person does not know.
        last: The finding asked last.
        count: How many questions were asked, without screens of dangers and their signs.
        answers: How many findings were answered, those on lists too.
    """

    unknown: frozenset[str] = frozenset()
    last: str | None = None
    count: int = 0
    answers: int = 0


def next_screen(network: Network, case: Case, asked: Asked) -> Screen | None:
    """Return what to ask next of a case with a complaint, or None when enough is known."""
    kb = network.kb
    safety = [*_signs(kb, case, asked), *_dangers(kb, case, asked), *_broad(network, case, asked)]
    update = posterior(network, case)
    open_ = [q for q in open_questions(network, update, case.person) if q.finding not in asked.unknown]
    ranked = _worth_asking(network, open_, update) if asked.count < MOST_QUESTIONS else []
    also = _also(kb, open_) if asked.answers < MOST_ANSWERS else []
    left = min(len(ranked), MOST_LEFT, max(MOST_QUESTIONS - asked.count, 0)) + len(also)
    unsettled = [f for f in case.disputed if f not in asked.unknown]
    if unsettled:
        return Screen("settle", (unsettled[0],), left=len(unsettled) + len(safety) + left)
    if safety:
        return replace(safety[0], left=len(safety) + left)
    if not ranked:
        return also[0] if also else None
    best = _of_topic(network, ranked, asked.last)
    return Screen("question", (best.finding,), value_bits=best.bits, left=left)


def _dangers(kb: KnowledgeBase, case: Case, asked: Asked) -> list[Screen]:
    """Return the open red flags in screens of about the same length, gravest first."""
    flags = [f for f in to_check(kb, case) if f not in asked.unknown]
    count = -(-len(flags) // MOST_FLAGS)
    cuts = [round(i * len(flags) / count) for i in range(count + 1)] if count else []
    return [Screen("danger", tuple(flags[a:b])) for a, b in pairwise(cuts)]


def _signs(kb: KnowledgeBase, case: Case, asked: Asked) -> list[Screen]:
    """Return for each red flag that was affirmed as a whole the screen of signs that would tell more."""
    known = {o.finding for o in case.observations if o.origin != "words" or o.value is True} | asked.unknown
    screens = []
    for flag in (kb.red_flags[id_] for id_, there in case.checks if there):
        leaves = dict.fromkeys(leaf.subject for leaf in flag.when.leaves()) if flag.when else ()
        open_ = [f for f in leaves if f in kb.findings and f not in known and _is_tick(kb.findings[f])]
        if open_:
            screens.append(Screen("signs", tuple(open_[:MOST_SIGNS]), flag.id))
    return screens


def _broad(network: Network, case: Case, asked: Asked) -> list[Screen]:
    """Return the broad questions that stand for the red flags of other complaints, on one screen."""
    open_ = [f for f in broad_questions(network.kb, case) if f not in asked.unknown and suits(network, f, case.person)]
    return [Screen("broad", tuple(open_))] if open_ else []


def _is_tick(finding: Finding) -> bool:
    return finding.kind == "boolean" and bool(ASKABLE & set(finding.observers))


def _of_topic(network: Network, ranked: list[OpenQuestion], last: str | None) -> OpenQuestion:
    """Return the best question, or one of the topic under way that is nearly as good."""
    best = ranked[0]
    if last is None or last not in network.kb.findings:
        return best
    topic = network.kb.findings[last].topic
    same = (q for q in ranked if network.kb.findings[q.finding].topic == topic)
    return next((q for q in same if q.bits >= TOPIC_SHARE * best.bits), best)


def _also(kb: KnowledgeBase, open_: list[OpenQuestion]) -> list[Screen]:
    """Return one screen of the best questions that can be ticked, topics together, if they tell enough as a whole."""
    best = [q for q in open_ if _is_tick(kb.findings[q.finding])][:MOST_ALSO]
    bits = sum(q.bits for q in best)
    topics = list(dict.fromkeys(kb.findings[q.finding].topic for q in best))
    asks = sorted((q.finding for q in best), key=lambda f: topics.index(kb.findings[f].topic))
    return [Screen("also", tuple(asks), value_bits=bits)] if bits >= LIST_BITS else []


def _worth_asking(network: Network, open_: list[OpenQuestion], update: Posterior) -> list[OpenQuestion]:
    """Return the most valuable open questions; none when no one of them is likely to change the answer."""
    ranked = open_[:LOOKED_AT]
    if ranked and ranked[0].bits >= TELLING_BITS:
        return ranked
    return ranked if any(_chance_of_change(network, q, update) >= LEAST_CHANGE for q in ranked) else []


def _chance_of_change(network: Network, question: OpenQuestion, update: Posterior) -> float:
    """Return the chance that the answer changes how soon to act, whom to see or the leading cause."""
    now = _gist(network, question.p_cause.sum(axis=0), question.p_level.sum(axis=0), update)
    p_answer = question.p_level.sum(axis=1)
    later = zip(p_answer, question.p_cause, question.p_level, strict=True)
    return sum(float(p) for p, cause, level in later if p > 0 and _gist(network, cause / p, level / p, update) != now)


def _gist(network: Network, p_cause: Floats, p_level: Floats, update: Posterior) -> Gist:
    order = np.argsort(-p_cause)[: len(update.hypotheses.kinds)]
    leaders = frozenset(int(c) for i, c in enumerate(order) if i == 0 or p_cause[c] >= LEAST_LEADING)
    reached = p_level[::-1].cumsum()[::-1]
    needed = [network.kb.thresholds.get(level, 0.0) for level in LEVELS]
    return leaders, max(i for i, p in enumerate(reached) if i == 0 or p >= needed[i])
