"""A talk: answers stand before words, red flags come first, every answer can be taken back."""

import pytest

from mimika.bootstrap import assessing
from mimika.errors import InputError
from mimika.model.case import Person
from mimika.model.talk import Answer, Talk
from mimika.usecases.talking import Talking


@pytest.fixture(scope="module")
def talking():
    return Talking(assessing())


@pytest.fixture
def told(talking):
    talk = talking.tell(Talk("en"), "My left eyelid has been twitching for a week.")
    return talking.introduce(talk, 34, "female")


def answered_no(talking, talk):
    """Return the talk with every danger screen answered "none of these"."""
    while (screen := talking.screen(talk)) and screen.kind == "danger":
        talk = talking.answer(talk, [Answer(flag, False) for flag in screen.asks])
    return talk


def values(talking, talk):
    return {o.finding: o.value for o in talking.case(talk).observations}


def test_without_a_complaint_it_is_asked_first(talking):
    assert talking.screen(Talk("en")).kind == "complaint"


def test_age_and_sex_are_asked_once_and_may_stay_unknown(talking):
    talk = talking.complain(Talk("en"), ["headache"])
    assert talking.screen(talk).kind == "person"
    assert talking.screen(talking.introduce(talk, None, None)).kind == "danger"


def test_red_flags_come_before_any_other_question(talking, told):
    screen = talking.screen(told)
    assert screen.kind == "danger"
    assert 1 <= len(screen.asks) <= 6
    levels = [talking.kb.red_flags[flag].level for flag in screen.asks]
    assert levels == sorted(levels)


def test_after_the_dangers_of_the_complaint_broad_questions_open_those_of_others(talking, told):
    broad = talking.screen(answered_no(talking, told))
    assert broad.kind == "broad"
    assert "suicidal-or-self-harm" in broad.asks
    assert "also-child-changed" not in broad.asks, "she is 34"
    answers = [Answer(about, about == "also-headache") for about in broad.asks]
    opened = talking.screen(talking.answer(answered_no(talking, told), answers))
    assert opened.kind == "danger"
    assert "d1-thunderclap" in opened.asks


def test_none_of_these_clears_the_flags_and_denies_their_signs(talking, told):
    talk = answered_no(talking, told)
    assert talking.assessment(talk).check_now == ()
    assert values(talking, talk)["face-droop-sudden"] is False


def test_a_no_to_a_question_of_two_parts_denies_neither_part(talking):
    talk = talking.introduce(talking.complain(Talk("en"), ["headache"]), 60, "female")
    talk = talking.answer(talk, [Answer("d7-cancer-or-immune", False)])
    assert "headache-new" not in values(talking, talk)


def test_a_yes_to_a_red_flag_counts_at_once_and_opens_its_signs(talking, told):
    talk = talking.answer(told, [Answer("d2-stroke-signs", True)])
    assert talking.assessment(talk).urgency.level in {"urgent", "emergency"}
    screen = talking.screen(talk)
    assert (screen.kind, screen.flag) == ("signs", "d2-stroke-signs")
    assert "arm-or-leg-weakness-sudden" in screen.asks


def test_a_no_cannot_take_away_what_the_words_say(talking):
    talk = talking.tell(Talk("en"), "My left arm suddenly went weak and my face drooped, my head hurts.")
    before = talking.assessment(talk).urgency.level
    assert before == "emergency"
    denied = talking.answer(talk, [Answer("d2-stroke-signs", False)])
    assert talking.assessment(denied).urgency.level == "emergency"


def test_not_knowing_is_no_no(talking, told):
    screen = talking.screen(told)
    talk = talking.answer(told, [Answer(flag, None) for flag in screen.asks])
    assert {f.id for f in talking.assessment(talk).check_now} >= set(screen.asks)
    assert not set(screen.asks) & set((talking.screen(talk) or screen.__class__("person")).asks)


def test_an_answer_stands_before_words_and_none_takes_back(talking, told):
    assert values(talking, told)["side"] == "one-side"
    changed = talking.answer(told, [Answer("side", "both-together")])
    assert values(talking, changed)["side"] == "both-together"
    assert "side" not in values(talking, talking.answer(changed, [Answer("side", None)]))


def test_back_undoes_the_last_screen_alone(talking, told):
    first = talking.answer(told, [Answer("side", "both-together")])
    second = talking.answer(first, [Answer("painful", True)])
    assert talking.back(second) == first


def test_age_given_stands_before_age_told(talking):
    talk = talking.tell(Talk("en"), "I am 40 and my eyelid twitches.")
    assert talking.case(talk).person.age_years == 40
    assert talking.case(talking.introduce(talk, 41, None)).person == Person(41, None)


@pytest.mark.parametrize(
    "answer",
    [Answer("no-such-thing", True), Answer("side", "up"), Answer("painful", 3.0), Answer("d2-stroke-signs", "yes")],
)
def test_an_answer_that_fits_nothing_is_told_and_nothing_is_lost(talking, told, answer):
    with pytest.raises(InputError) as caught:
        talking.answer(told, [answer])
    assert caught.value.told("ru") != caught.value.told("en")


def test_the_talk_ends(talking, told):
    talk = told
    for _ in range(60):
        screen = talking.screen(talk)
        if screen is None:
            break
        talk = talking.answer(talk, [Answer(about, None) for about in screen.asks])
    assert talking.screen(talk) is None
