"""Closures of the two eyes that are one: both begin within three frames, or overlap by most of the shorter one."""

from collections.abc import Sequence
from dataclasses import replace

from mimika.measure.signals import Event

NEAR_S = 0.1
OVERLAP_SHARE = 0.5


def paired(left: Sequence[Event], right: Sequence[Event]) -> tuple[Event, ...]:
    """Return the closures of both eyes in order; a pair is one event of side "both", of the deeper eye's region."""
    free = list(right)
    out: list[Event] = []
    for event in left:
        twin = next((r for r in free if is_one(event, r)), None)
        if twin is None:
            out.append(event)
        else:
            free.remove(twin)
            out.append(_both(event, twin))
    return tuple(sorted([*out, *free], key=lambda e: e.start_s))


def is_one(one: Event, other: Event) -> bool:
    """Return whether two closures are one of both eyes."""
    shared = min(one.end_s, other.end_s) - max(one.start_s, other.start_s)
    shorter = min(one.duration_s, other.duration_s)
    return shared > 0 and (abs(one.start_s - other.start_s) <= NEAR_S or shared >= OVERLAP_SHARE * shorter)


def _both(one: Event, other: Event) -> Event:
    deeper, longer = max(one, other, key=lambda e: e.strength), max(one, other, key=lambda e: e.duration_s)
    start, end = min(one.start_s, other.start_s), max(one.end_s, other.end_s)
    certainty = max(one.certainty, other.certainty)
    return replace(deeper, kind=longer.kind, side="both", start_s=start, end_s=end, certainty=certainty)
