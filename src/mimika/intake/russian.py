"""Russian words: base forms and grammar from pymorphy3; import it only when Russian is read."""

import unicodedata
from functools import lru_cache

from pymorphy3 import MorphAnalyzer

from mimika.intake.morphology import WordForm

_LIKELY = 0.2
_LONGEST = 40
_VERBS = {"VERB", "PRED", "PRTS"}
_CONTENT = {"NOUN", "VERB", "INFN", "ADJF", "ADJS", "PRTF", "PRTS", "GRND"}
_UNBENDING = {"COMP", "CONJ", "PRCL"}
_GENDERS = {"femn": "feminine", "masc": "masculine"}
_CASES = {"datv": "dative", "gent": "genitive"}
_TENSES = {"pres": "present", "futr": "future"}


@lru_cache(maxsize=1)
def _morph() -> MorphAnalyzer:
    return MorphAnalyzer()


@lru_cache(maxsize=20_000)
def analyse(word: str) -> WordForm:
    """Return base forms and traits of a lower-case word written with е for ё."""
    if len(word) > _LONGEST or not word.isalpha() or not _has_names(word):
        return WordForm(frozenset({word}), frozenset(), is_known=False)
    parses = _morph().parse(word)
    lemmas = frozenset(_plain(parse.normal_form) for parse in parses)
    return WordForm(lemmas, _traits(parses), is_known=_morph().word_is_known(word))


def _has_names(word: str) -> bool:
    """Whether Unicode names each letter: the dictionary asks for the names, and those of Tangut, say, are not given."""
    return all(unicodedata.name(letter, "") for letter in word)


def likely_lemmas(word: str) -> tuple[str, ...]:
    """Return base forms of the likely readings, best first.

    A word that does not bend stands for itself, as `=word`: the base form of "лучше" is "хороший", and any "хорошо"
    would meet it; "только" has the reading "ток".
    """
    parses = _morph().parse(word)
    if str(parses[0].tag.POS) in _UNBENDING:
        return (f"={word}",)
    likely = [_plain(p.normal_form) for n, p in enumerate(parses) if n == 0 or p.score >= _LIKELY]
    return tuple(dict.fromkeys(likely))


def _plain(word: str) -> str:
    return str(word).replace("ё", "е")


def _traits(parses: list[object]) -> frozenset[str]:
    """Take grammar from the best reading, and case and gender of nouns from any likely reading."""
    traits: set[str] = set()
    for n, parse in enumerate(parses):
        tag = parse.tag  # type: ignore[attr-defined]
        if n == 0:
            traits |= _of_best(tag)
        elif parse.score < _LIKELY:  # type: ignore[attr-defined]
            continue
        elif parse.score == parses[0].score and tag.POS == "VERB":  # type: ignore[attr-defined]
            traits |= _of_best(tag)
        if tag.POS in {"NOUN", "NPRO"} and tag.case == "nomn" and tag.number == "sing" and tag.gender in _GENDERS:
            traits.add(f"nominative-{_GENDERS[tag.gender]}")
        if tag.POS == "NPRO" and tag.case == "nomn":
            traits.add("nominative")
        if tag.POS == "NOUN" and tag.case in _CASES:
            traits.add(_CASES[tag.case])
    return frozenset(traits)


def _of_best(tag: object) -> set[str]:
    pos, person, tense, gender = (getattr(tag, name) for name in ("POS", "person", "tense", "gender"))
    traits = {"verb"} if pos in _VERBS else set()
    if pos == "PREP":
        traits.add("preposition")
    if pos in _CONTENT:
        traits.add("content")
    if person == "1per" and pos == "VERB":
        traits.add("first-person")
    if pos == "VERB" and tense in _TENSES:
        traits.add(_TENSES[str(tense)])
    if pos == "VERB" and tense == "past" and gender in _GENDERS:
        traits.add(f"past-{_GENDERS[gender]}")
    return traits
