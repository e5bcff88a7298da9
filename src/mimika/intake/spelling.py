"""Misspelt words, brought back to the nearest word of the lexicon."""

from collections import defaultdict

from rapidfuzz import fuzz, process

from mimika.intake.morphology import analyser
from mimika.intake.tokens import Token
from mimika.model.words import Lexicon

_SHORTEST = 5
_LONGEST = 30
_ALIKE = 88


class Spelling:
    """Words of a lexicon by their first letter, ready to be compared."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._analyse = analyser(lexicon.language)
        self._known = frozenset(lexicon.cues.common).union(lexicon.known)
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        self._seen: dict[str, str | None] = {}
        for word in lexicon.spelling:
            if len(word) >= _SHORTEST:
                self._by_letter[word[0]].append(word)

    def mend(self, tokens: list[Token]) -> None:
        """Give every unknown word of five letters or more the place of the word it is like."""
        for token in tokens:
            if token.is_known or not _SHORTEST <= len(token.word) <= _LONGEST:
                continue
            if token.word in self._known or not self._known.isdisjoint(token.lemmas):
                continue
            word = self._nearest(token.word)
            if word is not None:
                token.word, token.lemmas, token.is_guess = word, self._analyse(word).lemmas, True

    def _nearest(self, word: str) -> str | None:
        if word not in self._seen:
            best = process.extractOne(word, self._by_letter.get(word[0], ()), scorer=fuzz.ratio, score_cutoff=_ALIKE)
            self._seen[word] = best[0] if best else None
        return self._seen[word]
