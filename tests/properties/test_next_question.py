"""What must hold of the next question whatever is known: on drawn knowledge and on the built-in one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mimika.engine.criteria import judge, view
from mimika.engine.interview import LIST_BITS, MOST_ALSO, MOST_ANSWERS, MOST_QUESTIONS, TELLING_BITS, Asked, next_screen
from mimika.engine.network import Network
from mimika.engine.next_question import open_questions, suits
from mimika.engine.posterior import posterior
from mimika.engine.red_flags import to_check
from mimika.model.assessment import Truth
from mimika.model.case import Case, Complaint, Observation, Person
from mimika.model.talk import Answer, Talk
from mimika.usecases.assessing import Assessing
from mimika.usecases.talking import Talking
from small_knowledge import KINDS, cases, knowledge_bases, persons

SLACK = 1e-9


@pytest.fixture(params=["drawn", "built-in"])
def network_of(request, network):
    """Return a function that draws a network: a small one, or always the built-in one."""
    if request.param == "built-in":
        return lambda data: network
    return lambda data: Network(data.draw(knowledge_bases()))


def property_test(max_examples):
    def decorate(test):
        checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
        return settings(max_examples=max_examples, suppress_health_check=checks)(given(data=st.data())(test))

    return decorate


def entropy(p):
    p = p[p > 0] / p.sum()
    return float(-(p * np.log2(p)).sum())


def one_complaint(data, network):
    return data.draw(cases(network.kb, (data.draw(st.sampled_from(KINDS)),)))


def value_of(finding, state):
    return bool(state) if finding.kind == "boolean" else finding.states[state]


@property_test(30)
def test_a_question_is_never_worth_less_than_nothing(network_of, data):
    network = network_of(data)
    case = one_complaint(data, network)
    for question in open_questions(network, posterior(network, case), case.person):
        assert question.bits >= 0
        assert question.p_cause.min() >= 0


@property_test(30)
def test_asking_never_raises_the_expected_entropy(network_of, data):
    """The answers are really given, one by one; findings of a group are shrunk, which is no longer plain Bayes."""
    network = network_of(data)
    case = one_complaint(data, network)
    now = posterior(network, case)
    asked = [q for q in open_questions(network, now, case.person) if not network.kb.findings[q.finding].group]
    assume(asked)
    question = data.draw(st.sampled_from(asked))
    finding = network.kb.findings[question.finding]
    p_answer = question.p_cause.sum(axis=1) / question.p_cause.sum()
    later = [
        entropy(posterior(network, replace(case, observations=(*case.observations, seen))).p_condition)
        for seen in (Observation(finding.id, value_of(finding, s)) for s in range(len(finding.states)))
    ]
    assert float(p_answer @ np.array(later)) <= entropy(now.p_condition) + SLACK


def test_a_man_is_not_asked_of_pregnancy(network):
    asked = {sex: questions_of(network, Person(30, sex)) for sex in ("female", "male")}
    assert "pregnancy" in asked["female"]
    assert "pregnancy" not in asked["male"]


def questions_of(network, person):
    case = Case(person, (Complaint("headache"),))
    return {q.finding for q in open_questions(network, posterior(network, case), person)}


@property_test(30)
def test_the_same_case_gives_the_same_screen(network_of, data):
    network = network_of(data)
    case = one_complaint(data, network)
    shuffled = replace(case, observations=tuple(data.draw(st.permutations(case.observations))))
    assert next_screen(network, case, Asked()) == next_screen(network, shuffled, Asked())


@property_test(30)
def test_a_danger_goes_before_a_question(network_of, data):
    network = network_of(data)
    case = one_complaint(data, network)
    unknown = frozenset(data.draw(st.sets(st.sampled_from(sorted(network.kb.red_flags) or ["none"]))))
    screen = next_screen(network, case, Asked(unknown))
    if screen is None or screen.kind == "question":
        assert set(to_check(network.kb, case)) <= unknown


@property_test(10)
def test_a_talk_ends_whatever_is_answered(network, data):
    use = Talking(Assessing(network.kb))
    who = data.draw(persons())
    kind = data.draw(st.sampled_from(sorted(network.kb.complaints)))
    talk = use.complain(Talk("en"), [kind])
    talk = use.introduce(talk, who.age_years, who.sex)
    flags, questions = [], 0
    while screen := use.screen(talk):
        told = [a.about for turn in talk.turns for a in turn]
        assert not set(screen.asks) & set(told), "nothing is asked twice"
        flags += [about for about in screen.asks if about in network.kb.red_flags]
        questions += screen.kind == "question"
        talk = use.answer(talk, [data.draw(answers(network.kb, about)) for about in screen.asks])
    assert questions <= MOST_QUESTIONS + 1
    assert len(flags) == len(set(flags))


@property_test(20)
def test_every_grave_danger_is_asked_or_stands_behind_a_broad_question(network, data):
    """Whoever says yes to all that is asked on screens of dangers is asked every red flag that may be true of them."""
    use = Talking(Assessing(network.kb))
    who = data.draw(persons().filter(lambda p: p.age_years is not None))
    kind = data.draw(st.sampled_from(sorted(network.kb.complaints)))
    talk = use.introduce(use.complain(Talk("en"), [kind]), who.age_years, who.sex)
    while (screen := use.screen(talk)) and screen.kind != "question":
        talk = use.answer(talk, [Answer(about, screen.kind == "broad") for about in screen.asks])
    asked = {a.about for turn in talk.turns for a in turn}
    known = view(network.kb, use.case(talk))
    for flag in network.kb.red_flags.values():
        if flag.level != "R3" and flag.when and judge(flag.when, known) is Truth.OPEN:
            assert flag.opened_by
            is_outgrown = not any(suits(network, f, who) for f in flag.opened_by)
            assert flag.id in asked or set(flag.opened_by) & asked or is_outgrown, flag.id


@property_test(10)
def test_a_broad_question_moves_no_chance(network, data):
    use = Talking(Assessing(network.kb))
    kind = data.draw(st.sampled_from(sorted(network.kb.complaints)))
    talk = use.introduce(use.complain(Talk("en"), [kind]), 40, None)
    broad = {f for flag in network.kb.red_flags.values() for f in flag.opened_by if f.startswith("also-")}
    answered = use.answer(talk, [Answer(data.draw(st.sampled_from(sorted(broad))), data.draw(st.booleans()))])
    before, after = (posterior(use.use.network, use.case(t)) for t in (talk, answered))
    assert before.p_condition.tolist() == pytest.approx(after.p_condition.tolist())


@property_test(10)
def test_not_knowing_changes_no_chance(network, data):
    use = Talking(Assessing(network.kb))
    kind = data.draw(st.sampled_from(sorted(network.kb.complaints)))
    talk = use.introduce(use.complain(Talk("en"), [kind]), 40, None)
    about = data.draw(st.sampled_from(sorted(network.kb.findings) + sorted(network.kb.red_flags)))
    silent = use.answer(talk, [Answer(about)])
    before, after = (posterior(use.use.network, use.case(t)) for t in (talk, silent))
    assert before.p_condition.tolist() == after.p_condition.tolist()


def answers(kb, about):
    """Return a strategy of answers to a finding or a red flag, not knowing among them."""
    finding = kb.findings.get(about)
    values = [True, False] if finding is None else [value_of(finding, s) for s in range(len(finding.states))]
    return st.sampled_from([None, *values]).map(lambda value: Answer(about, value))


@property_test(10)
def test_what_is_left_is_asked_on_lists_only_when_no_question_is_worth_it_alone(network, data):
    use = Talking(Assessing(network.kb))
    kind = data.draw(st.sampled_from(sorted(network.kb.complaints)))
    talk = use.introduce(use.complain(Talk("en"), [kind]), data.draw(st.floats(3, 90)), "female")
    lists = 0
    while screen := use.screen(talk):
        if screen.kind == "also":
            lists += 1
            assert 1 < len(screen.asks) <= MOST_ALSO
            assert all(network.kb.findings[about].kind == "boolean" for about in screen.asks)
            assert screen.value_bits >= LIST_BITS
            update = posterior(network, use.case(talk))
            open_ = open_questions(network, update, use.case(talk).person)
            best = next(q for q in open_ if q.finding not in talk.standing)
            assert best.bits < TELLING_BITS or _questions(network.kb, talk) >= MOST_QUESTIONS
        talk = use.answer(talk, [data.draw(answers(network.kb, about)) for about in screen.asks])
    assert lists <= MOST_ANSWERS // MOST_ALSO


def _questions(kb, talk):
    return sum(len(turn) == 1 and turn[0].about in kb.findings for turn in talk.turns)
