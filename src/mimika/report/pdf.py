"""A report as a tagged PDF that screen readers can read (PDF/UA-1), typeset by templates that read it as data."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from unicodedata import normalize

import msgspec

from mimika.report.drawings import map_svg, timeline_svg
from mimika.report.film_printed import PrintedFilm
from mimika.report.printed import Printed, Reader

TEMPLATES = Path(__file__).parent / "templates"
MOST_PAGES = 2
# Where the report proper ends, and where its sources do.
PLACES = ("end", "last")
# A sign that no font of the report has is refused by PDF/UA, so it becomes a box.
NO_SIGN = "\u25a1"
_UNPRINTABLE = re.compile(
    "[^\n -~\u00a0-\u017f\u0301\u03b1-\u03c9\u0400-\u04ff\u2010-\u2027\u2030-\u203a"
    "\u20ac\u2116\u2190-\u2193\u2212\u2248\u2264\u2265]"
)


class Room(msgspec.Struct):
    """How much is told at which size of type; the most generous that fits the pages is taken.

    Attributes:
        size: Of the type, in points.
        details: Causes that are spelled out.
        reasons: Reasons for and against a cause, each.
        evidence: Bars of evidence a cause.
        criteria: Sets of criteria a cause.
        whys: Whether each examination says why.
        pictures: Width of the pictures of a film, as a share of the page; the words stand beside them if it is under 1.
    """

    size: float
    details: int
    reasons: int
    evidence: int
    criteria: int
    whys: bool
    pictures: float = 1.0


ROOMS: dict[Reader, tuple[Room, ...]] = {
    "patient": (
        Room(10.5, 2, 4, 0, 0, whys=True),
        Room(10.0, 2, 4, 0, 0, whys=True),
        Room(9.5, 2, 4, 0, 0, whys=True),
        Room(9.5, 2, 3, 0, 0, whys=False, pictures=0.7),
        Room(9.0, 1, 3, 0, 0, whys=False, pictures=0.7),
        Room(8.5, 1, 2, 0, 0, whys=False, pictures=0.6),
    ),
    "doctor": (
        Room(9.5, 3, 0, 8, 2, whys=False),
        Room(9.0, 3, 0, 8, 2, whys=False),
        Room(9.0, 2, 0, 7, 2, whys=False),
        Room(8.5, 2, 0, 6, 1, whys=False, pictures=0.7),
        Room(8.0, 1, 0, 5, 1, whys=False, pictures=0.7),
    ),
}


def as_pdf(report: Printed) -> bytes:
    """Return a report as PDF: two A4 pages at most, but for the doctor's sources and films that find no room there."""
    made_on = date.fromisoformat(report.made_on) if report.made_on else None
    data = msgspec.to_builtins(report) | {"films": [_film(film) for film in report.films]}
    return _typeset(msgspec.json.encode(_printable(data)).decode(), report.reader, made_on)


def _film(film: PrintedFilm) -> dict[str, Any]:
    """Return a film with its drawings as SVG."""
    data: dict[str, Any] = msgspec.to_builtins(film)
    return data | {
        "timeline": film.timeline and timeline_svg(film.timeline),
        "map": film.map and map_svg(film.map),
        "map_most": film.map and film.map.most,
    }


def _typeset(report: str, reader: Reader, made_on: date | None) -> bytes:
    """Return the pages with the most room that they allow; sources alone on a page are avoided where room allows."""
    import typst  # noqa: PLC0415 - 20 MB that a report as text does without

    compiler = typst.Compiler(TEMPLATES / f"{reader}.typ", root=TEMPLATES, ignore_system_fonts=True)
    made_at = datetime.combine(made_on, time(), UTC) if made_on else None
    tried: list[tuple[tuple[int, bool], bytes]] = []
    for room in ROOMS[reader]:
        inputs = {"report": report, "room": msgspec.json.encode(room).decode()}
        made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=made_at)
        assert isinstance(made, bytes)  # only pictures of pages come as a list
        end, last = (msgspec.json.decode(compiler.query(f"<{place}>", field="value", one=True)) for place in PLACES)
        pages = (max(end, MOST_PAGES), last > end)
        tried.append((pages, made))
        if pages == (MOST_PAGES, False):
            break
    return min(tried, key=lambda one: one[0])[1]


def _printable(part: Any) -> Any:  # noqa: ANN401 - plain nested data
    """Return nested data whose every text can be set in the fonts of the report."""
    if isinstance(part, str):
        return _UNPRINTABLE.sub(NO_SIGN, normalize("NFC", part.replace("\t", " ")))
    if isinstance(part, list):
        return [_printable(item) for item in part]
    return {key: _printable(item) for key, item in part.items()} if isinstance(part, dict) else part
