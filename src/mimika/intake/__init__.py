"""Words into observations: what a story says, in Russian and English, with the words it rests on."""

from mimika.intake.language import detect_language
from mimika.intake.patterns import PatternError
from mimika.intake.story import read_story

__all__ = ["PatternError", "detect_language", "read_story"]
