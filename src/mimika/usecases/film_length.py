"""The length of a film that does not say it: a browser writes a recording before it knows how long it will be."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mimika.measure.faults import VideoError
from mimika.measure.video_file import drawn, opened

if TYPE_CHECKING:
    from av.container import InputContainer

# What browsers record; of other kinds a copy might lose how the picture is turned.
MATROSKA = "matroska"


def give_length(path: Path) -> None:
    """Write into a recording of a browser how long it is, so that the share that is measured can be told.

    Pictures and their times stay as they are. A film of another kind, one that says its length, one whose pictures do
    not stand in the order of their times and one that cannot be read are left alone.
    """
    whole = path.with_suffix(".whole")
    with suppress(VideoError, OSError, ValueError):
        with opened(path) as film:
            if film.duration is not None or MATROSKA not in film.format.name:
                return
            _copy(film, whole)
        whole.replace(path)
    whole.unlink(missing_ok=True)


def _copy(film: "InputContainer", out: Path) -> None:
    import av  # noqa: PLC0415 - stands in the extra `video`

    pictures = drawn(film)[0]
    with av.open(str(out), "w", format=MATROSKA) as copy:
        stream = copy.add_stream_from_template(pictures)
        for packet in film.demux(pictures):
            # The last packet is empty: it only says that the film is over.
            if packet.size:
                if packet.dts is None:
                    raise ValueError(packet)
                packet.stream = stream
                copy.mux(packet)
