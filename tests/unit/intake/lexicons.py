"""The shipped lexicons, read straight from their files."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml

import mimika
from mimika.intake import read_story
from mimika.kb.lexicon import lexicon_from_records
from mimika.kb.schema import LexiconRecord
from mimika.model.words import Language, Lexicon, Understanding

TODAY = date(2026, 11, 27)
_FOLDER = Path(mimika.__file__).parent / "knowledge" / "lexicon"


@cache
def lexicon(language: Language) -> Lexicon:
    """Return the shipped lexicon of a language."""
    files = sorted((_FOLDER / language).glob("*.yaml"))
    return lexicon_from_records(
        language, [LexiconRecord.model_validate(yaml.safe_load(f.read_text("utf-8"))) for f in files]
    )


def read(text: str, language: Language) -> Understanding:
    """Return what the shipped lexicon hears in a text that is told on TODAY."""
    return read_story(text, language, lexicon(language), TODAY)
