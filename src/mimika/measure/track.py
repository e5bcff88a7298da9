"""The plain record of a film, frame by frame, as it grows, and how it becomes signals."""

from array import array
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mimika.measure.direction import along_bursts
from mimika.measure.flow import Movement
from mimika.measure.mesh import GRIDS, grids_of
from mimika.measure.pose import Shape
from mimika.measure.signals import LEFT, REGIONS, RIGHT, Flags, Floats, Region, Signals

Table = NDArray[np.float32]

# Columns of a row: faces, eye distance, yaw, light, apertures, mouth, brows, the head's way, then x and y of each grid.
FACES, EYE_DISTANCE, YAW, LIGHT, APERTURE, MOUTH, BROW, HEAD, GRID = 0, 1, 2, 3, 4, 6, 7, 9, 11
COLUMNS = GRID + 2 * len(GRIDS)
NO_FACE = [0.0] + [float("nan")] * (COLUMNS - 1)
# Lids are looked at for their own small movements while the eye is at least so far open, and so long after it was not.
OPEN_SHARE, OPEN_PERCENTILE, AROUND_S = 0.8, 85, 0.15


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """A stretch of film: (n,) times in seconds and (n, COLUMNS) of what was seen; NaN where no face was."""

    t_s: Floats
    rows: Table

    def between(self, from_s: float, to_s: float = np.inf) -> "Track":
        """Return the frames from one moment to before another."""
        chosen = (self.t_s >= from_s) & (self.t_s < to_s)
        return Track(self.t_s[chosen], self.rows[chosen])


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
    both = (first.t_s >= at_s - 1) & (first.t_s < at_s)
    same = np.isin(second.t_s, first.t_s[both])
    rows = second.rows.copy()
    if same.any():
        a, b = first.rows[np.isin(first.t_s, second.t_s[same])][:, HEAD:], rows[same][:, HEAD:]
        apart = a - b
        known = np.isfinite(apart).all(axis=1)
        if known.any():
            rows[:, HEAD:] += np.median(apart[known], axis=0)
    head, tail = first.between(-np.inf, at_s), replace(second, rows=rows).between(at_s)
    return Track(np.concatenate([head.t_s, tail.t_s]), np.concatenate([head.rows, tail.rows]))


def signals(track: Track, fps: float) -> Signals:
    """Return the signals of a record.

    Args:
        track: What was seen.
        fps: Frames a second.
    """
    rows = track.rows
    aperture = rows[:, APERTURE : APERTURE + 2].astype(np.float64)
    return Signals(
        t_s=track.t_s,
        found=np.isfinite(rows[:, EYE_DISTANCE]),
        faces=rows[:, FACES].astype(np.int64),
        eye_distance_px=rows[:, EYE_DISTANCE].astype(np.float64),
        yaw_deg=rows[:, YAW].astype(np.float64),
        light=rows[:, LIGHT].astype(np.float64),
        aperture=aperture,
        motion={region: _motion(region, 0, rows, aperture, fps) for region in REGIONS},
        mouth_open=rows[:, MOUTH].astype(np.float64),
        brow_height=rows[:, BROW : BROW + 2].astype(np.float64),
        second={r: _motion(r, 1, rows, aperture, fps) for r in REGIONS if len(grids_of(r)) > 1},
    )


def _motion(region: Region, place: int, rows: Table, aperture: Floats, fps: float) -> Floats:
    first = HEAD if region == "head" else GRID + 2 * grids_of(region)[place]
    usable = np.ones(len(rows), np.bool_)
    if region.startswith("lids"):
        usable = _is_open(aperture[:, LEFT if region == "lids-left" else RIGHT], fps)
    return along_bursts(rows[:, first : first + 2].astype(np.float64), usable, fps)


def _is_open(aperture: Floats, fps: float) -> Flags:
    known = aperture[np.isfinite(aperture)]
    if not known.size:
        return np.zeros(len(aperture), np.bool_)
    shut = ~(aperture >= OPEN_SHARE * np.percentile(known, OPEN_PERCENTILE))
    around = np.ones(2 * round(AROUND_S * fps) + 1)
    return np.asarray(np.convolve(shut, around, mode="full")[len(around) // 2 :][: len(shut)] < 0.5)
