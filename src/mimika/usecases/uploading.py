"""A film that arrives in a form: piece by piece onto the disk, never whole in memory."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from mimika.usecases.faults_of_films import MOST_FILM_BYTES, FilmNotTakenError, FilmTooLargeError, NoFilmSentError
from mimika.usecases.film_folder import clear, new_place

FIELD = b"film"
MOST_FIELD_BYTES = 1000
MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class Received:
    """A film on the disk, what the person calls it, and the other fields of the form."""

    path: Path
    name: str
    fields: dict[str, str]


async def received(pieces: AsyncIterator[bytes], content_type: str, most_bytes: int = MOST_FILM_BYTES) -> Received:
    """Return the film of a form; whoever receives it clears it away. Nothing is left of one that is refused.

    Raises:
        NoFilmSentError: If the form holds no film.
        FilmTooLargeError: If it is larger than is taken.
        FilmNotTakenError: If it cannot be written.
    """
    path = new_place()
    try:
        with open(path, "xb", opener=_private) as file:
            form = _Form(content_type, file, most_bytes)
            async for piece in pieces:
                form.take(piece)
        return Received(path, form.name(), form.fields())
    except BaseException as fault:
        clear(path)
        if isinstance(fault, OSError):
            raise FilmNotTakenError(fault.strerror or "?") from fault
        raise


class _Form:
    """The parser of a form and what it has found so far."""

    def __init__(self, content_type: str, file: BinaryIO, most_bytes: int) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise NoFilmSentError
        self._file, self._most, self._taken = file, most_bytes, 0
        self._header = self._value = b""
        self._field: bytes | None = None
        self._name: str | None = None
        self._fields: dict[bytes, bytes] = {}
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._begin,
                "on_header_field": self._take_header,
                "on_header_value": self._take_value,
                "on_header_end": self._end_header,
                "on_part_data": self._take_data,
            },
        )

    def take(self, piece: bytes) -> None:
        try:
            self._parser.write(piece)
        except FormParserError as fault:
            raise NoFilmSentError from fault

    def name(self) -> str:
        if self._name is None or not (self._name or self._taken):
            raise NoFilmSentError
        return self._name

    def fields(self) -> dict[str, str]:
        return {k.decode("utf-8", "replace"): v.decode("utf-8", "replace") for k, v in self._fields.items()}

    def _begin(self) -> None:
        self._field, self._header, self._value = None, b"", b""

    def _take_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _take_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            self._field = options.get(b"name")
            if self._field == FIELD and b"filename" in options:
                self._name = _plain(options[b"filename"])
        self._header = self._value = b""

    def _take_data(self, data: bytes, start: int, end: int) -> None:
        if self._field == FIELD and self._name is not None:
            self._taken += end - start
            if self._taken > self._most:
                raise FilmTooLargeError
            self._file.write(data[start:end])
        elif self._field is not None:
            whole = self._fields.get(self._field, b"") + data[start:end]
            self._fields[self._field] = whole[:MOST_FIELD_BYTES]


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _plain(name: bytes) -> str:
    """Return the last part of a name, on one line."""
    last = name.decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable())[:MOST_NAME]
