"""A folder of films to one table: several at once, each kept as soon as it is done, so that it can go on after a stop.

Beside the table a journal grows, one line of JSON a film. When all are done the table is written and the journal is
removed. Started again, films of the journal and of a Parquet table are not measured anew unless the file changed or
there was a fault.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TextIO

from mimika.measure.faults import NoVideosError
from mimika.measure.signals import Task
from mimika.model.text import Language
from mimika.usecases.film_tables import told_name
from mimika.usecases.film_workers import Row, rows_of
from mimika.usecases.inputs import FileNotReadError, FileNotWrittenError
from mimika.usecases.tables import checked_table, columns_of, read_rows, write_table

SUFFIXES = {
    ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".3gp", ".mts", ".m2ts", ".mpg", ".mpeg", ".wmv", ".ogv", ".flv",
}  # fmt: skip
# What tells a film from another and from itself after a change.
SAME = ("file", "bytes", "modified_ns", "task")


@dataclass(frozen=True, slots=True)
class Done:
    """How a folder went: films measured now, films that could not be, films that were ready before."""

    measured: int
    failed: int
    ready: int


def films_of(folder: Path, out: Path) -> list[Path]:
    """Return the films under a folder in order of their names.

    Raises:
        FileNotReadError, NoVideosError: If it cannot be read or there are none.
    """
    try:
        found = [p for p in sorted(folder.rglob("*")) if p.suffix.lower() in SUFFIXES and p.is_file() and p != out]
    except OSError as error:
        raise FileNotReadError(folder.name, error.strerror or "?") from error
    if not found:
        raise NoVideosError(folder.name)
    return found


def measure_folder(
    folder: Path,
    out: Path,
    task: Task,
    language: Language,
    processes: int | None = None,
    on_progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Done:
    """Measure every film under a folder into a table.

    Args:
        folder: Where the films are, at any depth.
        out: The table, .parquet or .csv.
        task: What the persons do in them.
        language: Of what is told about faults.
        processes: So many films at once; one a core for None.
        on_progress: Called with films done and films in all.

    Raises:
        InputError: If the folder cannot be read or the table not written; what was measured stays in the journal.
    """
    films = films_of(folder, checked_table(out))
    marks = {path: _mark(path, folder, task) for path in films}
    ready = {_same(row): row for row in _rows_before(out) if "fault" not in row}
    rows = {path: ready[_same(mark)] for path, mark in marks.items() if _same(mark) in ready}
    before = len(rows)
    with _Journal(out) as journal:
        on_progress(before, len(films))
        missing = [path for path in films if path not in rows]
        for path, row in rows_of(missing, task, language, processes or os.cpu_count() or 1):
            rows[path] = marks[path] | row
            journal.keep(rows[path])
            on_progress(len(rows), len(films))
        write_table(out, columns_of([rows[path] for path in films]))
        journal.remove()
    failed = sum("fault" in row for row in rows.values())
    return Done(len(films) - before - failed, failed, before)


def _mark(path: Path, folder: Path, task: Task) -> Row:
    state = path.stat()
    return {"file": told_name(path, folder), "bytes": state.st_size, "modified_ns": state.st_mtime_ns, "task": task}


def _same(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(key) for key in SAME)


def _rows_before(out: Path) -> Iterator[Row]:
    if out.exists() and out.suffix.lower() == ".parquet":
        yield from read_rows(out)
    try:
        lines = _journal_of(out).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        # A line that was cut off by a stop is no JSON; its film is measured again.
        with suppress(json.JSONDecodeError):
            yield json.loads(line)


def _journal_of(out: Path) -> Path:
    return out.with_name(f"{out.name}.unfinished.jsonl")


class _Journal:
    """The rows so far, each on the disk before the next film is waited for."""

    def __init__(self, out: Path) -> None:
        self._path = _journal_of(out)
        self._file: TextIO

    def __enter__(self) -> Self:
        try:
            self._file = self._path.open("a", encoding="utf-8")
            # A line that a stop or a full disk cut off must not swallow the next one.
            if self._file.tell():
                self._file.write("\n")
        except OSError as error:
            raise FileNotWrittenError(self._path.name, error.strerror or "?") from error
        return self

    def __exit__(self, *_: object) -> None:
        # On a full disk closing fails once more; that was told already.
        with suppress(OSError):
            self._file.close()
        if self._path.exists() and not self._path.stat().st_size:
            self._path.unlink()

    def keep(self, row: Row) -> None:
        try:
            self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise FileNotWrittenError(self._path.name, error.strerror or "?") from error

    def remove(self) -> None:
        self._path.unlink()
