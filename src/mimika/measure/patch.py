"""The upright patch of fixed size to which a face is cut, and its cells."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mimika.measure.mesh import LEFT_OUTER, RIGHT_OUTER
from mimika.measure.signals import Floats
from mimika.measure.video_file import Picture

Floats32 = NDArray[np.float32]

# Outer corners of the eyes 100 px apart, so that 1 px is 1 % of the eye distance.
EYE_DISTANCE_PX = 100.0
WIDTH_PX, HEIGHT_PX, CELL_PX = 160, 200, 4
MIDDLE_PX = np.array([WIDTH_PX / 2, 68.0])
COLUMNS, ROWS = WIDTH_PX // CELL_PX, HEIGHT_PX // CELL_PX
AT_PX = ((np.indices((ROWS, COLUMNS))[::-1].reshape(2, -1) + 0.5) * CELL_PX - 0.5).astype(np.float32)
FACE = (slice(28, 188), slice(20, 140))


def opencv() -> Any:  # noqa: ANN401 - its types say more than it keeps
    """Return the module; it comes with the extra `video`."""
    import cv2  # noqa: PLC0415

    return cv2


def eye_distance_px(flat: Floats) -> float:
    """Return the distance of the outer corners of the eyes."""
    return max(float(np.hypot(*(flat[LEFT_OUTER] - flat[RIGHT_OUTER]))), 1e-9)


def to_patch(flat: Floats) -> Floats:
    """Return the (2, 3) similarity that puts the outer corners of the eyes at their places in the patch."""
    right, left = flat[RIGHT_OUTER], flat[LEFT_OUTER]
    across = left - right
    a, b = EYE_DISTANCE_PX * across / max(float(across @ across), 1e-9)
    turn = np.array([[a, b], [-b, a]])
    return np.column_stack([turn, MIDDLE_PX - turn @ (left + right) / 2])


def cut(picture: Picture | Floats32, to: Floats) -> Floats32:
    """Return the (height, width) patch of a picture, or of a patch that lies elsewhere."""
    cv = opencv()
    shrink = int(1 / max(float(np.hypot(*to[0, :2])), 1e-9))
    if shrink > 1:
        # Sampling a large picture at every third pixel would turn its fine grain into movement.
        height, width = (n // shrink for n in picture.shape)
        whole = picture[: height * shrink, : width * shrink]
        picture = cv.resize(whole, (width, height), interpolation=cv.INTER_AREA)
        # The middle of a block of k pixels lies at k x + (k - 1) / 2.
        turn = to[:, :2]
        to = np.column_stack([turn * shrink, to[:, 2] + turn.sum(axis=1) * (shrink - 1) / 2])
    patch: Floats32 = cv.warpAffine(picture, to, (WIDTH_PX, HEIGHT_PX), borderMode=cv.BORDER_REPLICATE)
    return patch.astype(np.float32)


def cells(values: Floats32) -> Floats32:
    """Return the (cells,) means of a (height, width) picture, or of a part of one that is made of whole cells."""
    cv = opencv()
    height, width = values.shape
    small: Floats32 = cv.resize(values, (width // CELL_PX, height // CELL_PX), interpolation=cv.INTER_AREA)
    return small.reshape(-1)
