"""What was measured in a film, as plain text and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from mimika.measure.comparison import Change
from mimika.measure.signals import Measurement
from mimika.report.layout import bullets, heading, wrap
from mimika.report.measured import Measured, changes, measured
from mimika.report.wording import Wording

MOST_EVENTS = 40


def as_text(words: Wording, found: Measurement) -> str:
    """Return a film's report as plain text."""
    return "\n".join(_lines(words, found)) + "\n"


def changes_as_text(words: Wording, before: Measurement, after: Measurement, found: Mapping[str, Change]) -> str:
    """Return what changed from one film to another as plain text."""
    title = words.say("measured-change-title")
    lines = [title, "═" * len(title)]
    for film in (before, after):
        report = measured(words, film)
        lines += ["", *(line for said in report.film for line in wrap(said))]
        for stopped in report.stopped:
            lines += [*wrap(stopped.name, "  • "), *bullets(stopped.reasons, "      ")]
    if before.task != after.task:
        lines += wrap(words.say("measured-change-tasks"))
    lines += ["", *wrap(words.say("measured-change-lead" if found else "measured-change-none")), ""]
    for change in changes(words, found):
        lines += wrap(
            f"{change.mark or ' '} {change.name}: {change.before} → {change.after}; {change.change}", "", "    "
        )
    return "\n".join([*lines, "", *wrap(words.say("measured-notice"))]) + "\n"


def as_json(words: Wording, found: Measurement) -> bytes:
    """Return a film's report as JSON: what was measured, with the notice."""
    return _encoded({"film": found.clip, **_fields(found), "notice": words.say("measured-notice")})


def changes_as_json(words: Wording, before: Measurement, after: Measurement, found: Mapping[str, Change]) -> bytes:
    """Return what changed from one film to another as JSON."""
    told = {
        id_: {"before": c.before, "after": c.after, "change": c.change, "is_certain": c.is_certain}
        for id_, c in found.items()
    }
    films = {"before": {"film": before.clip, **_fields(before)}, "after": {"film": after.clip, **_fields(after)}}
    return _encoded({**films, "changes": told, "notice": words.say("measured-notice")})


def _fields(found: Measurement) -> dict[str, Any]:
    return {
        "task": found.task,
        "observed_s": found.observed_s,
        "verdicts": found.verdicts,
        "not_assessable": dict(found.not_assessable),
        "measures": dict(found.measures),
        "events": found.events,
        "runs": found.runs,
    }


def _encoded(data: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _lines(words: Wording, found: Measurement) -> Iterator[str]:
    report = measured(words, found)
    yield from (report.title, "═" * len(report.title), "")
    for said in report.film:
        yield from wrap(said)
    if report.stopped:
        yield from heading(words.say("measured-stopped-heading"))
        for stopped in report.stopped:
            yield from wrap(stopped.name, "  • ")
            yield from bullets(stopped.reasons, "      ")
    if report.numbers:
        yield from heading(words.say("measured-numbers-heading"))
        yield from wrap(words.say("measured-numbers-lead"))
        for number in report.numbers:
            limits = f" [{number.limits}]" if number.limits else ""
            yield from wrap(f"{number.name}: {number.value}{limits}", "  • ")
    if found.events or report.numbers:
        yield from heading(words.say("measured-timeline-heading"))
        yield from _events(words, report)
    yield ""
    yield from wrap(report.notice)


def _events(words: Wording, report: Measured) -> Iterator[str]:
    if not report.events:
        yield words.say("measured-timeline-none")
    for event in report.events[:MOST_EVENTS]:
        yield f"  {event.start_s:>8} – {event.end_s:<8} {event.what}, {event.where}"
    if len(report.events) > MOST_EVENTS:
        yield f"  … +{len(report.events) - MOST_EVENTS}"
