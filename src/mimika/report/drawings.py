"""The drawings of a film as SVG files of their own, for what does not read HTML."""

from functools import cache
from typing import Any

from mimika.report.face_map import FaceMap
from mimika.report.html import TEMPLATES, templates
from mimika.report.timeline import Timeline


def timeline_svg(timeline: Timeline) -> str:
    """Return a timeline in the colours of paper."""
    return str(_drawings().drawing(timeline, style=_style()))


def map_svg(face: FaceMap) -> str:
    """Return a face map in the colours of paper."""
    return str(_drawings().face(face, "", style=_style()))


def _drawings() -> Any:  # noqa: ANN401 - macros have no types
    return templates().get_template("measured_drawings.html.j2").module


@cache
def _style() -> str:
    return (TEMPLATES / "drawings_on_paper.css").read_text(encoding="utf-8")
