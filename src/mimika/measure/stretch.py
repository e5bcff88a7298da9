"""A stretch of film followed by one process: decoding, points, flow and pose joined, frame by frame."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from mimika.measure.flow import Flow
from mimika.measure.frame import Frame
from mimika.measure.landmarks import Landmarks
from mimika.measure.pose import Points, shape
from mimika.measure.record import Recorder, Track
from mimika.measure.video_file import VideoFile

# So many frames go through one step before the next: its code and numbers then stay in the processor's own memory.
BLOCK = 8

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A tracked stretch of a film and what was learnt of the file on the way."""

    track: Track
    width_px: int
    height_px: int
    rotation_deg: int
    is_truncated: bool


def stretch(path: Path, from_s: float, to_s: float, threads: int, tell: Progress) -> Part:
    """Return what is seen from one moment of a film to before another.

    Args:
        path: The film.
        from_s: In seconds from its first frame.
        to_s: Infinite for its end.
        threads: Threads that decode; 0 leaves it to the decoder.
        tell: Called with the share done, 0 to 1.
    """
    # Products here are small: a second thread costs more than it does, since it spins while it waits for the next.
    with VideoFile(path, threads) as film, Landmarks() as landmarks, threadpool_limits(1, "blas"):
        if from_s > 0:
            film.skip_to(from_s)
        until = min(to_s, film.said_s or np.inf)
        flow, recorder = Flow(), Recorder()
        for block in _in_blocks(film.frames(from_s, to_s)):
            found = [landmarks.points(frame) for frame in block]
            for frame, points in zip(block, found, strict=True):
                _see(frame, points, landmarks, flow, recorder, film.shrink)
            tell((block[-1].t_s - from_s) / (until - from_s) if until < np.inf else 0.0)
        tell(1.0)
        is_truncated = bool(to_s == np.inf and film.is_truncated) or film.was_broken_off
        return Part(recorder.track(), *film.upright_size, film.rotation_deg, is_truncated)


def _in_blocks(frames: Iterator[Frame]) -> Iterator[list[Frame]]:
    while block := list(islice(frames, BLOCK)):
        yield block


def _see(
    frame: Frame, points: Points | None, landmarks: Landmarks, flow: Flow, recorder: Recorder, shrink: float
) -> None:
    faces = landmarks.faces(frame, frame.t_s, points is not None)
    if points is None:
        flow.lose()
        recorder.miss(frame.t_s)
        return
    seen = shape(points)
    movement = flow.step(frame.luma, points)
    recorder.see(frame.t_s, faces, replace(seen, eye_distance_px=seen.eye_distance_px * shrink), movement)
