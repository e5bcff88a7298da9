import numpy as np
import pytest
from tests.unit.measure.faces import Bump, bumps, face, held

from mimika.measure.crosstalk import settled
from mimika.measure.signals import REGIONS, Event
from mimika.measure.twitches import twitches

FPS = 30.0
SEEN = np.ones(900, dtype=bool)
T = np.arange(0, 30, 1 / FPS)


def found(moves, **more):
    return twitches(face(moves=moves, **more).motion, SEEN, FPS)


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
    assert found({"lids-left": [Bump(5, height=0.25)]}, noise=0.001) == ()


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
    assert twitches(face(moves={"lids-left": [Bump(5)]}).motion, seen, FPS) == ()


def test_two_twitches_a_frame_apart_are_one_and_a_third_of_a_second_apart_two():
    assert len(found({"nose": [Bump(5, 0.15), Bump(5.17, 0.15)]})) == 1
    assert len(found({"nose": [Bump(5, 0.15), Bump(5.33, 0.15)]})) == 2


def test_neighbours_that_are_dragged_along_are_named_not_counted():
    events = settled(found({"lids-left": [Bump(5, height=3.0)], "brow-left": [Bump(5, height=0.9)]}))
    assert [(e.region, e.with_regions) for e in events] == [("lids-left", ("brow-left",))]


def test_genuine_coactivation_is_kept():
    events = settled(found({"lids-left": [Bump(5, height=2.0)], "cheek-left": [Bump(5, height=1.6)]}))
    assert {e.region for e in events} == {"lids-left", "cheek-left"}


def test_regions_that_are_no_neighbours_never_explain_each_other():
    events = settled(found({"lids-left": [Bump(5, height=5.0)], "mouth-corner-left": [Bump(5, height=0.8)]}))
    assert {e.region for e in events} == {"lids-left", "mouth-corner-left"}


def test_the_same_region_at_another_time_is_another_event():
    one = Event("twitch", "nose", "none", 1.0, 1.2, 4.0, 0.9, 1.1)
    later = Event("twitch", "nose", "none", 3.0, 3.2, 1.0, 0.9, 3.1)
    assert settled([one, later]) == (one, later)
