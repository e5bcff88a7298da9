"""`mimika measure`: a film, two films or a folder of films to numbers."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mimika.bootstrap import assessing
from mimika.cli.faults import told_faults
from mimika.cli.options import Speech
from mimika.cli.output import put
from mimika.measure.comparison import compare
from mimika.model.text import Language
from mimika.report.measured_html import as_html, changes_as_html
from mimika.report.measured_text import as_json, as_text, changes_as_json, changes_as_text
from mimika.report.wording import Wording
from mimika.usecases.film_tables import event_columns, signal_columns
from mimika.usecases.measuring_films import Film, measured_film
from mimika.usecases.tables import checked_table, write_table

Tell = Callable[[float, float], None]


class MeasureFormat(StrEnum):
    """What a measurement can be written as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


class TaskOption(StrEnum):
    """What the person does in the film."""

    REST = "rest"
    TALK = "talk"
    READ = "read"
    CLOSE = "close"


def measure_command(
    film: Annotated[Path, typer.Argument(metavar="VIDEO|FOLDER", help="A film of a face, or a folder of them.")],
    compare: Annotated[Path | None, typer.Option(metavar="AFTER", help="A later film: say what changed.")] = None,
    task: Annotated[TaskOption, typer.Option(help="What the person does in it.")] = TaskOption.REST,
    format: Annotated[MeasureFormat, typer.Option(help="How to write it.")] = MeasureFormat.TEXT,
    out: Annotated[Path | None, typer.Option(help="Write to this file; of a folder a .parquet or .csv table.")] = None,
    events: Annotated[Path | None, typer.Option(help="Write the events as a .csv or .parquet table.")] = None,
    signals: Annotated[Path | None, typer.Option(help="Write the signals, frame by frame, as such a table.")] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="So many processes at most.")] = None,
    lang: Annotated[Speech, typer.Option(help="Language of the report.")] = Speech.RU,
) -> None:
    """Measure the movements of a face: blinks, closures, twitches, sides, rhythm, each with its limits.

    Of a folder every film is measured into one table; stopped and started again, it goes on where it was.
    """
    words_for: Language = lang.value
    if film.is_dir():
        if out is None or compare or events or signals:
            raise typer.BadParameter("a folder needs --out TABLE.parquet, and nothing beside --task and --processes")
        with told_faults(words_for):
            _folder(film, out, task, Wording(assessing().kb, words_for), processes)
        return
    if compare and (events or signals):
        raise typer.BadParameter("--events and --signals go with one film")
    with told_faults(words_for):
        for table in (events, signals):
            if table is not None:
                checked_table(table)
        words = Wording(assessing().kb, words_for)
        first = _measured(film, task, words, processes)
        if compare:
            put(_changes(words, first, _measured(compare, task, words, processes), format), out)
            return
        if events is not None:
            write_table(events, event_columns(first.measurement))
        if signals is not None:
            write_table(signals, signal_columns(first.signals))
        put(_one(words, first, format), out)


def _one(words: Wording, film: Film, format: MeasureFormat) -> bytes:
    match format:
        case MeasureFormat.JSON:
            return as_json(words, film.measurement)
        case MeasureFormat.HTML:
            return as_html(words, film.measurement, film.signals).encode()
        case MeasureFormat.TEXT:
            return as_text(words, film.measurement).encode()


def _changes(words: Wording, first: Film, second: Film, format: MeasureFormat) -> bytes:
    before, after = first.measurement, second.measurement
    changed = compare(before, after)
    match format:
        case MeasureFormat.JSON:
            return changes_as_json(words, before, after, changed)
        case MeasureFormat.HTML:
            return changes_as_html(words, before, after, changed).encode()
        case MeasureFormat.TEXT:
            return changes_as_text(words, before, after, changed).encode()


def _measured(path: Path, task: TaskOption, words: Wording, processes: int | None) -> Film:
    with _bar(words.say("measured-film-progress")) as tell:
        return measured_film(path, task.value, processes, lambda share: tell(share, 1.0))


def _folder(folder: Path, out: Path, task: TaskOption, words: Wording, processes: int | None) -> None:
    from mimika.usecases.measuring_folder import measure_folder  # noqa: PLC0415 - one film does without

    with _bar(words.say("measured-folder-progress")) as tell:
        done = measure_folder(folder, out, task.value, words.language, processes, tell)
    typer.echo(
        words.say("measured-folder-done", done=done.measured, failed=done.failed, before=done.ready, out=out.name)
    )


@contextmanager
def _bar(said: str) -> Iterator[Tell]:
    """Give a function that shows how far the work is; nothing is drawn where nobody looks."""
    from rich.console import Console  # noqa: PLC0415 - costs time where nothing is measured
    from rich.progress import Progress  # noqa: PLC0415

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task(said, total=None)
        yield lambda done, whole: progress.update(bar, completed=done, total=whole)
