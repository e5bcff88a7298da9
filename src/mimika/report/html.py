"""A report as one HTML file that needs nothing else: no script, no font, no picture from outside."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mimika.report.layout import bound
from mimika.report.printed import Printed

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def as_html(report: Printed) -> str:
    """Return a report as a page for a phone, a screen and paper; every text in it is escaped."""
    page = templates().get_template(f"{report.reader}.html.j2")
    return page.render(report=report, sheet=report.sheet, w=report.words)


@cache
def templates() -> "Environment":
    """Return the templates of the pages; every text that is filled in is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - a report as text does without

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_bound,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _bound(value: object) -> object:
    """Return what a template fills in with its words bound; what is HTML already stays as it is."""
    return value if not isinstance(value, str) or hasattr(value, "__html__") else bound(value)
