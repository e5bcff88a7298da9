"""What a language module gives of a word, and how the module of a language is found."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from mimika.model.words import Language


@dataclass(frozen=True, slots=True)
class WordForm:
    """Base forms of a written word, its traits, and whether the dictionary has it.

    Traits: verb, first-person, past-feminine, past-masculine, nominative-feminine,
    nominative-masculine, nominative (a pronoun), dative, genitive, preposition, subject, content,
    present, future.
    """

    lemmas: frozenset[str]
    traits: frozenset[str]
    is_known: bool


Analyse = Callable[[str], WordForm]


def analyser(language: Language) -> Analyse:
    """Return the function that analyses a normalised word of the language.

    The module is imported on first use: the Russian dictionary costs 0.1 s and English needs none.
    """
    module = import_module(f"mimika.intake.{'russian' if language == 'ru' else 'english'}")
    analyse: Analyse = module.analyse
    return analyse


def base_forms(word: str, language: Language) -> tuple[str, ...]:
    """Return the likely base forms of a lexicon word, best first."""
    module = import_module(f"mimika.intake.{'russian' if language == 'ru' else 'english'}")
    forms: tuple[str, ...] = module.likely_lemmas(word)
    return forms
