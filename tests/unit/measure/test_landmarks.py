import numpy as np
import pytest
from tests.films import PLAIN, need_video, shared_clip

need_video()

from mimika.measure.frame import Still  # noqa: E402
from mimika.measure.landmarks import Landmarks, square_around  # noqa: E402
from mimika.measure.mesh import (  # noqa: E402
    LEFT_OUTER,
    POINTS,
    RIGHT_OUTER,
)
from mimika.measure.mesh_model import SIDE_PX  # noqa: E402
from mimika.measure.quiet import hushed  # noqa: E402
from mimika.measure.video_file import VideoFile  # noqa: E402


def frames_of(name, n=20):
    with VideoFile(shared_clip(name)) as film:
        return [frame for frame, _ in zip(film.frames(), range(n), strict=False)]


def of_the_package(pictures):
    """Points as the face mesh of the package itself finds them."""
    from mediapipe.python.solutions.face_mesh import FaceMesh

    height, width = pictures[0].shape[:2]
    with hushed(), FaceMesh(max_num_faces=1, refine_landmarks=True) as mesh:
        found = [mesh.process(p).multi_face_landmarks[0].landmark for p in pictures]
    return [np.array([(p.x * width, p.y * height, p.z * width) for p in points[:POINTS]]) for points in found]


def percent_apart(a, b):
    unit = np.hypot(*(a[LEFT_OUTER] - a[RIGHT_OUTER])[:2])
    return 100 * np.abs(a - b).max(axis=1) / unit


@pytest.mark.filterwarnings("ignore:SymbolDatabase")
def test_points_are_those_of_the_packages_own_face_mesh():
    frames = frames_of("single_face.mp4")
    pictures = [frame.rgb for frame in frames]
    theirs = of_the_package(pictures)
    with Landmarks() as landmarks:
        from_pictures = [landmarks.points(p) for p in pictures]
    with Landmarks() as landmarks:
        from_film = [landmarks.points(f) for f in frames]
    for whole, cut, one in zip(theirs, from_pictures, from_film, strict=True):
        assert cut.shape == (POINTS, 3)
        assert np.median(percent_apart(whole, cut)) < 0.05
        assert np.median(percent_apart(whole, one)) < 0.3


def test_a_face_that_goes_is_missed_and_found_again():
    face = frames_of("single_face.mp4", 1)[0].rgb
    with Landmarks() as landmarks:
        found = [landmarks.points(p) is not None for p in (face, face, np.zeros_like(face), face, face)]
    assert found == [True, True, False, True, True]


def test_no_face_in_a_plain_picture():
    with Landmarks() as landmarks:
        assert landmarks.points(PLAIN) is None
        assert landmarks.faces(Still(PLAIN), 0.0, is_found=False) == 0


@pytest.mark.parametrize("angle", [0.0, 0.4, -1.2])
def test_the_square_stands_upright_to_the_eyes(angle):
    rng = np.random.default_rng(1)
    points = rng.uniform(100, 200, (POINTS, 3)).astype(np.float32)
    points[:4, :2] = [(90, 150), (230, 150), (160, 95), (160, 205)]
    points[RIGHT_OUTER, :2], points[LEFT_OUTER, :2] = (160, 150), (160 + 20 * np.cos(angle), 150 + 20 * np.sin(angle))
    place, side_px = square_around(points)
    assert side_px == pytest.approx(1.5 * 140)
    assert place @ (SIDE_PX / 2, SIDE_PX / 2, 1) == pytest.approx((160, 150))
    right = place @ (SIDE_PX, 0, 1) - place @ (0, 0, 1)
    assert right == pytest.approx((side_px * np.cos(angle), side_px * np.sin(angle)), rel=1e-4, abs=1e-3)
