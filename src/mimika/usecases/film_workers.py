"""Processes that measure films one after another; one that dies costs its film and nothing else."""

import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from mimika.errors import MimikaError
from mimika.measure.faults import CrashedError
from mimika.measure.signals import Task
from mimika.model.text import Language
from mimika.usecases.film_tables import film_row
from mimika.usecases.measuring_films import measured_film

Row = dict[str, Any]


@dataclass(slots=True)
class _Worker:
    """A process and the line to it."""

    process: Any
    line: Connection


def rows_of(paths: Iterable[Path], task: Task, language: Language, processes: int) -> Iterator[tuple[Path, Row]]:
    """Yield each film with its row as it gets ready; a film that cannot be measured has its fault in the row."""
    workers = _Workers(processes)
    pool = ThreadPoolExecutor(processes)
    try:
        waiting = {pool.submit(workers.row, path, task, language): path for path in paths}
        for done in as_completed(waiting):
            yield waiting[done], done.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        workers.end()


class _Workers:
    """Up to so many processes, each started when a film waits for it."""

    def __init__(self, processes: int) -> None:
        self._free: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._processes: list[Any] = []
        for _ in range(processes):
            self._free.put(None)

    def row(self, path: Path, task: Task, language: Language) -> Row:
        """Return the row of a film, measured by the next process that is free."""
        worker = self._free.get() or self._started()
        try:
            worker.line.send((path, task, language))
            row: Row = worker.line.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            self._free.put(None)
            return fault_row(CrashedError(path.name, worker.process.exitcode), language)
        self._free.put(worker)
        return row

    def end(self) -> None:
        """End the processes, also those at work: whoever waits for one is told at once."""
        for process in self._processes:
            process.terminate()

    def _started(self) -> _Worker:
        # A forked copy of a process with running threads may stand still for ever; a fresh one cannot.
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there,), daemon=True)
        process.start()
        there.close()
        self._processes.append(process)
        return _Worker(process, here)


def serve(line: Connection) -> None:
    """Measure film after film that comes down the line, until it is closed."""
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            path, task, language = line.recv()
            line.send(_row(path, task, language))


def _row(path: Path, task: Task, language: Language) -> Row:
    try:
        return film_row(measured_film(path, task, processes=1).measurement)
    except MimikaError as fault:
        return fault_row(fault, language)
    except Exception as error:
        return {"fault": "M248", "fault_told": f"{type(error).__name__}: {error}"}


def fault_row(fault: MimikaError, language: Language) -> Row:
    """Return the row of a film that could not be measured: the fault's code and its words on one line."""
    return {"fault": fault.code, "fault_told": " ".join(fault.told(language).split())}
