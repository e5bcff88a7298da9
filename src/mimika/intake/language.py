"""Which language a story is written in."""

import re

from mimika.intake.transliteration import is_transliterated
from mimika.model.words import Language

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_SAMPLE = 20_000


def detect_language(text: str) -> Language:
    """Return "ru" when Cyrillic letters are at least a third of all letters, else "en".

    Drug names are often written in Latin letters inside Russian text, hence a third. Russian
    in Latin letters ("u menya") is Russian too.
    """
    sample = text[:_SAMPLE]
    cyrillic = len(_CYRILLIC.findall(sample))
    if not cyrillic and is_transliterated(sample):
        return "ru"
    return "ru" if cyrillic and cyrillic * 2 >= len(_LATIN.findall(sample)) else "en"
