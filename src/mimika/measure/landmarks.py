"""Points of the face in a picture: MediaPipe's face mesh with refined eyes and lips, and how many faces there are.

The refinement is needed: over a real blink the eye's opening falls by 82 % with it, by 30 % without. One face is
followed: where it was last, a square is cut out of the picture and given to the landmark model; only where none was,
the whole picture is searched. A detector counts the faces once a second.
"""

import warnings
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from mimika.measure.faults import VideoToolsMissingError
from mimika.measure.frame import Frame, Picture, Place, Still
from mimika.measure.mesh import LEFT_OUTER, POINTS, RIGHT_OUTER
from mimika.measure.mesh_model import SIDE_PX, MeshModel
from mimika.measure.quiet import hushed

COUNT_EVERY_S = 1.0
LEAST_CONFIDENCE = 0.5
# The square around a face is so many times as large as its points need, as the model was taught.
ROOM = 1.5


class Landmarks:
    """Finds the points of the face, picture after picture of one film.

    Raises:
        VideoToolsMissingError: If the packages are not installed.
    """

    def __init__(self) -> None:
        with hushed():
            try:
                from mediapipe.python.solutions import face_detection, face_mesh  # noqa: PLC0415 - extra `video`
            except ImportError as error:
                raise VideoToolsMissingError(error.name or "mediapipe") from error
            self._search: Any = face_mesh.FaceMesh(
                static_image_mode=True,
                max_num_faces=1,
                refine_landmarks=True,
                min_detection_confidence=LEAST_CONFIDENCE,
                min_tracking_confidence=LEAST_CONFIDENCE,
            )
            self._detector: Any = face_detection.FaceDetection(
                model_selection=1, min_detection_confidence=LEAST_CONFIDENCE
            )
            self._model = MeshModel()
            # The first pictures make the models speak; black ones make them speak here, where nobody listens.
            black = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
            self._search.process(black)
            self._detector.process(black)
            self._model.points(black)
        # The search writes once more when it sees its first face.
        self._has_spoken = False
        self._square: tuple[Place, float] | None = None
        self._counted_s = -np.inf
        self._faces = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._search.close()
        self._detector.close()
        self._model.close()

    def points(self, seen: Frame | Still | Picture) -> NDArray[np.float32] | None:
        """Return (468, 3) points in pixels of the picture, never rounded, or None if no face is found.

        The third column is depth, less is nearer, in the scale of the first.
        """
        picture = Still(seen) if isinstance(seen, np.ndarray) else seen
        points = self._searched(picture.rgb) if self._square is None else self._followed(picture, *self._square)
        self._square = None if points is None else square_around(points)
        return points

    def faces(self, seen: Frame | Still, t_s: float, is_found: bool) -> int:
        """Return how many faces there are, counted anew once a second; at least 1 where the mesh holds one."""
        if t_s - self._counted_s >= COUNT_EVERY_S:
            self._counted_s = t_s
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._faces = len(self._detector.process(seen.rgb).detections or ())
        return max(self._faces, 1) if is_found else 0

    def _followed(self, picture: Frame | Still, place: Place, side_px: float) -> NDArray[np.float32] | None:
        points = self._model.points(picture.cut(place, SIDE_PX))
        if points is not None:
            points[:, 2] *= side_px / SIDE_PX
            points[:, :2] = points[:, :2] @ place[:, :2].T + place[:, 2]
        return points

    def _searched(self, rgb: Picture) -> NDArray[np.float32] | None:
        with warnings.catch_warnings() if self._has_spoken else hushed():
            warnings.simplefilter("ignore")
            found = self._search.process(rgb).multi_face_landmarks
        if not found:
            return None
        self._has_spoken = True
        height, width = rgb.shape[:2]
        points = np.array([(p.x, p.y, p.z) for p in found[0].landmark[:POINTS]], np.float32)
        return points * np.array([width, height, width], np.float32)


def square_around(points: NDArray[np.float32]) -> tuple[Place, float]:
    """Return the square in which the model is to look for these points next, upright to the eyes, and its side.

    It is the one that MediaPipe's own graph takes: around the middle of the box of all points.
    """
    x, y = points[:, 0].astype(np.float64), points[:, 1].astype(np.float64)
    (left, right), (top, bottom) = (x.min(), x.max()), (y.min(), y.max())
    side_px = ROOM * float(max(right - left, bottom - top))
    across, down = x[LEFT_OUTER] - x[RIGHT_OUTER], y[LEFT_OUTER] - y[RIGHT_OUTER]
    scale = side_px / SIDE_PX / max(float(np.hypot(across, down)), 1e-9)
    turn = np.array([[across, -down], [down, across]]) * scale
    corner = np.array([left + right, top + bottom]) / 2 - turn.sum(axis=1) * SIDE_PX / 2
    return np.column_stack([turn, corner]), side_px
