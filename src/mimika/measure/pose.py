"""What the points of the mesh say once the motion of the head is taken out: opening of the eyes, brows, mouth, turn."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mimika.measure import mesh

Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """One face in one picture; lengths over the distance of the outer corners of the eyes unless the name says px.

    Attributes:
        aperture: Opening of the left and of the right eye over that eye's width (the eye aspect ratio).
        brow_height: Height of the left and of the right brow over the eye's corners; up is more.
        yaw_deg: Turn of the head; more is towards the person's own left.
    """

    eye_distance_px: float
    yaw_deg: float
    aperture: tuple[float, float]
    mouth_open: float
    brow_height: tuple[float, float]


def shape(points: Points) -> Shape:
    """Return what (468, 3) points in pixels say of the face.

    Ratios within the plane of the face do not change when the head moves, nods or tilts; of a turned head they do,
    which the turn itself tells.
    """
    flat = points[:, :2].astype(np.float64)
    across = flat[mesh.LEFT_OUTER] - flat[mesh.RIGHT_OUTER]
    distance = float(np.hypot(*across)) or 1e-9
    up = np.array([across[1], -across[0]]) / distance
    return Shape(
        eye_distance_px=distance,
        yaw_deg=yaw_deg(points),
        aperture=(
            _opening(flat, mesh.LEFT_LIDS, mesh.LEFT_OUTER, mesh.LEFT_INNER),
            _opening(flat, mesh.RIGHT_LIDS, mesh.RIGHT_OUTER, mesh.RIGHT_INNER),
        ),
        mouth_open=float(np.hypot(*(flat[mesh.UPPER_LIP] - flat[mesh.LOWER_LIP]))) / distance,
        brow_height=(
            _height(flat, up, mesh.LEFT_BROW, mesh.LEFT_OUTER, mesh.LEFT_INNER) / distance,
            _height(flat, up, mesh.RIGHT_BROW, mesh.RIGHT_OUTER, mesh.RIGHT_INNER) / distance,
        ),
    )


def yaw_deg(points: Points) -> float:
    """Return the turn of the head in degrees from the depth of the temples; more is towards the person's own left."""
    across, depth = (points[mesh.LEFT_TEMPLE] - points[mesh.RIGHT_TEMPLE])[[0, 2]]
    return float(np.degrees(np.arctan2(depth, across)))


def _opening(flat: NDArray[np.float64], lids: tuple[tuple[int, int], ...], outer: int, inner: int) -> float:
    gaps = [np.hypot(*(flat[upper] - flat[lower])) for upper, lower in lids]
    return float(np.mean(gaps) / max(np.hypot(*(flat[outer] - flat[inner])), 1e-9))


def _height(flat: NDArray[np.float64], up: NDArray[np.float64], brow: tuple[int, ...], outer: int, inner: int) -> float:
    middle = (flat[outer] + flat[inner]) / 2
    return float(np.mean((flat[list(brow)] - middle) @ up))
