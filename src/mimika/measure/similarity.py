"""Similarities of the plane, as (2, 3) matrices: shift, turn and growth."""

import numpy as np

from mimika.measure.signals import Floats


def applied(to: Floats, points: Floats) -> Floats:
    """Return (n, 2) points where a similarity puts them."""
    return np.asarray(points @ to[:, :2].T + to[:, 2])


def then(first: Floats, second: Floats) -> Floats:
    """Return one similarity that does the first and then the second."""
    return np.column_stack([second[:, :2] @ first[:, :2], second[:, :2] @ first[:, 2] + second[:, 2]])


def inverse(to: Floats) -> Floats:
    """Return the similarity that undoes one."""
    # Written out: the library's inverse wakes threads for four numbers and takes longer than the flow.
    (a, b), (c, d) = to[:, :2]
    turn = np.array([[d, -b], [-c, a]]) / (a * d - b * c)
    return np.column_stack([turn, -turn @ to[:, 2]])
