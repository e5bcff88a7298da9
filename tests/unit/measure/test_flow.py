import numpy as np
import pytest

cv2 = pytest.importorskip("cv2", reason="cv2 is not installed (extra `video`)")

from mimika.measure import mesh  # noqa: E402
from mimika.measure.flow import KEPT, PLACED, Flow  # noqa: E402
from mimika.measure.patch import EYE_DISTANCE_PX, HEIGHT_PX, MIDDLE_PX, WIDTH_PX, cut, to_patch  # noqa: E402
from mimika.measure.similarity import applied, inverse, then  # noqa: E402

SIDE_PX, EYE_PX = 400, 90.0
CHEEK = mesh.grids_of("cheek-left")[0]
NOSE = mesh.grids_of("nose")[0]
# Where the grids lie on this face, in eye distances from the middle of the eyes; the person's left is on the right.
CHEEK_AT, NOSE_AT = (0.25, 0.5), (-0.2, 0.4)
RNG = np.random.default_rng(5)
SKIN = cv2.GaussianBlur(RNG.uniform(60, 200, (SIDE_PX, SIDE_PX)).astype(np.float32), (0, 0), 2) * 2 - 130
# A movement of a third of a second, its heights in % of the eye distance picture by picture, and rest until the next.
JUMP_FROM = 20
JUMP = [0.0] * JUMP_FROM + [1, 3, 6, 8.5, 9, 8.5, 6, 3, 1] + [0.0] * 16
Y, X = np.mgrid[0:SIDE_PX, 0:SIDE_PX].astype(np.float32)


def points_at(middle=(200.0, 160.0), degrees=0.0, scale=1.0):
    """Points of a mesh whose eyes are level at no turn; those not named lie on an oval, the outline of the face."""
    angle = np.arange(mesh.POINTS) * 2 * np.pi / mesh.POINTS
    flat = np.column_stack([0.6 * np.cos(angle), 0.35 + 0.8 * np.sin(angle)])
    flat[mesh.LEFT_OUTER], flat[mesh.RIGHT_OUTER] = (0.5, 0), (-0.5, 0)
    flat[list(mesh.GRIDS[CHEEK][1])], flat[list(mesh.GRIDS[NOSE][1])] = CHEEK_AT, NOSE_AT
    a = np.radians(degrees)
    turn = scale * EYE_PX * np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    return np.column_stack([flat @ turn.T + middle, np.zeros(mesh.POINTS)]).astype(np.float32)


