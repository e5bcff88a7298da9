"""What was measured in a film, as one HTML file that needs nothing else."""

from collections.abc import Mapping

from mimika.measure.comparison import Change
from mimika.measure.signals import Measurement, Signals
from mimika.report.face_map import face_map
from mimika.report.html import templates
from mimika.report.measured import changes, measured
from mimika.report.timeline import timeline
from mimika.report.wording import Wording


def as_html(words: Wording, found: Measurement, signals: Signals | None = None) -> str:
    """Return a film's report as a page; with its signals the opening of the eyes is drawn over time."""
    report = measured(words, found)
    return (
        templates()
        .get_template("measured.html.j2")
        .render(
            language=words.language,
            title=report.title,
            w=_all(words),
            report=report,
            timeline=timeline(words, found, signals),
            map=face_map(words, found),
        )
    )


def changes_as_html(words: Wording, before: Measurement, after: Measurement, found: Mapping[str, Change]) -> str:
    """Return what changed from one film to another as a page."""
    roles = (words.say("measured-head-before"), words.say("measured-head-after"))
    return (
        templates()
        .get_template("measured_changes.html.j2")
        .render(
            language=words.language,
            title=words.say("measured-change-title"),
            w=_all(words),
            films=list(zip((measured(words, film) for film in (before, after)), roles, strict=True)),
            is_same_task=before.task == after.task,
            changes=changes(words, found),
        )
    )


def _all(words: Wording) -> dict[str, str]:
    return {key: text.pick(words.language) for key, text in words.kb.texts.items()}
