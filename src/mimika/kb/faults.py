"""What can be wrong in a knowledge file: every fault is a value, all are shown at once."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mimika.errors import KnowledgeError


class Code(StrEnum):
    """Stable fault codes; docs/knowledge-faults.md has a line on each."""

    SYNTAX = "KB001"
    DUPLICATE_KEY = "KB002"
    UNKNOWN_KEY = "KB003"
    INVALID_VALUE = "KB004"
    FILE_NAME = "KB005"
    DUPLICATE_ID = "KB006"
    DANGLING_ID = "KB007"
    NO_BASIS = "KB008"
    FOUND_WITHOUT_SOURCE = "KB009"
    KNOWN_WITHOUT_WORK = "KB010"
    DERIVED_WITHOUT_FORMULA = "KB011"
    ESTIMATE_WITH_SOURCE = "KB012"
    OUT_OF_RANGE = "KB013"
    ANSWERS_NOT_COVERED = "KB014"
    MISSING_LANGUAGE = "KB015"
    NOTHING_ASKS = "KB016"
    NEVER_MET = "KB017"
    NOT_MONOTONE = "KB018"
    DANGER_IN_GROUP = "KB019"
    BINS = "KB020"
    FORBIDDEN_WORD = "KB021"
    UNKNOWN_FILE = "KB022"
    PHRASE = "KB023"
    NO_COMPLAINT_SHARE = "KB024"
    MISSING_FILE = "KB025"
    PLACEHOLDER = "KB026"
    UNKNOWN_ANSWER = "KB027"
    NOT_DRAWN = "KB028"
    OTHER_COMPLAINT = "KB029"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: where, what is wrong, what was expected and what to do."""

    file: str
    line: int
    path: str
    problem: str
    hint: str
    code: Code

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.path} {self.problem}\n    → {self.hint}  [{self.code}]"


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the knowledge with the line of every path in it."""

    file: str
    lines: dict[str, int]

    def fault(self, path: str, problem: str, hint: str, code: Code) -> Fault:
        """Return a fault at a path, with the line of the nearest known parent."""
        nearest = path
        while nearest not in self.lines and nearest:
            nearest = nearest.rpartition("." if nearest.rfind(".") > nearest.rfind("[") else "[")[0]
        return Fault(self.file, self.lines.get(nearest, 1), path or "$", problem, hint, code)


class BrokenKnowledgeError(KnowledgeError):
    """The knowledge has faults; all of them are in `faults`."""

    code = "M101"

    def __init__(self, root: Path, faults: tuple[Fault, ...]) -> None:
        listed = "\n".join(map(str, faults))
        super().__init__(
            problem=f"{root.name}: {len(faults)} fault(s) in the knowledge files.\n{listed}",
            hint="Mend the files named above, then run `mimika kb check` again.",
        )
        self.faults = faults


class KnowledgeNotFoundError(KnowledgeError):
    """There is no knowledge where it was looked for."""

    code = "M102"

    def __init__(self, root: Path) -> None:
        super().__init__(
            problem=f"{root} holds no knowledge files.",
            hint="Give the folder that holds conditions/ and findings/, or leave the option out.",
        )
