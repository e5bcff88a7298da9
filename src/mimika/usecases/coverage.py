"""What became of every statement of the source articles, as a page for those who tend the knowledge."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from mimika.errors import KnowledgeError
from mimika.kb.schema_coverage import ARTICLES, KINDS, VERDICTS, Article, CarrierForm, CarrierRecord, CoverageRecord
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Text

Row = Sequence[object]
ONE_OF: dict[CarrierForm, str] = {
    "conditions": "condition",
    "findings": "finding",
    "criteria": "criteria",
    "red_flags": "red flag",
    "advice": "advice",
    "examinations": "examination",
    "specialists": "doctor",
    "corrections": "correction",
}
HEAD = """\
# Every statement of the source articles

Mimika began from three Russian articles: on tics of the face (1), on pain of the face (2) and on twitches by part of
the body (3). This page names each statement they make, in our own words, and says where it stands in the knowledge.
It is made from `coverage.yaml` by `mimika kb coverage --write`; mend the knowledge, not this page.

- **kept**: the knowledge says the same.
- **narrowed**: true within limits, or carried only in part, as a correction or the note says.
- **corrected**: outdated; the correction named beside it answers it.
"""


class CoverageLeadsNowhereError(KnowledgeError):
    """Records of the coverage name items that the knowledge does not have."""

    code = "M103"

    def __init__(self, missing: Iterable[tuple[str, CarrierRecord]]) -> None:
        listed = "\n".join(f"{id_} names {carrier.id!r}, which is not in {carrier.form}." for id_, carrier in missing)
        super().__init__(
            problem=f"coverage.yaml leads to items that do not exist.\n{listed}",
            hint="Write an id that exists, or add the item to the knowledge.",
        )


def leads_nowhere(records: Iterable[CoverageRecord], kb: KnowledgeBase) -> tuple[CoverageRecord, ...]:
    """Return every record that names an item the knowledge does not have."""
    return tuple(record for record in records if _missing(record, kb))


def coverage_document(records: Sequence[CoverageRecord], kb: KnowledgeBase) -> str:
    """Return the whole page in Markdown.

    Raises:
        CoverageLeadsNowhereError: If a record names an item that does not exist.
    """
    lost = leads_nowhere(records, kb)
    if lost:
        raise CoverageLeadsNowhereError((r.id, carrier) for r in lost for carrier in _missing(r, kb))
    parts = [HEAD, _counts(records)]
    parts += (_article(article, records, kb) for article in ARTICLES)
    parts.append(_corrections(records, kb))
    return "\n".join(parts)


def _missing(record: CoverageRecord, kb: KnowledgeBase) -> list[CarrierRecord]:
    return [carrier for carrier in record.carried_by if carrier.id not in getattr(kb, carrier.form)]


def _counts(records: Sequence[CoverageRecord]) -> str:
    by_article = Counter((r.article, r.verdict) for r in records)
    by_kind = Counter((r.kind, r.article) for r in records)
    verdicts: list[Row] = [
        (f"article {a}", *(by_article[a, v] for v in VERDICTS), sum(by_article[a, v] for v in VERDICTS))
        for a in ARTICLES
    ]
    kinds: list[Row] = [
        (kind, *(by_kind[kind, a] for a in ARTICLES), sum(by_kind[kind, a] for a in ARTICLES)) for kind in KINDS
    ]
    articles = tuple(f"article {a}" for a in ARTICLES)
    return "\n".join(
        (
            "## Counts\n",
            _table(("", *VERDICTS, "all"), [*verdicts, _totals(verdicts)]),
            _table(("", *articles, "all"), [*kinds, _totals(kinds)]),
        )
    )


def _totals(rows: Iterable[Row]) -> Row:
    numbers = zip(*(row[1:] for row in rows), strict=True)
    return ("all", *(sum(n for n in column if isinstance(n, int)) for column in numbers))


def _article(article: Article, records: Iterable[CoverageRecord], kb: KnowledgeBase) -> str:
    rows = [
        (
            record.id,
            record.kind,
            _both(record.statement.en, record.statement.ru),
            _verdict(record),
            _carried(record, kb),
        )
        for record in records
        if record.article == article
    ]
    return f"## Article {article}\n\n" + _table(("id", "kind", "statement", "verdict", "carried by"), rows)


def _verdict(record: CoverageRecord) -> str:
    note = record.note
    return f"**{record.verdict}**" + (f"<br>{_both(note.en, note.ru)}" if note else "")


def _carried(record: CoverageRecord, kb: KnowledgeBase) -> str:
    return "<br>".join(f"{ONE_OF[c.form]}: {NAME_OF[c.form](kb, c.id)} (`{c.id}`)" for c in record.carried_by)


def _corrections(records: Iterable[CoverageRecord], kb: KnowledgeBase) -> str:
    used = {c.id for r in records for c in r.carried_by if c.form == "corrections"}
    rows = [
        (c.number, _both(c.claim.en, c.claim.ru), _both(c.current.en, c.current.ru))
        for c in sorted((kb.corrections[id_] for id_ in used), key=lambda c: int(c.number[1:]))
    ]
    return "## The corrections named above\n\n" + _table(("number", "claim", "current view"), rows)


def _both(en: str, ru: str) -> str:
    return f"{en}<br>*{ru}*"


def _table(head: Row, rows: Iterable[Row]) -> str:
    lines = [_line(head), _line(["---"] * len(head)), *map(_line, rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Row) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(value: object) -> str:
    return " ".join(str(value).split()).replace("|", "\\|")


def _first_sentence(text: Text) -> str:
    first, end, _ = text.en.partition(". ")
    return first + end.rstrip()


# How an item of each form is called on the page.
NAME_OF: dict[CarrierForm, Callable[[KnowledgeBase, str], str]] = {
    "conditions": lambda kb, id_: kb.conditions[id_].name.en,
    "findings": lambda kb, id_: kb.findings[id_].label.en,
    "criteria": lambda kb, id_: kb.criteria[id_].name.en,
    "red_flags": lambda kb, id_: f"{kb.red_flags[id_].number} {kb.red_flags[id_].name.en}",
    "advice": lambda kb, id_: _first_sentence(kb.advice[id_].text),
    "examinations": lambda kb, id_: kb.examinations[id_].name.en,
    "specialists": lambda kb, id_: kb.specialists[id_].name.en,
    "corrections": lambda kb, id_: kb.corrections[id_].number,
}
