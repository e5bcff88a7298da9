"""The plain record of a film, frame by frame, as it grows."""

from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mimika.measure.flow import Movement
from mimika.measure.mesh import GRIDS
from mimika.measure.pose import Shape
from mimika.measure.signals import Floats

Table = NDArray[np.float32]

# Columns of a row: faces, eye distance, yaw, light, apertures, mouth, brows, the head's way, then x and y of each grid.
FACES, EYE_DISTANCE, YAW, LIGHT, APERTURE, MOUTH, BROW, HEAD, GRID = 0, 1, 2, 3, 4, 6, 7, 9, 11
COLUMNS = GRID + 2 * len(GRIDS)
NO_FACE = [0.0] + [float("nan")] * (COLUMNS - 1)


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A stretch of film: (n,) times in seconds and (n, COLUMNS) of what was seen; NaN where no face was."""

    t_s: Floats
    rows: Table

    def between(self, from_s: float, to_s: float = np.inf) -> "Track":
        """Return the frames from one moment to before another, not copied: a record of hours is large."""
        start, end = np.searchsorted(self.t_s, (from_s, to_s))
        return Track(self.t_s[start:end], self.rows[start:end])


class Recorder:
    """Takes rows one by one: four bytes a number, however long the film."""

    def __init__(self) -> None:
        self._t_s = array("d")
        self._rows = array("f")

    def see(self, t_s: float, faces: int, shape: Shape, movement: Movement) -> None:
        """Record a frame with a face."""
        self._t_s.append(t_s)
        self._rows.extend((float(faces), shape.eye_distance_px, shape.yaw_deg, movement.light, *shape.aperture))
        self._rows.extend((shape.mouth_open, *shape.brow_height))
        self._rows.extend(movement.head.tolist())
        self._rows.extend(movement.grids.ravel().tolist())

    def miss(self, t_s: float) -> None:
        """Record a frame without a face."""
        self._t_s.append(t_s)
        self._rows.extend(NO_FACE)

    def track(self) -> Track:
        """Return what was recorded."""
        return Track(
            np.frombuffer(self._t_s, np.float64) if self._t_s else np.zeros(0),
            np.frombuffer(self._rows, np.float32).reshape(-1, COLUMNS) if self._rows else np.zeros((0, COLUMNS), "f4"),
        )


def joined(first: Track, second: Track, at_s: float) -> Track:
    """Return two overlapping stretches as one, changing over at a moment; movements go on from where they were."""
    both = first.between(at_s - 1, at_s)
    again = second.rows[np.isin(second.t_s, both.t_s), HEAD:]
    head, tail = first.between(-np.inf, at_s), second.between(at_s)
    rows = np.concatenate([head.rows, tail.rows])
    if len(again):
        apart = both.rows[np.isin(both.t_s, second.t_s), HEAD:] - again
        known = np.isfinite(apart).all(axis=1)
        if known.any():
            rows[len(head.t_s) :, HEAD:] += np.median(apart[known], axis=0)
    return Track(np.concatenate([head.t_s, tail.t_s]), rows)
