"""A measured film as bytes to take along or to draw: tables of its events and signals, and its signals as JSON."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np

from mimika.measure.signals import EYE_SIDES, Floats
from mimika.usecases.film_tables import event_columns, signal_columns
from mimika.usecases.measuring_films import Film
from mimika.usecases.tables import write_table

# More points than a screen has columns at any zoom that still shows a blink.
MOST_POINTS = 12_000
DIGITS = 4


def film_table(film: Film, table: Literal["events", "signals"], form: Literal["csv", "parquet"]) -> bytes:
    """Return the events or the signals of a film as a file's bytes.

    Raises:
        VideoToolsMissingError: If Parquet is asked for and its package is not installed.
    """
    columns = event_columns(film.measurement) if table == "events" else signal_columns(film.signals)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table}.{form}"
        write_table(path, columns)
        return path.read_bytes()


def signals_json(film: Film) -> bytes:
    """Return the openings of the eyes, the motion of every region and the events of a film, to be drawn.

    A long film is thinned so that no blink and no twitch is lost: of each stretch the lowest opening and the largest
    motion are kept.
    """
    signals = film.signals
    step = max(1, -(-len(signals) // MOST_POINTS))
    opening = {side: _thinned(signals.aperture[:, i], step, np.nanmin) for i, side in enumerate(EYE_SIDES)}
    motion = {region: _thinned(values, step, _largest) for region, values in signals.motion.items()}
    return msgspec.json.encode(
        {
            "t_s": _plain(signals.t_s[::step]),
            "opening": opening,
            "motion": motion,
            "events": [
                {"kind": e.kind, "region": e.region, "side": e.side, "start_s": e.start_s, "end_s": e.end_s}
                for e in film.measurement.events
            ],
        }
    )


def _thinned(values: Floats, step: int, of: Callable[..., Any]) -> list[float | None]:
    stretches = np.split(values, range(step, len(values), step)) if step > 1 else []
    kept = [float(of(s)) if np.isfinite(s).any() else np.nan for s in stretches] if step > 1 else values
    return _plain(np.asarray(kept, float))


def _largest(values: Floats) -> float:
    return float(values[np.nanargmax(np.abs(values))])


def _plain(values: Floats) -> list[float | None]:
    return [round(float(v), DIGITS) if np.isfinite(v) else None for v in values]
