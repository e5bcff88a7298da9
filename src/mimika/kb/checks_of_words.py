"""Checks of words: nothing forbidden is said, places to fill match, answers exist, patterns can be read."""

import re
import string
from collections.abc import Iterator

from mimika.intake.patterns import parse_phrase
from mimika.kb import schema
from mimika.kb.faults import Code, Fault, Place
from mimika.kb.reading import LEXICON_LANGUAGES, Item, Records

# What Mimika never says: see docs/decisions and part F of the clinical notes.
FORBIDDEN = re.compile(r"вегето-?\s?сосудист\w*|\bвсд\b", re.IGNORECASE)
MAY_QUOTE = {"lexicon", "corrections"}
IS_YES_OR_NO = {"present", "absent"}
SEE_PHRASES = "See `phrases` in docs/knowledge-format.md."


def word_faults(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    """Yield every fault of a text, an answer or a pattern."""
    for form, items in records.items.items():
        for item in items:
            if form not in MAY_QUOTE:
                yield from _forbidden(item)
    for item in records.of("texts"):
        for id_, text in item.record.texts.items():
            yield from _places(item, f".texts.{id_}", text)
    yield from _answers(records, known["findings"])
    for language in sorted(LEXICON_LANGUAGES):
        own = [i for i in records.of("lexicon") if i.place.file.startswith(f"lexicon/{language}/")]
        if not any(fault.file.startswith(f"lexicon/{language}/") for fault in records.faults):
            yield from _cues(own, language)
            yield from _patterns(own)


def _forbidden(item: Item) -> Iterator[Fault]:
    for path, said in texts("", item.record):
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
    for item, path, id_, value in given:
        finding = findings.get(id_)
        if finding and not _fits(value, finding.record, item.record):
            hint = f"Expected {_expected(finding.record)}."
            yield item.fault(path, f"is {value!r}, which {id_!r} cannot be.", hint, Code.UNKNOWN_ANSWER)


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


def _cues(own: list[Item], language: str) -> Iterator[Fault]:
    with_cues = [item for item in own if item.record.cues is not None]
    if not with_cues:
        place = Place(f"lexicon/{language}/cues.yaml", {})
        hint = "Write `cues:`: how the language denies, doubts, dates and counts."
        yield place.fault("$", "is missing, or holds no cues.", hint, Code.MISSING_FILE)
    for item in with_cues[1:]:
        problem = f"stand in {with_cues[0].place.file} too."
        yield item.fault(".cues", problem, "Keep the cues of a language in one file.", Code.DUPLICATE_ID)


def _patterns(own: list[Item]) -> Iterator[Fault]:
    """Yield a fault for each pattern of one language that cannot be read."""
    classes: dict[str, tuple[str, ...]] = {}
    for item in own:
        for name in sorted(item.record.classes.keys() & classes.keys()):
            if item.record.classes[name] != classes[name]:
                hint = "Give one of the two another name, or merge them."
                problem = "means something else in another file of this language."
                yield item.fault(f".classes.{name}", problem, hint, Code.DUPLICATE_ID)
        classes |= item.record.classes
    for item in own:
        for path, pattern in _written(item.record):
            try:
                parse_phrase(pattern, classes, lambda word: (word,), 8)
            except ValueError as error:
                problem = str(error).partition(": ")[2] or "it cannot be read"
                yield item.fault(path, f"is {pattern!r}: {problem}.", SEE_PHRASES, Code.PHRASE)
            except IndexError:
                yield item.fault(path, f"is {pattern!r}: a word is missing.", SEE_PHRASES, Code.PHRASE)


def _written(record: schema.LexiconRecord) -> Iterator[tuple[str, str]]:
    for i, entry in enumerate(record.entries):
        for name in ("phrases", "unless"):
            yield from ((f".entries[{i}].{name}[{j}]", p) for j, p in enumerate(getattr(entry, name)))
    for name in ("negation", "past", "possible") if record.cues else ():
        for i, cue in enumerate(getattr(record.cues, name)):
            yield from ((f".cues.{name}[{i}].phrases[{j}]", p) for j, p in enumerate(cue.phrases))


def texts(path: str, value: object) -> Iterator[tuple[str, str]]:
    """Yield every text of a record with its path."""
    if isinstance(value, schema.TextRecord):
        yield f"{path}.ru", value.ru
        yield f"{path}.en", value.en
    elif isinstance(value, schema.Strict):
        for name in type(value).model_fields:
            yield from texts(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from texts(f"{path}[{i}]", part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(f"{path}.{key}", part)
