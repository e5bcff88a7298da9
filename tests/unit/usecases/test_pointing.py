"""Pointing: every place and every thing that may happen there comes to a case that can be assessed."""

import pytest
import yaml

from mimika.bootstrap import assessing
from mimika.errors import InputError
from mimika.kb.load import BUILT_IN
from mimika.model.place import Pointing
from mimika.model.talk import Answer, Talk
from mimika.usecases.pointing import opened, point, pointed, pointed_together
from mimika.usecases.talking import Talking

PLACES = yaml.safe_load((BUILT_IN / "places.yaml").read_text(encoding="utf-8"))
EVERY = [(place["id"], happening["id"]) for place in PLACES for happening in place["happenings"]]


@pytest.fixture(scope="module")
def talking():
    return Talking(assessing())


@pytest.mark.parametrize(("place", "happening"), EVERY, ids=lambda x: x)
def test_every_pointing_gives_a_case_with_its_complaint(talking, place, happening):
    case = talking.case(point(talking, Talk("ru"), [Pointing(place, happening)]))
    kinds = [c.kind for c in case.complaints]
    assert opened(talking.kb, place, happening) in kinds
    given = {a.about: a.value for a in pointed(talking.kb, place, happening)}
    assert {o.finding: o.value for o in case.observations} == given
    assert talking.use.assess_case(case).scope in ("in_scope", "not_enough")


def test_all_kinds_of_complaint_and_emergencies_can_be_pointed_at(talking):
    assert {opened(talking.kb, *each) for each in EVERY} == set(talking.kb.complaints)
    talk = point(talking, Talk("en"), [Pointing("mouth-corner", "drooped-suddenly", "left")])
    assert talking.assessment(talk).urgency.level == "emergency"


def test_one_eyelid_is_on_one_side_and_both_are_left_to_be_asked(talking):
    left, right = (Pointing("upper-eyelid", "flickers", side) for side in ("left", "right"))
    flickers, side = Answer("one-eyelid-flickers", value=True), Answer("side", "one-side")
    assert pointed_together(talking.kb, [left]) == (flickers, side)
    assert pointed_together(talking.kb, [left, right]) == (flickers,)


def test_what_two_pointings_say_differently_is_left_to_be_asked(talking):
    answers = pointed_together(talking.kb, [Pointing("arm", "moves"), Pointing("leg", "moves")])
    assert {a.about for a in answers} == {"arms-hands-move", "trunk-or-legs-move"}


def test_a_pointing_is_taken_back_as_one_screen(talking):
    talk = point(talking, Talk("en"), [Pointing("cheek", "shock", "left"), Pointing("cheek", "numb", "left")])
    assert talking.case(talk).complaints
    assert talking.back(talk) == Talk("en")


@pytest.mark.parametrize(("place", "happening"), [("elbow", "hurts"), ("cheek", "sings"), ("<b>", "x y")])
def test_what_is_not_there_cannot_be_pointed_at(talking, place, happening):
    with pytest.raises(InputError) as error:
        pointed(talking.kb, place, happening)
    assert error.value.code == "M212"
    assert "<b>" not in str(error.value)
