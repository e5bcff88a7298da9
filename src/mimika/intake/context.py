"""What the words around a finding do to it: denied, long past, only feared, or of another person."""

from collections.abc import Iterable
from dataclasses import dataclass

from mimika.intake.matching import Match, Places
from mimika.model.words import Cue, Phrase

_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tokens each cue touches, and the tokens the cue itself is made of."""

    touched: dict[int, list[frozenset[int]]]

    def holds(self, match: Match) -> bool:
        """Whether a cue touches the match without being a part of it."""
        own = set(match.tokens)
        return any(own.isdisjoint(cue) for n in match.tokens for cue in self.touched.get(n, ()))


def reach_of(cues: Iterable[Cue], places: Places, spared: frozenset[int] = frozenset()) -> Reach:
    """Return what the cues touch; a cue that stands on spared tokens touches nothing."""
    touched: dict[int, list[frozenset[int]]] = {}
    for cue in cues:
        for match in places.find(cue.phrase, _ALL):
            own = frozenset(match.tokens)
            if not own.isdisjoint(spared):
                continue
            for n in _within(match, cue, places):
                touched.setdefault(n, []).append(own)
    return Reach(touched)


def tokens_of(phrases: Iterable[Phrase], places: Places) -> frozenset[int]:
    """Return the numbers of all tokens on which any of the phrases stands."""
    return frozenset(n for phrase in phrases for match in places.find(phrase, _ALL) for n in match.tokens)


def _within(match: Match, cue: Cue, places: Places) -> Iterable[int]:
    tokens = places.tokens
    if cue.looks != "back":
        n = match.last + 1
        while n < len(tokens) and tokens[n].place - tokens[match.last].place <= cue.reach:
            yield n
            n += 1
    if cue.looks != "ahead":
        n = match.first - 1
        while n >= 0 and tokens[match.first].place - tokens[n].place <= cue.reach:
            yield n
            n -= 1
