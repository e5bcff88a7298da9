"""Movement of skin against the skull: sparse optical flow on grids that the face mesh places, head motion taken out.

The mesh knows what faces look like and smooths away what is small: of a shift of the cheek by 1 % of the eye distance
it shows a fiftieth. Lucas and Kanade's flow (1981, in pyramids by Bouguet) sees it. Each picture is cut to an upright
patch of fixed size and compared with the one before; a patch of some seconds ago would keep errors from adding up, but
on a head that turns it has three times the noise. The similarity that fits the stable points best in the least median
of squares (Rousseeuw 1984) is the head, and is subtracted; what is left is added up. Slow drift is left in.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mimika.measure.mesh import GRIDS, LEFT_OUTER, RIGHT_OUTER, STABLE
from mimika.measure.video_file import Picture

Floats32 = NDArray[np.float32]

# The patch: outer corners of the eyes 100 px apart, so that 1 px is 1 % of the eye distance.
EYE_DISTANCE_PX = 100.0
WIDTH_PX, HEIGHT_PX = 200, 240
EYES_Y_PX = 80.0
SPACING_PX = 4.0
FACE = (slice(40, 200), slice(40, 160))
WINDOW_PX, LEVELS = 21, 1
LEAST_STABLE = 8
# A point so far from the middle of its grid has gone astray; from frame to frame nothing of a face moves further.
STRAY_PX, MOST_PX = 2.0, 12.0
N_STABLE = len(STABLE)
OFFSETS = np.array([(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1)], np.float32) * SPACING_PX
CENTRES = np.array([(c[0], c[-1]) for _, c in GRIDS])


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved since the start, in % of the eye distance; y points down.

    Attributes:
        grids: (grids, 2) mean shift of each grid, in the face's own axes.
        head: (2,) the head's own way, in the picture's axes.
        light: Mean luma of the face.
    """

    grids: Floats32
    head: Floats32
    light: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """The patch of the frame before, its brightness, where its points are in it, and how it was cut."""

    patch: Picture
    light: float
    points: Floats32
    to_patch: Floats32


