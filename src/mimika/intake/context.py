"""What the words around a finding do to it: denied, long past, only feared, or of another person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mimika.intake.lists import list_after, list_before
from mimika.intake.matching import Match, Places
from mimika.model.words import Cue, Phrase

_ALL = 1_000_000
_WIDE = 15
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Touch:
    """The tokens a cue is made of, whether it spares words with a verb of their own, and whether it denies a list."""

    cue: frozenset[int]
    is_bare: bool
    is_of_list: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Which tokens each cue touches; `verbs` are the tokens that are verbs."""

    touched: dict[int, list[Touch]]
    verbs: frozenset[int]

    def holds(self, match: Match) -> bool:
        """Whether a cue touches the match without being a part of it."""
        return next(self.of(match), None) is not None

    def of(self, match: Match) -> Iterator[Touch]:
        """Yield each cue that touches the match without being a part of it."""
        own = frozenset(match.tokens)
        has_verb = not own.isdisjoint(self.verbs)
        for n in match.tokens:
            for touch in self.touched.get(n, ()):
                if own.isdisjoint(touch.cue) and not (touch.is_bare and has_verb):
                    yield touch


def reach_of(cues: Iterable[Cue], places: Places, spared: Iterable[Phrase] = (), kept: frozenset[int] = _NONE) -> Reach:
    """Return what the cues touch; wide ones leave out the kept tokens.

    A cue within a spared phrase touches the rest of that phrase only: "it won't stop" says that the
    twitch goes on, but "touching does not stop it" denies what rests on "stop".
    """
    touched: dict[int, list[Touch]] = {}
    runs = _runs_of(spared, places)
    for cue in cues:
        for match in places.find(cue.phrase, _ALL):
            if cue.asked and not places.tokens[match.first].is_asked:
                continue
            own = _own(match, places)
            inside = frozenset(n for token in match.tokens for n in runs.get(token, ())) - own
            for n in inside or (_within(match, cue, places) if not runs.keys() & own else ()):
                if n not in kept or cue.reach < _WIDE:
                    touched.setdefault(n, []).append(Touch(own, cue.bare, cue.lists))
    return Reach(touched, frozenset(n for n, token in enumerate(places.tokens) if "verb" in token.traits))


def tokens_of(phrases: Iterable[Phrase], places: Places) -> frozenset[int]:
    """Return the numbers of all tokens on which any of the phrases stands."""
    return frozenset(n for phrase in phrases for match in places.find(phrase, _ALL) for n in match.tokens)


def chunks_with(numbers: Iterable[int], places: Places) -> frozenset[int]:
    """Return the tokens of all parts between two pauses in which any of these stand."""
    chunks = {places.tokens[n].chunk for n in numbers}
    return frozenset(n for n, token in enumerate(places.tokens) if token.chunk in chunks)


def _own(match: Match, places: Places) -> frozenset[int]:
    """Return the tokens a cue is made of; a verb of the future may belong to what is imagined."""
    return frozenset(n for n in match.tokens if "future" not in places.tokens[n].traits)


def _runs_of(phrases: Iterable[Phrase], places: Places) -> dict[int, tuple[int, ...]]:
    return {n: match.tokens for phrase in phrases for match in places.find(phrase, _ALL) for n in match.tokens}


def _within(match: Match, cue: Cue, places: Places) -> Iterator[int]:
    tokens = places.tokens
    low, high = tokens[match.first], tokens[match.last]
    is_inside = cue.inside or cue.bare
    n = match.last + 1 if cue.looks != "back" else len(tokens)
    while n < len(tokens) and tokens[n].place - high.place <= cue.reach:
        if not is_inside or tokens[n].chunk == high.chunk:
            yield n
        n += 1
    n = match.first - 1 if cue.looks != "ahead" else -1
    while n >= 0 and low.place - tokens[n].place <= cue.reach:
        if not is_inside or tokens[n].chunk == low.chunk:
            yield n
        n -= 1
    if cue.looks == "both":
        yield from range(match.first + 1, match.last)
    if cue.lists and cue.looks != "back":
        yield from list_after(tokens, match.last)
    if cue.lists and cue.looks != "ahead":
        yield from list_before(tokens, match.first)
