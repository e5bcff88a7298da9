"""What a printed report lays out: the sheet with its headings, and what is chosen from it for one reader."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from mimika.model.assessment import Assessment
from mimika.report.film_printed import PrintedFilm, printed_film
from mimika.report.film_section import Film
from mimika.report.layout import capital
from mimika.report.sheet import sheet
from mimika.report.sheet_shapes import Cause, Sheet
from mimika.report.wording import Wording

Reader = Literal["patient", "doctor"]
# Causes under this chance are named in one line: they are not what the reader came for.
LEAST_DRAWN = 0.03
MOST_DRAWN: dict[Reader, int] = {"patient": 4, "doctor": 6}
MOST_STORY_CHARACTERS = 420


class Drawn(Cause, kw_only=True):
    """A cause that is drawn as a bar; `alt` is what the bar says, in words."""

    alt: str


class Printed(Struct, frozen=True):
    """A report for one reader, which PDF and HTML lay out alike.

    `likely` are the causes that are drawn, `rest` what is said of the others; `not_known` are findings that would
    change the result; `films` is what was seen in films; `words` are all sentences by key.
    """

    reader: Reader
    title: str
    author: str
    made_on: str
    story: str
    where: str
    sheet: Sheet
    likely: list[Drawn]
    rest: str
    watch: list[str]
    not_known: list[str]
    films: list[PrintedFilm]
    words: dict[str, str]


def printed(
    words: Wording,
    assessment: Assessment,
    reader: Reader,
    story: str = "",
    made_on: date | None = None,
    films: Sequence[Film] = (),
) -> Printed:
    """Return a report, ready to be laid out.

    Args:
        words: The knowledge, in the language of the report.
        assessment: What is reported.
        reader: For whom: the patient reads words, the doctor numbers.
        story: The patient's own words, shown to the doctor; never read as markup.
        made_on: The day that stands on the report.
        films: What was measured in films.
    """
    said = sheet(words.kb, assessment, words.language)
    drawn = [c for place, c in enumerate(said.causes) if place == 0 or c.p >= LEAST_DRAWN][: MOST_DRAWN[reader]]
    return Printed(
        reader=reader,
        title=words.say(f"print-title-{reader}"),
        author=words.say("print-author"),
        made_on=made_on.isoformat() if made_on else "",
        story=shortened(story),
        where=_where(words, said),
        sheet=said,
        likely=[_drawn(cause) for cause in drawn],
        rest=_rest(words, said, drawn),
        not_known=[words.missing(q.finding) for q in assessment.next_questions],
        films=[printed_film(words, film) for film in films],
        watch=[capital(line) for line in said.watch],
        words={key: text.pick(words.language) for key, text in words.kb.texts.items()},
    )


def shortened(story: str) -> str:
    """Return a story on one line, cut at a word when it is long."""
    whole = " ".join(story.split())
    if len(whole) <= MOST_STORY_CHARACTERS:
        return whole
    return whole[:MOST_STORY_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _where(words: Wording, said: Sheet) -> str:
    """Return whom to see; an emergency's headline says it already."""
    return "" if said.banner.level == "emergency" else words.say("print-where", place=said.banner.where)


def _drawn(cause: Cause) -> Drawn:
    fields = {name: getattr(cause, name) for name in Cause.__struct_fields__}
    return Drawn(**fields, alt=f"{cause.name}: {cause.degree}, {cause.said}")


def _rest(words: Wording, said: Sheet, drawn: list[Cause]) -> str:
    """Return what is said of the causes that are not drawn, and of what is not in the list."""
    others = [f"{c.name}, {c.said}" for c in said.causes if c not in drawn]
    named = words.say("print-others", names="; ".join(others)) if others else ""
    return " ".join(part for part in (f"{named}." if named else "", f"{capital(said.other)}.") if part)
