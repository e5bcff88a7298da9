"""A film read frame by frame: true timestamps, upright, no larger than needed, never all of it in memory."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from mimika.measure.faults import (
    CutOffVideoError,
    EmptyVideoError,
    NoPictureError,
    NotAVideoError,
    VideoNotReadError,
    VideoToolsMissingError,
)
from mimika.measure.frame import Frame, plane_of, upright
from mimika.measure.frame import Picture as Picture  # noqa: PLC0414 - the flow takes it from here

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from av.video.stream import VideoStream

# The face mesh looks at 192 pixels of face: more than 720 lines cost time and show it nothing.
MOST_LINES = 720
# Pictures this large are decoded by one thread: each further thread keeps pictures of its own in memory.
MANY_PIXELS = 1920 * 1088
# Brightness and both tints in planes of bytes of their own.
PLAIN = {"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p"}
# A film that ends this much before it said it would was cut off.
MISSING_S, MISSING_SHARE = 0.5, 0.02
MP4_MARK = b"ftyp"


class VideoFile:
    """An open film.

    Args:
        path: The file.
        threads: Threads that decode; 0 leaves it to the decoder.

    Attributes:
        frames_read: Frames handed out so far.
        last_s: Timestamp of the last of them.
        was_broken_off: Whether decoding ended with an error.

    Raises:
        VideoError: If it cannot be opened; the class tells why.
    """

    def __init__(self, path: Path, threads: int = 0) -> None:
        self.path = path
        self._container: InputContainer = opened(path)
        self._stream: VideoStream = drawn(self._container)[0]
        is_large = self._stream.width * self._stream.height > MANY_PIXELS
        self._stream.thread_type = "SLICE" if is_large or threads == 1 else "AUTO"
        self._stream.codec_context.thread_count = 1 if is_large else threads
        self.frames_read = 0
        self.last_s = 0.0
        self.rotation_deg = 0
        self.was_broken_off = False
        self._start_s: float | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._container.close()

    @property
    def said_s(self) -> float | None:
        """How long the file says it is, in seconds; None if it does not."""
        if self._stream.duration is not None and self._stream.time_base is not None:
            return float(self._stream.duration * self._stream.time_base)
        return self._container.duration / 1e6 if self._container.duration else None

    @property
    def is_truncated(self) -> bool:
        """Whether less was read than the file said it holds; true only after the last frame."""
        said = self.said_s
        missing = 0.0 if said is None else said - self.last_s
        return self.was_broken_off or missing > max(MISSING_S, MISSING_SHARE * (said or 0.0)) + self._step_s

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height of the film as it is shown, in its own pixels; true after the first frame."""
        width, height = self._stream.width, self._stream.height
        return (height, width) if self.rotation_deg % 180 else (width, height)

    @property
    def shrink(self) -> float:
        """How many pixels of the film make one of the frames handed out."""
        width, height = self._stream.width, self._stream.height
        return min(width, height) / min(within(width, height))

    @property
    def _step_s(self) -> float:
        return self.last_s / (self.frames_read - 1) if self.frames_read > 1 else 0.0

    def frames(self, from_s: float = 0.0, to_s: float = np.inf) -> Iterator[Frame]:
        """Yield the frames of a stretch in order of time; a frame without a later timestamp than the last is left out.

        A film that breaks off ends here without an error, and `was_broken_off` says so.
        """
        for t_s, picture in self._timed():
            if t_s >= to_s:
                return
            if t_s >= from_s:
                self.frames_read += 1
                self.last_s = t_s
                yield self._upright(t_s, picture)

    def skip_to(self, at_s: float) -> None:
        """Go to the last whole picture before a moment, so that what comes before need not be decoded."""
        self._start_s = _start_s(self._stream)
        base = self._stream.time_base
        if base is not None:
            self._container.seek(int((at_s + self._start_s) / base), stream=self._stream)

    def _timed(self) -> Iterator[tuple[float, "VideoFrame"]]:
        last = -np.inf
        for picture in self._decoded():
            if picture.time is None:
                continue
            if self._start_s is None:
                self._start_s = picture.time
            t_s = picture.time - self._start_s
            if t_s > last:
                last = t_s
                yield t_s, picture

    def _decoded(self) -> Iterator["VideoFrame"]:
        import av  # noqa: PLC0415 - stands in the extra `video`

        try:
            yield from self._container.decode(self._stream)
        except (av.error.FFmpegError, EOFError):
            self.was_broken_off = True

    def _upright(self, t_s: float, picture: "VideoFrame") -> Frame:
        width, height = within(picture.width, picture.height)
        if (width, height) != (picture.width, picture.height) or picture.format.name not in PLAIN:
            picture = picture.reformat(width=width, height=height, format="yuv420p")
        self.rotation_deg = round(picture.rotation) % 360 if self.frames_read == 1 else self.rotation_deg
        turns = self.rotation_deg // 90
        return Frame(t_s, upright(plane_of(picture, 0), turns), picture, turns)


def within(width: int, height: int) -> tuple[int, int]:
    """Return an even size in the same proportions, the shorter side at most 720 pixels."""
    scale = MOST_LINES / min(width, height)
    if scale >= 1:
        return width, height
    return 2 * round(width * scale / 2), 2 * round(height * scale / 2)


def opened(path: Path) -> "InputContainer":
    """Return the open container of a film with a picture.

    Raises:
        VideoError: If it cannot be opened; the class tells why.
    """
    try:
        import av  # noqa: PLC0415 - stands in the extra `video`
    except ImportError as error:
        raise VideoToolsMissingError(error.name or "av") from error
    av.logging.set_level(None)
    head = _head(path)
    try:
        container = av.open(str(path))
    except (av.error.FFmpegError, ValueError, EOFError) as error:
        raise (CutOffVideoError if MP4_MARK in head else NotAVideoError)(path.name) from error
    fault = _unusable(container)
    if fault is None:
        return container
    container.close()
    raise fault(path.name)


def _unusable(container: Any) -> type[CutOffVideoError | NotAVideoError | NoPictureError] | None:  # noqa: ANN401
    """Return what is wrong with an open file that has no picture to decode, or None."""
    streams = drawn(container)
    # A text file may pass as a film of characters.
    if container.format.name == "tty" or not (streams or container.streams.audio):
        return NotAVideoError
    if not streams:
        return NoPictureError
    # Without its codec the description of the pictures was lost with the end of the file.
    return None if streams[0].codec_context is not None and streams[0].width else CutOffVideoError


def drawn(container: Any) -> list[Any]:  # noqa: ANN401 - of a package that may be missing
    """Return the streams of moving pictures; the cover that a song carries is none."""
    return [s for s in container.streams.video if "ATTACHED_PIC" not in str(s.disposition)]


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(12)
    except OSError as error:
        raise VideoNotReadError(path.name, error.strerror or "?") from error
    if not head:
        raise EmptyVideoError(path.name)
    return head


def _start_s(stream: Any) -> float:  # noqa: ANN401
    with suppress(TypeError):
        return float(stream.start_time * stream.time_base)
    return 0.0
