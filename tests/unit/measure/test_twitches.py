import numpy as np
import pytest
from tests.unit.measure.faces import Bump, bumps, face, held

from mimika.measure.crosstalk import settled
from mimika.measure.moved import skin
from mimika.measure.signals import REGIONS, Event
from mimika.measure.twitches import told_from, twitches

FPS = 30.0
SEEN = np.ones(900, dtype=bool)
T = np.arange(0, 30, 1 / FPS)


def found(moves, **more):
    return twitches(skin(face(moves=moves, **more).motion, SEEN, FPS))


@pytest.mark.parametrize("region", [r for r in REGIONS if r != "head"])
@pytest.mark.parametrize("way", [1, -1])
def test_a_twitch_is_told_in_its_region_whichever_way_it_goes(region, way):
    events = found({region: [Bump(a, 0.2, way * 1.0) for a in (4, 11, 20)]})
    assert [e.region for e in events] == [region] * 3
    assert [e.peak_s for e in events] == pytest.approx([4.1, 11.1, 20.1], abs=0.04)
    assert [e.strength for e in events] == pytest.approx([1.0] * 3, abs=0.2)


def test_the_side_is_the_persons_own():
    assert {e.side for e in found({"cheek-left": [Bump(5)]})} == {"left"}
    assert {e.side for e in found({"jaw": [Bump(5)]})} == {"none"}


@pytest.mark.parametrize("noise", [0.0, 0.05, 0.3, 1.0])
def test_noise_alone_moves_nothing(noise):
    assert found({}, noise=noise) == ()


def test_below_the_floor_nothing_counts_however_quiet_the_film():
    assert found({"lids-left": [Bump(5, height=0.18)]}, noise=0.001) == ()


@pytest.mark.parametrize(("at_s", "is_told"), [(0.02, False), (29.7, False), (0.4, True), (29.3, True)])
def test_what_the_film_begins_or_ends_with_is_not_seen_to_come_back(at_s, is_told):
    assert bool(found({"jaw": [Bump(at_s, 0.2, 3.0)]}, noise=0.05)) == is_told


def test_what_is_too_weak_for_one_frame_is_told_by_its_length():
    strong, weak = (found({"jaw": [Bump(5, 0.4, height)]}, noise=0.1) for height in (0.45, 0.15))
    assert [e.region for e in strong] == ["jaw"]
    assert strong[0].start_s < 5.2 < strong[0].end_s
    assert weak == ()


def two_places(first, second):
    motion, other = (face(moves={"brow-left": of}, noise=0.03, seed=i).motion for i, of in enumerate((first, second)))
    return twitches(skin(motion, SEEN, FPS, {"brow-left": other["brow-left"]}))


def test_a_region_moves_if_either_of_its_places_does_and_then_once():
    assert [round(e.peak_s, 1) for e in two_places([], [Bump(5)])] == [5.1]
    assert [round(e.peak_s, 1) for e in two_places([Bump(5)], [])] == [5.1]
    assert [round(e.peak_s, 1) for e in two_places([Bump(5)], [Bump(5.05)])] == [5.1]
    assert [round(e.peak_s) for e in two_places([Bump(5)], [Bump(9)])] == [5, 9]


def test_the_worse_of_two_places_says_what_can_be_told():
    motion, noisy = (face(noise=noise).motion for noise in (0.03, 0.08))
    least = told_from(skin(motion, SEEN, FPS))["nose"]
    assert 0.5 < least < 1
    assert told_from(skin(noisy, SEEN, FPS))["nose"] > 3 * least
    for one, other in ((motion, noisy), (noisy, motion)):
        told = told_from(skin(one, SEEN, FPS, {"nose": other["nose"]}))["nose"]
        assert told == pytest.approx(told_from(skin(noisy, SEEN, FPS))["nose"], rel=0.2)


