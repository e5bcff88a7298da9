"""A quantity heard, and the words that stand right before and after an amount."""

from dataclasses import dataclass

from mimika.intake.amounts import Amount
from mimika.intake.matching import Match, Places
from mimika.model.words import Alternatives, Phrase


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity heard, and the tokens it rests on."""

    finding: str
    value: float | str
    tokens: tuple[int, ...]

    @property
    def days(self) -> float:
        """The value, where it is a number."""
        return self.value if isinstance(self.value, float) else 0.0


@dataclass(frozen=True, slots=True)
class Telling:
    """The clauses in which a complaint is heard, and those in which any sign is."""

    complaining: frozenset[int]
    signs: frozenset[int]


class Beside:
    """Looks for words right beside an amount."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def before(self, phrases: tuple[Phrase, ...], amount: Amount, gap: int = 0) -> tuple[int, ...] | None:
        """Return the words that stand before an amount, up to `gap` words away."""
        for words in _runs(phrases):
            begin = amount.first - len(words) - gap
            if begin >= 0 and self._places.stands_at(words, begin) and self._same_sentence(begin, amount.first):
                return tuple(range(begin, begin + len(words)))
        return None

    def after(self, phrases: tuple[Phrase, ...], amount: Amount) -> Match | None:
        """Return the words that stand right after an amount."""
        for words in _runs(phrases):
            begin = amount.last + 1
            if self._places.stands_at(words, begin) and self._same_sentence(amount.last, begin):
                return Match(tuple(range(begin, begin + len(words))))
        return None

    def _same_sentence(self, one: int, other: int) -> bool:
        return self._places.tokens[one].sentence == self._places.tokens[other].sentence


def _runs(phrases: tuple[Phrase, ...]) -> Alternatives:
    return tuple(words for phrase in phrases for words in phrase.groups[0])
