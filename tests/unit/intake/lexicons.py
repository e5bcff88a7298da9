"""The shipped lexicons, read straight from their files."""

from functools import cache
from pathlib import Path

import yaml

import mimika
from mimika.kb.lexicon import lexicon_from_records
from mimika.kb.schema import LexiconRecord
from mimika.model.words import Language, Lexicon

_FOLDER = Path(mimika.__file__).parent / "knowledge" / "lexicon"


@cache
def lexicon(language: Language) -> Lexicon:
    """Return the shipped lexicon of a language."""
    files = sorted((_FOLDER / language).glob("*.yaml"))
    return lexicon_from_records(
        language, [LexiconRecord.model_validate(yaml.safe_load(f.read_text("utf-8"))) for f in files]
    )
