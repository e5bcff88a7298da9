"""The phrases of a lexicon that may stand in a story, told by the words they are filed under."""

from collections.abc import Iterator
from functools import lru_cache

from mimika.intake.matching import Places
from mimika.model.words import Lexicon, LexiconEntry, Phrase


class Candidates:
    """A lexicon's phrases with their entries, ready to be picked for one story after another."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._filed = lexicon.filed
        self._roots = [term for term in lexicon.filed if term[0] == "*"]
        self._phrases = [(entry, phrase) for entry in lexicon.entries for phrase in entry.phrases]

    def of(self, places: Places) -> Iterator[tuple[LexiconEntry, Phrase]]:
        """Yield the phrases filed under a word of the story, in the order of the lexicon; no other can stand in it."""
        numbers: set[int] = set()
        numbers.update(*(self._filed[term] for term in places.told(self._filed, self._roots)))
        yield from (self._phrases[number] for number in sorted(numbers))


candidates = lru_cache(maxsize=4)(Candidates)
