"""Three-valued logic: more knowledge decides, never revises; De Morgan holds."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mimika.engine.criteria import judge, missing, view
from mimika.model.assessment import Truth
from mimika.model.case import Case, Complaint, Observation, Person
from mimika.model.logic import Logic
from small_knowledge import boolean, choice, condition, knowledge, leaf, quantity

VALUES = {
    "yes-no": (True, False),
    "sign": (True, False),
    "side": ("left", "right", "both"),
    "days": ("few", "some", "many", 1.0, 5.0, 10.0, 29.9, 30.0, 400.0),
}
KB = knowledge(
    [condition("a")],
    [
        boolean("yes-no"),
        boolean("sign", of="person"),
        choice("side", {"left": 0.3, "right": 0.3, "both": 0.4}),
        quantity("days", {"few": (None, 5), "some": (5, 30), "many": (30, None)}),
    ],
)
WORTH = st.integers(1, 5)
EDGES = st.sampled_from([1.0, 5.0, 10.0, 30.0, 100.0])
LEAVES = st.one_of(
    st.sampled_from([leaf("yes-no"), leaf("sign"), leaf("side", "left"), leaf("side", "left", "both")]),
    EDGES.map(lambda low: leaf("days", at_least=low)),
    EDGES.map(lambda high: leaf("days", below=high)),
    st.tuples(EDGES, EDGES).map(lambda e: leaf("days", at_least=min(e), below=max(e) + 1)),
    EDGES.map(lambda low: Logic("age", at_least=low)),
    st.just(Logic("sex", subject="female")),
    st.just(Logic("complaint", subject="headache")),
)


def _grow(parts: st.SearchStrategy[Logic]) -> st.SearchStrategy[Logic]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        several.map(lambda p: Logic("all", p)),
        several.map(lambda p: Logic("any", p)),
        parts.map(negated),
        st.tuples(several, st.integers(1, 4)).map(lambda x: Logic("count", x[0], count=x[1])),
        st.tuples(st.lists(st.tuples(parts, WORTH), min_size=1, max_size=4), st.integers(1, 9)).map(
            lambda x: points(x[0], x[1])
        ),
    )


def points(parts: list[tuple[Logic, int]], at_least: int) -> Logic:
    return Logic("points", tuple(p for p, _ in parts), count=at_least, worth=tuple(w for _, w in parts))


def negated(rule: Logic) -> Logic:
    return Logic("not", (rule,))


RULES = st.recursive(LEAVES, _grow, max_leaves=8)


@st.composite
def told(draw: st.DrawFn) -> Case:
    """Some findings, each once: a contradiction is no knowledge."""
    seen = {f: draw(st.none() | st.sampled_from(values)) for f, values in VALUES.items()}
    person = Person(draw(st.none() | st.floats(0, 100)), draw(st.sampled_from([None, "female", "male"])))
    headache = draw(st.sampled_from([(), (Complaint("headache"),), (Complaint("headache", is_absent=True),)]))
    known = tuple(Observation(f, v) for f, v in seen.items() if v is not None)
    return Case(person, (Complaint("movement"), *headache), known)


@st.composite
def told_less(draw: st.DrawFn, case: Case) -> Case:
    kept = tuple(o for o in case.observations if draw(st.booleans()))
    person = Person(*(draw(st.sampled_from([None, v])) for v in (case.person.age_years, case.person.sex)))
    return replace(case, person=person, complaints=draw(st.sampled_from([case.complaints[:1], case.complaints])),
                   observations=kept)  # fmt: skip


def truth(rule: Logic, case: Case) -> Truth:
    return judge(rule, view(KB, case))


@given(RULES, st.data())
def test_what_is_decided_stays_decided_when_more_is_known(rule: Logic, data: st.DataObject) -> None:
    more = data.draw(told())
    before = truth(rule, data.draw(told_less(more)))
    assert before is Truth.OPEN or truth(rule, more) is before


@given(RULES, told())
def test_open_rules_say_what_is_missing_and_decided_ones_nothing(rule: Logic, case: Case) -> None:
    assert bool(missing(rule, view(KB, case))) == (truth(rule, case) is Truth.OPEN)


@given(st.lists(RULES, min_size=1, max_size=3).map(tuple), told())
def test_de_morgan(rules: tuple[Logic, ...], case: Case) -> None:
    turned = tuple(negated(r) for r in rules)
    assert truth(negated(Logic("all", rules)), case) is truth(Logic("any", turned), case)
    assert truth(negated(Logic("any", rules)), case) is truth(Logic("all", turned), case)
    assert truth(negated(negated(rules[0])), case) is truth(rules[0], case)


@given(st.lists(RULES, min_size=1, max_size=4).map(tuple), told())
def test_count_of_one_is_any_and_count_of_all_is_all(rules: tuple[Logic, ...], case: Case) -> None:
    assert truth(Logic("count", rules, count=1), case) is truth(Logic("any", rules), case)
    assert truth(Logic("count", rules, count=len(rules)), case) is truth(Logic("all", rules), case)


@given(st.lists(RULES, min_size=1, max_size=4), st.integers(1, 4), WORTH, told())
def test_points_of_one_worth_are_a_count(rules: list[Logic], at_least: int, worth: int, case: Case) -> None:
    even = points([(r, worth) for r in rules], at_least * worth)
    assert truth(even, case) is truth(Logic("count", tuple(rules), count=at_least), case)


@given(st.lists(st.tuples(RULES, WORTH), min_size=1, max_size=4), st.integers(1, 9), told())
def test_points_are_a_part_repeated_as_often_as_it_is_worth(
    parts: list[tuple[Logic, int]], at_least: int, case: Case
) -> None:
    repeated = tuple(rule for rule, worth in parts for _ in range(worth))
    assert truth(points(parts, at_least), case) is truth(Logic("count", repeated, count=at_least), case)
