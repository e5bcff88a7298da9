"""What a film added to an assessment: findings with the numbers they rest on, and what could not be told."""

from collections.abc import Iterator
from dataclasses import dataclass

from mimika.measure.signals import Measurement, Signals
from mimika.model.shown import Shown
from mimika.report.layout import bullets, heading, wrap
from mimika.report.measured import number
from mimika.report.shapes import MeasureJson, ShownJson, VideoJson
from mimika.report.wording import Wording

GUIDE = (
    "face-found", "size-for-twitches", "light", "facing", "alone", "still", "rate-for-twitches", "long-enough",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Film:
    """A measured film and what it shows; with its signals the opening of the eyes can be drawn."""

    measurement: Measurement
    shown: tuple[Shown, ...]
    signals: Signals | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A finding of a film in words: what it is, on which of the person's sides, the numbers it rests on."""

    id: str
    label: str
    side: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of advice on filming; `picture` is the name of its drawing among the static files."""

    id: str
    text: str
    alt: str
    picture: str


def film_lines(words: Wording, film: Film) -> Iterator[str]:
    """Yield the lines of a film in the text of an assessment."""
    yield from heading(words.say("film-heading"))
    yield from bullets([_shown(words, film, s) for s in film.shown] or [words.say("film-nothing")])
    for group, ids in film.measurement.not_assessable.items():
        hint = " ".join(dict.fromkeys(words.say(f"guide-{id_}") for id_ in ids))
        yield from wrap(words.say("film-stopped", group=words.say(f"measured-group-{group}"), hint=hint), "  ! ")
    yield from wrap(words.say("film-note"))


def film_json(words: Wording, film: Film) -> VideoJson:
    """Return a film in the shape of the contract."""
    stopped = film.measurement.not_assessable
    hints = dict.fromkeys(words.say(f"guide-{id_}") for ids in stopped.values() for id_ in ids)
    return VideoJson(
        observed_s=round(film.measurement.observed_s, 1),
        shown=[ShownJson(s.finding, s.value, _label(words, s), s.side, _measures(film, s)) for s in film.shown],
        not_assessable={group: list(ids) for group, ids in stopped.items()},
        hints=list(hints),
    )


def guide(words: Wording) -> list[Step]:
    """Return how to film, step by step."""
    return [Step(i, words.say(f"guide-{i}"), words.say(f"guide-alt-{i}"), f"film-{i}.svg") for i in GUIDE]


def found(words: Wording, film: Film) -> list[Found]:
    """Return what a film shows, in words."""
    return [_found(words, film, shown) for shown in film.shown]


def _found(words: Wording, film: Film, shown: Shown) -> Found:
    told = [number(words, id_, film.measurement.measures[id_]) for id_ in _known(film, shown)]
    numbers = "; ".join(f"{n.name}: {n.value}" + (f" [{n.limits}]" if n.limits else "") for n in told)
    side = "" if shown.side is None else words.say(f"measured-side-{shown.side}")
    return Found(shown.finding, _label(words, shown), side, numbers)


def _shown(words: Wording, film: Film, shown: Shown) -> str:
    told = _found(words, film, shown)
    if told.side:
        return words.say("film-one-side", label=told.label, side=told.side, numbers=told.numbers)
    return words.say("film-one" if told.numbers else "film-bare", label=told.label, numbers=told.numbers)


def _label(words: Wording, shown: Shown) -> str:
    return words.finding(shown.finding, words.kb.findings[shown.finding].state_of(shown.value) or 0)


def _known(film: Film, shown: Shown) -> list[str]:
    return [id_ for id_ in shown.measures if id_ in film.measurement.measures]


def _measures(film: Film, shown: Shown) -> list[MeasureJson]:
    found = film.measurement.measures
    return [
        MeasureJson(id_, e.value, e.low, e.high, e.unit, e.count) for id_ in _known(film, shown) for e in [found[id_]]
    ]
