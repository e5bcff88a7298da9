"""Whom to see, what to ask for, what to ask next, and families, on literal knowledge."""

import pytest

from mimika.engine.assess import assess
from mimika.engine.network import Network
from mimika.engine.next_question import next_questions
from mimika.engine.posterior import posterior
from mimika.model.case import Case, Person
from mimika.model.finding import Finding
from small_knowledge import boolean, case, condition, examination, family, knowledge, leaf, red_flag

CHILD, ADULT = Person(7.0), Person(40.0)


def two_causes(first: dict | None = None, second: dict | None = None, **more) -> Network:
    conditions = [
        condition("first", {"moves": 0.9, "splits": 0.95}, {"movement": 0.5}, **(first or {})),
        condition("second", {"moves": 0.9, "splits": 0.05}, {"movement": 0.5}, **(second or {})),
    ]
    findings = [boolean("moves", 0.2), boolean("splits", 0.5), boolean("idle", 0.5), *more.pop("findings", ())]
    return Network(knowledge(conditions, findings, rates={"movement": (0.03, 0.02)}, **more))


@pytest.mark.parametrize(
    ("person", "own", "doctors"),
    [
        (ADULT, {"see": ("neurologist", "gp")}, ("neurologist", "gp")),
        (CHILD, {"see": ("neurologist", "gp")}, ("paediatric-neurologist", "paediatrician")),
        (CHILD, {"see": ("neurologist",), "see_child": ("dentist",)}, ("dentist",)),
        (Person(), {"see": ("neurologist",), "see_child": ("dentist",)}, ("neurologist",)),
    ],
)
def test_children_see_the_doctors_of_children(person: Person, own: dict, doctors: tuple[str, ...]) -> None:
    assert assess(two_causes(own, own), case(person=person, moves=True)).see == doctors


def test_the_doctor_of_a_red_flag_comes_before_those_of_the_causes() -> None:
    flag = red_flag("jaw", leaf("moves"), "R1", see=("dentist",))
    assert assess(two_causes(red_flags=(flag,)), case(moves=True)).see == ("dentist", "neurologist")


def test_an_emergency_is_seen_by_the_ambulance_first() -> None:
    flag = red_flag("jaw", leaf("moves"), "R0", see=("dentist",))
    assert assess(two_causes(red_flags=(flag,)), case(moves=True)).see[:2] == ("emergency", "dentist")


def examined(known: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    examinations = tuple(examination(e) for e in ("scan", "blood", "trace"))
    network = two_causes(
        {"ask_for": ("scan",), "not_needed": ("trace", "blood")},
        {"ask_for": ("blood",), "not_needed": ("trace", "scan")},
        examinations=examinations,
    )
    found = assess(network, known)
    return found.ask_for, found.not_needed


def test_what_a_possible_cause_asks_for_is_never_called_needless() -> None:
    asked, needless = examined(case(moves=True))
    assert set(asked) == {"scan", "blood"}
    assert needless == ("trace",)


def test_what_only_an_unlikely_cause_asks_for_is_needless() -> None:
    assert examined(case(moves=True, splits=True)) == (("scan",), ("trace", "blood"))


def test_the_finding_that_splits_the_leading_causes_is_asked_first() -> None:
    network = two_causes()
    questions = next_questions(network, posterior(network, case()))
    assert questions[0].finding == "splits"
    assert "idle" not in {q.finding for q in questions}


def test_what_is_known_or_only_a_doctor_can_see_is_not_asked() -> None:
    seen_by_doctor: Finding = boolean("hidden", 0.5, observers=("doctor",))
    findings = {"moves": 0.9, "hidden": 0.01}
    network = Network(knowledge([condition("a", findings), condition("b")], [boolean("moves", 0.3), seen_by_doctor]))
    asked = {q.finding for q in next_questions(network, posterior(network, case()))}
    assert asked == {"moves"}
    assert next_questions(network, posterior(network, case(moves=True))) == ()


def families_of(known: Case) -> dict[str, str | None]:
    twins = family("twins", ("first", "second"), ("splits",))
    found = assess(two_causes(families=(twins,)), known)
    return {c.condition: c.family for c in found.differential}


def test_twins_are_one_family_until_an_answer_splits_them() -> None:
    assert families_of(case(moves=True)) == {"first": "twins", "second": "twins"}
    assert families_of(case(moves=True, splits=True)) == {"first": None, "second": None}


def test_members_of_a_family_stand_together_at_its_joint_chance() -> None:
    shares = {"a": 0.3, "b": 0.2, "rival": 0.4}
    conditions = [condition(c, {"moves": 0.9}, {"movement": share}) for c, share in shares.items()]
    twins = family("twins", ("a", "b"), ("splits",))
    kb = knowledge(conditions, [boolean("moves", 0.2), boolean("splits")], families=(twins,))
    found = assess(Network(kb), case(moves=True)).differential
    assert [c.condition for c in found] == ["a", "b", "rival"]
