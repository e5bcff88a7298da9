"""What was measured in a film, in words: what it is of, what it cannot tell, the numbers, the events."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from mimika.measure.comparison import Change
from mimika.measure.signals import Estimate, Event, Measurement, Verdict
from mimika.report.wording import Wording

# Verdicts on shares, told in percent.
SHARES = {"face-found", "light", "facing", "alone"}
UNEVEN_SHARE = 0.1
# Of these the regions are in the map and in the timeline; in a list only those that moved are worth a line.
BY_REGION = "twitch-rate."
MINUS = "\u2212"


class Number(Struct):
    """One number: what it is of, its value and its limits with their unit, and how many events it rests on."""

    id: str
    name: str
    value: str
    limits: str
    count: int


class Stopped(Struct):
    """A group of measures that a film cannot tell, and why, each with how to film better."""

    name: str
    reasons: list[str]


class Moved(Struct):
    """An event in words: when (seconds of the film), what and where."""

    start_s: str
    end_s: str
    what: str
    where: str


class Measured(Struct):
    """A film's report, laid out by text and HTML alike."""

    title: str
    film: list[str]
    stopped: list[Stopped]
    numbers: list[Number]
    events: list[Moved]
    notice: str


class Changed(Struct):
    """One measure of two films; `mark` is set where the change is more than chance."""

    name: str
    before: str
    after: str
    change: str
    mark: str


def measured(words: Wording, found: Measurement) -> Measured:
    """Return a film's report in words."""
    return Measured(
        title=words.say("measured-title"),
        film=list(_film(words, found)),
        stopped=[
            Stopped(
                words.say("measured-stopped", group=words.say(f"measured-group-{group}")),
                [verdict(words, v) for v in found.verdicts if v.id in ids],
            )
            for group, ids in found.not_assessable.items()
        ],
        numbers=[number(words, id_, e) for id_, e in found.measures.items() if e.count or BY_REGION not in id_],
        events=[_moved(words, event) for event in found.events],
        notice=words.say("measured-notice"),
    )


def changes(words: Wording, found: Mapping[str, Change]) -> list[Changed]:
    """Return the changes of two films in words; a region that moved in neither is left out."""
    told = {id_: c for id_, c in found.items() if c.change.count or BY_REGION not in id_}
    return [
        Changed(
            name(words, id_),
            _told(words, c.before),
            _told(words, c.after),
            _told(words, c.change),
            "●" if c.is_certain else "",
        )
        for id_, c in told.items()
    ]


def number(words: Wording, id_: str, estimate: Estimate) -> Number:
    """Return one number in words."""
    value, low, high = _figures(estimate)
    # A chance is no estimate of anything: it has no limits.
    limits = "" if estimate.unit == "chance" else f"{low} … {high}"
    return Number(id_, name(words, id_), f"{value} {_unit(words, estimate)}", limits, estimate.count)


def name(words: Wording, id_: str) -> str:
    """Return the name of a measure, such as "twitch-rate.lids-left"."""
    measure, _, where = id_.partition(".")
    named = words.say(f"measured-of-{measure}")
    if not where:
        return named
    key = f"measured-side-{where}" if where in {"left", "right"} else f"measured-region-{where}"
    return words.say("measured-of-named", measure=named, where=words.say(key))


def verdict(words: Wording, found: Verdict) -> str:
    """Return a condition that does not hold: what was seen, what is needed, how to film better."""
    scale = 100 if found.id in SHARES else 1
    key = f"measured-verdict-{found.id}"
    said = key if key in words.kb.texts else "measured-verdict-other"
    return words.say(said, id=found.id, seen=f"{scale * found.seen:.0f}", needed=f"{scale * found.needed:g}")


def _film(words: Wording, found: Measurement) -> Iterator[str]:
    clip = found.clip
    yield words.say(
        "measured-film",
        task=words.say(f"measured-task-{found.task}"),
        length=f"{clip.duration_s:.1f}",
        fps=f"{clip.fps:.3g}",
        width=clip.width_px,
        height=clip.height_px,
        seen=f"{found.observed_s:.1f}",
    )
    if clip.is_truncated:
        yield words.say("measured-truncated")
    if clip.jitter_share > UNEVEN_SHARE:
        yield words.say("measured-uneven")


def _moved(words: Wording, event: Event) -> Moved:
    where = words.say(f"measured-side-{event.side}")
    if event.kind == "twitch":
        where = words.say(f"measured-region-{event.region}")
    return Moved(f"{event.start_s:.2f}", f"{event.end_s:.2f}", words.say(f"measured-kind-{event.kind}"), where)


def _told(words: Wording, estimate: Estimate) -> str:
    value, low, high = _figures(estimate)
    if estimate.unit == "chance":
        return value
    return words.say("measured-value", value=value, low=low, high=high, unit=_unit(words, estimate))


def _unit(words: Wording, estimate: Estimate) -> str:
    return words.say(f"measured-unit-{estimate.unit}")


def _figures(estimate: Estimate) -> tuple[str, str, str]:
    scale, digits = (100, 0) if estimate.unit == "share" else (1, 2 if estimate.unit in {"s", "index", "chance"} else 1)
    value, low, high = (
        f"{scale * v + 0.0:.{digits}f}".replace("-", MINUS) for v in (estimate.value, estimate.low, estimate.high)
    )
    return value, low, high
