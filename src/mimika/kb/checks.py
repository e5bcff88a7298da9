"""What must hold across files: ids resolve, numbers have a footing, everything can be asked and met."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mimika.kb import schema, schema_places
from mimika.kb.checks_of_lexicon import lexicon_faults
from mimika.kb.checks_of_numbers import number_faults
from mimika.kb.checks_of_places import place_faults
from mimika.kb.checks_of_rules import leaves, rule_faults, rules
from mimika.kb.checks_of_words import word_faults
from mimika.kb.faults import Code, Fault
from mimika.kb.reading import Item, Records
from mimika.kb.walk import founded_parts

ASKABLE = {"person", "witness"}
# (form, its list, what names a part of it)
LISTED_ONCE = (
    ("conditions", "findings", "finding"),
    ("findings", "answers", "id"),
    ("places", "happenings", "id"),
    ("pictures", "regions", "place"),
)
# (path, form that must hold it, id)
Reference = tuple[str, str, str]


def check_records(records: Records) -> list[Fault]:
    """Return every fault that single files cannot show."""
    # Reversed, so that of two with one id the first counts.
    known = {
        form: {i.record.id: i for i in reversed(items) if hasattr(i.record, "id")}
        for form, items in records.items.items()
    }
    steps: tuple[Callable[[Records, dict[str, dict[str, Item]]], Iterator[Fault]], ...] = (
        _ids,
        _references,
        number_faults,
        _reachable,
        rule_faults,
        word_faults,
        lexicon_faults,
        place_faults,
    )
    return [fault for step in steps for fault in step(records, known)]


def _ids(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    for form in ("conditions", "criteria"):
        for item in records.of(form):
            if item.place.file.rpartition("/")[2] != f"{item.record.id}.yaml":
                hint = f"Name the file {item.record.id}.yaml, or mend the id."
                yield item.fault(".id", f"is {item.record.id!r}, which is not the file's name.", hint, Code.FILE_NAME)
    for form, items in records.items.items():
        for item in items:
            first = known[form].get(getattr(item.record, "id", ""))
            if first is not None and first is not item:
                hint = "An id names one thing only; rename one of the two."
                problem = f"is {item.record.id!r}, which {first.place.file} uses too."
                yield item.fault(".id", problem, hint, Code.DUPLICATE_ID)
    yield from _repeated(records)


def _repeated(records: Records) -> Iterator[Fault]:
    """Yield a fault for each part that a record lists twice; the later one would silently win."""
    for form, name, key in LISTED_ONCE:
        for item in records.of(form):
            seen = set()
            for i, part in enumerate(getattr(item.record, name)):
                id_ = getattr(part, key)
                if id_ in seen:
                    hint = "Keep one of the two; the later one would silently win."
                    yield item.fault(f".{name}[{i}].{key}", f"lists {id_!r} again.", hint, Code.DUPLICATE_ID)
                seen.add(id_)


def _references(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    for form, items in records.items.items():
        for item in items:
            for path, target, id_ in references(form, item.record):
                if id_ not in known[target] and not records.is_unread(target, id_):
                    near = difflib.get_close_matches(id_, known[target], 1)
                    hint = f"Did you mean {near[0]!r}?" if near else f"Write an id of {target}, or add it there."
                    yield item.fault(path, f"names {id_!r}, which is not in {target}.", hint, Code.DANGLING_ID)


def references(form: str, record: Any) -> Iterator[Reference]:
    """Yield (path, form that must hold it, id) for every id a record names."""
    for name, target in _TARGETS.get(form, {}).items():
        value = getattr(record, name)
        if isinstance(value, str):
            yield f".{name}", target, value
        for i, id_ in enumerate(value if isinstance(value, tuple) else ()):
            yield f".{name}[{i}]", target, id_
    yield from _INNER.get(form, lambda _: ())(record)
    for path, node in rules(record):
        yield from (
            (f"{place}.finding", "findings", leaf.finding) for place, leaf in leaves(path, node) if leaf.finding
        )
    for path, founded in founded_parts(record):
        if founded.source:
            yield f"{path}.source", "sources", founded.source


def _of_condition(record: schema.ConditionRecord) -> Iterator[Reference]:
    yield from ((f".findings[{i}].finding", "findings", link.finding) for i, link in enumerate(record.findings))
    yield from ((f".complaints.{kind}", "complaints", kind) for kind in record.complaints)


def _of_finding(record: schema.FindingRecord) -> Iterator[Reference]:
    if record.of != "person":
        yield ".of", "complaints", record.of
    if record.same_as:
        yield ".same_as.finding", "findings", record.same_as.finding


def _of_lexicon(record: schema.LexiconRecord) -> Iterator[Reference]:
    for i, entry in enumerate(record.entries):
        if entry.finding:
            yield f".entries[{i}].finding", "findings", entry.finding
        if entry.complaint:
            yield f".entries[{i}].complaint", "complaints", entry.complaint


def _of_case(record: schema.CaseRecord) -> Iterator[Reference]:
    yield from ((f".given.findings.{f}", "findings", f) for f in record.given.findings)
    for name, target in _EXPECTED.items():
        yield from ((f".expect.{name}[{i}]", target, id_) for i, id_ in enumerate(getattr(record.expect, name)))


def _of_form(record: schema.FormRecord) -> Iterator[Reference]:
    yield from ((f".steps[{i}].finding", "findings", step.finding) for i, step in enumerate(record.steps))


def _of_place(record: schema_places.PlaceRecord) -> Iterator[Reference]:
    for i, happening in enumerate(record.happenings):
        yield f".happenings[{i}].complaint", "complaints", happening.complaint
        yield from ((f".happenings[{i}].gives.{f}", "findings", f) for f in happening.gives)


def _of_picture(record: schema_places.PictureRecord) -> Iterator[Reference]:
    yield from ((f".regions[{i}].place", "places", region.place) for i, region in enumerate(record.regions))


_EXPECTED = {
    "first": "conditions",
    "top3": "conditions",
    "not_first": "conditions",
    "red_flags": "red_flags",
    "see": "specialists",
}
_INNER: dict[str, Callable[[Any], Iterable[Reference]]] = {
    "conditions": _of_condition,
    "findings": _of_finding,
    "lexicon": _of_lexicon,
    "cases": _of_case,
    "forms": _of_form,
    "places": _of_place,
    "pictures": _of_picture,
}
_TARGETS: dict[str, dict[str, str]] = {
    "conditions": {
        "see": "specialists",
        "see_child": "specialists",
        "ask_for": "examinations",
        "not_needed": "examinations",
        "do": "advice",
        "do_not": "advice",
        "neighbours": "conditions",
    },
    "findings": {"group": "groups"},
    "criteria": {"condition": "conditions"},
    "red_flags": {"see": "specialists", "conditions": "conditions", "opened_by": "findings"},
    "families": {"members": "conditions", "split_by": "findings"},
    "comorbidities": {"a": "conditions", "b": "conditions"},
    "specialists": {"child": "specialists"},
    "places": {"view": "pictures"},
    "corrections": {"conditions": "conditions", "findings": "findings"},
}


def _reachable(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    for item in records.of("conditions"):
        names = [link.finding for link in item.record.findings]
        linked = [known["findings"].get(name) for name in names]
        is_unread = any(records.is_unread("findings", name) for name in names)
        if not is_unread and not any(f and ASKABLE & set(f.record.observers) for f in linked):
            hint = "Link at least one finding that a person or a witness can answer."
            yield item.fault(".findings", "hold nothing that a person can be asked.", hint, Code.NOTHING_ASKS)
        if not item.record.complaints:
            hint = "Give its share in movement, face_pain or headache."
            yield item.fault(".complaints", "is empty.", hint, Code.NO_COMPLAINT_SHARE)
