"""Criteria and rules on literal cases: met, not met, or open with exactly what is missing."""

import pytest

from mimika.engine.criteria import criteria_of, judge, missing, view
from mimika.model.assessment import CriteriaResult, Truth
from mimika.model.case import Observation, Person
from mimika.model.logic import Logic
from small_knowledge import boolean, case, choice, condition, criteria, knowledge, leaf, quantity

TICS = Logic(
    "all",
    (
        Logic("count", (leaf("blinks"), leaf("sniffs"), leaf("shrugs")), count=2),
        leaf("duration-d", at_least=365),
        Logic("age", below=18),
        Logic("not", (leaf("drug", "new"),)),
    ),
)
KB = knowledge(
    [condition("tics"), condition("spasm")],
    [
        boolean("blinks"),
        boolean("sniffs"),
        boolean("shrugs"),
        quantity("duration-d", {"short": (None, 90), "long": (90, 730), "years": (730, None)}),
        choice("drug", {"none": 0.9, "new": 0.1}, "person"),
    ],
    criteria=(criteria("tics-published", "tics", TICS),),
)
ALL_MET = {"blinks": True, "shrugs": True, "duration_d": "years", "drug": "none"}
CHILD = Person(9.0)


@pytest.mark.parametrize(
    ("person", "values", "state", "lacking"),
    [
        (CHILD, ALL_MET, Truth.MET, ()),
        (Person(18.0), ALL_MET, Truth.NOT_MET, ()),
        (Person(), ALL_MET, Truth.OPEN, ("age",)),
        (CHILD, ALL_MET | {"drug": "new"}, Truth.NOT_MET, ()),
        (CHILD, ALL_MET | {"duration_d": "long"}, Truth.OPEN, ("duration-d",)),
        (CHILD, ALL_MET | {"duration_d": "short"}, Truth.NOT_MET, ()),
        (CHILD, ALL_MET | {"duration_d": 364.0}, Truth.NOT_MET, ()),
        (CHILD, ALL_MET | {"duration_d": 365.0}, Truth.MET, ()),
        (CHILD, ALL_MET | {"shrugs": False}, Truth.OPEN, ("sniffs",)),
        (CHILD, ALL_MET | {"shrugs": False, "sniffs": False}, Truth.NOT_MET, ()),
        (CHILD, {}, Truth.OPEN, ("blinks", "sniffs", "shrugs", "duration-d", "drug")),
    ],
)
def test_criteria(person: Person, values: dict, state: Truth, lacking: tuple[str, ...]) -> None:
    known = view(KB, case(person=person, **values))
    assert criteria_of(KB, "tics", known) == (CriteriaResult("tics-published", state, lacking),)


LID, NOSE, SHOULDER = leaf("blinks"), leaf("sniffs"), leaf("shrugs")
SUM = Logic("points", (LID, NOSE, SHOULDER), count=5, worth=(3, 2, 2))


@pytest.mark.parametrize(
    ("values", "state", "lacking"),
    [
        ({"blinks": True, "sniffs": True}, Truth.MET, ()),
        ({"sniffs": True, "shrugs": True}, Truth.OPEN, ("blinks",)),
        ({"blinks": True}, Truth.OPEN, ("sniffs", "shrugs")),
        ({"blinks": True, "sniffs": False}, Truth.OPEN, ("shrugs",)),
        ({"blinks": False}, Truth.NOT_MET, ()),
        ({"sniffs": False, "shrugs": False}, Truth.NOT_MET, ()),
        ({"blinks": True, "sniffs": True, "shrugs": False}, Truth.MET, ()),
        ({}, Truth.OPEN, ("blinks", "sniffs", "shrugs")),
    ],
)
def test_points(values: dict, state: Truth, lacking: tuple[str, ...]) -> None:
    known = view(KB, case(**values))
    assert (judge(SUM, known), missing(SUM, known)) == (state, lacking)


def test_another_condition_has_no_such_criteria() -> None:
    assert criteria_of(KB, "spasm", view(KB, case())) == ()


def test_a_yes_outweighs_a_no_of_the_same_finding() -> None:
    seen = (Observation("blinks", value=False), Observation("blinks", value=True))
    assert judge(leaf("blinks"), view(KB, case(), seen)) is Truth.MET


def test_sex_and_complaint_are_open_until_told() -> None:
    rule = Logic("any", (Logic("sex", subject="female"), Logic("complaint", subject="headache")))
    assert missing(rule, view(KB, case())) == ("sex", "headache")
    assert judge(rule, view(KB, case(person=Person(None, "female")))) is Truth.MET
    assert judge(rule, view(KB, case(person=Person(None, "male"), absent=("headache",)))) is Truth.NOT_MET
