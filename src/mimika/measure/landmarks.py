"""Points of the face in a picture: MediaPipe's face mesh with refined eyes and lips, and how many faces there are.

The refinement is needed: over a real blink the eye's opening falls by 82 % with it, by 30 % without. The mesh follows
one face, since with two the whole picture would be searched in every frame; a detector counts the faces once a second.
"""

import warnings
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from mimika.measure.faults import VideoToolsMissingError
from mimika.measure.mesh import POINTS
from mimika.measure.quiet import hushed
from mimika.measure.video_file import Picture

COUNT_EVERY_S = 1.0
LEAST_CONFIDENCE = 0.5
# In the written form a point is a tag, a length and three tagged little-endian floats: 17 bytes.
POINT_BYTES = 17


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
            self._mesh: Any = face_mesh.FaceMesh(
                max_num_faces=1,
                refine_landmarks=True,
                min_detection_confidence=LEAST_CONFIDENCE,
                min_tracking_confidence=LEAST_CONFIDENCE,
            )
            self._detector: Any = face_detection.FaceDetection(
                model_selection=1, min_detection_confidence=LEAST_CONFIDENCE
            )
            # The first pictures make the models speak; a black one makes them speak here, where nobody listens.
            black = np.zeros((64, 64, 3), np.uint8)
            self._mesh.process(black)
            self._detector.process(black)
        # The mesh writes once more when it sees its first face.
        self._has_spoken = False
        self._counted_s = -np.inf
        self._faces = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._mesh.close()
        self._detector.close()

    def points(self, rgb: Picture) -> NDArray[np.float32] | None:
        """Return (478, 3) points in pixels of the picture, never rounded, or None if no face is found.

        The third column is depth, less is nearer, in the scale of the first.
        """
        with warnings.catch_warnings() if self._has_spoken else hushed():
            warnings.simplefilter("ignore")
            found = self._mesh.process(rgb).multi_face_landmarks
        if not found:
            return None
        self._has_spoken = True
        height, width = rgb.shape[:2]
        return _floats(found[0]) * np.array([width, height, width], np.float32)

    def faces(self, rgb: Picture, t_s: float, is_found: bool) -> int:
        """Return how many faces there are, counted anew once a second; at least 1 where the mesh holds one."""
        if t_s - self._counted_s >= COUNT_EVERY_S:
            self._counted_s = t_s
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._faces = len(self._detector.process(rgb).detections or ())
        return max(self._faces, 1) if is_found else 0


def _floats(face: Any) -> NDArray[np.float32]:  # noqa: ANN401 - a message of a package that may be missing
    written = face.SerializeToString()
    if len(written) == POINTS * POINT_BYTES:
        # Reading the points one by one takes 0.2 ms a frame, a twentieth of the whole.
        rows = np.frombuffer(written, np.uint8).reshape(POINTS, POINT_BYTES)
        return rows[:, 2:].reshape(POINTS, 3, 5)[:, :, 1:].copy().view("<f4").reshape(POINTS, 3)
    return np.array([(p.x, p.y, p.z) for p in face.landmark], np.float32)
