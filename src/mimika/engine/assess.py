"""From a case to an assessment: everything the engine can say, joined."""

import numpy as np

from mimika.engine.criteria import criteria_of, view
from mimika.engine.evidence import Evidence, evidence_for_all
from mimika.engine.guidance import advice, corrections, examinations, whom_to_see
from mimika.engine.network import Network
from mimika.engine.next_question import MOST_BITS, next_questions
from mimika.engine.posterior import Posterior, posterior
from mimika.engine.red_flags import answered_no, check_now, red_flags
from mimika.engine.uncertainty import spread
from mimika.engine.urgency import urgency
from mimika.model.assessment import Assessment, Candidate, CriteriaResult, EvidenceLine, NextQuestion, Scope, Urgency
from mimika.model.case import Case
from mimika.model.condition import Family
from mimika.model.finding import ComplaintKind
from mimika.model.finding import Scope as FindingScope

LEAST_SHOWN, MOST_SHOWN, ALWAYS_SHOWN = 0.01, 10, 3
# A family is one until its leading member holds this part of it.
FAMILY_SPLIT_SHARE = 0.8


def assess(network: Network, case: Case) -> Assessment:
    """Return the assessment of a case. Every finding in it must be in the knowledge base."""
    flags = red_flags(network.kb, case)
    scope = scope_of(network, case)
    update = posterior(network, case) if scope == "in_scope" else None
    level = urgency(network, update, flags)
    shown = differential(network, case, update) if update else ()
    asked, needless = examinations(network.kb, shown)
    to_do, not_to_do = advice(network.kb, shown)
    return Assessment(
        scope=scope,
        person=case.person,
        complaints=_kinds(case),
        understood=case.observations,
        urgency=level,
        check_now=check_now(network.kb, case, flags),
        differential=shown,
        p_other=float(update.p_condition[network.other]) if update else 1.0,
        see=whom_to_see(network.kb, case, level, shown),
        ask_for=asked,
        not_needed=needless,
        do=to_do,
        do_not=not_to_do,
        corrections=corrections(network, case, shown),
        disputed=case.disputed,
        unread=case.unread,
        next_questions=_questions(network, case, update),
        denied=tuple(f.id for f in answered_no(network.kb, case, flags)),
    )


def urgency_of(network: Network, case: Case) -> Urgency:
    """Return only how soon to act: the same as in the whole assessment, at a fraction of its cost."""
    update = posterior(network, case) if scope_of(network, case) == "in_scope" else None
    return urgency(network, update, red_flags(network.kb, case))


def _questions(network: Network, case: Case, update: Posterior | None) -> tuple[NextQuestion, ...]:
    """Return what to ask next; what the story says both yes and no of comes first."""
    settled = tuple(NextQuestion(finding, MOST_BITS) for finding in case.disputed)
    return settled + tuple(
        q for q in (next_questions(network, update, case.person) if update else ()) if q.finding not in case.disputed
    )


def _kinds(case: Case) -> tuple[ComplaintKind, ...]:
    return tuple(c.kind for c in case.complaints if not c.is_absent)


def scope_of(network: Network, case: Case) -> Scope:
    """Return whether a case can be assessed, needs more said, or lies outside what Mimika knows."""
    kinds = set(_kinds(case))
    covered: set[FindingScope] = {kind for kind in kinds if len(network.causes(kind)) > 1}
    if not covered:
        return "not_enough" if kinds or _tells(network, case, {"person"}) else "out_of_scope"
    return "in_scope" if _tells(network, case, covered) else "not_enough"


def _tells(network: Network, case: Case, scopes: set[FindingScope]) -> bool:
    """Return whether something that is there belongs to these scopes and speaks for or against a condition."""
    there = (network.kb.findings[o.finding] for o in case.observations if o.value is not False)
    telling = (f for f in there if f.of in scopes or f.complaint in scopes or (f.of == "person" and f.danger))
    return any(network.table(f.id).informative.any() for f in telling)


def differential(network: Network, case: Case, update: Posterior) -> tuple[Candidate, ...]:
    """Return the likely causes, best first; members of a family that is still one stand together."""
    chances = {c: float(update.p_condition[i]) for c, i in network.index.items()}
    families = {m: f for f in network.kb.families.values() if _is_one(f, chances, update) for m in f.members}
    together = {c: sum(chances[m] for m in families[c].members) if c in families else p for c, p in chances.items()}
    order = sorted(chances, key=lambda c: (-together[c], families[c].id if c in families else "", -chances[c], c))
    kept = [c for i, c in enumerate(order) if i < ALWAYS_SHOWN or chances[c] >= LEAST_SHOWN][:MOST_SHOWN]
    sure, known = spread(network, update), view(network.kb, case)
    entry = update.hypotheses.spread(np.exp(update.log_prior))
    numbers = np.stack([update.p_condition, sure.low, sure.high, sure.rank_holds, entry], axis=1).tolist()
    evidence = evidence_for_all(network, update, kept)
    return tuple(
        _candidate(c, tuple(numbers[network.index[c]]), lines, criteria_of(network.kb, c, known), families.get(c))
        for c, lines in zip(kept, evidence, strict=True)
    )


def _is_one(family: Family, chances: dict[str, float], update: Posterior) -> bool:
    members = [chances[m] for m in family.members]
    answered = {k.finding for k in update.known}
    return max(members) < FAMILY_SPLIT_SHARE * sum(members) and not set(family.split_by) <= answered


def _candidate(
    condition: str,
    numbers: tuple[float, float, float, float, float],
    evidence: tuple[Evidence, ...],
    criteria: tuple[CriteriaResult, ...],
    family: Family | None,
) -> Candidate:
    probability, low, high, rank_holds, entry = numbers
    lines = tuple(EvidenceLine(e.key, e.state, e.decibans) for e in evidence)
    return Candidate(
        condition, probability, low, high, rank_holds, entry, lines, criteria, family.id if family else None
    )
