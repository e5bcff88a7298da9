"""One movement drags the skin beside it along: of neighbours that move in one moment, the strongest did it.

A neighbour that moves at least half as far moves by itself: genuine co-activation is kept. Where the windows of two
regions lie so close that each sees the other's skin, it must move four fifths as far (0.5-0.8 measured of one movement
on made films). What a blink drags along is told in the same way, by the movement of that eye's lids.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mimika.measure.signals import Event, Region

SLACK_S = 0.067
DRAGGED_SHARE, SEEN_BY_BOTH_SHARE = 0.5, 0.8
SEEN_BY_BOTH: frozenset[tuple[Region, Region]] = frozenset({
    ("brow-left", "lids-left"), ("brow-right", "lids-right"),
    ("cheek-left", "mouth-corner-left"), ("cheek-right", "mouth-corner-right"),
    ("mouth-corner-left", "cheek-left"), ("mouth-corner-right", "cheek-right"),
})  # fmt: skip
NEIGHBOURS: Mapping[Region, frozenset[Region]] = {
    "lids-left": frozenset({"brow-left", "cheek-left", "nose"}),
    "lids-right": frozenset({"brow-right", "cheek-right", "nose"}),
    "brow-left": frozenset({"lids-left", "brow-right", "nose"}),
    "brow-right": frozenset({"lids-right", "brow-left", "nose"}),
    "cheek-left": frozenset({"lids-left", "mouth-corner-left", "nose", "jaw"}),
    "cheek-right": frozenset({"lids-right", "mouth-corner-right", "nose", "jaw"}),
    "mouth-corner-left": frozenset({"cheek-left", "lips", "jaw"}),
    "mouth-corner-right": frozenset({"cheek-right", "lips", "jaw"}),
    "nose": frozenset({
        "lids-left", "lids-right", "brow-left", "brow-right", "cheek-left", "cheek-right", "lips",
    }),
    "lips": frozenset({"mouth-corner-left", "mouth-corner-right", "jaw", "nose"}),
    "jaw": frozenset({"lips", "mouth-corner-left", "mouth-corner-right", "cheek-left", "cheek-right"}),
    "head": frozenset(),
}  # fmt: skip


def settled(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the twitches without those a stronger neighbour dragged along; each names what went with it."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: -e.strength):
        owner = next((i for i, k in enumerate(kept) if _drags(k, event)), None)
        if owner is None:
            kept.append(event)
        elif event.region not in kept[owner].with_regions:
            kept[owner] = replace(kept[owner], with_regions=(*kept[owner].with_regions, event.region))
    return tuple(sorted(kept, key=lambda e: (e.start_s, e.region)))


def together(one: Event, other: Event, slack_s: float = SLACK_S) -> bool:
    """Return whether two events share a moment, give or take the slack."""
    return one.start_s < other.end_s + slack_s and other.start_s < one.end_s + slack_s


def _drags(strong: Event, weak: Event) -> bool:
    is_near = weak.region in NEIGHBOURS[strong.region] or weak.region == strong.region
    share = SEEN_BY_BOTH_SHARE if (strong.region, weak.region) in SEEN_BY_BOTH else DRAGGED_SHARE
    return is_near and together(strong, weak) and weak.strength < share * strong.strength
