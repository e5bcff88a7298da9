"""The text report: what is urgent first, near twins as one, nothing wider than its page."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimika.engine.assess import assess
from mimika.model.assessment import Urgency
from mimika.model.case import Case, Complaint, Observation, Person
from mimika.report.layout import NO_BREAK, WIDTH, bullets, sentences, wrap
from mimika.report.text import as_text
from mimika.report.text_causes import Entry, entries


@pytest.fixture(scope="session")
def tics(network):
    seen = [Observation(f, value=True) for f in ("frequent-blinking", "grimaces", "can-hold-back")]
    return assess(network, Case(Person(7.0, "male"), (Complaint("movement"),), tuple(seen)))


def test_near_twins_are_one_entry_with_the_summed_chance(tics):
    family = entries(tics)[0]
    assert family.family == "tic-disorders"
    assert {m.condition for m in family.members} >= {"provisional-tic-disorder", "tourette-syndrome"}
    assert family.probability == pytest.approx(sum(m.probability for m in family.members))


def test_the_text_names_the_members_and_what_would_split_them(kb, tics):
    report = as_text(kb, tics, "en").replace(NO_BREAK, " ")
    assert "  1. Tics — " in report
    assert report.count("  1. ") == 1
    assert "     – Tourette syndrome — " in report
    assert "What would tell them apart: " in report


def test_what_is_known_is_not_asked_to_split_a_family(kb, tics):
    known = replace(tics, understood=(*tics.understood, Observation("duration-d", 100.0)))
    asked = kb.findings["duration-d"].question.en
    splitting = [line for line in as_text(kb, known, "en").splitlines() if "tell them apart" in line]
    assert splitting
    assert all(asked not in line for line in splitting)


def test_entries_go_from_most_to_least_likely(tics):
    chances = [e.probability for e in entries(tics)]
    assert chances == sorted(chances, reverse=True)
    assert all(isinstance(e, Entry) and e.probability <= 1 for e in entries(tics))


def test_one_member_alone_is_no_family(tics):
    alone = replace(tics, differential=tics.differential[:1])
    assert entries(alone)[0].family is None


def test_each_red_flag_says_at_once_what_to_do_and_no_advice_stands_twice(kb, tics):
    flags = tuple(kb.red_flags)
    report = as_text(kb, replace(tics, urgency=Urgency("emergency", 0, flags), check_now=()), "en")
    told = " ".join(report.split())
    for action in {f.action.en for f in kb.red_flags.values()}:
        assert told.count(f"→ {' '.join(action.split())} ") == 1
    assert report.index("→") < report.index("WHAT IT MAY BE")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_source_and_no_answer_leave_no_empty_heading(kb, tics, language):
    bare = replace(tics, differential=(), see=(), ask_for=(), not_needed=(), do=(), do_not=(), corrections=())
    bare = replace(bare, next_questions=(), check_now=(), understood=(), scope="not_enough", person=Person())
    lines = as_text(kb, bare, language).splitlines()
    rules = [n for n, line in enumerate(lines) if line.startswith("──")]
    assert rules
    assert all(lines[n + 1].strip() for n in rules)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=400))
def test_no_line_is_wider_than_the_page_unless_one_word_is(text):
    for line in [*wrap(text, "  • "), *bullets([text])]:
        assert len(line) <= WIDTH or " " not in line[4:].strip(" ")


def test_a_per_cent_sign_stays_with_its_number_and_a_dash_with_its_word():
    text = "слово " * 12 + "примерно — 90 % людей"
    for shift in range(40):
        lines = wrap("x" * shift + " " + text)
        assert not any(line.lstrip().startswith(("%", "—")) for line in lines)


def test_parts_become_sentences():
    assert sentences(["weak arm", "Call now!", "a red eye.", " ", "numb;"]) == "Weak arm. Call now! A red eye. Numb."
