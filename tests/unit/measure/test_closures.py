import numpy as np
import pytest
from tests.unit.measure.faces import Bump, bumps, held

from mimika.measure.closures import closures
from mimika.measure.pairing import paired
from mimika.measure.signals import Floats

FPS = 30.0
T = np.arange(0, 40, 1 / FPS)


def lids(shut: Floats, noise: float = 0.01) -> Floats:
    return 0.3 * (1 - shut) + noise * 0.3 * np.random.default_rng(3).standard_normal(len(shut))


def kinds(shut: Floats) -> list[str]:
    return [e.kind for e in closures(lids(shut), FPS, "left")]


def test_blinks_are_counted_where_they_are():
    at = [3.0, 8.5, 14.2, 21.0, 33.3]
    found = closures(lids(bumps(T, [Bump(a, 0.25, 0.8) for a in at])), FPS, "right")
    assert [e.kind for e in found] == ["blink"] * 5
    assert all(e.side == "right" and e.region == "lids-right" for e in found)
    assert [e.peak_s for e in found] == pytest.approx([a + 0.125 for a in at], abs=0.05)
    assert [e.strength for e in found] == pytest.approx([0.8] * 5, abs=0.08)


def test_shallow_blinks_count_beside_their_like_and_not_beside_deep_ones():
    shallow = [Bump(a, 0.25, 0.3) for a in (5.0, 10.0, 15.0, 20.0)]
    deep = [Bump(a, 0.25, 0.9) for a in (25.0, 28.0, 31.0, 34.0)]
    assert len(kinds(bumps(T, shallow))) == 4
    assert len(kinds(bumps(T, [*shallow, *deep]))) == 4


@pytest.mark.parametrize(
    ("length_s", "kind"), [(0.3, "blink"), (0.8, "long-closure"), (2.5, "tonic-closure"), (6.0, "tonic-closure")]
)
def test_a_closure_is_named_by_its_length(length_s, kind):
    assert kinds(held(T, 10, length_s, 0.9, 0.05)) == [kind]


@pytest.mark.parametrize("depth", [0.25, 0.4, 0.55])
def test_a_smile_or_a_look_down_is_no_closure(depth):
    blinks = bumps(T, [Bump(a, 0.25, 0.85) for a in (3.0, 25.0, 30.0)])
    lowered = held(T, 10, 4, depth, 0.4)
    assert kinds(np.maximum(blinks, lowered)) == ["blink"] * 3


def test_a_blink_in_the_middle_of_a_look_down_is_told():
    blinks = bumps(T, [Bump(a, 0.25, 0.85) for a in (3.0, 12.0, 30.0)])
    assert kinds(np.maximum(blinks, held(T, 10, 4, 0.3, 0.4))) == ["blink"] * 3


@pytest.mark.parametrize("noise", [0.0, 0.01, 0.03])
def test_noise_is_no_blink(noise):
    assert closures(lids(np.zeros(len(T)), noise), FPS, "left") == ()


@pytest.mark.parametrize("series", [np.zeros(0), np.zeros(90), np.full(90, np.nan), np.full(90, -1.0), np.ones(2)])
def test_what_cannot_be_read_gives_nothing(series):
    assert closures(series, FPS, "left") == ()


@pytest.mark.parametrize("fps", [15.0, 24.0, 60.0])
def test_the_frame_rate_does_not_change_the_count(fps):
    t = np.arange(0, 40, 1 / fps)
    shut = bumps(t, [Bump(a, 0.3, 0.8) for a in (3.0, 8.0, 20.0, 31.0)])
    rng = np.random.default_rng(5)
    assert len(closures(0.3 * (1 - shut) + 0.003 * rng.standard_normal(len(t)), fps, "left")) == 4


def test_both_eyes_make_one_event_and_one_eye_keeps_its_side():
    both, right = [Bump(5, 0.3, 0.8), Bump(15, 0.3, 0.8)], [Bump(25, 0.3, 0.8)]
    left_eye = closures(lids(bumps(T, both)), FPS, "left")
    right_eye = closures(lids(bumps(T, [*both, *right])), FPS, "right")
    assert [e.side for e in paired(left_eye, right_eye)] == ["both", "both", "right"]