def picture(*, cheek=(0.0, 0.0), head=(0.0, 0.0), degrees=0.0, scale=1.0, light=1.0, grain=0.0, rng=None):
    """The skin with the cheek moved by % of the eye distance, then the head moved by pixels and turned."""
    cx, cy = 200 + CHEEK_AT[0] * EYE_PX, 160 + CHEEK_AT[1] * EYE_PX
    bump = np.exp(-((X - cx) ** 2 + (Y - cy) ** 2) / (2 * (0.15 * EYE_PX) ** 2)) * EYE_PX / 100
    skin = cv2.remap(SKIN, X - bump * cheek[0], Y - bump * cheek[1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    to = cv2.getRotationMatrix2D((200, 160), -degrees, scale)
    to[:, 2] += head
    seen = cv2.warpAffine(skin, to, (SIDE_PX, SIDE_PX), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    noise = 0 if rng is None else grain * rng.standard_normal(seen.shape)
    return np.clip(light * seen + noise, 0, 255).astype(np.uint8)


def moved_by(**how):
    flow = Flow()
    for _ in range(KEPT + 1):
        flow.step(picture(), points_at())
    return flow.step(picture(**how), points_at())


@pytest.mark.parametrize("way", [(1.0, 0.0), (0.0, -1.0), (0.6, 0.8)])
def test_a_cheek_that_moves_by_a_hundredth_is_seen_in_its_direction(way):
    grids = moved_by(cheek=way).grids
    assert grids[CHEEK] == pytest.approx(0.65 * np.array(way), abs=0.12)
    assert np.abs(grids[NOSE]).max() < 0.15


def test_a_cheek_that_moves_far_is_seen_too():
    assert 1.5 < -moved_by(cheek=(0.0, -5.0)).grids[CHEEK][1] < 5


def test_a_cheek_that_jumps_again_and_again_is_seen_each_time_and_comes_back():
    flow = Flow()
    for _ in range(6):
        way = np.array([flow.step(picture(cheek=(0.0, -height)), points_at()).grids[CHEEK][1] for height in JUMP])
        before, after, top = way[JUMP_FROM - 1], way[-1], way.min()
        assert before - top > 3
        assert abs(after - before) < 0.2 * (before - top)


def test_a_head_that_jumps_is_found_by_the_mesh_and_no_skin_moved():
    flow, at = Flow(), (200.0, 160.0)
    for _ in range(KEPT + 1):
        flow.step(picture(), points_at(at))
    jump = (24.0, -18.0)
    after = flow.step(picture(head=jump), points_at((at[0] + jump[0], at[1] + jump[1])))
    assert np.abs(after.grids[[CHEEK, NOSE]]).max() < 0.15
    assert after.head == pytest.approx(100 * np.array(jump) / EYE_PX, abs=0.5)


@pytest.mark.parametrize(
    "how", [{"head": (1.5, -2.0)}, {"degrees": 1.0}, {"scale": 1.01}, {"light": 0.9}, {"light": 1.1}]
)
def test_what_the_head_or_the_light_does_moves_no_skin(how):
    assert np.abs(moved_by(**how).grids[[CHEEK, NOSE]]).max() < 0.06


def test_the_way_of_the_head_is_in_the_axes_of_the_picture():
    assert moved_by(head=(1.5, -2.0)).head == pytest.approx(np.array([1.5, -2.0]) * 100 / EYE_PX, abs=0.1)


def test_points_that_tremble_move_nothing():
    flow, rng = Flow(), np.random.default_rng(2)
    still = picture()
    got = [flow.step(still, points_at(rng.normal((200, 160), 0.3))).grids[[CHEEK, NOSE]] for _ in range(60)]
    assert np.abs(got).max() < 0.08


def test_errors_do_not_add_up_while_references_are_renewed():
    flow, rng = Flow(), np.random.default_rng(3)
    got = [flow.step(picture(grain=3, rng=rng), points_at()).grids[[CHEEK, NOSE]] for _ in range(3 * PLACED)]
    assert np.abs(got[-PLACED:]).max() < 0.2


def test_a_face_that_was_lost_goes_on_from_where_it_was():
    flow = Flow()
    for _ in range(3):
        before = flow.step(picture(cheek=(0, 1.0)), points_at())
    flow.lose()
    after = flow.step(picture(), points_at())
    assert after.grids == pytest.approx(before.grids)


def test_another_picture_altogether_is_a_new_beginning():
    flow = Flow()
    for _ in range(3):
        before = flow.step(picture(), points_at())
    elsewhere = np.ascontiguousarray(np.flipud(picture()))
    assert np.abs(flow.step(elsewhere, points_at()).grids - before.grids).max() < 12


def test_a_black_picture_moves_nothing():
    flow = Flow()
    black = np.zeros((SIDE_PX, SIDE_PX), np.uint8)
    for _ in range(3):
        got = flow.step(black, points_at())
    assert np.isfinite(got.grids).all()
    assert np.abs(got.grids).max() == 0


def test_the_eyes_lie_at_their_places_on_the_patch():
    flat = points_at((150, 90), 20, 2.5)[:, :2].astype(np.float64)
    at = applied(to_patch(flat), flat[[mesh.RIGHT_OUTER, mesh.LEFT_OUTER]])
    across = np.array([EYE_DISTANCE_PX / 2, 0])
    assert at == pytest.approx(np.array([MIDDLE_PX - across, MIDDLE_PX + across]), abs=1e-3)


def test_a_large_picture_is_cut_where_a_small_one_is():
    small = cv2.resize(picture(), (3 * SIDE_PX, 3 * SIDE_PX), interpolation=cv2.INTER_CUBIC)
    to = np.array([[1.1, 0, -100], [0, 1.1, -80]])
    # The middle of a pixel of the small one lies at 3 x + 1 of the large one.
    from_large = then(np.array([[1 / 3, 0, -1 / 3], [0, 1 / 3, -1 / 3]]), to)
    patches = cut(picture(), to), cut(small, from_large)
    assert patches[0].shape == (HEIGHT_PX, WIDTH_PX)
    assert np.abs(patches[0] - patches[1]).mean() < 3


def test_what_is_done_and_undone_is_nothing():
    to = np.array([[1.2, -0.4, 7], [0.4, 1.2, -3]])
    assert then(to, inverse(to)) == pytest.approx(np.eye(2, 3), abs=1e-12)
