"""The routes of reports: a talk as PDF, as one HTML file and as text, with what its films showed."""

from datetime import date, datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from mimika.report.html import as_html
from mimika.report.pdf import as_pdf
from mimika.report.printed import Printed, Reader, printed
from mimika.report.text import as_text
from mimika.report.wording import Wording
from mimika.usecases.desk import Desk
from mimika.usecases.film_in_talk import films_to_report
from mimika.usecases.filming import Filming
from mimika.usecases.talking import Talking

# A report is one file with its style inside and no script; nothing in it may be loaded.
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def add_reports(routes: APIRouter, talking: Talking, desk: Desk, films: Filming) -> None:
    """Add the reports of a talk: to print, to keep, to paste."""

    def report(key: str, reader: Reader) -> Printed:
        talk = desk.get(key).talk
        words, seen = Wording(talking.kb, talk.language), films_to_report(films, key, talk)
        return printed(words, talking.assessment(talk), reader, talk.story, today(), seen)

    @routes.get("/talk/{key}/report.pdf")
    def pdf(key: str, reader: Reader = "patient") -> Response:
        made = as_pdf(report(key, reader))
        name = {"content-disposition": f'attachment; filename="mimika-{reader}.pdf"'}
        return Response(made, media_type="application/pdf", headers=name)

    @routes.get("/talk/{key}/report.html")
    def html(key: str, reader: Reader = "patient") -> Response:
        return HTMLResponse(as_html(report(key, reader)), headers={"content-security-policy": REPORT_POLICY})

    @routes.get("/talk/{key}/report.txt")
    def text(key: str) -> Response:
        talk = desk.get(key).talk
        said = as_text(talking.kb, talking.assessment(talk), talk.language, films_to_report(films, key, talk))
        return Response(said, media_type="text/plain; charset=utf-8")


def today() -> date:
    """Return the day that stands on a report."""
    return datetime.now().astimezone().date()
