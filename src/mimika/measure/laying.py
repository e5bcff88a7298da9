"""A picture laid over the reference by the similarity that is the head."""

from dataclasses import dataclass

import numpy as np

from mimika.measure.patch import FACE, Floats32, cut
from mimika.measure.reference import Difference, Reference, difference, head_way, undone
from mimika.measure.signals import Floats
from mimika.measure.similarity import then
from mimika.measure.video_file import Picture

# The head is found in steps; from the mesh, whose points tremble by a third of a pixel, at least one is needed.
LEAST_STEPS, MOST_STEPS, NEAR_PX = 1, 4, 0.25
# A head still further off after all steps was not found.
LOST_PX = 3.0


@dataclass(frozen=True, slots=True)
class Laid:
    """A picture laid over the reference.

    Attributes:
        patch: (height, width) at the brightness of the reference.
        light: Mean luma of the face before that.
        way: (2, 3) from the picture to the patch.
        seen: What differs.
        head: What of it is still the head's.
    """

    patch: Floats32
    light: float
    way: Floats
    seen: Difference
    head: Floats32


def laid_over(of: Reference, luma: Picture, way: Floats, least_steps: int = LEAST_STEPS) -> Laid | None:
    """Return a picture laid over the reference, or None if it does not fit.

    Args:
        of: What it is laid over.
        luma: (height, width) picture.
        way: (2, 3) from the picture to the patch, to begin with.
        least_steps: After so many it may be near enough.
    """
    target = float(of.picture[FACE].mean())
    for step in range(MOST_STEPS + 1):
        patch = cut(luma, way)
        light = float(patch[FACE].mean())
        # Skin is taken to keep its brightness; lamps flicker and cameras adapt.
        patch *= np.float32(target / max(light, 1.0))
        seen = difference(of, patch)
        head = head_way(of, seen)
        off_px = float(np.abs(head).max())
        if step >= least_steps and off_px <= NEAR_PX:
            return Laid(patch, light, way, seen, head)
        if step < MOST_STEPS:
            way = then(way, undone(head))
    return Laid(patch, light, way, seen, head) if off_px <= LOST_PX else None
