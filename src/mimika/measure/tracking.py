"""From a film to signals: followed from frame to frame, a long film in two parts at once."""

import os
from pathlib import Path

import numpy as np

from mimika.measure.faults import CutOffVideoError, TooShortError
from mimika.measure.signals import Clip, Floats, Signals
from mimika.measure.stretch import Part, Progress, stretch
from mimika.measure.track import signals
from mimika.measure.two_parts import in_two_parts
from mimika.measure.video_file import VideoFile

# The tracker settles on a face over its first second; what it says there is not used.
SETTLING_S = 1.0
LEAST_S = 2.0
# Shorter films are over before a second process has loaded its models.
WORTH_SPLITTING_S = 20.0


def track(path: Path, processes: int | None = None, on_progress: Progress | None = None) -> tuple[Signals, Clip]:
    """Return the signals of the face in a film, and the film's own record.

    The first second is dropped: there the tracker still settles.

    Args:
        path: The film.
        processes: At most so many work at once; as many as are worth it (two) for None.
        on_progress: Called with the share done, 0 to 1.

    Raises:
        VideoError: If the film cannot be measured; the class tells why.
    """
    part = _whole(path, processes, on_progress or _untold)
    t_s = part.track.t_s
    if not len(t_s):
        raise CutOffVideoError(path.name)
    if t_s[-1] < LEAST_S:
        raise TooShortError(path.name, float(t_s[-1]), LEAST_S)
    clip = clip_of(part)
    return signals(part.track.between(SETTLING_S), clip.fps), clip


def clip_of(part: Part) -> Clip:
    """Return the record of a film that was tracked from its first to its last frame."""
    steps = np.diff(part.track.t_s)
    step = _step_s(steps)
    return Clip(
        width_px=part.width_px,
        height_px=part.height_px,
        duration_s=float(part.track.t_s[-1]),
        rotation_deg=part.rotation_deg,
        frames=len(part.track.t_s),
        fps=1 / step,
        jitter_share=_jitter(steps, step),
        is_truncated=part.is_truncated,
    )


def _whole(path: Path, processes: int | None, tell: Progress) -> Part:
    with VideoFile(path) as film:
        said_s = film.said_s
    many = min(processes or 2, os.cpu_count() or 1)
    if many < 2 or said_s is None or said_s < WORTH_SPLITTING_S:
        return stretch(path, 0.0, np.inf, 0, tell)
    return in_two_parts(path, said_s, tell)


def _step_s(steps: Floats) -> float:
    """Return the usual distance of frames: files round timestamps to a thousandth, and some leave frames out."""
    middle = np.median(steps)
    return float(steps[np.abs(steps - middle) <= middle / 2].mean())


def _jitter(steps: Floats, step: float) -> float:
    return float(np.percentile(np.abs(steps - step), 90) / step)


def _untold(share: float) -> None:
    """Tell nobody how far the work is."""
