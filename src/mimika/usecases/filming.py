"""The use case film: jobs that measure films, each in a process of its own, at most two at once.

A film lies on the disk from its arrival to the end of its measurement, and not a moment longer. What was measured is
held in memory, until the talk is erased, the program ends or newer films need the room.
"""

import atexit
import secrets
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import RLock, Semaphore, Thread
from typing import Any, Literal

from mimika.measure.signals import Task
from mimika.model.shown import Shown
from mimika.usecases.faults_of_films import NoSuchFilmError, TooManyFilmsError
from mimika.usecases.film_folder import clear, clear_stale
from mimika.usecases.film_process import Fault, Filmed, Told, crashed, measure_film
from mimika.usecases.inputs import NoSuchTalkError

State = Literal["waiting", "measuring", "done", "failed", "cancelled"]
Work = Callable[[Connection, Path, Task], None]
OPEN: tuple[State, ...] = ("waiting", "measuring")
MOST_AT_ONCE = 2
MOST_OPEN = 8
MOST_HELD = 16
ID_BYTES = 9


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A film on its way and what came of it.

    Attributes:
        key: The key of the talk.
        name: What the person calls the file.
        share: The share that is done, 0 to 1; 0 also where the film does not say how long it is.
        shown: What it shows for the case.
    """

    id: str
    key: str
    name: str
    task: Task
    state: State = "waiting"
    share: float = 0.0
    filmed: Filmed | None = None
    shown: tuple[Shown, ...] = ()
    fault: Fault | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits or is measured."""
        return self.state in OPEN


Show = Callable[[Job, tuple[Job, ...]], tuple[Shown, ...]]


@dataclass(slots=True)
class _Running:
    """What a job holds on this machine while it is open."""

    path: Path
    process: Any = None


class Filming:
    """Films of all talks.

    Args:
        show: Told of each measured film, and of all of its talk, before it is done: adds what it shows to the talk and
            returns that.
        work: What the process of a film does.
    """

    def __init__(self, show: Show, work: Work = measure_film) -> None:
        self._show, self._work = show, work
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._running: dict[str, _Running] = {}
        self._lock = RLock()
        self._turn = Semaphore(MOST_AT_ONCE)
        clear_stale()
        atexit.register(self.end)

    def check_room(self) -> None:
        """Raise if no further film is taken, before one is sent in vain.

        Raises:
            TooManyFilmsError: If too many wait.
        """
        with self._lock:
            if len(self._running) >= MOST_OPEN:
                raise TooManyFilmsError(len(self._running))

    def begin(self, key: str, path: Path, task: Task, name: str) -> Job:
        """Return the new job of a film; the film is deleted in any case.

        Raises:
            TooManyFilmsError: If too many wait.
        """
        job = Job(secrets.token_urlsafe(ID_BYTES), key, name, task)
        with self._lock:
            try:
                self.check_room()
            except TooManyFilmsError:
                clear(path)
                raise
            self._jobs[job.id] = job
            self._running[job.id] = _Running(path)
            self._make_room()
        Thread(target=self._run, args=(job,), daemon=True).start()
        return job

    def get(self, key: str, id: str) -> Job:
        """Return a job of a talk.

        Raises:
            NoSuchFilmError: If there is none of this id (any more).
        """
        with self._lock:
            job = self._jobs.get(id)
        if job is None or job.key != key:
            raise NoSuchFilmError
        return job

    def done(self, key: str, id: str) -> Job:
        """Return a job of a talk whose film is measured.

        Raises:
            NoSuchFilmError: If there is none of this id, or it is not measured.
        """
        job = self.get(key, id)
        if job.state != "done":
            raise NoSuchFilmError
        return job

    def of(self, key: str) -> tuple[Job, ...]:
        """Return the jobs of a talk in the order in which they came."""
        with self._lock:
            return tuple(job for job in self._jobs.values() if job.key == key)

    def cancel(self, key: str, id: str) -> None:
        """End an open job and delete its film; leave one that has ended as it is.

        Raises:
            NoSuchFilmError: If there is none of this id (any more).
        """
        self.get(key, id)
        self._end(id, state="cancelled")

    def drop(self, key: str, id: str) -> None:
        """End a job and forget it with all that was measured.

        Raises:
            NoSuchFilmError: If there is none of this id (any more).
        """
        self.cancel(key, id)
        with self._lock:
            self._jobs.pop(id, None)

    def forget(self, key: str) -> None:
        """End and forget every job of a talk."""
        for job in self.of(key):
            with suppress(NoSuchFilmError):
                self.drop(key, job.id)

    def end(self) -> None:
        """End every open job and delete its film."""
        for one in list(self._running):
            self._end(one, state="cancelled")

    def _run(self, job: Job) -> None:
        try:
            with self._turn:
                self._measure(job)
        finally:
            self._end(job.id, state="failed", fault=crashed(None))

    def _measure(self, job: Job) -> None:
        # A forked copy of a process with running threads may stand still for ever; a fresh one cannot.
        context = get_context("spawn")
        here, there = context.Pipe(duplex=False)
        with self._lock:
            running = self._running.get(job.id)
            if running is None:
                return
            running.process = context.Process(target=self._work, args=(there, running.path, job.task), daemon=True)
            running.process.start()
            self._change(job.id, state="measuring")
        there.close()
        with here:
            self._listen(job, here, running.process)

    def _listen(self, job: Job, line: Connection, process: Any) -> None:  # noqa: ANN401 - of no public type
        told: Told = 0.0
        try:
            while isinstance(told, float):
                self._change(job.id, share=told)
                told = line.recv()
        except (EOFError, OSError):
            process.join(5)
            told = crashed(process.exitcode)
        if isinstance(told, Fault):
            self._end(job.id, state="failed", fault=told)
        elif isinstance(told, Filmed):
            self._settle(replace(job, filmed=told, state="done", share=1.0))

    def _settle(self, job: Job) -> None:
        with self._lock:
            if job.id not in self._running:
                return
        try:
            shown = self._show(job, self.of(job.key))
        except NoSuchTalkError:
            self.drop(job.key, job.id)
            return
        self._end(job.id, state="done", share=1.0, filmed=job.filmed, shown=shown)

    def _change(self, id: str, **changes: Any) -> None:  # noqa: ANN401 - the fields of a job
        with self._lock:
            if id in self._running and id in self._jobs:
                self._jobs[id] = replace(self._jobs[id], **changes)

    def _end(self, id: str, **changes: Any) -> None:  # noqa: ANN401
        """End an open job: its process, its film; whoever comes first says how it ended."""
        with self._lock:
            running = self._running.get(id)
            if running is None:
                return
            if running.process is not None:
                running.process.terminate()
                running.process.join(2)
            clear(running.path)
            self._change(id, **changes)
            del self._running[id]

    def _make_room(self) -> None:
        ended = [one for one in self._jobs if one not in self._running]
        for one in ended[: max(0, len(self._jobs) - MOST_HELD)]:
            del self._jobs[one]
