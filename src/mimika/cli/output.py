"""An assessment in the format that was asked for, and where it goes: standard output or a file."""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from mimika.model.assessment import Assessment
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language
from mimika.report.contract import as_json
from mimika.report.film_section import Film
from mimika.report.html import as_html
from mimika.report.pdf import as_pdf
from mimika.report.printed import printed
from mimika.report.text import as_text
from mimika.report.wording import Wording
from mimika.usecases.inputs import FileNotWrittenError, PdfToTerminalError


class Format(StrEnum):
    """What an assessment can be written as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


class For(StrEnum):
    """Who reads the report."""

    PATIENT = "patient"
    DOCTOR = "doctor"


PRINTED = {Format.HTML, Format.PDF}


def refuse_pdf_on_screen(format: Format, out: Path | None) -> None:
    """Refuse a PDF that would go to the screen, before any work is done.

    Raises:
        PdfToTerminalError: If it would.
    """
    if format is Format.PDF and out is None and sys.stdout.isatty():
        raise PdfToTerminalError


def written(
    kb: KnowledgeBase,
    assessment: Assessment,
    language: Language,
    format: Format,
    reader: For,
    story: str,
    film: Film | None = None,
) -> bytes:
    """Return an assessment in a format; the story is shown to the doctor in the printed ones."""
    films = () if film is None else (film,)
    today = datetime.now(UTC).astimezone().date()
    match format:
        case Format.PDF | Format.HTML:
            report = printed(Wording(kb, language), assessment, reader.value, story, today, films)
            return as_pdf(report) if format is Format.PDF else as_html(report).encode()
        case Format.JSON:
            return as_json(kb, assessment, language, film) + b"\n"
        case Format.TEXT:
            return as_text(kb, assessment, language, films).encode()


def put(data: bytes, out: Path | None) -> None:
    """Write bytes to a file, or to standard output for None.

    Raises:
        FileNotWrittenError: If the file cannot be written.
    """
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        raise FileNotWrittenError(out.name, error.strerror or "?") from error
