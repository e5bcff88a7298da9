"""What a film showed, as it stands in a printed report: plain words, numbers with their limits, two pictures."""

from collections import Counter
from typing import get_args

from msgspec import Struct

from mimika.measure.signals import REGIONS, EventKind
from mimika.report.face_map import FaceMap, face_map
from mimika.report.film_section import Film, Found, found
from mimika.report.layout import capital
from mimika.report.measured import Measured, Number, Stopped, measured
from mimika.report.timeline import ON_PAPER, Timeline, shows, timeline
from mimika.report.wording import Wording

KINDS: tuple[EventKind, ...] = get_args(EventKind)


class Key(Struct, frozen=True):
    """A colour of the timeline, by the kind of its events, and what it stands for."""

    kind: EventKind
    said: str


class PrintedFilm(Struct, frozen=True):
    """A film in a report; every picture comes with the words that say the same.

    `lead` opens what was `found`, or says that nothing was; `stopped` is what could not be told, each with its reason
    and how to film better; `silent` names the regions in which nothing moved. There is no picture of what could not be
    looked for.
    """

    title: str
    about: list[str]
    lead: str
    found: list[Found]
    stopped: list[Stopped]
    numbers: list[Number]
    timeline: Timeline | None
    timeline_alt: str
    key: list[Key]
    silent: str
    map: FaceMap | None
    map_alt: str


def printed_film(words: Wording, film: Film) -> PrintedFilm:
    """Return a film, ready to be laid out."""
    seen, told = film.measurement, measured(words, film.measurement)
    drawn = None if "all" in seen.not_assessable else timeline(words, seen, film.signals, ON_PAPER)
    face = face_map(words, seen)
    kinds = [kind for kind in KINDS if any(event.kind == kind for event in seen.events)]
    return PrintedFilm(
        title=words.say("film-print-title", task=words.say(f"measured-task-{seen.task}")),
        about=told.film,
        lead=_lead(words, film),
        found=found(words, film),
        stopped=[Stopped(capital(s.name), [capital(reason) for reason in s.reasons]) for s in told.stopped],
        numbers=told.numbers,
        timeline=drawn,
        timeline_alt="" if drawn is None else _timeline_alt(words, drawn, told),
        key=[Key(kind, words.say(f"measured-kind-{kind}")) for kind in kinds],
        silent=_silent(words, film),
        map=face,
        map_alt="" if face is None else _map_alt(words, face),
    )


def _lead(words: Wording, film: Film) -> str:
    if film.shown:
        return words.say("film-print-lead", seen=f"{film.measurement.observed_s:.0f}")
    return words.say("film-print-unmeasured" if "all" in film.measurement.not_assessable else "film-nothing")


def _silent(words: Wording, film: Film) -> str:
    """Return the regions that were measured and did not move."""
    seen = film.measurement
    looked_at = [r for r in REGIONS if f"twitch-rate.{r}" in seen.measures]
    still = [r for r in looked_at if not any(shows(event, r) for event in seen.events)]
    names = "; ".join(words.say(f"measured-region-{region}") for region in still)
    return words.say("film-silent", regions=names) if names else ""


def _timeline_alt(words: Wording, drawn: Timeline, told: Measured) -> str:
    """Return how often what happened in each row."""
    rows = []
    for row in drawn.rows:
        counted = Counter(mark.kind for mark in row.marks)
        said = ", ".join(f"{words.say(f'measured-kind-{kind}')} — {n}" for kind, n in counted.items())
        rows += [f"{row.name}: {said}"] if said else []
    return f"{drawn.alt} {'; '.join(rows)}." if told.events else f"{drawn.alt} {words.say('measured-timeline-none')}"


def _map_alt(words: Wording, face: FaceMap) -> str:
    """Return how often each region that moved did."""
    moved = dict.fromkeys(area.said for area in face.areas if area.opacity)
    return f"{words.say('measured-map-alt')} {'; '.join(moved)}."
