"""The knowledge folder read into records: every file through its schema, every fault kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from mimika.kb import schema
from mimika.kb.faults import Code, Fault, Place
from mimika.kb.yaml_lines import read_yaml

# Folder or file name -> (what is in it, whether a file holds a list).
FORMS: dict[str, tuple[Any, bool]] = {
    "conditions": (schema.ConditionRecord, False),
    "criteria": (schema.CriteriaRecord, False),
    "findings": (schema.FindingRecord, True),
    "cases": (schema.CaseRecord, True),
    "red_flags": (schema.RedFlagRecord, True),
    "complaints": (schema.ComplaintTypeRecord, True),
    "groups": (schema.GroupRecord, True),
    "families": (schema.FamilyRecord, True),
    "comorbidities": (schema.ComorbidityRecord, True),
    "specialists": (schema.SpecialistRecord, True),
    "examinations": (schema.ExaminationRecord, True),
    "advice": (schema.AdviceRecord, True),
    "corrections": (schema.CorrectionRecord, True),
    "sources": (schema.SourceRecord, True),
    "texts": (schema.TextsRecord, False),
    "urgency": (schema.UrgencyRulesRecord, False),
    "about": (schema.AboutRecord, False),
    "lexicon": (schema.LexiconRecord, False),
}
FOLDERS = {"conditions", "criteria", "findings", "cases", "lexicon"}
EXPECTED = {
    "missing": "is missing.",
    "extra_forbidden": "is not a known key.",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One record with its place."""

    record: Any
    place: Place
    path: str

    def fault(self, path: str, problem: str, hint: str, code: Code) -> Fault:
        """Return a fault at a path inside the record."""
        return self.place.fault(self.path + path, problem, hint, code)


@dataclass(slots=True)
class Records:
    """Everything read, by form, and everything found wrong."""

    items: dict[str, list[Item]] = field(default_factory=lambda: {form: [] for form in FORMS})
    faults: list[Fault] = field(default_factory=list)

    def of(self, form: str) -> list[Item]:
        """Return the items of one form."""
        return self.items[form]


def read_records(root: Path) -> Records:
    """Return every record under a knowledge folder."""
    records = Records()
    for path in sorted(root.rglob("*.yaml")):
        name = path.relative_to(root).as_posix()
        data, place, faults = read_yaml(path, name)
        records.faults += faults
        form = form_of(path.relative_to(root))
        if form is None:
            hint = "Knowledge files live in conditions/, findings/, criteria/, cases/, lexicon/<language>/ or have a fixed name."
            records.faults.append(place.fault("$", "is not a file the knowledge has.", hint, Code.UNKNOWN_FILE))
        elif data is not None:
            _read(form, data, place, records)
    return records


def form_of(path: Path) -> str | None:
    """Return what kind of record a file holds, by its place."""
    in_folder = len(path.parts) > 1
    key = path.parts[0] if in_folder else path.stem
    return key if key in FORMS and in_folder == (key in FOLDERS) else None


def _read(form: str, data: Any, place: Place, records: Records) -> None:
    model, is_list = FORMS[form]
    if is_list and not isinstance(data, list):
        hint = "Start each record with `- id: ...`."
        records.faults.append(place.fault("$", "is not a list.", hint, Code.INVALID_VALUE))
        return
    for path, part in _parts(data, is_list):
        try:
            records.items[form].append(Item(_adapter(model).validate_python(part), place, path))
        except ValidationError as error:
            records.faults += _faults(error, part, place, path)


def _parts(data: Any, is_list: bool) -> Iterator[tuple[str, Any]]:
    if not is_list:
        yield "$", data
        return
    for i, part in enumerate(data):
        yield f"$[{i}]", part


_ADAPTERS: dict[type[BaseModel], TypeAdapter[Any]] = {}


def _adapter(model: type[BaseModel]) -> TypeAdapter[Any]:
    if model not in _ADAPTERS:
        _ADAPTERS[model] = TypeAdapter(model)
    return _ADAPTERS[model]


def _faults(error: ValidationError, data: Any, place: Place, path: str) -> Iterator[Fault]:
    seen = set()
    for one in error.errors(include_url=False):
        here = path + _path(one["loc"], data)
        code = _code(one["type"], one["loc"])
        if (here, code) not in seen:
            seen.add((here, code))
            yield place.fault(here, *_words(one, code), code)


def _path(loc: tuple[int | str, ...], data: Any) -> str:
    """Return a path without the names of union branches, which are not in the file."""
    path = ""
    for key in loc:
        if isinstance(data, dict):
            if key not in data and key != loc[-1]:
                continue
            path += f".{key}"
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int):
            path += f"[{key}]"
            data = data[key] if key < len(data) else None
    return path


def _code(kind: str, loc: tuple[int | str, ...]) -> Code:
    if kind == "extra_forbidden":
        return Code.UNKNOWN_KEY
    if kind == "missing" and loc and loc[-1] in ("ru", "en"):
        return Code.MISSING_LANGUAGE
    if kind == "missing" and loc and loc[-1] == "basis":
        return Code.NO_BASIS
    if kind in ("less_than_equal", "greater_than_equal") and "p" in loc:
        return Code.OUT_OF_RANGE
    return Code.INVALID_VALUE


def _words(one: Any, code: Code) -> tuple[str, str]:
    hints = {
        Code.UNKNOWN_KEY: "Check the spelling; the known keys are in docs/knowledge-format.md.",
        Code.MISSING_LANGUAGE: "Everything a person reads is written in ru and en.",
        Code.NO_BASIS: "Write basis: found, known, derived or estimate.",
        Code.OUT_OF_RANGE: "Write 0.13 for 13 %, or delete the line if no source gives a number.",
    }
    problem = EXPECTED.get(one["type"])
    if problem is None:
        problem = f"is {str(one['input'])[:60]!r}; {one['msg'][:1].lower()}{one['msg'][1:]}."
    return problem, hints.get(code, "See docs/knowledge-format.md for what stands here.")
