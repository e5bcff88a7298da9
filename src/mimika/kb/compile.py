"""A knowledge folder to a knowledge base, or to all its faults."""

from pathlib import Path

from mimika.kb.checks import check_records
from mimika.kb.faults import BrokenKnowledgeError, Code, Fault, KnowledgeNotFoundError
from mimika.kb.freeze import freeze
from mimika.kb.lexicon import lexicon_from_records
from mimika.kb.reading import Records, read_records
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import LANGUAGES


def find_faults(root: Path) -> tuple[Fault, ...]:
    """Return every fault of a knowledge folder, sorted by file and line.

    Raises:
        KnowledgeNotFoundError: If the folder holds no knowledge at all.
    """
    return _read(root)[1]


def compile_folder(root: Path) -> KnowledgeBase:
    """Return the knowledge base of a folder.

    Raises:
        KnowledgeNotFoundError: If the folder holds no knowledge at all.
        BrokenKnowledgeError: If it has any fault.
    """
    records, faults = _read(root)
    if faults:
        raise BrokenKnowledgeError(root, faults)
    return freeze(records)


def _read(root: Path) -> tuple[Records, tuple[Fault, ...]]:
    if next(root.rglob("*.yaml"), None) is None:
        raise KnowledgeNotFoundError(root)
    records = read_records(root)
    faults = [*records.faults, *check_records(records)]
    if not faults:
        faults += _lexicons(records)
    return records, tuple(sorted(set(faults)))


def _lexicons(records: Records) -> list[Fault]:
    """Return a fault for each lexicon that cannot be made though each pattern can be read."""
    found = []
    for language in LANGUAGES:
        own = [i for i in records.of("lexicon") if i.place.file.startswith(f"lexicon/{language}/")]
        try:
            lexicon_from_records(language, (i.record for i in own))
        except ValueError as error:
            hint = "See `phrases` in docs/knowledge-format.md."
            found.append(Fault(f"lexicon/{language}/", 1, "$", f"cannot be read: {error}.", hint, Code.PHRASE))
    return found
