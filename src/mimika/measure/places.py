"""Where to look on the patch of a face: the windows of the grids, and what is steady enough to tell the head."""

from dataclasses import dataclass

import numpy as np

from mimika.measure.mesh import EYE_MIDDLES, GRIDS, STABLE
from mimika.measure.patch import AT_PX, CELL_PX, COLUMNS, ROWS, Floats32, opencv
from mimika.measure.signals import Floats

# Widths (standard deviations) of the windows of a grid, of a steady point, and of the eye that is left out around it.
WINDOW_PX, STEADY_PX, EYE_PX = 10.0, 9.0, 8.0
# Further from its middle a window weighs less than a thousandth.
REACH_PX = 4 * WINDOW_PX
Box = tuple[slice, slice]
# The whole face helps to tell the head's motion, its steady points twice as much: they alone leave the jaw uncertain.
FACE_SHARE = 0.5
CENTRES = np.array([(c[0], c[-1]) for _, c in GRIDS])


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Weights of the cells.

    Attributes:
        steady: (cells,) how much each tells of the head.
        windows: (grids, cells) the window of each grid.
        boxes: Rows and columns of cells outside of which each window weighs next to nothing.
    """

    steady: Floats32
    windows: Floats32
    boxes: tuple[Box, ...]


def places(on_patch: Floats) -> Places:
    """Return where to look, given the (468, 2) points of the mesh on the patch."""
    centres = on_patch[CENTRES].mean(axis=1)
    return Places(_steady(on_patch), _bumps(centres, WINDOW_PX), tuple(_box(*centre) for centre in centres))


def _box(x_px: float, y_px: float) -> Box:
    """Return the cells within the reach of a window, at least one of them."""
    return tuple(  # type: ignore[return-value]
        slice(
            int(np.clip((px - REACH_PX) // CELL_PX, 0, count - 1)),
            int(np.clip((px + REACH_PX) // CELL_PX + 1, 1, count)),
        )
        for px, count in ((y_px, ROWS), (x_px, COLUMNS))
    )


def _bumps(centres: Floats, width_px: float) -> Floats32:
    """Return (centres, cells): smooth windows of height 1 around the centres."""
    apart = ((AT_PX[None] - centres[:, :, None]) ** 2).sum(axis=1)
    return np.asarray(np.exp(-apart / (2 * width_px**2)), np.float32)


def _steady(on_patch: Floats) -> Floats32:
    cv = opencv()
    face = np.zeros((ROWS, COLUMNS), np.float32)
    outline = np.round(cv.convexHull(on_patch.astype(np.float32)) / CELL_PX).astype(np.int32)
    inside = cv.erode(cv.fillConvexPoly(face, outline, FACE_SHARE), np.ones((3, 3), np.uint8)).reshape(-1)
    weight = np.maximum(_bumps(on_patch[list(STABLE)], STEADY_PX).max(axis=0), inside)
    return np.asarray(weight * np.prod(1 - _bumps(on_patch[list(EYE_MIDDLES)], EYE_PX), axis=0), np.float32)
