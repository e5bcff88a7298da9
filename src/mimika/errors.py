"""The root of every fault Mimika can name. Each class owns its wording and carries facts, never a patient's words.

MimikaError
├── KnowledgeError            kb/       a knowledge file is wrong (exit 65)
└── InputError                usecases/ what was given cannot be used, told in both languages
    ├── usage (exit 2)
    ├── data  (exit 65)
    └── StoreError            store/    talks cannot be kept, read or erased
"""

from typing import ClassVar


class MimikaError(Exception):
    """Something is wrong that a person can mend.

    Args:
        problem: What is wrong, with the value and its place.
        hint: What was expected and what to do.
    """

    code: ClassVar[str] = "M000"
    exit_status: ClassVar[int] = 65

    def __init__(self, problem: str, hint: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.problem}\n    → {self.hint}  [{self.code}]"

    def told(self, language: str) -> str:  # noqa: ARG002  (faults of files are told to engineers, in English)
        """Return the whole message in a language, where there is one."""
        return str(self)


class KnowledgeError(MimikaError):
    """The knowledge files cannot be used as they are."""

    code = "M100"


class InputError(MimikaError):
    """What was given cannot be used.

    Args:
        en: Problem and hint in English.
        ru: Problem and hint in Russian.
    """

    code = "M200"

    def __init__(self, *, en: tuple[str, str], ru: tuple[str, str]) -> None:
        super().__init__(*en)
        self.ru = ru

    def told(self, language: str) -> str:
        """Return the whole message in Russian or English."""
        problem, hint = self.ru if language == "ru" else (self.problem, self.hint)
        return f"{problem}\n    → {hint}  [{self.code}]"
