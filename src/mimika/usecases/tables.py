"""Tables of rows to CSV and Parquet, whole or not at all: a file that was there stays until the new one is written."""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from mimika.measure.faults import NotATableError, VideoToolsMissingError
from mimika.usecases.inputs import FileNotWrittenError

Columns = Mapping[str, Any]
SUFFIXES = (".csv", ".parquet")


def checked_table(path: Path) -> Path:
    """Return the path of a table that can be written.

    Raises:
        NotATableError: If its name ends on neither .csv nor .parquet.
        VideoToolsMissingError: If Parquet is asked for and its package is not installed.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise NotATableError(path.name)
    if path.suffix.lower() == ".parquet":
        _parquet()
    return path


def write_table(path: Path, columns: Columns) -> None:
    """Write columns of one length to a .csv or .parquet file; None and NaN become empty.

    Raises:
        FileNotWrittenError: If it cannot be written; what was there before is kept.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(beside, columns, path.suffix.lower() == ".parquet")
        beside.replace(path)
    except OSError as error:
        raise FileNotWrittenError(path.name, error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a Parquet file, without the empty fields."""
    rows: list[dict[str, Any]] = _parquet().read_table(path).to_pylist()
    return [{k: v for k, v in row.items() if v is not None} for row in rows]


def columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Return rows with different keys as columns, in the order in which the keys first come."""
    keys = dict.fromkeys(key for row in rows for key in row)
    return {key: [row.get(key) for row in rows] for key in keys}


def _write(path: Path, columns: Columns, is_parquet: bool) -> None:
    if is_parquet:
        import pyarrow as pa  # noqa: PLC0415 - stands in the extra `video`

        _parquet().write_table(pa.table({k: pa.array(v, from_pandas=True) for k, v in columns.items()}), path)
        return
    with io.StringIO(newline="") as text:
        writer = csv.writer(text)
        writer.writerow(columns)
        writer.writerows([_cell(v) for v in row] for row in zip(*columns.values(), strict=True))
        path.write_text(text.getvalue(), encoding="utf-8", newline="")


def _cell(value: Any) -> Any:  # noqa: ANN401
    is_nothing = value is None or value != value  # noqa: PLR0124 - NaN alone differs from itself
    return "" if is_nothing else value


def _parquet() -> Any:  # noqa: ANN401 - of a package that may be missing
    try:
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise VideoToolsMissingError(error.name or "pyarrow") from error
    return parquet
