"""The face as it was a moment ago, the mean of a few pictures laid over each other, and how far skin went since.

Small shifts follow from the difference of brightness and the slopes of the reference (Lucas and Kanade 1981); because
the slopes are those of the reference and not of every new picture, they are worked out once for several of them (the
inverse way of Baker and Matthews 2004). Products are summed over cells of 4 x 4 pixels: every window is far wider.
"""

from dataclasses import dataclass

import numpy as np

from mimika.measure.patch import AT_PX, CELL_PX, COLUMNS, EYE_DISTANCE_PX, MIDDLE_PX, ROWS, Floats32, cells, opencv
from mimika.measure.places import FACE_SHARE, Places
from mimika.measure.signals import Floats
from mimika.measure.similarity import inverse

# A cell whose picture differs so many times as much as is usual has moved by itself, or is a lid.
LOUD = 4.0
# From here on a window is looked for where it seems to be, so often; from picture to picture nothing goes further.
FAR_PX, MOST_LOOKS, MOST_PX = 1.5, 6, 12.0
# Where there is no slope there is no shift.
LEAST_SLOPE = 1e-3
_X, _Y = (AT_PX - MIDDLE_PX[:, None]) / EYE_DISTANCE_PX
# How a cell goes when the head goes 1 px across, 1 px down, grows by 1 % and turns by a hundredth.
HEAD_X = np.stack([np.ones_like(_X), np.zeros_like(_X), _X, -_Y]).astype(np.float32)
HEAD_Y = np.stack([np.zeros_like(_X), np.ones_like(_X), _Y, _X]).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What new pictures are compared with.

    Attributes:
        picture: (height, width) brightness of the patch.
        across, down: (height, width) its slopes.
        tensor: (3, cells) means of the products of the slopes: xx, xy, yy.
        slopes: (2, cells) means of the slopes.
        head: (16, cells) what each tells of the products of the head's four ways.
        sums: (6, grids) of tensor, slopes and ones under the windows.
    """

    places: Places
    picture: Floats32
    across: Floats32
    down: Floats32
    tensor: Floats32
    slopes: Floats32
    head: Floats32
    sums: Floats32


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """The reference less a new picture.

    Attributes:
        picture: (height, width) the new one.
        pull: (3, cells) pull across, pull down and fading.
        square: (cells,) the square of the fading.
    """

    picture: Floats32
    pull: Floats32
    square: Floats32


def reference(picture: Floats32, at: Places) -> Reference:
    """Return a reference of a (height, width) picture of the patch."""
    cv = opencv()
    x: Floats32 = cv.Sobel(picture, cv.CV_32F, 1, 0, ksize=3, scale=1 / 8)
    y: Floats32 = cv.Sobel(picture, cv.CV_32F, 0, 1, ksize=3, scale=1 / 8)
    tensor = np.stack([cells(x * x), cells(x * y), cells(y * y)])
    slopes = np.stack([cells(x), cells(y)])
    sums = np.concatenate([tensor, slopes, np.ones_like(slopes[:1])]) @ at.windows.T
    return Reference(at, picture, x, y, tensor, slopes, _head_products(*tensor), sums)


def difference(of: Reference, picture: Floats32) -> Difference:
    """Return how a picture of equal brightness differs."""
    fading = of.picture - picture
    return Difference(
        picture,
        np.stack([cells(fading * of.across), cells(fading * of.down), cells(fading)]),
        cells(fading * fading),
    )


def head_way(of: Reference, seen: Difference) -> Floats32:
    """Return how the head went: px across, px down, growth in % and turn in hundredths.

    Least squares in which loud cells count the less the louder they are.
    """
    steady = of.places.steady
    usual = np.median(seen.square[steady > FACE_SHARE / 2]) if steady.any() else 1.0
    weight = steady / (1 + (seen.square / (LOUD * usual + 1e-6)) ** 2)
    square = (of.head @ weight).reshape(4, 4)
    x, y = seen.pull[:2] * weight
    return np.asarray(np.linalg.solve(square + LEAST_SLOPE * np.eye(4), HEAD_X @ x + HEAD_Y @ y), np.float32)


def _head_products(xx: Floats32, xy: Floats32, yy: Floats32) -> Floats32:
    cross = HEAD_X[:, None] * (HEAD_Y * xy)
    both = HEAD_X[:, None] * (HEAD_X * xx) + cross + cross.swapaxes(0, 1) + HEAD_Y[:, None] * (HEAD_Y * yy)
    return np.asarray(both.reshape(16, -1), np.float32)


def undone(head: Floats32) -> Floats:
    """Return the (2, 3) similarity that undoes the way of a head."""
    across, down, growth, turn = head.astype(np.float64)
    went = np.eye(2) + np.array([[growth, -turn], [turn, growth]]) / EYE_DISTANCE_PX
    return inverse(np.column_stack([went, MIDDLE_PX + np.array([across, down]) - went @ MIDDLE_PX]))


def shifts(of: Reference, seen: Difference, head: Floats32) -> Floats32:
    """Return the (grids, 2) shift of each grid against the head, in px; one that went far is looked for there."""
    explained = _explained(of, head)
    near = _solved(of.sums, seen.pull @ of.places.windows.T - explained)
    out = np.clip(near, -MOST_PX, MOST_PX)
    far = np.flatnonzero(np.abs(near).max(axis=1) > FAR_PX)
    if len(far):
        around = np.pad(seen.picture, int(MOST_PX), mode="edge")
        for grid in far:
            out[grid] = _followed(of, grid, around, explained[:, grid], out[grid])
    return out


def _followed(of: Reference, grid: int, around: Floats32, explained: Floats32, shift: Floats32) -> Floats32:
    """Return how far one window went, looked at where it seems to be.

    What differs says how far only while that is little of a window. `around` is the picture with an edge as wide as a
    window may go.
    """
    box = of.places.boxes[grid]
    weight = of.places.windows[grid].reshape(ROWS, COLUMNS)[box].reshape(-1)
    rows, columns = (slice(s.start * CELL_PX, s.stop * CELL_PX) for s in box)
    was, across, down = (picture[rows, columns] for picture in (of.picture, of.across, of.down))
    for _ in range(MOST_LOOKS):
        x, y = (int(px) + int(MOST_PX) for px in np.round(shift))
        fading = was - around[rows.start + y : rows.stop + y, columns.start + x : columns.stop + x]
        pull = np.stack([cells(fading * across), cells(fading * down), cells(fading)]) @ weight
        left = _solved(of.sums[:, grid], pull - explained)
        shift = np.clip(np.round(shift) + left, -MOST_PX, MOST_PX)
        if np.abs(left).max() <= FAR_PX:
            break
    return shift


def _explained(of: Reference, head: Floats32) -> Floats32:
    """Return (3, grids): what the way of the head alone does under each window."""
    head_x, head_y = head @ HEAD_X, head @ HEAD_Y
    (txx, txy, tyy), (tx, ty) = of.tensor, of.slopes
    moved = np.stack([txx * head_x + txy * head_y, txy * head_x + tyy * head_y, tx * head_x + ty * head_y])
    return np.asarray(moved @ of.places.windows.T, np.float32)


def _solved(sums: Floats32, pulls: Floats32) -> Floats32:
    """Return the (grids, 2) or (2,) shift: two shifts and a change of brightness are solved for in each window."""
    (pull_x, pull_y, fading), (xx, xy, yy, x, y, n) = pulls, sums
    xx, xy, yy = xx - x * x / n + LEAST_SLOPE, xy - x * y / n, yy - y * y / n + LEAST_SLOPE
    pull_x, pull_y = pull_x - x * fading / n, pull_y - y * fading / n
    moved = np.stack([yy * pull_x - xy * pull_y, xx * pull_y - xy * pull_x], axis=-1)
    return np.asarray(moved / (xx * yy - xy * xy)[..., None], np.float32)
