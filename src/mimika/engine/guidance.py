"""What follows from an assessment: whom to see, what to ask for and what not, what to do and what to leave alone."""

from collections.abc import Callable, Iterable

from mimika.engine.network import Network
from mimika.model.assessment import Candidate, Urgency
from mimika.model.case import Case, Person
from mimika.model.condition import Condition
from mimika.model.knowledge import KnowledgeBase

ADULT_AGE_YEARS = 18
# Weights below are shares of the differential that speak for an item; estimates, tuned on nothing but sense.
ASK_FOR_SHARE, NOT_NEEDED_SHARE, ADVICE_SHARE, WARNING_SHARE = 0.15, 0.5, 0.2, 0.1
FINDING_TOUCHES, CORRECTION_SHARE, MOST_CORRECTIONS = 0.3, 0.4, 3
LEAST_DOCTOR_SHARE = 0.1
MOST_DOCTORS, MOST_EXAMINATIONS, MOST_ADVICE = 4, 8, 8


def whom_to_see(kb: KnowledgeBase, case: Case, urgency: Urgency, differential: Iterable[Candidate]) -> tuple[str, ...]:
    """Return specialist ids, first to see first: the red flags' doctors, then by the causes' chances."""
    order: dict[str, float] = {}
    if urgency.level == "emergency":
        order["emergency"] = 3.0
    for flag in (f for f in urgency.flags if kb.red_flags[f].level != "R3"):
        for place, doctor in enumerate(kb.red_flags[flag].see):
            order.setdefault(_for_age(kb, case.person, doctor), 2.0 - 0.1 * place)
    shares: dict[str, float] = {}
    for candidate in differential:
        for place, doctor in enumerate(_doctors(kb.conditions[candidate.condition], kb, case.person)):
            shares[doctor] = shares.get(doctor, 0.0) + candidate.probability / (1 + place)
    least = LEAST_DOCTOR_SHARE * max(shares.values(), default=0.0)
    for doctor, share in shares.items():
        if share >= least and doctor != "emergency":
            order.setdefault(doctor, share)
    if not order:
        order[_for_age(kb, case.person, "gp")] = 1.0
    return tuple(sorted(order, key=lambda d: -order[d]))[:MOST_DOCTORS]


def _is_child(person: Person) -> bool:
    return person.age_years is not None and person.age_years < ADULT_AGE_YEARS


def _for_age(kb: KnowledgeBase, person: Person, doctor: str) -> str:
    child = kb.specialists[doctor].child
    return child if child and _is_child(person) else doctor


def _doctors(condition: Condition, kb: KnowledgeBase, person: Person) -> list[str]:
    if _is_child(person) and condition.see_child:
        return list(condition.see_child)
    return list(dict.fromkeys(_for_age(kb, person, doctor) for doctor in condition.see))


def _shares(
    kb: KnowledgeBase, differential: Iterable[Candidate], items: Callable[[Condition], tuple[str, ...]]
) -> dict[str, float]:
    shares: dict[str, float] = {}
    for candidate in differential:
        for item in items(kb.conditions[candidate.condition]):
            shares[item] = shares.get(item, 0.0) + candidate.probability
    return shares


def _above(shares: dict[str, float], least: float, most: int) -> tuple[str, ...]:
    kept = (item for item, share in shares.items() if share >= least)
    return tuple(sorted(kept, key=lambda item: -shares[item]))[:most]


def examinations(kb: KnowledgeBase, differential: tuple[Candidate, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what to ask for and what is not needed; nothing a possible cause asks for is called needless."""
    asked = _shares(kb, differential, lambda c: c.ask_for)
    needless = _shares(kb, differential, lambda c: c.not_needed)
    wanted = {item for item, share in asked.items() if share >= WARNING_SHARE}
    kept = {item: share for item, share in needless.items() if item not in wanted}
    return _above(asked, ASK_FOR_SHARE, MOST_EXAMINATIONS), _above(kept, NOT_NEEDED_SHARE, MOST_EXAMINATIONS)


def advice(kb: KnowledgeBase, differential: tuple[Candidate, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what to do and what not to do."""
    to_do = _above(_shares(kb, differential, lambda c: c.do), ADVICE_SHARE, MOST_ADVICE)
    not_to_do = _above(_shares(kb, differential, lambda c: c.do_not), WARNING_SHARE, MOST_ADVICE)
    return to_do, not_to_do


def corrections(network: Network, case: Case, differential: tuple[Candidate, ...]) -> tuple[str, ...]:
    """Return the corrections of outdated claims that touch a likely condition or an observed finding."""
    chances = {c.condition: c.probability for c in differential}
    seen = {o.finding for o in case.observations if o.value is not False}
    # Claims about all the same causes tie; the last digit of a sum, which differs between numpys, must not part them.
    touched = {
        c.id: round(sum(chances.get(k, 0.0) for k in c.conditions), 9) + FINDING_TOUCHES * bool(seen & set(c.findings))
        for c in network.kb.corrections.values()
    }
    return _above(touched, CORRECTION_SHARE, MOST_CORRECTIONS)
