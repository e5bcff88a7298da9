"""The knowledge folder read into records: every file through its schema, every fault kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from mimika.kb import schema, schema_coverage, schema_places
from mimika.kb.faults import Code, Fault, Place
from mimika.kb.schema_words import code_of, said
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
    "coverage": (schema_coverage.CoverageRecord, True),
    "forms": (schema.FormRecord, True),
    "places": (schema_places.PlaceRecord, True),
    "pictures": (schema_places.PictureRecord, True),
    "texts": (schema.TextsRecord, False),
    "page": (schema.TextsRecord, False),
    "measured": (schema.TextsRecord, False),
    "video": (schema.TextsRecord, False),
    "urgency": (schema.UrgencyRulesRecord, False),
    "about": (schema.AboutRecord, False),
    "lexicon": (schema.LexiconRecord, False),
}
# Files of sentences; their ids share one space.
TEXTS = ("texts", "page", "measured", "video")
FOLDERS = {"conditions", "criteria", "findings", "cases", "lexicon"}
NEEDED = {"about": "about.yaml", "urgency": "urgency.yaml", "texts": "texts.yaml", "complaints": "complaints.yaml"}
ANY = "*"
# Kinds of error that follow from another one, deeper down or from the other kind a value may be of.
VAGUE = ("_type", "too_short")
NOT_READ = {".yml", ".json", ".toml"}
LEXICON_LANGUAGES = {"ru", "en"}


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
    """Everything read, by form, everything found wrong, and the ids that exist but could not be read."""

    items: dict[str, list[Item]] = field(default_factory=lambda: {form: [] for form in FORMS})
    faults: list[Fault] = field(default_factory=list)
    unread: dict[str, set[str]] = field(default_factory=lambda: {form: set() for form in FORMS})

    def of(self, form: str) -> list[Item]:
        """Return the items of one form."""
        return self.items[form]

    def is_unread(self, form: str, id_: str) -> bool:
        """Return whether there may be such a record: its own fault says enough."""
        return bool({id_, ANY} & self.unread[form])


def read_records(root: Path) -> Records:
    """Return every record under a knowledge folder."""
    records = Records()
    for path in sorted(p for p in root.rglob("*") if p.suffix == ".yaml" or p.suffix in NOT_READ):
        name = path.relative_to(root).as_posix()
        if path.suffix in NOT_READ:
            hint = "Rename it to .yaml, or move it away."
            records.faults.append(Place(name, {}).fault("$", "would never be read.", hint, Code.UNKNOWN_FILE))
        else:
            _read_file(path, path.relative_to(root), records)
    records.faults += _missing(root, records)
    return records


def _read_file(path: Path, name: Path, records: Records) -> None:
    data, place, faults = read_yaml(path, name.as_posix())
    records.faults += faults
    form = form_of(name)
    if form is None:
        hint = (
            "Files stand in conditions/, findings/, criteria/, cases/, lexicon/ru/, lexicon/en/ or have a fixed name."
        )
        records.faults.append(place.fault("$", "is not a file the knowledge has.", hint, Code.UNKNOWN_FILE))
    elif any(fault.code is Code.SYNTAX for fault in faults):
        records.unread[form].add(ANY if FORMS[form][1] else name.stem)
    elif data is not None:
        _read(form, data, place, records)


def _missing(root: Path, records: Records) -> Iterator[Fault]:
    """Yield a fault for each file without which there is no knowledge."""
    broken = {fault.file for fault in records.faults}
    for form, name in NEEDED.items():
        if not records.of(form) and name not in broken:
            problem = "is empty." if (root / name).exists() else "is missing."
            hint = "Write it; docs/knowledge-format.md says what it holds."
            yield Place(name, {}).fault("$", problem, hint, Code.MISSING_FILE)


def form_of(path: Path) -> str | None:
    """Return what kind of record a file holds, by its place."""
    in_folder = len(path.parts) > 1
    key = path.parts[0] if in_folder else path.stem
    if key == "lexicon" and in_folder and (len(path.parts) < 3 or path.parts[1] not in LEXICON_LANGUAGES):
        return None
    return key if key in FORMS and in_folder == (key in FOLDERS) else None


def _read(form: str, data: Any, place: Place, records: Records) -> None:
    model, is_list = FORMS[form]
    if is_list and not isinstance(data, list):
        hint = "Start each record with `- id: ...`."
        records.faults.append(place.fault("$", "is not a list.", hint, Code.INVALID_VALUE))
        records.unread[form].add(ANY)
        return
    for path, part in _parts(data, is_list):
        try:
            records.items[form].append(Item(_adapter(model).validate_python(part), place, path))
        except ValidationError as error:
            records.faults += _faults(error, part, place, path)
            records.unread[form].add(str(part.get("id", ANY)) if isinstance(part, dict) else ANY)


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
    """Yield one fault a path: of several ways to fail there, the one that says most."""
    found: dict[str, Any] = {}
    for one in error.errors(include_url=False):
        here = path + _path(one["loc"], data, one["type"])
        if here not in found or found[here]["type"].endswith(VAGUE):
            found[here] = one
    for here, one in found.items():
        is_told_deeper = one["type"].endswith(VAGUE) and any(p.startswith((f"{here}.", f"{here}[")) for p in found)
        if not is_told_deeper:
            code = code_of(one["type"], one["loc"])
            yield place.fault(here, *said(one, code), code)


def _path(loc: tuple[int | str, ...], data: Any, kind: str) -> str:
    """Return a path without the names of union branches, which are not in the file."""
    path = ""
    for key in loc:
        if isinstance(data, dict):
            if key not in data and not (kind == "missing" and key == loc[-1]):
                continue
            path += f".{key}"
            data = data.get(key)
        elif isinstance(data, list) and isinstance(key, int):
            path += f"[{key}]"
            data = data[key] if key < len(data) else None
    return path
