"""From a number in a file to the distribution the engine uses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimika.kb.schema import LikelihoodRecord, ProbabilityRecord
from mimika.kb.weights import LEAST, MOST, chance, distribution, people
from mimika.model.finding import ABSENT, PRESENT

YES_NO = (ABSENT, PRESENT)


def likelihood(p, **founded):
    return LikelihoodRecord.model_validate({"finding": "one-sided", "p": p, **founded})


@pytest.mark.parametrize(
    ("founded", "worth"),
    [
        ({"basis": "found", "source": "S1", "n": 158}, 158),
        ({"basis": "found", "source": "S1"}, 30),
        ({"basis": "known", "ref": "Singer 2009", "sure": "H"}, 50),
        ({"basis": "known", "ref": "Singer 2009", "sure": "M"}, 20),
        ({"basis": "known", "ref": "Singer 2009", "sure": "L"}, 8),
        ({"basis": "derived", "note": "1 - 0.3"}, 20),
        ({"basis": "estimate"}, 4),
        ({"basis": "estimate", "n": 9}, 9),
    ],
)
def test_a_number_is_worth_as_many_people_as_its_basis_says(founded, worth):
    assert people(likelihood(0.5, **founded)) == worth


def test_found_gets_half_a_person_on_each_side():
    got = distribution(likelihood(0.97, basis="found", source="S1", n=158), 0.97, YES_NO)
    assert got.means == pytest.approx(((0.03 * 158 + 0.5) / 159, (0.97 * 158 + 0.5) / 159))
    assert got.n == 159
    assert (got.footing.basis, got.footing.source) == ("found", "S1")


def test_found_in_nobody_is_unlikely_and_not_impossible():
    got = distribution(likelihood(0.0, basis="found", source="S1", n=20), 0.0, YES_NO)
    assert got.means[1] == pytest.approx(0.5 / 21)


def test_found_answers_get_half_a_person_each():
    p = {"one-side": 0.9, "both": 0.1, "switches": 0.0}
    got = distribution(likelihood(p, basis="found", source="S1", n=10), p, tuple(p))
    assert got.means == pytest.approx((9.5 / 11.5, 1.5 / 11.5, 0.5 / 11.5))
    assert got.n == 11.5


@pytest.mark.parametrize(
    "founded",
    [{"basis": "known", "ref": "A 2020", "sure": "H"}, {"basis": "derived", "note": "x"}, {"basis": "estimate"}],
)
def test_other_numbers_stay_as_they_are(founded):
    got = distribution(likelihood(0.3, **founded), 0.3, YES_NO)
    assert got.means == pytest.approx((0.7, 0.3))


def test_answers_follow_the_order_of_the_finding():
    p = {"both": 0.2, "one-side": 0.8}
    got = distribution(likelihood(p, basis="estimate"), p, ("one-side", "both"))
    assert got.means == pytest.approx((0.8, 0.2))


@given(st.floats(0, 1), st.sampled_from([{"basis": "estimate"}, {"basis": "found", "source": "S1", "n": 7}]))
def test_nothing_is_impossible_or_certain(p, founded):
    got = distribution(likelihood(p, **founded), p, YES_NO)
    assert sum(got.means) == pytest.approx(1)
    assert LEAST * 0.99 <= min(got.means) <= max(got.means) <= MOST * 1.01


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_more_people_pull_a_found_number_nearer_to_itself(few, many):
    few, many = sorted((few, many))
    far, near = (
        abs(distribution(likelihood(0.9, basis="found", source="S1", n=n), 0.9, YES_NO).means[1] - 0.9)
        for n in (few, many)
    )
    assert near <= far + 1e-12


@pytest.mark.parametrize(("p", "n"), [(0.0001, 10_000), (0.5, 4), (0.0, 1_000_000)])
def test_a_rare_share_stands_on_enough_people_to_have_been_seen(p, n):
    got = chance(ProbabilityRecord.model_validate({"p": p, "basis": "estimate"}))
    assert got.p == pytest.approx(max(p, 1e-6))
    assert got.n == pytest.approx(n)
