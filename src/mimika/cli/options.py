"""What commands share: the language of what they say, and how they read a file or standard input."""

import sys
from enum import StrEnum
from pathlib import Path

from mimika.usecases.inputs import FileNotReadError, decoded


class Speech(StrEnum):
    """A language Mimika speaks."""

    RU = "ru"
    EN = "en"


def read_input(file: Path | None) -> str:
    """Return the text of a file, or of standard input for None and "-".

    Raises:
        FileNotReadError, NotTextError: If it cannot be read.
    """
    if file is None or str(file) == "-":
        return decoded(sys.stdin.buffer.read())
    try:
        return decoded(file.read_bytes())
    except OSError as error:
        raise FileNotReadError(file.name, error.strerror or "?") from error
