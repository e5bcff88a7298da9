"""What the pages of films show: values in, HTML out."""

from msgspec import Struct

from mimika.errors import InputError
from mimika.measure.comparison import compare
from mimika.measure.signals import REGIONS
from mimika.report.face_map import face_map
from mimika.report.film_section import Film, found, guide
from mimika.report.measured import Measured, changes, measured
from mimika.report.timeline import timeline
from mimika.report.wording import Wording
from mimika.usecases.desk import Lying
from mimika.usecases.faults_of_films import MOST_FILM_BYTES
from mimika.usecases.film_in_talk import TASKS, check_tools, measurement, stands
from mimika.usecases.filming import Filming, Job
from mimika.web.pages import Pages

RECORDING_S = 60


class Picture(Struct):
    """A picture of an event: its place among the pictures, and what it shows."""

    n: int
    what: str
    where: str
    at: str


class FilmPages:
    """The pages of films, laid out like all others."""

    def __init__(self, pages: Pages, films: Filming) -> None:
        self._pages = pages
        self._films = films

    def start(self, key: str, lying: Lying) -> str:
        """Return the page on which a film is chosen or recorded."""
        words = self._words(lying)
        return self._pages.of_talk(
            "film",
            key,
            lying,
            lacking=_lacking(words),
            steps=guide(words),
            tasks=TASKS,
            jobs=self._films.of(key),
            most_bytes=MOST_FILM_BYTES,
            recording_s=RECORDING_S,
        )

    def job(self, key: str, lying: Lying, job: Job) -> str:
        """Return the page of a film as it stands: on its way, measured, or why it cannot be."""
        if job.state == "done":
            return self._result(key, lying, job)
        words = self._words(lying)
        told = job.fault.told(words.language, job.name) if job.fault else ("", "")
        return self._pages.of_talk(
            "film_open", key, lying, job=job, problem=told[0], hint=told[1], steps=guide(words), here=f"film/{job.id}"
        )

    def progress(self, key: str, lying: Lying, job: Job) -> str:
        """Return how far a film is, as a part of a page."""
        return self._pages.of_talk("film_progress", key, lying, job=job)

    def change(self, key: str, lying: Lying, before: Job, after: Job) -> str:
        """Return what changed from one film to another."""
        words = self._words(lying)
        films = (measurement(before), measurement(after))
        return self._pages.of_talk(
            "film_change",
            key,
            lying,
            jobs=(before, after),
            films=[measured(words, film) for film in films],
            is_same_task=before.task == after.task,
            changes=changes(words, compare(*films)),
            here=f"film/{after.id}",
        )

    def _result(self, key: str, lying: Lying, job: Job) -> str:
        words, seen = self._words(lying), measurement(job)
        signals = None if job.filmed is None else job.filmed.film.signals
        report = measured(words, seen)
        return self._pages.of_talk(
            "film_result",
            key,
            lying,
            job=job,
            found=[(f, stands(lying.talk, f.id)) for f in found(words, Film(seen, job.shown))],
            report=report,
            is_unmeasured="all" in seen.not_assessable,
            is_faceless="face-found" in seen.not_assessable.get("all", ()),
            steps=[s for s in guide(words) if any(s.id in ids for ids in seen.not_assessable.values())],
            timeline=timeline(words, seen, signals),
            regions=REGIONS,
            map=face_map(words, seen),
            pictures=_pictures(job, report),
            others=[j for j in self._films.of(key) if j.state == "done" and j.id != job.id],
            number={j.id: i for i, j in enumerate(self._films.of(key), 1)},
            here=f"film/{job.id}",
        )

    def _words(self, lying: Lying) -> Wording:
        return Wording(self._pages.kb, lying.talk.language)


def _pictures(job: Job, report: Measured) -> list[Picture]:
    taken = () if job.filmed is None else job.filmed.stills
    shown = [(n, report.events[still.event]) for n, still in enumerate(taken)]
    return [Picture(n, event.what, event.where, event.start_s) for n, event in shown]


def _lacking(words: Wording) -> tuple[str, str] | None:
    try:
        check_tools()
    except InputError as fault:
        return fault.ru if words.language == "ru" else (fault.problem, fault.hint)
    return None
