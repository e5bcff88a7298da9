"""The coverage of the source articles, read on demand: it serves those who tend the knowledge, not assessments."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from mimika.kb.faults import BrokenKnowledgeError, Code, Fault, Place
from mimika.kb.schema_coverage import CoverageRecord
from mimika.kb.schema_words import code_of, said
from mimika.kb.yaml_lines import read_yaml

FILE = "coverage.yaml"


def load_coverage(root: Path) -> tuple[CoverageRecord, ...]:
    """Return every record of the coverage in a knowledge folder.

    Raises:
        BrokenKnowledgeError: If the file is missing or has any fault; the error names them all.
    """
    records, faults = read_coverage(root)
    if faults:
        raise BrokenKnowledgeError(root, faults)
    return records


def read_coverage(root: Path) -> tuple[tuple[CoverageRecord, ...], tuple[Fault, ...]]:
    """Return the records that can be read, and every fault, sorted by line."""
    if not (root / FILE).exists():
        hint = "Write one record for each statement of the articles; docs/knowledge-format.md says how."
        return (), (Place(FILE, {}).fault("$", "is missing.", hint, Code.MISSING_FILE),)
    data, place, faults = read_yaml(root / FILE, FILE)
    if any(fault.code is Code.SYNTAX for fault in faults):
        return (), tuple(sorted(set(faults)))
    if not isinstance(data, list):
        hint = "Start each record with `- id: ...`."
        return (), (*faults, place.fault("$", "is not a list.", hint, Code.INVALID_VALUE))
    records: dict[str, CoverageRecord] = {}
    for i, part in enumerate(data):
        path = f"$[{i}]"
        try:
            record = CoverageRecord.model_validate(part)
        except ValidationError as error:
            faults += _of_shape(error, place, path)
            continue
        faults += _of_meaning(record, place, path)
        if record.id in records:
            hint = "An id names one thing only; rename one of the two."
            faults.append(place.fault(f"{path}.id", f"is {record.id!r} again.", hint, Code.DUPLICATE_ID))
        records.setdefault(record.id, record)
    return tuple(records.values()), tuple(sorted(set(faults)))


def _of_shape(error: ValidationError, place: Place, path: str) -> Iterator[Fault]:
    """Yield each fault that the schema finds in one record."""
    for one in error.errors(include_url=False):
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in one["loc"])
        code = code_of(one["type"], one["loc"])
        yield place.fault(path + "".join(steps), *said(one, code), code)


def _of_meaning(record: CoverageRecord, place: Place, path: str) -> Iterator[Fault]:
    """Yield each fault of a record whose parts do not agree with one another."""
    if not record.id.startswith(f"a{record.article}-"):
        hint = "The id begins with a, the number of the article and a hyphen."
        problem = f"is {record.id!r}, but the article is {record.article}."
        yield place.fault(f"{path}.id", problem, hint, Code.INVALID_VALUE)
    if record.verdict == "corrected" and not record.is_answered:
        hint = "Name the correction that answers the statement in carried_by, or write one."
        yield place.fault(f"{path}.carried_by", "holds no correction.", hint, Code.INVALID_VALUE)
    if record.verdict == "narrowed" and not record.is_answered and record.note is None:
        hint = "Say within which limits the statement is true: in a note, or by naming a correction."
        yield place.fault(f"{path}.verdict", "is narrowed, but no limits are given.", hint, Code.INVALID_VALUE)
