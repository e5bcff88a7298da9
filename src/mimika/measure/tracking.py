"""From a film to signals: decoding, points, flow and pose joined; a long film is tracked in two parts at once."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from mimika.measure.faults import CutOffVideoError, TooShortError
from mimika.measure.flow import Flow
from mimika.measure.frame import Frame
from mimika.measure.landmarks import Landmarks
from mimika.measure.pose import shape
from mimika.measure.signals import Clip, Floats, Signals
from mimika.measure.track import Recorder, Track, joined, signals
from mimika.measure.video_file import VideoFile

# The tracker settles on a face over its first second; what it says there is not used.
SETTLING_S = 1.0
LEAST_S = 2.0
# Shorter films are over before a second process has loaded its models.
WORTH_SPLITTING_S = 20.0
OVERLAP_S = 2.0
TELL_EVERY = 15

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A tracked stretch of a film and what was learnt of the file on the way."""

    track: Track
    width_px: int
    height_px: int
    rotation_deg: int
    is_truncated: bool


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


def stretch(path: Path, from_s: float, to_s: float, threads: int = 0, on_progress: Progress | None = None) -> Part:
    """Return what is seen from one moment of a film to before another, tracked by this process alone."""
    tell = on_progress or _untold
    with VideoFile(path, threads) as film, Landmarks() as landmarks:
        if from_s > 0:
            film.skip_to(from_s)
        until = min(to_s, film.said_s or np.inf)
        flow, recorder = Flow(), Recorder()
        for frame in film.frames(from_s, to_s):
            _see(frame, landmarks, flow, recorder, film.shrink)
            if film.frames_read % TELL_EVERY == 0:
                tell((frame.t_s - from_s) / (until - from_s) if until < np.inf else 0.0)
        tell(1.0)
        is_truncated = bool(to_s == np.inf and film.is_truncated) or film.was_broken_off
        return Part(recorder.track(), *film.upright_size, film.rotation_deg, is_truncated)


def _see(frame: Frame, landmarks: Landmarks, flow: Flow, recorder: Recorder, shrink: float) -> None:
    points = landmarks.points(frame)
    faces = landmarks.faces(frame, frame.t_s, points is not None)
    if points is None:
        flow.lose()
        recorder.miss(frame.t_s)
        return
    seen = shape(points)
    movement = flow.step(frame.luma, points)
    recorder.see(frame.t_s, faces, replace(seen, eye_distance_px=seen.eye_distance_px * shrink), movement)


def _whole(path: Path, processes: int | None, tell: Progress) -> Part:
    with VideoFile(path) as film:
        said_s = film.said_s
    many = min(processes or 2, os.cpu_count() or 1)
    if many < 2 or said_s is None or said_s < WORTH_SPLITTING_S:
        return stretch(path, 0.0, np.inf, on_progress=tell)
    middle = said_s / 2
    first, second = _at_once(path, ((0.0, middle), (middle - OVERLAP_S, np.inf)), tell)
    if not len(second.track.t_s):
        # The file is cut off before its middle: the first part is all there is.
        return Part(first.track, first.width_px, first.height_px, first.rotation_deg, is_truncated=True)
    whole = joined(first.track, second.track, middle)
    return Part(whole, first.width_px, first.height_px, first.rotation_deg, first.is_truncated or second.is_truncated)


def _at_once(path: Path, stretches: tuple[tuple[float, float], ...], tell: Progress) -> list[Part]:
    # A forked copy of a process with running threads may stand still for ever; a fresh one cannot.
    context = get_context("spawn")
    done = context.Array("d", len(stretches))
    with ProcessPoolExecutor(len(stretches), context, _share, (done,)) as pool:
        parts: list[Future[Part]] = [pool.submit(_part, path, i, *ends) for i, ends in enumerate(stretches)]
        waiting = set(parts)
        while waiting:
            _, waiting = wait(waiting, timeout=0.2)
            tell(sum(done[i] for i in range(len(stretches))) / len(stretches))
        return [part.result() for part in parts]


_done: Any = None


def _share(done: Any) -> None:  # noqa: ANN401 - a shared array has no public type
    global _done  # noqa: PLW0603 - how a pool hands something to its processes
    _done = done


def _part(path: Path, i: int, from_s: float, to_s: float) -> Part:
    def tell(share: float) -> None:
        _done[i] = share

    return stretch(path, from_s, to_s, 1, tell)


def _step_s(steps: Floats) -> float:
    """Return the usual distance of frames: files round timestamps to a thousandth, and some leave frames out."""
    middle = np.median(steps)
    return float(steps[np.abs(steps - middle) <= middle / 2].mean())


def _jitter(steps: Floats, step: float) -> float:
    return float(np.percentile(np.abs(steps - step), 90) / step)


def _untold(share: float) -> None:
    """Tell nobody how far the work is."""
