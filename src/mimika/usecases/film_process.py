"""What the process of one film does: it measures, says how far it is, and hands over what it found."""

from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from mimika.errors import InputError
from mimika.measure.faults import CrashedError
from mimika.measure.signals import Task
from mimika.measure.stills import Still, stills
from mimika.usecases.film_folder import FILE
from mimika.usecases.film_length import give_length
from mimika.usecases.measuring_films import Film, measured_film


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that has come from another process: its code, and problem and hint in both languages."""

    code: str
    en: tuple[str, str]
    ru: tuple[str, str]

    def told(self, language: str, name: str) -> tuple[str, str]:
        """Return problem and hint in a language; the file is called what the person calls it."""
        problem, hint = self.ru if language == "ru" else self.en
        return problem.replace(FILE, f"«{name}»" if language == "ru" else f"“{name}”"), hint


@dataclass(frozen=True, slots=True, eq=False)
class Filmed:
    """A measured film and the pictures of its strongest events."""

    film: Film
    stills: tuple[Still, ...] = ()


Told = float | Filmed | Fault


def fault_of(error: InputError) -> Fault:
    """Return a fault that can go from one process to another."""
    return Fault(error.code, (error.problem, error.hint), error.ru)


def crashed(status: int | None) -> Fault:
    """Return the fault of a process that ended without a word."""
    return fault_of(CrashedError(FILE, status))


def measure_film(line: Connection, path: Path, task: Task) -> None:
    """Measure a film and send down the line: shares done, and in the end the film or the fault."""
    with suppress(KeyboardInterrupt, BrokenPipeError):
        line.send(_measured(line, path, task))


def _measured(line: Connection, path: Path, task: Task) -> Filmed | Fault:
    give_length(path)
    try:
        # One process a film: two films at once then take two, and ending the one ends all of the work.
        film = measured_film(path, task, 1, line.send)
        return Filmed(film, stills(path, film.measurement.events))
    except InputError as fault:
        return fault_of(fault)
