"""The use case measure: a film, or two of them, to numbers; the packages that see are loaded only here."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mimika.measure.faults import VideoToolsMissingError
from mimika.measure.signals import Measurement, Signals, Task

if TYPE_CHECKING:
    from mimika.measure.stretch import Progress


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """A measured film: what was seen frame by frame, and what it says."""

    signals: Signals
    measurement: Measurement


def measured_film(
    path: Path, task: Task = "rest", processes: int | None = None, on_progress: "Progress | None" = None
) -> Film:
    """Return what a film shows.

    Args:
        path: The film.
        task: What the person does in it.
        processes: At most so many work at once; as many as are worth it for None.
        on_progress: Called with the share done, 0 to 1.

    Raises:
        VideoError: If it cannot be measured; the class tells why.
    """
    try:
        from mimika.measure.measuring import measure  # noqa: PLC0415 - the extra `video` may not be installed
        from mimika.measure.tracking import track  # noqa: PLC0415
    except ImportError as error:
        raise VideoToolsMissingError(error.name or "scipy") from error
    signals, clip = track(path, processes, on_progress)
    return Film(signals, measure(signals, clip, task))
