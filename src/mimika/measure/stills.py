"""Pictures of the strongest events, taken from a film while it is still there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mimika.measure.frame import Frame
from mimika.measure.signals import Event
from mimika.measure.video_file import VideoFile

MOST_STILLS = 6
# Shown at the width of a phone; larger ones would only fill memory.
MOST_WIDTH_PX = 480
QUALITY = 80
# Going to a moment costs the decoding of what lies before it, at most until the last whole picture.
BEFORE_S = 0.05


@dataclass(frozen=True, slots=True)
class Still:
    """A picture of an event, as JPEG; `event` is its place among the events of the measurement."""

    event: int
    jpeg: bytes


def stills(path: Path, events: Sequence[Event]) -> tuple[Still, ...]:
    """Return pictures of the strongest events in order of time, at most one of each kind and region twice."""
    taken = ((i, _at(path, events[i].peak_s)) for i in sorted(_strongest(events)))
    return tuple(Still(i, _jpeg(frame)) for i, frame in taken if frame is not None)


def _strongest(events: Sequence[Event]) -> list[int]:
    """Return the strongest of every kind and region first, then the second ones."""
    ranked = sorted(range(len(events)), key=lambda i: -events[i].strength * events[i].certainty)
    rounds: dict[tuple[str, str], int] = {}
    order = []
    for i in ranked:
        what = (events[i].kind, events[i].region)
        rounds[what] = rounds.get(what, 0) + 1
        order.append((rounds[what], i))
    return [i for _, i in sorted(order, key=lambda pair: pair[0])][:MOST_STILLS]


def _at(path: Path, at_s: float) -> Frame | None:
    with VideoFile(path, 1) as film:
        if at_s > BEFORE_S:
            film.skip_to(at_s)
        return next(_frames(film, at_s), None)


def _frames(film: VideoFile, at_s: float) -> Iterator[Frame]:
    return film.frames(max(0.0, at_s - BEFORE_S / 2))


def _jpeg(frame: Frame) -> bytes:
    import cv2  # noqa: PLC0415 - comes with the extra `video`

    width, height = frame.size
    scale = min(1.0, MOST_WIDTH_PX / width)
    small = cv2.resize(frame.rgb, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
    _, encoded = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return bytes(encoded.tobytes())
