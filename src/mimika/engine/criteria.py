"""Kleene's three-valued logic over a case: met, not met, or open with exactly what is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mimika.model.assessment import CriteriaResult, Truth
from mimika.model.case import Case, Observation, Value
from mimika.model.finding import Finding
from mimika.model.knowledge import KnowledgeBase
from mimika.model.logic import Logic

MET, NOT_MET, OPEN = Truth.MET, Truth.NOT_MET, Truth.OPEN


@dataclass(frozen=True, slots=True)
class View:
    """What is known, as logic reads it."""

    kb: KnowledgeBase
    case: Case
    values: dict[str, tuple[Value, ...]]


def view(kb: KnowledgeBase, case: Case, seen: Iterable[Observation] | None = None) -> View:
    """Return a view of a case, of all its observations or only of some."""
    values: dict[str, tuple[Value, ...]] = {}
    for observation in case.observations if seen is None else seen:
        values[observation.finding] = (*values.get(observation.finding, ()), observation.value)
    return View(kb, case, values)


def judge(logic: Logic, known: View) -> Truth:
    """Return whether a rule is met, not met, or still open."""
    return _JUDGES[logic.op](logic, known)


def missing(logic: Logic, known: View) -> tuple[str, ...]:
    """Return the finding ids (or "age", "sex") that keep an open rule open; empty when it is decided."""
    if judge(logic, known) is not OPEN:
        return ()
    if not logic.parts:
        return (logic.subject if logic.op in ("finding", "complaint") else logic.op,)
    found = (name for part in logic.parts for name in missing(part, known))
    return tuple(dict.fromkeys(found))


def criteria_of(kb: KnowledgeBase, condition: str, known: View) -> tuple[CriteriaResult, ...]:
    """Return every published set of criteria of one condition on a case."""
    own = (c for c in kb.criteria.values() if c.condition == condition)
    return tuple(CriteriaResult(c.id, judge(c.logic, known), missing(c.logic, known)) for c in own)


def _all(logic: Logic, known: View) -> Truth:
    states = [judge(part, known) for part in logic.parts]
    return NOT_MET if NOT_MET in states else OPEN if OPEN in states else MET


def _any(logic: Logic, known: View) -> Truth:
    states = [judge(part, known) for part in logic.parts]
    return MET if MET in states else OPEN if OPEN in states else NOT_MET


def _not(logic: Logic, known: View) -> Truth:
    return {MET: NOT_MET, NOT_MET: MET, OPEN: OPEN}[judge(logic.parts[0], known)]


def _count(logic: Logic, known: View) -> Truth:
    states = [judge(part, known) for part in logic.parts]
    if states.count(MET) >= logic.count:
        return MET
    return OPEN if len(states) - states.count(NOT_MET) >= logic.count else NOT_MET


def _points(logic: Logic, known: View) -> Truth:
    states = [judge(part, known) for part in logic.parts]
    if _sum(logic, states, {MET}) >= logic.count:
        return MET
    return OPEN if _sum(logic, states, {MET, OPEN}) >= logic.count else NOT_MET


def _sum(logic: Logic, states: list[Truth], counted: set[Truth]) -> int:
    """Return the points of the parts whose state is counted."""
    return sum(worth for worth, state in zip(logic.worth, states, strict=True) if state in counted)


def _finding(logic: Logic, known: View) -> Truth:
    finding = known.kb.findings[logic.subject]
    states = [_value(logic, finding, value) for value in known.values.get(logic.subject, ())]
    if MET in states:
        return MET
    return NOT_MET if states and OPEN not in states else OPEN


def _value(logic: Logic, finding: Finding, value: Value) -> Truth:
    if logic.at_least is not None or logic.below is not None:
        return _within(logic, *_span(finding, value))
    state = finding.state_of(value)
    if state is None:
        return OPEN
    holds = finding.states[state] in logic.accepted if logic.accepted else state == 1
    return MET if holds else NOT_MET


def _span(finding: Finding, value: Value) -> tuple[float, float]:
    """Return the numbers a value may stand for: itself, or its whole bin."""
    if isinstance(value, str):
        bin_ = finding.answers[finding.states.index(value)]
        low = float("-inf") if bin_.at_least is None else bin_.at_least
        return low, float("inf") if bin_.below is None else bin_.below
    return float(value), float(value)


def _within(logic: Logic, low: float, high: float) -> Truth:
    """Return whether a number in [low, high) lies in the leaf's [at_least, below)."""
    at_least = float("-inf") if logic.at_least is None else logic.at_least
    below = float("inf") if logic.below is None else logic.below
    is_point = low == high
    if low >= at_least and (high < below or (not is_point and high <= below)):
        return MET
    return NOT_MET if low >= below or high < at_least or (high == at_least and not is_point) else OPEN


def _age(logic: Logic, known: View) -> Truth:
    age = known.case.person.age_years
    return OPEN if age is None else _within(logic, age, age)


def _sex(logic: Logic, known: View) -> Truth:
    sex = known.case.person.sex
    return OPEN if sex is None else MET if sex == logic.subject else NOT_MET


def _complaint(logic: Logic, known: View) -> Truth:
    asked = [c for c in known.case.complaints if c.kind == logic.subject]
    return OPEN if not asked else NOT_MET if all(c.is_absent for c in asked) else MET


_JUDGES: dict[str, Callable[[Logic, View], Truth]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "count": _count,
    "points": _points,
    "finding": _finding,
    "age": _age,
    "sex": _sex,
    "complaint": _complaint,
}
