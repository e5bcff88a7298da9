import numpy as np
import pytest

pytest.importorskip("scipy", reason="scipy is not installed (extra `video`)")

from mimika.measure import mesh
from mimika.measure.direction import along_bursts
from mimika.measure.pose import shape
from mimika.measure.record import COLUMNS, HEAD, Track, joined
from mimika.measure.signals import REGIONS
from mimika.measure.track import signals

FPS = 30
RNG = np.random.default_rng(3)


def noise(parts, sigma=0.05, n=900):
    return RNG.standard_normal((n, parts)) * sigma


def bump(n=900, at=450, width=6):
    return np.exp(-(((np.arange(n) - at) / width) ** 2))


def all_of(n=900):
    return np.ones(n, np.bool_)


@pytest.mark.parametrize("way", [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 0.6, 0.8), (0.8, 0.6, 0.8, 0.6)])
def test_a_burst_is_read_at_its_own_height_in_any_direction(way):
    parts = noise(4) + 2 * bump()[:, None] * np.array(way)
    got = along_bursts(parts, all_of(), FPS)
    assert np.abs(got[440:460]).max() == pytest.approx(2, rel=0.15)
    assert np.std(got[:300]) < 0.08


def test_a_louder_part_does_not_hide_a_quiet_one():
    parts = noise(4) * np.array([1, 1, 8, 8]) + bump()[:, None] * np.array([0, 1, 0, 0])
    got = along_bursts(parts, all_of(), FPS)
    assert np.abs(got[440:460]).max() > 8 * np.std(got[:300])


def test_what_moves_down_is_positive():
    assert along_bursts(noise(2) + bump()[:, None] * np.array([0, 2]), all_of(), FPS)[450] > 1
    assert along_bursts(noise(2) + bump()[:, None] * np.array([0, -2]), all_of(), FPS)[450] < -1


def test_frames_that_are_not_usable_do_not_choose_the_direction():
    blink, twitch = bump(at=200, width=4)[:, None] * [0, 9, 0, 0], bump(at=600)[:, None] * [0, 0, 0.5, 0]
    usable = all_of()
    usable[180:220] = False
    got = along_bursts(noise(4) + blink + twitch, usable, FPS)
    assert np.abs(got[590:610]).max() == pytest.approx(0.5, rel=0.25)


def test_frames_without_a_face_stay_empty():
    parts = noise(2)
    parts[100:200] = np.nan
    got = along_bursts(parts, all_of(), FPS)
    assert np.isnan(got[100:200]).all()
    assert np.isfinite(got[:100]).all()
    assert np.isnan(along_bursts(np.full((50, 2), np.nan), all_of(50), FPS)).all()


def track(from_s, to_s, by=0.0):
    t_s = np.arange(round(from_s * FPS), round(to_s * FPS)) / FPS
    rows = np.repeat(np.sin(t_s)[:, None], COLUMNS, axis=1).astype(np.float32)
    rows[:, HEAD:] += by
    return Track(t_s, rows)


def test_two_stretches_go_on_from_one_another():
    whole = joined(track(0, 6), track(4, 10, by=25.0), 6.0)
    assert whole.t_s == pytest.approx(track(0, 10).t_s)
    assert whole.rows == pytest.approx(track(0, 10).rows, abs=1e-5)


def test_stretches_between_which_no_face_was_seen():
    first, second = track(0, 6), track(4, 10)
    second.rows[:60] = np.nan
    assert len(joined(first, second, 6.0).t_s) == 300


def test_a_film_without_a_face_has_empty_signals():
    empty = Track(np.arange(60) / FPS, np.full((60, COLUMNS), np.nan, np.float32))
    empty.rows[:, 0] = 0
    got = signals(empty, FPS)
    assert not got.found.any()
    assert set(got.motion) == set(REGIONS)
    assert all(np.isnan(v).all() for v in got.motion.values())


def flat_face():
    """A face of points in a plane, eyes 100 px apart, lids a quarter of the eye's width apart."""
    points = np.zeros((mesh.POINTS, 3), np.float32)
    for outer, inner, lids, brow, x in (
        (mesh.LEFT_OUTER, mesh.LEFT_INNER, mesh.LEFT_LIDS, mesh.LEFT_BROW, 200.0),
        (mesh.RIGHT_OUTER, mesh.RIGHT_INNER, mesh.RIGHT_LIDS, mesh.RIGHT_BROW, 100.0),
    ):
        inwards = -1 if x == 200 else 1
        points[outer], points[inner] = (x, 100, 0), (x + 40 * inwards, 100, 0)
        for upper, lower in lids:
            points[upper], points[lower] = (x + 20 * inwards, 95, 0), (x + 20 * inwards, 105, 0)
        points[list(brow)] = (x + 20 * inwards, 80, 0)
    points[mesh.UPPER_LIP], points[mesh.LOWER_LIP] = (150, 180, 0), (150, 190, 0)
    points[mesh.LEFT_TEMPLE], points[mesh.RIGHT_TEMPLE] = (230, 100, 0), (70, 100, 0)
    return points


def turned(points, degrees, scale, by):
    a = np.radians(degrees)
    turn = scale * np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    return np.column_stack([points[:, :2] @ turn.T + by, scale * points[:, 2]]).astype(np.float32)


@pytest.mark.parametrize("degrees", [0, 20, -35])
def test_the_shape_of_a_face_does_not_change_with_its_place_size_and_tilt(degrees):
    got = shape(turned(flat_face(), degrees, 1.7, (40, -9)))
    assert got.eye_distance_px == pytest.approx(170, rel=1e-4)
    assert got.aperture == pytest.approx((0.25, 0.25), rel=1e-4)
    assert got.brow_height == pytest.approx((0.2, 0.2), rel=1e-4)
    assert got.mouth_open == pytest.approx(0.1, rel=1e-4)
    assert got.yaw_deg == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("degrees", [-30, 10, 30])
def test_a_turned_head_tells_its_turn(degrees):
    points = flat_face()
    a, x = np.radians(degrees), points[:, 0] - 150
    points[:, 0], points[:, 2] = 150 + x * np.cos(a), x * np.sin(a)
    assert shape(points).yaw_deg == pytest.approx(degrees, abs=0.1)