class Flow:
    """Follows the skin through one film; feed it every frame in order."""

    def __init__(self) -> None:
        import cv2  # noqa: PLC0415 - comes with the extra `video`

        # A patch is too small to be worth a second thread; waiting for one costs more than it does.
        cv2.setNumThreads(1)
        self._cv: Any = cv2
        self._before: _Seen | None = None
        self._grids = np.zeros((len(GRIDS), 2), np.float32)
        self._head = np.zeros(2, np.float32)

    def lose(self) -> None:
        """Say that the face was not found; what comes next goes on from where it was."""
        self._before = None

    def step(self, luma: Picture, points: Floats32) -> Movement:
        """Return the movement up to this frame.

        Args:
            luma: (height, width) picture.
            points: (478, 2 or more) points of the mesh in pixels of the picture.
        """
        flat = points[:, :2]
        distance_px = max(float(np.hypot(*(flat[LEFT_OUTER] - flat[RIGHT_OUTER]))), 1e-9)
        to_patch = _to_patch(flat)
        patch = self._patch(luma, to_patch, int(distance_px / EYE_DISTANCE_PX))
        now = _Seen(patch, float(patch[FACE].mean()), _placed(to_patch, flat), to_patch)
        if self._before is not None:
            self._go_on(self._before, now, distance_px)
        self._before = now
        return Movement(self._grids.copy(), self._head.copy(), now.light)

    def _patch(self, luma: Picture, to_patch: Floats32, shrink: int) -> Picture:
        cv = self._cv
        if shrink > 1:
            # Sampling a large picture at every third pixel would turn its fine grain into movement.
            height, width = (n // shrink for n in luma.shape)
            luma = cv.resize(luma[: height * shrink, : width * shrink], (width, height), interpolation=cv.INTER_AREA)
            # The middle of a block of k pixels lies at k x + (k - 1) / 2.
            turn = to_patch[:, :2]
            to_patch = np.column_stack([turn * shrink, to_patch[:, 2] + turn.sum(axis=1) * (shrink - 1) / 2])
        cut: Picture = cv.warpAffine(luma, to_patch, (WIDTH_PX, HEIGHT_PX), borderMode=cv.BORDER_REPLICATE)
        return cut

    def _go_on(self, before: _Seen, now: _Seen, distance_px: float) -> None:
        after, status, texture = self._flow(before, now)
        good = status[:, 0] == 1
        stable = good[:N_STABLE]
        if stable.sum() < LEAST_STABLE:
            return
        known = before.points[:N_STABLE][stable]
        head, _ = self._cv.estimateAffinePartial2D(known, after[:N_STABLE][stable], method=self._cv.LMEDS)
        if head is None:
            return
        moved = (after - _applied(head, before.points))[N_STABLE:]
        self._grids += _per_grid(moved, np.where(good, texture[:, 0], 0)[N_STABLE:])
        centre = known.mean(axis=0, keepdims=True)
        was, is_ = _applied(_inverse(before.to_patch), centre), _applied(_inverse(now.to_patch), _applied(head, centre))
        self._head += 100 * (is_ - was)[0] / distance_px

    def _flow(self, before: _Seen, now: _Seen) -> tuple[Floats32, Picture, Floats32]:
        """Return where the points before are now, whether each was found, and the texture around it."""
        cv = self._cv
        # Flow takes brightness for constant; lamps flicker and cameras adapt.
        patch = cv.convertScaleAbs(now.patch, alpha=before.light / now.light) if now.light > 1 else now.patch
        after, status, texture = cv.calcOpticalFlowPyrLK(
            before.patch,
            patch,
            before.points,
            None,
            winSize=(WINDOW_PX, WINDOW_PX),
            maxLevel=LEVELS,
            criteria=(cv.TERM_CRITERIA_COUNT + cv.TERM_CRITERIA_EPS, 12, 0.01),
            flags=cv.OPTFLOW_LK_GET_MIN_EIGENVALS,
        )
        return after, status, texture


def _placed(to_patch: Floats32, flat: Floats32) -> Floats32:
    """Return the stable points, then those of the grids, in pixels of the patch."""
    on_patch = _applied(to_patch, flat)
    grids = on_patch[CENTRES].mean(axis=1)[:, None] + OFFSETS
    placed: Floats32 = np.concatenate([on_patch[list(STABLE)], grids.reshape(-1, 2)]).astype(np.float32)
    return placed


def _per_grid(shift: Floats32, texture: Floats32) -> Floats32:
    """Return the (grids, 2) shift of each grid from those of its points, which count by their texture.

    Where skin shows no texture the flow is a guess, and a point that left its neighbours has slid along an edge.
    """
    shift, weight = shift.reshape(len(GRIDS), len(OFFSETS), 2), texture.reshape(len(GRIDS), len(OFFSETS))
    strays = np.abs(shift - np.median(shift, axis=1, keepdims=True)).max(axis=2) > STRAY_PX
    weight = np.where(strays, 0, weight)[:, :, None]
    moved = (shift * weight).sum(axis=1) / np.maximum(weight.sum(axis=1), 1e-12)
    clipped: Floats32 = np.clip(moved, -MOST_PX, MOST_PX).astype(np.float32)
    return clipped


def _to_patch(flat: Floats32) -> Floats32:
    """Return the (2, 3) similarity that puts the outer corners of the eyes at their places in the patch."""
    right, left = flat[RIGHT_OUTER].astype(np.float64), flat[LEFT_OUTER].astype(np.float64)
    across = left - right
    a, b = EYE_DISTANCE_PX * across / max(float(across @ across), 1e-9)
    turn = np.array([[a, b], [-b, a]])
    middle = np.array([WIDTH_PX / 2, EYES_Y_PX])
    return np.column_stack([turn, middle - turn @ (left + right) / 2]).astype(np.float32)


def _applied(to: NDArray[Any], points: Floats32) -> Floats32:
    moved: Floats32 = (points @ to[:, :2].T + to[:, 2]).astype(np.float32)
    return moved


def _inverse(to: Floats32) -> Floats32:
    # Written out: the library's inverse wakes threads for four numbers and takes longer than the flow.
    (a, b), (c, d) = to[:, :2].astype(np.float64)
    turn = np.array([[d, -b], [-c, a]]) / (a * d - b * c)
    return np.column_stack([turn, -turn @ to[:, 2]]).astype(np.float32)
