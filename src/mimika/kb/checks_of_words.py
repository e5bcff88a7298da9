"""Checks of words: nothing forbidden is said, places to fill match, answers exist."""

import re
import string
from collections.abc import Iterator

from mimika.kb import schema
from mimika.kb.faults import Code, Fault
from mimika.kb.reading import TEXTS, Item, Records
from mimika.kb.walk import texts

# What Mimika never says: see docs/decisions and part F of the clinical notes.
FORBIDDEN = re.compile(r"вегето-?\s?сосудист\w*|\bвсд\b", re.IGNORECASE)
MAY_QUOTE = {"lexicon", "corrections"}
IS_YES_OR_NO = {"present", "absent"}


def word_faults(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    """Yield every fault of a text or an answer."""
    for form, items in records.items.items():
        for item in items:
            if form not in MAY_QUOTE:
                yield from _forbidden(item)
    for item in (item for form in TEXTS for item in records.of(form)):
        for id_, text in item.record.texts.items():
            yield from _places(item, f".texts.{id_}", text)
    yield from _answers(records, known["findings"])


def _forbidden(item: Item) -> Iterator[Fault]:
    for path, said in texts(item.record):
        for word in FORBIDDEN.findall(said):
            hint = "It is not a diagnosis of ICD-10 or ICD-11; only corrections may quote it."
            yield item.fault(path, f"says «{word}».", hint, Code.FORBIDDEN_WORD)


def _places(item: Item, path: str, text: schema.TextRecord) -> Iterator[Fault]:
    """Yield a fault when the two languages of a sentence fill in different things."""
    try:
        ru, en = ({name for _, name, _, _ in string.Formatter().parse(said) if name} for said in (text.ru, text.en))
    except ValueError:
        yield item.fault(path, "has a brace that is not closed.", "Write {name}, or no braces.", Code.PLACEHOLDER)
        return
    if ru != en:
        odd = ", ".join(sorted(ru ^ en))
        hint = "Both languages fill in the same {names}."
        yield item.fault(path, f"has {{{odd}}} in one language only.", hint, Code.PLACEHOLDER)


def _answers(records: Records, findings: dict[str, Item]) -> Iterator[Fault]:
    """Yield a fault for each value that its finding cannot take."""
    given: list[tuple[Item, str, str, object]] = []
    for item in records.of("cases"):
        given += [(item, f".given.findings.{f}", f, v) for f, v in item.record.given.findings.items()]
    for item in records.of("lexicon"):
        entries = ((i, e) for i, e in enumerate(item.record.entries) if e.finding)
        given += [(item, f".entries[{i}].value", e.finding, e.value) for i, e in entries]
    for item in records.of("places"):
        for i, happening in enumerate(item.record.happenings):
            given += [(item, f".happenings[{i}].gives.{f}", f, v) for f, v in happening.gives.items()]
    yield from _renamed(records, findings)
    for item, path, id_, value in given:
        finding = findings.get(id_)
        if finding and not _fits(value, finding.record, item.record):
            hint = f"Expected {_expected(finding.record)}."
            yield item.fault(path, f"is {value!r}, which {id_!r} cannot be.", hint, Code.UNKNOWN_ANSWER)


def _renamed(records: Records, findings: dict[str, Item]) -> Iterator[Fault]:
    """Yield a fault for each answer that `same_as` renames from or to what is not there."""
    for item in records.of("findings"):
        same = item.record.same_as
        source = findings.get(same.finding) if same else None
        if same is None or source is None:
            continue
        theirs, own = ({a.id for a in record.answers} for record in (source.record, item.record))
        for from_, to in same.answers.items():
            for name, answers, id_ in ((from_, theirs, same.finding), (to, own, item.record.id)):
                if name not in answers:
                    hint = f"Expected one of {', '.join(sorted(answers))}."
                    problem = f"names {name!r}, which is no answer of {id_!r}."
                    yield item.fault(f".same_as.answers.{from_}", problem, hint, Code.UNKNOWN_ANSWER)


def _fits(value: object, finding: schema.FindingRecord, record: object) -> bool:
    is_words = isinstance(record, schema.LexiconRecord)
    if finding.kind == "boolean":
        return value in IS_YES_OR_NO if is_words else isinstance(value, bool)
    if value in {a.id for a in finding.answers}:
        return True
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    is_written = is_words and re.fullmatch(r"-?\d+(\.\d+)?", str(value)) is not None
    return finding.kind == "quantity" and (is_number or is_written)


def _expected(finding: schema.FindingRecord) -> str:
    answers = ", ".join(a.id for a in finding.answers)
    if finding.kind == "boolean":
        return "true or false (in the lexicon: present or absent)"
    return f"one of {answers}" if finding.kind == "choice" else f"a number or one of {answers}"
