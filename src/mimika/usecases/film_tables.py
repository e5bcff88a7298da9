"""A measured film as tables: one row for a whole film, its events, its signals frame by frame."""

from pathlib import Path
from typing import Any

from mimika.measure.signals import EYE_SIDES, Measurement, Signals
from mimika.usecases.tables import Columns, columns_of

EVENT_KEYS = ("kind", "region", "side", "start_s", "end_s", "peak_s", "duration_s", "strength", "certainty")


def film_row(found: Measurement) -> dict[str, Any]:
    """Return a film as one row: the film, what it cannot tell, and each measure with its limits."""
    clip = found.clip
    row: dict[str, Any] = {
        "duration_s": clip.duration_s,
        "observed_s": found.observed_s,
        "fps": clip.fps,
        "width_px": clip.width_px,
        "height_px": clip.height_px,
        "frames": clip.frames,
        "is_truncated": clip.is_truncated,
        "not_assessable": "; ".join(f"{group}: {', '.join(ids)}" for group, ids in found.not_assessable.items()),
    }
    for id_, estimate in found.measures.items():
        row |= {id_: estimate.value, f"{id_}.low": estimate.low, f"{id_}.high": estimate.high}
    return row


def event_columns(found: Measurement) -> Columns:
    """Return the events of a film, one a row; lengths and moments in seconds."""
    rows = [{key: getattr(event, key) for key in EVENT_KEYS} for event in found.events]
    return columns_of(rows) if rows else {key: [] for key in EVENT_KEYS}


def signal_columns(signals: Signals) -> Columns:
    """Return the signals of a film, one frame a row; empty where no face was found."""
    sided = {
        f"{name}.{side}": values[:, i]
        for name, values in (("aperture", signals.aperture), ("brow_height", signals.brow_height))
        for i, side in enumerate(EYE_SIDES)
    }
    return {
        "t_s": signals.t_s,
        "found": signals.found,
        "faces": signals.faces,
        "eye_distance_px": signals.eye_distance_px,
        "yaw_deg": signals.yaw_deg,
        "light": signals.light,
        **sided,
        "mouth_open": signals.mouth_open,
        **{f"motion.{region}": values for region, values in signals.motion.items()},
    }


def told_name(path: Path, root: Path) -> str:
    """Return a film's name within its folder, the same on every system."""
    return path.relative_to(root).as_posix()
