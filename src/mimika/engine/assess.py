"""From a case to an assessment: everything the engine can say, joined."""

from mimika.engine.criteria import View, criteria_of, view
from mimika.engine.evidence import evidence_for
from mimika.engine.guidance import advice, corrections, examinations, whom_to_see
from mimika.engine.network import Network
from mimika.engine.next_question import next_questions
from mimika.engine.posterior import Posterior, posterior
from mimika.engine.prior import entry_weights
from mimika.engine.red_flags import check_now, red_flags
from mimika.engine.uncertainty import Spread, spread
from mimika.engine.urgency import urgency
from mimika.model.assessment import Assessment, Candidate, EvidenceLine, FlagResult, Scope
from mimika.model.case import Case
from mimika.model.condition import Family
from mimika.model.finding import ComplaintKind

LEAST_SHOWN, MOST_SHOWN, ALWAYS_SHOWN = 0.01, 10, 3
# A family is one until its leading member holds this part of it.
FAMILY_SPLIT_SHARE = 0.8


def assess(network: Network, case: Case) -> Assessment:
    """Return the assessment of a case. Every finding in it must be in the knowledge base."""
    flags = red_flags(network.kb, case)
    scope = scope_of(network, case)
    if scope != "in_scope":
        return _without_differential(network, case, flags, scope)
    update = posterior(network, case)
    level = urgency(network, update, flags)
    shown = differential(network, case, update)
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
        p_other=float(update.p_condition[network.other]),
        see=whom_to_see(network.kb, case, level, shown),
        ask_for=asked,
        not_needed=needless,
        do=to_do,
        do_not=not_to_do,
        corrections=corrections(network, case, shown),
        next_questions=next_questions(network, update),
    )


def _without_differential(network: Network, case: Case, flags: tuple[FlagResult, ...], scope: Scope) -> Assessment:
    level = urgency(network, None, flags)
    return Assessment(
        scope=scope,
        person=case.person,
        complaints=_kinds(case),
        understood=case.observations,
        urgency=level,
        check_now=check_now(network.kb, case, flags),
        differential=(),
        p_other=1.0,
        see=whom_to_see(network.kb, case, level, ()),
        ask_for=(),
        not_needed=(),
        do=(),
        do_not=(),
        corrections=corrections(network, case, ()),
        next_questions=(),
    )


def _kinds(case: Case) -> tuple[ComplaintKind, ...]:
    return tuple(c.kind for c in case.complaints if not c.is_absent)


def scope_of(network: Network, case: Case) -> Scope:
    """Return whether a case can be assessed, needs more said, or lies outside what Mimika knows."""
    kinds = set(_kinds(case))
    covered = {kind for kind in kinds if len(network.causes(kind)) > 1}
    if not covered:
        return "not_enough" if kinds or case.observations else "out_of_scope"
    seen = (network.kb.findings[o.finding] for o in case.observations if o.value is not False)
    return "in_scope" if any(f.of in covered and network.table(f.id).informative.any() for f in seen) else "not_enough"


def differential(network: Network, case: Case, update: Posterior) -> tuple[Candidate, ...]:
    """Return the likely causes, best first; members of a family that is still one stand together."""
    chances = {c: float(update.p_condition[i]) for c, i in network.index.items()}
    families = {m: f for f in network.kb.families.values() if _is_one(f, chances, update) for m in f.members}
    together = {c: sum(chances[m] for m in families[c].members) if c in families else p for c, p in chances.items()}
    order = sorted(chances, key=lambda c: (-together[c], families[c].id if c in families else "", -chances[c], c))
    kept = [c for i, c in enumerate(order) if i < ALWAYS_SHOWN or chances[c] >= LEAST_SHOWN][:MOST_SHOWN]
    sure, known = spread(network, update), view(network.kb, case)
    return tuple(_candidate(network, update, sure, known, c, families.get(c)) for c in kept)


def _is_one(family: Family, chances: dict[str, float], update: Posterior) -> bool:
    members = [chances[m] for m in family.members]
    answered = {k.finding for k in update.known}
    return max(members) < FAMILY_SPLIT_SHARE * sum(members) and not set(family.split_by) <= answered


def _candidate(
    network: Network, update: Posterior, sure: Spread, known: View, condition: str, family: Family | None
) -> Candidate:
    i = network.index[condition]
    entry = max(float(entry_weights(network, kind)[i]) for kind in update.hypotheses.kinds)
    lines = (EvidenceLine(e.key, e.state, e.decibans) for e in evidence_for(network, update, condition))
    return Candidate(
        condition=condition,
        probability=float(update.p_condition[i]),
        low=float(sure.low[i]),
        high=float(sure.high[i]),
        rank_holds=float(sure.rank_holds[i]),
        entry=entry,
        evidence=tuple(lines),
        criteria=criteria_of(network.kb, condition, known),
        family=family.id if family else None,
    )
