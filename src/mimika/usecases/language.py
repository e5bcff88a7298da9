"""Whether a story is in a language that can be read: by the share of its words that are known."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from mimika.intake.morphology import analyser, base_forms
from mimika.model.words import Language, Lexicon, Phrase

# A shorter text says too little to judge by.
FEWEST_WORDS = 8
MOST_WORDS = 300
# Other languages stay under these shares, stories on any subject above. German to Dutch: at most 0.3 of the
# words, English at least 0.43; Ukrainian to Serbian: at most 0.56, Russian at least 0.9 (it has a dictionary).
LEAST_KNOWN_SHARE: dict[Language, float] = {"en": 0.32, "ru": 0.6}
SHORTEST_START = 4
NO_WORDS = {"finding", "complaint", "value", "looks", "sex", "language"}
_WORD = re.compile(r"[^\W\d_]+")


def is_other_language(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text is most likely in neither Russian nor English.

    Args:
        text: A story in which nothing was heard.
        lexicon: The lexicon of the language it was taken for.
    """
    words: list[str] = _WORD.findall(text.lower().replace("ё", "е"))[:MOST_WORDS]
    if len(words) < FEWEST_WORDS:
        return False
    vocabulary = frozenset(_terms(lexicon))
    starts = tuple(term[:-1] for term in vocabulary if term.endswith("*") and len(term) > SHORTEST_START)
    analyse = analyser(lexicon.language)
    known = sum(
        analyse(word).is_known
        or word.startswith(starts)
        or not vocabulary.isdisjoint((word, f"={word}", *base_forms(word, lexicon.language)))
        for word in words
    )
    return known < LEAST_KNOWN_SHARE[lexicon.language] * len(words)


def _terms(part: object) -> Iterator[str]:
    """Yield every word a lexicon has in its phrases and cues."""
    if isinstance(part, Phrase):
        yield from (term for group in (*part.groups, part.avoid) for words in group for term in words)
    elif isinstance(part, str):
        yield from part.split()
    elif isinstance(part, dict | tuple | list):
        for inner in part:
            yield from _terms(inner)
    elif is_dataclass(part):
        for name in (field.name for field in fields(part) if field.name not in NO_WORDS):
            yield from _terms(getattr(part, name))