def test_slow_unrest_does_not_pass_for_skin_without_grain():
    slow = 0.3 * np.sin(2 * np.pi * 0.9 * T) + 0.02 * np.random.default_rng(1).standard_normal(len(T))
    fast = 0.3 * np.random.default_rng(1).standard_normal(len(T))
    slowly, quickly = (
        told_from(skin(face(noise=0.02).motion | {"nose": of}, SEEN, FPS))["nose"] for of in (slow, fast)
    )
    assert slowly < quickly / 2


def unrest(seed):
    """Noise that is four times as loud a fifth of the time."""
    rng = np.random.default_rng(seed)
    loud = np.repeat(rng.permutation(60) < 12, 15)
    return 0.15 * rng.standard_normal(len(T)) * np.where(loud, 4, 1)


def test_unrest_of_the_whole_face_is_seldom_a_twitch_and_makes_less_be_told():
    everywhere = {r: unrest(i) for i, r in enumerate(REGIONS)}
    in_one = {r: face(noise=0.15).motion | {r: values} for r, values in everywhere.items() if r != "head"}
    assert 2 * len(twitches(skin(everywhere, SEEN, FPS))) < sum(
        len(twitches(skin(one, SEEN, FPS))) for one in in_one.values()
    )
    assert told_from(skin(everywhere, SEEN, FPS))["nose"] > 1.3 * told_from(skin(in_one["nose"], SEEN, FPS))["nose"]


def test_a_step_that_stays_is_no_twitch():
    assert found({"mouth-corner-left": held(T, 5, 6, 3.0, 0.3)}) == ()


def test_a_held_pull_that_is_short_is_one_twitch():
    assert len(found({"mouth-corner-left": held(T, 5, 0.4, 3.0, 0.1)})) == 1


def test_what_the_head_explains_is_dropped():
    nod = bumps(T, [Bump(10, 0.8, 12.0)])
    assert found({"head": nod, "jaw": 0.08 * nod}) == ()
    assert len(found({"head": nod, "jaw": bumps(T, [Bump(20, 0.2, 1.0)])})) == 1


def test_frames_without_a_face_hold_no_event():
    seen = SEEN.copy()
    seen[145:160] = False
    assert twitches(skin(face(moves={"lids-left": [Bump(5)]}).motion, seen, FPS)) == ()


def test_two_twitches_a_frame_apart_are_one_and_a_third_of_a_second_apart_two():
    assert len(found({"nose": [Bump(5, 0.15), Bump(5.17, 0.15)]})) == 1
    assert len(found({"nose": [Bump(5, 0.15), Bump(5.33, 0.15)]})) == 2


def test_neighbours_that_are_dragged_along_are_named_not_counted():
    events = settled(found({"lids-left": [Bump(5, height=3.0)], "brow-left": [Bump(5, height=0.9)]}))
    assert [(e.region, e.with_regions) for e in events] == [("lids-left", ("brow-left",))]


def test_genuine_coactivation_is_kept():
    events = settled(found({"lids-left": [Bump(5, height=2.0)], "cheek-left": [Bump(5, height=1.6)]}))
    assert {e.region for e in events} == {"lids-left", "cheek-left"}


def test_skin_that_two_regions_see_is_counted_in_one_unless_both_move_much():
    brow, corner = ("brow-left", "lids-left"), ("mouth-corner-right", "cheek-right")
    for strong, weak in (brow, corner, corner[::-1]):
        for share, kept in ((0.7, {strong}), (0.95, {strong, weak})):
            events = settled(found({strong: [Bump(5, height=2.0)], weak: [Bump(5, height=2.0 * share)]}, noise=0.01))
            assert {e.region for e in events} == kept


def test_regions_that_are_no_neighbours_never_explain_each_other():
    events = settled(found({"lids-left": [Bump(5, height=5.0)], "mouth-corner-left": [Bump(5, height=0.8)]}))
    assert {e.region for e in events} == {"lids-left", "mouth-corner-left"}


def test_the_same_region_at_another_time_is_another_event():
    one = Event("twitch", "nose", "none", 1.0, 1.2, 4.0, 0.9, 1.1)
    later = Event("twitch", "nose", "none", 3.0, 3.2, 1.0, 0.9, 3.1)
    assert settled([one, later]) == (one, later)
