"""Which complaint the words stand with: "a week" of a twitch or of a headache."""

from bisect import bisect_left
from collections.abc import Iterable

from mimika.intake.matching import Match
from mimika.intake.tokens import Token

_AROUND = 30


class Kinds:
    """The places where complaints are heard, by kind."""

    def __init__(self, tokens: list[Token], opened: Iterable[tuple[Match, str]]) -> None:
        self._tokens = tokens
        self._spots = sorted((n, kind) for match, kind in opened for n in match.tokens)
        self._numbers = [n for n, _ in self._spots]

    def of(self, numbers: tuple[int, ...]) -> str | None:
        """Return the kind of the nearest complaint in the same sentence, else in the nearest one before, else after."""
        first = bisect_left(self._numbers, numbers[0])
        last = bisect_left(self._numbers, numbers[-1] + 1)
        near = self._spots[max(0, first - 1) : last + 1]
        here = [spot for spot in near if self._tokens[spot[0]].sentence == self._tokens[numbers[0]].sentence]
        if here:
            return min(here, key=lambda spot: self._far(spot[0], numbers))[1]
        if first:
            return self._spots[first - 1][1]
        return self._spots[0][1] if self._spots else None

    def beside(self, numbers: tuple[int, ...]) -> frozenset[str]:
        """Return all kinds heard in the same sentence, else the kind the words stand with."""
        sentence = self._tokens[numbers[0]].sentence
        here = frozenset(kind for n, kind in self._spots_near(numbers) if self._tokens[n].sentence == sentence)
        one = self.of(numbers)
        return here or (frozenset([one]) if one else frozenset())

    def _spots_near(self, numbers: tuple[int, ...]) -> list[tuple[int, str]]:
        at = bisect_left(self._numbers, numbers[0])
        return self._spots[max(0, at - _AROUND) : at + _AROUND]

    def _far(self, n: int, numbers: tuple[int, ...]) -> tuple[int, int]:
        place = self._tokens[n].place
        low, high = self._tokens[numbers[0]].place, self._tokens[numbers[-1]].place
        return (max(low - place, place - high, 0), n)
