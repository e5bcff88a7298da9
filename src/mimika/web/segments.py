"""A story cut where the words that were understood begin and end."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from mimika.model.case import Observation, Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a story; `findings` rest on it; `is_unread` where nothing was understood of it."""

    text: str
    findings: tuple[str, ...] = ()
    is_unread: bool = False


def segments(story: str, seen: Iterable[Observation], unread: Iterable[Span]) -> list[Segment]:
    """Return the story in pieces, each with the findings that rest on it."""
    marked = [(o.span.start, o.span.end, o.finding) for o in seen if o.span]
    blind = [(span.start, span.end) for span in unread]
    cuts = sorted({0, len(story), *(at for a, b, _ in marked for at in (a, b)), *(at for pair in blind for at in pair)})
    cuts = [at for at in cuts if 0 <= at <= len(story)]
    pieces = []
    for start, end in pairwise(cuts):
        here = tuple(dict.fromkeys(finding for a, b, finding in marked if a <= start and end <= b))
        is_unread = not here and any(a <= start and end <= b for a, b in blind)
        pieces.append(Segment(story[start:end], here, is_unread))
    return pieces
