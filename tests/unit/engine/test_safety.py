"""Red flags, what to check now, and how soon to act, on literal knowledge."""

from dataclasses import replace

import pytest

from mimika.engine.assess import assess
from mimika.engine.network import Network
from mimika.engine.red_flags import broad_questions, check_now, red_flags, to_check
from mimika.model.assessment import FlagResult, Truth
from mimika.model.case import Case, Complaint, Observation
from mimika.model.guidance import Escalation
from mimika.model.knowledge import KnowledgeBase
from mimika.model.logic import Logic
from small_knowledge import boolean, case, condition, knowledge, leaf, red_flag

FINDINGS = [
    boolean("droop", 0.05, "person", danger=True),
    boolean("faint", 0.05, "person", danger=True),
    boolean("fits", 0.05, "person", danger=True),
    boolean("pregnant", 0.05, "person"),
    boolean("flickers", 0.3),
]
FLAGS = (
    red_flag("stroke", leaf("droop"), "R0", see=("emergency",)),
    red_flag("seizure", Logic("all", (leaf("faint"), leaf("fits"))), "R2", within_days=7),
    red_flag("birth", leaf("pregnant"), "R3", within_days=60),
    red_flag("asked-if", leaf("fits"), "R1", ask_if=leaf("faint")),
    red_flag("of-headache", leaf("fits"), "R1", complaints=("headache",)),
)


def of(*flags, conditions=None) -> KnowledgeBase:
    plain = [condition("harmless", {"flickers": 0.9}, {"movement": 0.9}, level="self_care", within_days=None)]
    return knowledge(conditions or plain, FINDINGS, red_flags=flags, rates={"movement": (0.03, 0.02)})


def states(kb: KnowledgeBase, known: Case) -> dict[str, Truth]:
    return {f.id: f.state for f in red_flags(kb, known)}


def test_flags_come_gravest_first_with_their_state() -> None:
    found = red_flags(of(*FLAGS), case(droop=True, faint=False))
    assert [f.id for f in found] == ["stroke", "asked-if", "of-headache", "seizure", "birth"]
    assert [f.state for f in found] == [Truth.MET, Truth.OPEN, Truth.OPEN, Truth.NOT_MET, Truth.OPEN]
    assert found[1].missing == ("fits",)


@pytest.mark.parametrize(("origin", "state"), [("words", Truth.OPEN), ("answer", Truth.NOT_MET)])
def test_only_an_answer_clears_a_flag(origin: str, state: Truth) -> None:
    known = Case(complaints=(Complaint("movement"),), observations=(Observation("droop", value=False, origin=origin),))
    assert states(of(*FLAGS), known)["stroke"] is state


def test_words_raise_a_flag_and_a_no_beside_them_does_not_cancel_it() -> None:
    seen = (Observation("droop", value=True, origin="words"), Observation("droop", value=False, origin="examination"))
    assert states(of(*FLAGS), Case(complaints=(Complaint("movement"),), observations=seen))["stroke"] is Truth.MET


def test_an_escalation_raises_the_level_and_never_lowers_it() -> None:
    worse = Escalation(leaf("fits"), "R0")
    milder = Escalation(leaf("droop"), "R3")
    flag = red_flag("fainting", leaf("faint"), "R2", escalate=(worse, milder))
    level = {f.id: f.level for f in red_flags(of(flag), case(faint=True, droop=True))}
    assert level == {"fainting": "R2"}
    assert red_flags(of(flag), case(faint=True, fits=True)) == (FlagResult("fainting", Truth.MET, "R0"),)


def test_a_sign_escalates_a_flag_that_was_affirmed_as_a_whole() -> None:
    flag = red_flag("fainting", leaf("faint"), "R2", escalate=(Escalation(leaf("fits"), "R0"),))
    whole = replace(case(fits=True), checks=(("fainting", True),))
    assert red_flags(of(flag), whole) == (FlagResult("fainting", Truth.MET, "R0"),)
    assert red_flags(of(flag), replace(whole, observations=()))[0].level == "R2"


