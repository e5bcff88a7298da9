"""How the plain record of a film becomes signals."""

import numpy as np

from mimika.measure.direction import along_bursts
from mimika.measure.mesh import grids_of
from mimika.measure.record import APERTURE, BROW, EYE_DISTANCE, FACES, GRID, HEAD, LIGHT, MOUTH, YAW, Table, Track
from mimika.measure.signals import LEFT, REGIONS, RIGHT, Flags, Floats, Region, Signals

# Lids are looked at for their own small movements while the eye is at least so far open, and so long after it was not.
OPEN_SHARE, OPEN_PERCENTILE, AROUND_S = 0.8, 85, 0.15


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
