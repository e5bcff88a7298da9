"""Movement of skin against the skull: windows that the face mesh places, compared with the face of a moment ago.

The mesh knows what faces look like and smooths away what is small: of a shift of the cheek by 1 % of the eye distance
it shows a fiftieth. The picture itself shows it. Each is cut to an upright patch, laid over the mean of some pictures
before (see `reference`) by the similarity that is the head, and what the windows went besides is told. The mean is of
eight pictures: fewer follow the jumps of a strongly compressed film, and a head that turns looks different soon.
"""

from dataclasses import dataclass

import numpy as np

from mimika.measure.laying import LOST_PX, Laid, laid_over
from mimika.measure.mesh import GRIDS
from mimika.measure.patch import (
    FACE,
    HEIGHT_PX,
    MIDDLE_PX,
    WIDTH_PX,
    Floats32,
    cut,
    eye_distance_px,
    opencv,
    to_patch,
)
from mimika.measure.places import places
from mimika.measure.reference import Reference, reference, shifts, undone
from mimika.measure.signals import Floats
from mimika.measure.similarity import applied, inverse, then
from mimika.measure.video_file import Picture

# Pictures in a mean, and until the windows are placed anew.
KEPT, PLACED = 8, 32


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved since the start, in % of the eye distance; y points down.

    Attributes:
        grids: (grids, 2) shift of each grid, in the face's own axes.
        head: (2,) the head's own way, in the picture's axes.
        light: Mean luma of the face.
    """

    grids: Floats32
    head: Floats32
    light: float


class _Mean:
    """The mean of some patches and of the shifts of the grids in them."""

    def __init__(self) -> None:
        self._patches = np.zeros((HEIGHT_PX, WIDTH_PX), np.float32)
        self._shifts = np.zeros((len(GRIDS), 2))
        self.count = 0

    def add(self, patch: Floats32, shift: Floats) -> None:
        self._patches += patch
        self._shifts += shift
        self.count += 1

    def take(self) -> tuple[Floats32, Floats]:
        """Return both means and begin anew."""
        patch, shift = self._patches / np.float32(self.count), self._shifts / self.count
        self._patches[:], self._shifts[:], self.count = 0, 0, 0
        return patch, shift


class Flow:
    """Follows the skin through one film; feed it every frame in order."""

    def __init__(self) -> None:
        # A patch is too small to be worth a second thread; waiting for one costs more than it does.
        opencv().setNumThreads(1)
        self._reference: Reference | None = None
        self._mean = _Mean()
        self._placed_for = 0
        # Shifts of the grids now and in the reference, how far the head went, and the way from the last picture to the
        # patch.
        self._grids, self._base = np.zeros((len(GRIDS), 2)), np.zeros((len(GRIDS), 2))
        self._head, self._way = np.zeros(2), np.zeros((2, 3))

    def lose(self) -> None:
        """Say that the face was not found; what comes next goes on from where it was."""
        self._reference = None

    def step(self, luma: Picture, points: Floats32) -> Movement:
        """Return the movement up to this frame.

        Args:
            luma: (height, width) picture.
            points: (468, 2 or more) points of the mesh in pixels of the picture.
        """
        flat = points[:, :2].astype(np.float64)
        start, of = to_patch(flat), self._reference
        laid = self._laid(of, luma, start) if of is not None else None
        if of is None or laid is None:
            light = self._begin(luma, start, flat)
        else:
            light = laid.light
            self._go_on(of, laid, eye_distance_px(flat))
            if self._mean.count >= KEPT:
                self._renew(of, laid, start, flat)
        return Movement(self._grids.astype(np.float32), self._head.astype(np.float32), light)

    def _laid(self, of: Reference, luma: Picture, start: Floats) -> Laid | None:
        """Return the picture laid over the reference, from where the face was last or else from where the mesh is.

        Heads go less than the points of the mesh tremble, by a third of a pixel; of one that went far the mesh knows.
        """
        went_px = float(np.abs(applied(self._way, _middle_in_picture(start)) - MIDDLE_PX).max())
        laid = laid_over(of, luma, self._way, 0) if went_px <= LOST_PX else None
        return laid or laid_over(of, luma, start)

    def _begin(self, luma: Picture, start: Floats, flat: Floats) -> float:
        """Take a picture as the reference and return its light."""
        patch = cut(luma, start)
        if self._reference is not None:
            self._follow_head(start, eye_distance_px(flat))
        self._reference, self._base = reference(patch, places(applied(start, flat))), self._grids
        self._way, self._mean, self._placed_for = start, _Mean(), 0
        return float(patch[FACE].mean())

    def _go_on(self, of: Reference, laid: Laid, distance_px: float) -> None:
        shift = shifts(of, laid.seen, laid.head).astype(np.float64)
        self._grids = self._base + shift
        self._follow_head(then(laid.way, undone(laid.head)), distance_px)
        self._mean.add(laid.patch, shift)

    def _follow_head(self, way: Floats, distance_px: float) -> None:
        went_px = _middle_in_picture(way) - _middle_in_picture(self._way)
        self._head, self._way = self._head + 100 * went_px / distance_px, way

    def _renew(self, of: Reference, laid: Laid, start: Floats, flat: Floats) -> None:
        """Take the mean of the last pictures as the reference; now and then look anew where the face is."""
        self._placed_for += self._mean.count
        patch, shift = self._mean.take()
        self._base, where = self._base + shift, of.places
        if self._placed_for >= PLACED:
            # A head that turns leaves the middle of the patch bit by bit.
            patch, where = cut(patch, then(inverse(laid.way), start)), places(applied(start, flat))
            self._way, self._placed_for = start, 0
        self._reference = reference(patch, where)


def _middle_in_picture(way: Floats) -> Floats:
    return np.asarray(applied(inverse(way), MIDDLE_PX[None])[0])
