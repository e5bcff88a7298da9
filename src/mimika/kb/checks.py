"""What must hold across files: ids resolve, numbers have a footing, everything can be asked and met."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mimika.kb import schema
from mimika.kb.checks_of_numbers import number_faults
from mimika.kb.faults import Code, Fault
from mimika.kb.reading import Item, Records

ASKABLE = {"person", "witness"}
# What Mimika never says: see docs/decisions and part F of the clinical notes.
FORBIDDEN = ("вегетососудист", "вегето-сосудист", "всд")


def check_records(records: Records) -> list[Fault]:
    """Return every fault that single files cannot show."""
    known = {form: {i.record.id: i for i in items if hasattr(i.record, "id")} for form, items in records.items.items()}
    steps: tuple[Callable[[Records, dict[str, dict[str, Item]]], Iterator[Fault]], ...] = (
        _ids,
        _references,
        number_faults,
        _reachable,
        _rules,
        _words,
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
            first = known[form].get(getattr(item.record, "id", None))
            if first is not None and first is not item:
                hint = "An id names one thing only; rename one of the two."
                problem = f"is {item.record.id!r}, which {first.place.file} uses too."
                yield item.fault(".id", problem, hint, Code.DUPLICATE_ID)


def _references(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    for form, items in records.items.items():
        for item in items:
            for path, target, id_ in references(form, item.record):
                if id_ not in known[target]:
                    hint = f"Write an id of {target}, or add it there."
                    yield item.fault(path, f"names {id_!r}, which is not in {target}.", hint, Code.DANGLING_ID)


def references(form: str, record: Any) -> Iterator[tuple[str, str, str]]:
    """Yield (path, form that must hold it, id) for every id a record names."""
    for name, target in _TARGETS.get(form, {}).items():
        value = getattr(record, name)
        if isinstance(value, str):
            yield f".{name}", target, value
        for i, id_ in enumerate(value if isinstance(value, tuple) else ()):
            yield f".{name}[{i}]", target, id_
    if form == "conditions":
        yield from ((f".findings[{i}].finding", "findings", link.finding) for i, link in enumerate(record.findings))
    if form == "lexicon":
        yield from (
            (f".entries[{i}].finding", "findings", e.finding) for i, e in enumerate(record.entries) if e.finding
        )
    if form == "cases":
        yield from ((f".given.findings.{f}", "findings", f) for f in record.given.findings)
        for name, target in (
            ("first", "conditions"),
            ("top3", "conditions"),
            ("not_first", "conditions"),
            ("red_flags", "red_flags"),
            ("see", "specialists"),
        ):
            yield from ((f".expect.{name}[{i}]", target, id_) for i, id_ in enumerate(getattr(record.expect, name)))
    for path, node in rules(form, record):
        yield from ((path, "findings", leaf.finding) for leaf in leaves(node) if leaf.finding)
    for path, founded in founded_parts("", record):
        if founded.source:
            yield f"{path}.source", "sources", founded.source


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
    "red_flags": {"see": "specialists", "conditions": "conditions"},
    "families": {"members": "conditions", "split_by": "findings"},
    "comorbidities": {"a": "conditions", "b": "conditions"},
    "specialists": {"child": "specialists"},
    "corrections": {"conditions": "conditions", "findings": "findings"},
}


def rules(form: str, record: Any) -> Iterator[tuple[str, schema.LogicRecord]]:
    """Yield every rule of a record with its path."""
    if form == "criteria":
        yield ".logic", record.logic
    if form == "red_flags":
        found = [(".when", record.when), (".ask_if", record.ask_if)]
        found += [(f".escalate[{i}].when", e.when) for i, e in enumerate(record.escalate)]
        yield from ((path, node) for path, node in found if node is not None)


def children(node: schema.LogicRecord) -> tuple[schema.LogicRecord, ...]:
    """Return the parts of a rule."""
    return node.all or node.any or node.of or ((node.not_,) if node.not_ else ())


def leaves(node: schema.LogicRecord) -> Iterator[schema.LogicRecord]:
    """Yield the leaves of a rule."""
    parts = children(node)
    if not parts:
        yield node
    for part in parts:
        yield from leaves(part)


def founded_parts(path: str, value: Any) -> Iterator[tuple[str, schema.Founded]]:
    """Yield every part of a record that says what it rests on, with its path."""
    if isinstance(value, schema.Founded):
        yield path, value
    if isinstance(value, schema.Strict):
        for name in type(value).model_fields:
            yield from founded_parts(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from founded_parts(f"{path}[{i}]", part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from founded_parts(f"{path}.{key}", part)


def _reachable(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    for item in records.of("conditions"):
        linked = (known["findings"].get(link.finding) for link in item.record.findings)
        if not any(f and ASKABLE & set(f.record.observers) for f in linked):
            hint = "Link at least one finding that a person or a witness can answer."
            yield item.fault(".findings", "hold nothing that a person can be asked.", hint, Code.NOTHING_ASKS)
        if not item.record.complaints:
            hint = "Give its share in movement, face_pain or headache."
            yield item.fault(".complaints", "is empty.", hint, Code.NO_COMPLAINT_SHARE)


def _rules(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    for form in ("criteria", "red_flags"):
        for item in records.of(form):
            for path, node in rules(form, item.record):
                yield from (_never_met(item, path, node, known))
                if form == "red_flags" and _has_not(node):
                    hint = "A red flag may only grow with more signs; say what raises it, not what calms."
                    yield item.fault(path, "uses `not`.", hint, Code.NOT_MONOTONE)


def _has_not(node: schema.LogicRecord) -> bool:
    return node.not_ is not None or any(_has_not(part) for part in children(node))


def _never_met(item: Item, path: str, node: schema.LogicRecord, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    for leaf in leaves(node):
        finding = known["findings"].get(leaf.finding or "")
        if finding is None:
            continue
        wrong = set(leaf.is_ or ()) - {a.id for a in finding.record.answers}
        bounded = leaf.at_least is not None or leaf.below is not None
        if (
            wrong
            or (bounded and finding.record.kind != "quantity")
            or (finding.record.kind == "choice" and not leaf.is_)
        ):
            hint = "A choice needs `is` with its answers; a number range needs a quantity."
            yield item.fault(path, f"can never be met at {leaf.finding!r}.", hint, Code.NEVER_MET)
    if node.count is not None and node.of and node.count > len(node.of):
        hint = "Lower count, or add parts."
        yield item.fault(path, f"asks for {node.count} of {len(node.of)}.", hint, Code.NEVER_MET)
    if (
        node.age
        and node.age.at_least is not None
        and node.age.below is not None
        and node.age.at_least >= node.age.below
    ):
        yield item.fault(path, "has an empty age range.", "at_least lies under below.", Code.NEVER_MET)
    for part in children(node):
        if children(part):
            yield from (f for f in _never_met(item, path, part, {"findings": {}}))


def _words(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    for form in records.items:
        if form in ("lexicon", "corrections"):
            continue
        for item in records.of(form):
            for path, said in texts("", item.record):
                for word in FORBIDDEN:
                    if word in said.lower().split() or (len(word) > 3 and word in said.lower()):
                        hint = "It is not a diagnosis of ICD-10 or ICD-11; only corrections may quote it."
                        yield item.fault(path, f"says «{word}».", hint, Code.FORBIDDEN_WORD)


def texts(path: str, value: Any) -> Iterable[tuple[str, str]]:
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
