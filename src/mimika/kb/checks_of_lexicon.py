"""Checks of the lexicon: every pattern can be read, and each language has its cues once."""

from collections.abc import Iterator

from mimika.intake.patterns import parse_phrase
from mimika.kb import schema
from mimika.kb.faults import Code, Fault, Place
from mimika.kb.reading import LEXICON_LANGUAGES, Item, Records

SEE_PHRASES = "See `phrases` in docs/knowledge-format.md."


def lexicon_faults(records: Records, _: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    """Yield every fault of a pattern, a class or the cues."""
    for language in sorted(LEXICON_LANGUAGES):
        own = [i for i in records.of("lexicon") if i.place.file.startswith(f"lexicon/{language}/")]
        if not any(fault.file.startswith(f"lexicon/{language}/") for fault in records.faults):
            yield from _cues(own, language)
            yield from _patterns(own)


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
