"""From the signals of a clip to everything that is measured in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from mimika.measure.besides import besides
from mimika.measure.closures import RULE, closures
from mimika.measure.crosstalk import settled, together
from mimika.measure.evenly import Even, evenly
from mimika.measure.measures_of_both import of_both
from mimika.measure.measures_of_eyes import of_eyes
from mimika.measure.measures_of_twitches import beats, of_beats, of_twitches
from mimika.measure.moved import Skin, skin
from mimika.measure.pairing import paired
from mimika.measure.quality import EYES, TWITCHES, not_assessable, verdicts
from mimika.measure.signals import (
    EYE_SIDES,
    LEFT,
    RIGHT,
    Clip,
    Estimate,
    Event,
    Measurement,
    Region,
    Run,
    Side,
    Signals,
    Task,
)
from mimika.measure.speech import MOUTH, speaking
from mimika.measure.twitches import told_from, twitches

LIDS: Mapping[Side, Region] = {"left": "lids-left", "right": "lids-right"}


def measure(signals: Signals, clip: Clip, task: Task = "rest") -> Measurement:
    """Return what a clip says; groups of measures whose conditions do not hold are left out and named.

    Args:
        signals: Of one face, at the film's own timestamps.
        clip: What is known of the film.
        task: What the person did: rest, talk, read or close the eyes.
    """
    even = evenly(signals, clip.fps)
    found = verdicts(even, clip)
    out = Measurement(task, clip, even.observed_s, found, not_assessable(found))
    closed = _closures(even) if out.is_assessable(EYES) else ()
    moved: tuple[Event, ...] = ()
    if out.is_assessable(TWITCHES):
        of = skin(even.signals.motion, even.seen, even.fps, even.signals.second)
        out, moved = replace(out, told_from=told_from(of)), _twitches(even, of, closed)
    runs = beats(_by_region(even, closed, moved), even.observed_s) if out.is_assessable(TWITCHES) else ()
    measures = _measures(out, even, closed, moved, runs)
    start_s = float(even.signals.t_s[0]) if len(even.signals) else 0.0
    events = tuple(_later(e, start_s) for e in sorted((*closed, *moved), key=lambda e: e.start_s))
    shifted = tuple(replace(r, start_s=r.start_s + start_s, end_s=r.end_s + start_s) for r in runs)
    return replace(out, events=events, measures=measures, runs=shifted)


def _measures(
    out: Measurement, even: Even, closed: Sequence[Event], moved: Sequence[Event], runs: Sequence[Run]
) -> dict[str, Estimate]:
    measures: dict[str, Estimate] = {}
    if out.is_assessable(EYES):
        measures |= of_eyes(closed, even.observed_s)
    if out.is_assessable(TWITCHES):
        measures |= of_twitches(moved, out.told_from, even.observed_s) | of_beats(runs, even.observed_s)
    if out.is_assessable(EYES) and out.is_assessable(TWITCHES):
        measures |= of_both({side: _of_eye(side, closed, moved) for side in EYE_SIDES}, moved, even)
    return measures


def _closures(even: Even) -> tuple[Event, ...]:
    left, right = (closures(even.signals.aperture[:, i], even.fps, EYE_SIDES[i]) for i in (LEFT, RIGHT))
    return tuple(e for e in paired(left, right) if _is_seen(e, even))


def _is_seen(event: Event, even: Even) -> bool:
    return bool(even.seen[round(event.start_s * even.fps) : round(event.end_s * even.fps)].all())


def _twitches(even: Even, of: Skin, closed: Sequence[Event]) -> tuple[Event, ...]:
    """Return the movements that are neither dragged along, nor speech, nor the lids of a closure already told."""
    signals, fps = even.signals, even.fps
    mouth = (100 * signals.mouth_open, *(v for r, v in signals.motion.items() if r in {"lips", "jaw"}))
    talks = speaking(mouth, even.seen, fps)
    found = settled(twitches(of))
    told = (e for e in found if not (e.region in MOUTH and talks[round(e.peak_s * fps)]) and not _is_closing(e, closed))
    open_aperture = float(np.nanpercentile(signals.aperture, RULE.open_percentile))
    return besides(told, closed, signals.motion, open_aperture, fps)


def _is_closing(event: Event, closed: Sequence[Event]) -> bool:
    return event.region in LIDS.values() and any(c.side in {event.side, "both"} and together(c, event) for c in closed)


def _of_eye(side: Side, closed: Sequence[Event], moved: Sequence[Event]) -> list[Event]:
    """Return what one eye did: its closures and the movements of its lids besides."""
    own = [e for e in closed if e.side in {side, "both"}] + [e for e in moved if e.region == LIDS[side]]
    return sorted(own, key=lambda e: e.start_s)


def _by_region(even: Even, closed: Sequence[Event], moved: Sequence[Event]) -> dict[Region, list[Event]]:
    found: dict[Region, list[Event]] = {r: [e for e in moved if e.region == r] for r in even.signals.motion}
    for side in EYE_SIDES:
        found[LIDS[side]] = _of_eye(side, closed, moved)
    return {region: sorted(events, key=lambda e: e.peak_s) for region, events in found.items()}


def _later(event: Event, by_s: float) -> Event:
    return replace(event, start_s=event.start_s + by_s, end_s=event.end_s + by_s, peak_s=event.peak_s + by_s)
