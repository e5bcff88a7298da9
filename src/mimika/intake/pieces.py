"""A text cut into words, numbers and marks, each with its place in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from mimika.intake.transliteration import cyrillic, mend_sounds
from mimika.model.words import Language

_PIECE = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|\n", re.UNICODE)
_CONTRACTED = re.compile(r"^(.+?)(n['’]t|['’](?:s|m|re|ve|ll|d|t))$")
_UNMARKED = {"dont": "do n't", "doesnt": "does n't", "didnt": "did n't", "isnt": "is n't", "wont": "wo n't"}
_UNMARKED |= {"cant": "ca n't", "couldnt": "could n't", "im": "i 'm", "ive": "i 've", "hes": "he 's", "shes": "she 's"}


def pieces(text: str, language: Language) -> Iterator[tuple[str, int, int]]:
    """Yield words, numbers and marks in lower case; English contractions come in two."""
    for match in _PIECE.finditer(text):
        word, start, end = match.group().lower().replace("ё", "е"), match.start(), match.end()
        if language == "ru":
            yield mend_sounds(cyrillic(word)), start, end
            continue
        first, second = _parts(word)
        if not second or len(word) != end - start:
            yield word, start, end
            continue
        cut = end - len(second.replace("'", "") if "'" not in word and "’" not in word else second)
        yield first, start, cut
        yield second.replace("’", "'"), cut, end


def _parts(word: str) -> tuple[str, str]:
    """Return a contraction as its two words, also one written without its mark; else the word and nothing."""
    if word in _UNMARKED:
        first, _, second = _UNMARKED[word].partition(" ")
        return first, second
    short = _CONTRACTED.match(word)
    return (short.group(1), short.group(2)) if short else (word, "")


def ends_with_question(text: str, starts: list[int]) -> frozenset[int]:
    """Return the numbers of the last words before each question mark; `starts` tells where words begin."""
    marks = [n for n, letter in enumerate(text) if letter == "?"]
    return frozenset(at - 1 for at in (bisect_right(starts, n) for n in marks) if at)
