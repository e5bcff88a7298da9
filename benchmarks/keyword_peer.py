"""The peer of understanding: a plain keyword matcher with NegEx-style negation, on the same lexicon.

A finding is heard where every word of one of its phrases stands in a sentence in any order, and denied where a
negation stands up to six words before (Chapman 2001). It knows nothing of clauses, people, time, numbers or doubt.
"""

import re
from collections.abc import Mapping

from mimika.intake import detect_language
from mimika.model.case import Value
from mimika.model.knowledge import KnowledgeBase
from mimika.model.words import Lexicon, Phrase

NEGATIONS = {
    "ru": {"не", "нет", "без", "ни", "никогда", "отсутствует", "исключили"},
    "en": {"no", "not", "without", "never", "denies", "neither", "nor", "don't", "doesn't", "isn't"},
}
REACH_WORDS = 6
STEM_LENGTH = 5


class KeywordPeer:
    """Hears findings by keywords alone."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._entries = {language: list(_keywords(lexicon)) for language, lexicon in kb.lexicons.items()}

    def __call__(self, text: str) -> Mapping[str, Value]:
        """Return the findings heard in a text."""
        language = detect_language(text)
        heard: dict[str, Value] = {}
        for sentence in re.split(r"[.!?\n]+", text.lower().replace("ё", "е")):
            words = re.findall(r"[\w'-]+", sentence)
            stems = [word[:STEM_LENGTH] for word in words]
            for finding, value, keywords in self._entries[language]:
                if finding not in heard and keywords <= set(stems):
                    first = min(stems.index(stem) for stem in keywords)
                    is_denied = bool(NEGATIONS[language] & set(words[max(0, first - REACH_WORDS) : first]))
                    heard[finding] = not is_denied if value == "present" else value
        return heard


def _keywords(lexicon: Lexicon) -> list[tuple[str, str, frozenset[str]]]:
    found = []
    for entry in lexicon.entries:
        if entry.finding and entry.value != "absent":
            found += [(entry.finding, entry.value, words) for p in entry.phrases for words in _bags(p)]
    return [(finding, value, words) for finding, value, words in found if words]


def _bags(phrase: Phrase) -> list[frozenset[str]]:
    """Return the words of a phrase once for each alternative of its widest group."""
    widest = max(phrase.groups, key=len)
    fixed = [term for group in phrase.groups if group is not widest for term in group[0]]
    return [frozenset(_stem(term) for term in (*fixed, *alternative)) for alternative in widest]


def _stem(term: str) -> str:
    return term.strip("=*")[:STEM_LENGTH]
