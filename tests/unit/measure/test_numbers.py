"""Rates, shares, sides, coincidences and beats, against what books and simulations give."""

import numpy as np
import pytest

from mimika.measure.asymmetry import asymmetry, leading_side
from mimika.measure.comparison import changed, compare
from mimika.measure.measures_of_eyes import middle_length, time_share
from mimika.measure.rates import counted, per_minute
from mimika.measure.rhythm import runs
from mimika.measure.shares import share
from mimika.measure.signals import Clip, Estimate, Event, Measurement
from mimika.measure.synchrony import synchrony


def at(*peaks_s: float) -> list[Event]:
    return [Event("twitch", "nose", "none", p - 0.05, p + 0.05, 1.0, 0.9, p) for p in peaks_s]


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390)])
def test_the_poisson_interval_is_that_of_the_tables(count, low, high):
    assert counted(count) == pytest.approx((low, high), abs=1e-3)


def test_a_rate_is_a_minute_of_what_was_seen():
    rate = per_minute(10, 30)
    assert (rate.value, rate.low, rate.high) == pytest.approx((20, 9.59, 36.78), abs=0.01)


@pytest.mark.parametrize("call", [lambda: per_minute(3, 0), lambda: share(0, 0), lambda: asymmetry(0, 0)])
def test_nothing_seen_is_no_number(call):
    with pytest.raises(ValueError, match="needs"):
        call()


def test_the_interval_of_a_rate_covers_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(7)
    held = [low <= 8.0 <= high for low, high in (counted(int(n)) for n in rng.poisson(8.0, 2000))]
    assert np.mean(held) >= 0.95


@pytest.mark.parametrize(
    ("left", "right", "side"), [(12, 0, "left"), (0, 12, "right"), (10, 11, "both"), (1, 0, "both"), (20, 30, "both")]
)
def test_a_side_is_named_only_when_it_is_certain(left, right, side):
    assert leading_side(asymmetry(left, right)) == side


def test_coincidence_is_told_from_chance():
    rng = np.random.default_rng(11)
    eye = np.sort(rng.uniform(0, 60, 20))
    assert synchrony(eye, eye + 0.04, 60).p < 0.01
    assert synchrony(eye, eye + 0.04, 60).share.value == 1
    assert synchrony(eye, np.array([]), 60).p == 1


def test_chance_coincidences_are_called_so():
    rng = np.random.default_rng(13)
    ps = [synchrony(np.sort(rng.uniform(0, 60, 15)), np.sort(rng.uniform(0, 60, 15)), 60).p for _ in range(60)]
    assert np.mean(np.array(ps) < 0.05) <= 0.12


@pytest.mark.parametrize("hz", [1.0, 2.0, 3.0, 5.0, 7.5, 10.0])
def test_an_even_beat_is_one_run_of_its_frequency(hz):
    (run,) = runs(at(*(5 + np.arange(9) / hz)), "nose", 60)
    assert (run.events, run.frequency_hz) == (9, pytest.approx(hz, rel=0.02))


def test_too_few_too_slow_or_uneven_is_no_run():
    assert runs(at(5, 5.3), "nose", 60) == ()
    assert runs(at(*np.arange(5, 50, 4.0)), "nose", 60) == ()
    assert runs(at(5, 5.15, 6.0, 6.2, 7.1), "nose", 60) == ()


def test_random_events_hardly_ever_make_a_run():
    rng = np.random.default_rng(17)
    clips = [runs(at(*np.sort(rng.uniform(0, 60, 20))), "nose", 60) for _ in range(200)]
    assert sum(map(bool, clips)) <= 0.08 * len(clips)


def test_a_run_is_found_among_other_events():
    (run,) = runs(at(3, 11, 17, *(20 + np.arange(6) / 3), 31, 44), "nose", 60)
    assert run.events == 6


def test_a_change_needs_one_unit_and_is_certain_only_beyond_chance():
    before, after = per_minute(30, 60), per_minute(5, 60)
    assert changed(before, after).is_certain
    assert not changed(per_minute(8, 60), per_minute(6, 60)).is_certain
    with pytest.raises(ValueError, match="unit"):
        changed(before, share(1, 2))


def test_a_chance_has_no_change():
    clip = Clip(640, 480, 60.0, 0, 1800, 30.0)
    measures = {"blink-rate": per_minute(8, 60), "eye-mouth-chance.left": Estimate(0.5, 0.5, 0.5, "chance", 9)}
    film = Measurement("rest", clip, 60.0, (), {}, measures=measures)
    assert list(compare(film, film)) == ["blink-rate"]


def test_a_change_turned_round_is_its_mirror():
    one, other = per_minute(20, 60), per_minute(9, 60)
    there, back = changed(one, other).change, changed(other, one).change
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))


def test_the_share_of_time_is_the_sum_of_the_lengths():
    closed = [Event("tonic-closure", "lids-left", "both", a, a + 3, 0.9, 0.9, a) for a in (0.0, 10.0)]
    estimate = time_share(closed, 60)
    assert estimate.value == pytest.approx(0.1)
    assert 0 <= estimate.low < 0.1 < estimate.high <= 1
    assert time_share([], 60) == Estimate(0, 0, 0, "share", 0)


def test_the_middle_length_lies_in_its_interval():
    closed = [Event("blink", "lids-left", "both", a, a + 0.1 + a / 100, 0.9, 0.9, a) for a in range(9)]
    estimate = middle_length(closed)
    assert estimate.low <= estimate.value <= estimate.high
