"""Where in the film what happened: rows of regions, marks of events, the opening of the eyes; nothing that moves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import Struct

from mimika.measure.signals import EYE_SIDES, REGIONS, Event, Floats, Measurement, Region, Signals
from mimika.report.wording import Wording

ROW_PX, TRACE_PX, TICK_PX = 24, 44, 16
LEAST_MARK_PX = 2.0
STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600)
MOST_TICKS = 10
# An eye is drawn against the opening it reaches but for the widest moments.
WIDE_PERCENTILE = 98


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a film is drawn: so many pixels for the names of the rows, so many for its whole length."""

    left_px: int
    width_px: int


ON_SCREEN, ON_PAPER = Ground(190, 760), Ground(150, 320)


class Mark(Struct):
    """One event as a bar; pixels from the row's own corner. `said` is its tooltip."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    said: str


class Row(Struct):
    """One region, or the trace of one eye as the points of a line."""

    name: str
    y: float
    height: float
    marks: list[Mark]
    trace: str = ""


class Tick(Struct):
    """A moment named under the rows."""

    x: float
    said: str


class Timeline(Struct):
    """A drawing, in pixels."""

    alt: str
    left: int
    width: int
    height: float
    rows: list[Row]
    ticks: list[Tick]


def timeline(
    words: Wording, found: Measurement, signals: Signals | None = None, ground: Ground = ON_SCREEN
) -> Timeline:
    """Return the drawing of a film; with its signals the opening of the eyes is drawn too."""
    length_s = max(found.clip.duration_s, 1e-9)
    px_s = ground.width_px / length_s
    rows = [] if signals is None else list(_traces(words, signals, ground, px_s))
    top = sum(row.height for row in rows)
    for region in REGIONS:
        events = [event for event in found.events if shows(event, region)]
        if events or region.startswith("lids"):
            marks = [_mark(words, event, events, ground.left_px, px_s) for event in events]
            rows.append(Row(words.say(f"measured-region-{region}"), top, ROW_PX, marks))
            top += ROW_PX
    alt = words.say("measured-timeline-alt", length=f"{length_s:.0f}")
    ticks = list(_ticks(length_s, ground.left_px, px_s))
    return Timeline(alt, ground.left_px, ground.left_px + ground.width_px + 10, top + TICK_PX, rows, ticks)


def shows(event: Event, region: Region) -> bool:
    """Return whether an event stands in a region's row; a closure of both eyes stands in two."""
    if event.kind == "twitch" or event.side not in {"left", "right", "both"}:
        return event.region == region
    return region in {f"lids-{side}" for side in EYE_SIDES if event.side in {side, "both"}}


def _mark(words: Wording, event: Event, others: Sequence[Event], left_px: int, px_s: float) -> Mark:
    most = max(other.strength for other in others if (other.kind == "twitch") == (event.kind == "twitch"))
    height = (ROW_PX - 4) * max(0.25, event.strength / most if most else 1)
    width = max(LEAST_MARK_PX, px_s * event.duration_s)
    said = f"{words.say(f'measured-kind-{event.kind}')}, {event.start_s:.2f}–{event.end_s:.2f}"
    at = left_px + px_s * event.start_s
    return Mark(event.kind, round(at, 1), round(ROW_PX - 2 - height, 1), round(width, 1), round(height, 1), said)


def _traces(words: Wording, signals: Signals, ground: Ground, px_s: float) -> Iterator[Row]:
    for i, side in enumerate(EYE_SIDES):
        opening = signals.aperture[:, i]
        if np.isfinite(opening).any():
            name = words.say("measured-timeline-opening", side=words.say(f"measured-side-{side}"))
            yield Row(name, i * TRACE_PX, TRACE_PX, [], _trace(px_s * signals.t_s, opening, ground))


def _trace(at_px: Floats, opening: Floats, ground: Ground) -> str:
    """Return the lowest opening of each pixel as the path of a line: a blink of three frames stays to be seen."""
    known = np.isfinite(opening)
    column = at_px[known].astype(int)
    at = np.unique(column)
    lowest = [float(opening[known][column == x].min()) for x in at] if len(at) < len(column) else opening[known]
    wide = float(np.percentile(opening[known], WIDE_PERCENTILE)) or 1e-9
    y = TRACE_PX - 4 - (TRACE_PX - 8) * np.clip(np.asarray(lowest) / wide, 0, 1.1)
    gap = np.diff(at, prepend=at[0] - 99) > max(3.0, 3 * ground.width_px / max(len(at), 1))
    return "".join(f"{'M' if new else 'L'}{ground.left_px + x} {v:.1f}" for x, v, new in zip(at, y, gap, strict=True))


def _ticks(length_s: float, left_px: int, px_s: float) -> Iterator[Tick]:
    step = next((s for s in STEPS_S if length_s / s <= MOST_TICKS), STEPS_S[-1])
    for s in range(0, int(length_s) + 1, step):
        said = f"{s // 60}:{s % 60:02d}" if length_s >= 60 else f"{s}"
        yield Tick(round(left_px + px_s * s, 1), said)
