"""A text in both languages."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """What a person reads, in Russian and in English."""

    ru: str
    en: str

    def pick(self, language: Language) -> str:
        """Return the text in one language."""
        return self.ru if language == "ru" else self.en
