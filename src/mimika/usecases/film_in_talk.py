"""What films add to a talk: answers of origin "video", which a person can change and remove like any other."""

from collections.abc import AsyncIterator, Iterable, Mapping
from importlib.util import find_spec

from mimika.measure.faults import VideoToolsMissingError
from mimika.measure.signals import Measurement, Task
from mimika.model.shown import Shown
from mimika.model.talk import Answer, Talk
from mimika.report.film_section import Film
from mimika.usecases.desk import Desk
from mimika.usecases.faults_of_films import MOST_FILM_BYTES, FilmTooLargeError
from mimika.usecases.film_process import measure_film
from mimika.usecases.filmed import shown_in
from mimika.usecases.filming import Filming, Job, Work
from mimika.usecases.talking import Talking
from mimika.usecases.uploading import received

TASKS: tuple[Task, ...] = ("rest", "talk", "read", "close")
# What a form holds besides its film.
MOST_FORM_BYTES = 10_000
NEEDED = ("av", "mediapipe", "scipy", "threadpoolctl")
# A report has room for so many films.
MOST_REPORTED = 2


def check_tools() -> None:
    """Raise if films cannot be measured on this machine.

    Raises:
        VideoToolsMissingError: If a package of the extra `video` lacks.
    """
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        raise VideoToolsMissingError(", ".join(lacking))


def filming(talking: Talking, desk: Desk, work: Work = measure_film) -> Filming:
    """Return the films of the talks on a desk."""

    def show(job: Job, others: tuple[Job, ...]) -> tuple[Shown, ...]:
        shown = tuple(s for s in _shown(job, others) if s.finding in talking.kb.findings)
        desk.change(job.key, lambda talk: with_shown(talking, talk, shown))
        return shown

    return Filming(show, work)


async def take_film(
    desk: Desk, films: Filming, key: str, pieces: AsyncIterator[bytes], headers: Mapping[str, str]
) -> Job:
    """Return the job of a film that arrives in a form; whatever can be refused is refused before it is read.

    Raises:
        InputError: If it cannot be taken; the class tells why.
    """
    desk.get(key)
    if int(headers.get("content-length", "0")) > MOST_FILM_BYTES + MOST_FORM_BYTES:
        raise FilmTooLargeError
    check_tools()
    films.check_room()
    film = await received(pieces, headers.get("content-type", ""))
    task = next((t for t in TASKS if t == film.fields.get("task")), TASKS[0])
    return films.begin(key, film.path, task, film.name)


def with_shown(talking: Talking, talk: Talk, shown: Iterable[Shown]) -> Talk:
    """Return the talk with what a film shows."""
    answers = [Answer(s.finding, s.value, "video") for s in shown]
    return talking.answer(talk, answers) if answers else talk


def films_to_report(films: Filming, key: str, talk: Talk) -> tuple[Film, ...]:
    """Return the last measured film of each task, rest first, with what of it still stands in the talk."""
    last = {job.task: job for job in films.of(key) if job.state == "done"}
    return tuple(_reported(last[task], talk) for task in TASKS if task in last)[:MOST_REPORTED]


def stands(talk: Talk, finding: str) -> bool:
    """Return whether a finding still stands in the talk as a film gave it."""
    answer = talk.held.get(finding)
    return answer is not None and answer.origin == "video" and answer.value is not None


def _reported(job: Job, talk: Talk) -> Film:
    assert job.filmed is not None
    film = job.filmed.film
    return Film(film.measurement, tuple(s for s in job.shown if stands(talk, s.finding)), film.signals)


def _shown(job: Job, others: Iterable[Job]) -> tuple[Shown, ...]:
    """Return what a film shows; a talk with a film at rest and one of talking shows more of blinking."""
    own = measurement(job)
    pairs = {"rest": (own, _of_task(others, "talk")), "talk": (_of_task(others, "rest"), own)}
    rest, spoken = pairs.get(job.task, (None, None))
    alone = shown_in(own)
    if rest is None or spoken is None:
        return alone
    told = {s.finding for s in alone}
    return (*alone, *(s for s in shown_in(rest, spoken) if s.finding not in told and s.finding.startswith("blink-")))


def _of_task(jobs: Iterable[Job], task: str) -> Measurement | None:
    return next((measurement(j) for j in reversed(tuple(jobs)) if j.task == task and j.state == "done"), None)


def measurement(job: Job) -> Measurement:
    """Return what was measured in a film that is done."""
    assert job.filmed is not None
    return job.filmed.film.measurement