def test_a_yes_to_a_broad_question_opens_a_flag_of_another_complaint() -> None:
    flag = red_flag("of-headache", leaf("fits"), "R1", complaints=("headache",), opened_by=("pregnant",))
    kb = of(flag)
    assert to_check(kb, case(flickers=True)) == ()
    assert broad_questions(kb, case(flickers=True)) == ("pregnant",)
    assert to_check(kb, case(pregnant=True)) == ("of-headache",)
    assert broad_questions(kb, case(pregnant=False)) == ()


@pytest.mark.parametrize(
    ("known", "is_asked"),
    [(case(faint=True), True), (case(flickers=True), False), (case(faint=True, fits=False), False)],
)
def test_a_flag_of_no_complaint_is_checked_once_a_sign_of_it_is_there(known: Case, is_asked: bool) -> None:
    kb = of(red_flag("seizure", Logic("all", (leaf("faint"), leaf("fits"))), "R2", complaints=()))
    assert bool(check_now(kb, known, red_flags(kb, known))) is is_asked
    assert to_check(kb, known) == tuple(f.id for f in check_now(kb, known, red_flags(kb, known)))


def test_open_flags_of_the_complaint_are_checked_now() -> None:
    kb = of(*FLAGS)
    told, fainted = case(flickers=True), case(faint=True)
    assert [f.id for f in check_now(kb, told, red_flags(kb, told))] == ["stroke", "seizure"]
    assert [f.id for f in check_now(kb, fainted, red_flags(kb, fainted))] == ["stroke", "asked-if", "seizure"]


@pytest.mark.parametrize(
    ("values", "level", "within_days"),
    [
        ({"flickers": True}, "self_care", None),
        ({"flickers": True, "pregnant": True}, "routine", 60),
        ({"flickers": True, "faint": True, "fits": True}, "urgent", 1),
        ({"flickers": True, "droop": True}, "emergency", 0),
    ],
)
def test_the_gravest_flag_sets_the_urgency(values: dict, level: str, within_days: int | None) -> None:
    urgency = assess(Network(of(*FLAGS)), case(**values)).urgency
    assert (urgency.level, urgency.within_days) == (level, within_days)


@pytest.mark.parametrize(("share", "level"), [(0.24, "self_care"), (0.26, "urgent")])
def test_a_level_holds_when_the_chance_of_needing_it_is_above_its_threshold(share: float, level: str) -> None:
    conditions = [
        condition("harmless", {"flickers": 0.9}, {"movement": 1 - share}, level="self_care", within_days=None),
        condition("grave", {"flickers": 0.9}, {"movement": share}, level="urgent", within_days=5),
    ]
    kb = knowledge(conditions, FINDINGS, rates={"movement": (0.03, 0.0001)})
    urgency = assess(Network(kb), case(flickers=True)).urgency
    assert urgency.level == level
    assert urgency.within_days == (5 if level == "urgent" else None)


def test_a_danger_sign_without_a_flag_asks_for_a_planned_visit_at_least() -> None:
    network = Network(of())
    assert assess(network, case(flickers=True)).urgency.level == "self_care"
    assert assess(network, case(flickers=True, fits=True)).urgency.level == "routine"


def test_too_little_told_is_not_enough_and_still_says_what_to_check() -> None:
    found = assess(Network(of(*FLAGS)), case(pregnant=False))
    assert (found.scope, found.urgency.level, found.differential) == ("not_enough", "routine", ())
    assert [f.id for f in found.check_now] == ["stroke", "seizure"]


def test_no_complaint_and_no_finding_is_out_of_scope() -> None:
    found = assess(Network(of(*FLAGS)), Case())
    assert (found.scope, found.see) == ("out_of_scope", ("gp",))
