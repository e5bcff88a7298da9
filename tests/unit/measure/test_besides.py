import pytest
from tests.unit.measure.faces import Bump, face

from mimika.measure.besides import besides, mirrored
from mimika.measure.signals import REGIONS, Event

BLINK = Event("blink", "lids-left", "both", 5.0, 5.2, 0.8, 0.7, 5.1)
WINK = Event("blink", "lids-left", "left", 5.0, 5.2, 0.8, 0.7, 5.1)


def twitch(region, strength=2.0, at=5.0):
    side = region.split("-")[-1]
    side = side if side in ("left", "right") else "none"
    return Event("twitch", region, side, at, at + 0.2, strength, 0.8, at + 0.1)


def kept(event, closure, moves):
    return besides([event], [closure], face(moves=moves).motion, 0.3, 30.0) == (event,)


def test_a_shift_of_the_whole_lower_face_in_a_blink_is_no_twitch():
    both = {"mouth-corner-left": [Bump(5, height=1.2)], "mouth-corner-right": [Bump(5, height=1.0)]}
    assert not kept(twitch("mouth-corner-left", 1.2), BLINK, both)
    assert not kept(twitch("jaw", 1.2), BLINK, {"jaw": [Bump(5, height=1.2)]})


def test_a_shift_that_only_one_side_shows_is_none_either():
    assert not kept(twitch("mouth-corner-left", 0.7), BLINK, {"mouth-corner-left": [Bump(5, height=0.7)]})


def test_the_mouth_of_one_side_that_moves_with_its_eye_is_one():
    assert kept(twitch("mouth-corner-left"), WINK, {"mouth-corner-left": [Bump(5)]})


@pytest.mark.parametrize(("region", "is_kept"), [("brow-left", False), ("cheek-left", False), ("brow-right", True)])
def test_skin_beside_a_closing_eye_is_dragged_and_that_of_the_other_eye_is_not(region, is_kept):
    assert kept(twitch(region), WINK, {region: [Bump(5)]}) == is_kept


def test_skin_that_moves_further_than_the_lids_drag_it_moves_by_itself():
    assert kept(twitch("brow-left", 6.0), WINK, {"brow-left": [Bump(5, height=6.0)]})


def test_at_any_other_time_nothing_is_dropped():
    assert kept(twitch("jaw", at=9.0), BLINK, {"jaw": [Bump(9)]})


def test_a_mirror_is_its_own_inverse():
    for region in REGIONS:
        other = mirrored(region)
        assert (other is None) == (not region.endswith(("-left", "-right")))
        assert other is None or mirrored(other) == region
