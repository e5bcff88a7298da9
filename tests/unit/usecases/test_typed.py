"""What is typed becomes an answer, or is told to be none."""

import pytest

from mimika.bootstrap import assessing
from mimika.model.talk import Answer, Screen
from mimika.usecases.examining import LISTED
from mimika.usecases.typed import typed_answers, typed_complaints, typed_value, wish_of

DANGER = Screen("danger", ("d1-thunderclap", "d2-stroke-signs"))


@pytest.fixture(scope="module")
def kb():
    return assessing().kb


@pytest.mark.parametrize(
    ("said", "ticked"),
    [("", (False, False)), ("2", (False, True)), ("1, 2", (True, True)), ("?", (None, None))],
)
def test_numbers_of_a_danger_screen(kb, said, ticked):
    assert typed_answers(kb, DANGER, said) == tuple(map(Answer, DANGER.asks, ticked))


@pytest.mark.parametrize("said", ["3", "0", "yes", "1 x", "-1"])
def test_what_names_no_danger_is_no_answer(kb, said):
    assert typed_answers(kb, DANGER, said) is None


def test_no_sign_ticked_is_not_known(kb):
    screen = Screen("signs", ("face-droop-sudden", "speech-trouble-sudden"), "d2-stroke-signs")
    assert {a.value for a in typed_answers(kb, screen, "")} == {None}
    assert [a.value for a in typed_answers(kb, screen, "2")] == [False, True]


@pytest.mark.parametrize(
    ("finding", "said", "value"),
    [
        ("painful", "1", True),
        ("painful", "нет", False),
        ("side", "one-side", "one-side"),
        ("headache-days-month-d", "2", "8-to-14"),
        ("headache-days-month-d", "=20", 20.0),
        ("headache-days-month-d", "=2,5", 2.5),
        ("headache-days-month-d", "20", None),
        ("painful", "=1", None),
        ("side", "", None),
        ("side", "up", None),
    ],
)
def test_a_value_is_typed_as_a_number_of_the_list_a_word_or_a_measure(kb, finding, said, value):
    assert typed_value(kb, kb.findings[finding], said) == value


@pytest.mark.parametrize(
    ("finding", "said", "value"),
    [
        ("mouth-opening-mm", "30", 30.0),
        ("mouth-opening-mm", "=30,5", 30.5),
        ("mouth-opening-mm", "wide", None),
        ("side", "1", "one-side"),
        ("side", "99", None),
        ("painful", "yes", True),
        ("painful", "-", False),
        ("painful", "1", None),
    ],
)
def test_of_an_examination_only_choices_are_listed(kb, finding, said, value):
    assert typed_value(kb, kb.findings[finding], said, LISTED) == value


def test_wishes_in_both_languages(kb):
    assert [wish_of(kb, said) for said in ("стоп", "back", "почему", "1")] == ["stop", "back", "why", None]


def test_complaints_by_number(kb):
    assert typed_complaints(kb, "1") == (next(iter(kb.complaints)),)
    assert typed_complaints(kb, "") is None
