"""From checked lexicon records of one language to the `Lexicon` that `intake` reads with."""

import re
from collections.abc import Iterable
from typing import Any

from mimika.intake.morphology import analyser, base_forms
from mimika.intake.patterns import parse_phrase
from mimika.kb.filing import filed
from mimika.kb.schema import CueRecord, CuesRecord, LexiconEntryRecord, LexiconRecord
from mimika.model.words import Cue, Cues, Language, Lexicon, LexiconEntry, Phrase, Relative

_WORD = re.compile(r"(?<![*@\w])[^\W\d_]{5,}(?![*\w])")
_PHRASES = (
    *("not_negation", "not_about_relative", "others", "not_patient", "narrator", "narrator_too", "female", "male"),
    *("female_pronouns", "male_pronouns", "age_before", "age_after", "since", "at_age", "ago", "lasting", "onset"),
    *("not_onset", "on_date", "every", "within", "attack", "pregnancy", "shared", "painkiller", "childhood", "now"),
    *("usual", "this_time"),
)
_NUMBERS = ("numbers", "ordinals", "units_s", "per_period_s", "months", "weekdays", "days_ago")


class NoCuesError(ValueError):
    """No file of a language's lexicon holds its cues."""

    def __init__(self, language: Language) -> None:
        super().__init__(f"the lexicon of {language!r} has no cues; write them in lexicon/{language}/cues.yaml")


def lexicon_from_records(language: Language, records: Iterable[LexiconRecord]) -> Lexicon:
    """Return the lexicon of a language from all its files; classes are shared among the files.

    Raises:
        NoCuesError: If no file has `cues`.
        PatternError: If a pattern cannot be read.
    """
    files = list(records)
    cues = next((file.cues for file in files if file.cues is not None), None)
    if cues is None:
        raise NoCuesError(language)
    classes = {name: members for file in files for name, members in file.classes.items()}
    make = _Maker(language, classes, cues.window)
    spelling = _spelling(files, cues)
    analyse = analyser(language)
    entries = tuple(make.entry(entry) for file in files for entry in file.entries)
    return Lexicon(
        language=language,
        entries=entries,
        cues=make.cues(cues),
        spelling=spelling,
        known=tuple(sorted({lemma for word in spelling for lemma in analyse(word).lemmas})),
        filed=filed(entries),
    )


class _Maker:
    """Reads patterns with the classes and the window of one language."""

    def __init__(self, language: Language, classes: dict[str, tuple[str, ...]], window: int) -> None:
        self._language: Language = language
        self._classes = classes
        self._window = window
        self._bases: dict[str, tuple[str, ...]] = {}

    def entry(self, record: LexiconEntryRecord) -> LexiconEntry:
        return LexiconEntry(
            finding=record.finding,
            complaint=record.complaint,
            value=record.value,
            phrases=self._phrases(record.phrases),
            unless=self._phrases(record.unless),
        )

    def cues(self, record: CuesRecord) -> Cues:
        named: dict[str, Any] = {name: self._phrases(getattr(record, name)) for name in _PHRASES}
        for name in _NUMBERS:
            named[name] = {_plain(word): value for word, value in getattr(record, name).items()}
        return Cues(
            negation=self._cues(record.negation),
            past=self._cues(record.past),
            possible=self._cues(record.possible),
            relatives=self._relatives(record),
            breaks=tuple(map(_plain, record.breaks)),
            subordinates=tuple(map(_plain, record.subordinates)),
            joins=tuple(map(_plain, record.joins)),
            times=tuple(map(_plain, record.times)),
            last=tuple(map(_plain, record.last)),
            common=tuple(base for word in record.common for base in (_plain(word), *self._base_forms(_plain(word)))),
            **named,
        )

    def _phrases(self, patterns: Iterable[str]) -> tuple[Phrase, ...]:
        return tuple(parse_phrase(pattern, self._classes, self._base_forms, self._window) for pattern in patterns)

    def _cues(self, records: Iterable[CueRecord]) -> tuple[Cue, ...]:
        return tuple(
            Cue(phrase, record.looks, record.reach, record.asked, record.inside, record.bare, record.lists)
            for record in records
            for phrase in self._phrases(record.phrases)
        )

    def _relatives(self, record: CuesRecord) -> tuple[Relative, ...]:
        found = [Relative(self._base_forms(_plain(word))[0], "female") for word in record.relatives.female]
        found += [Relative(self._base_forms(_plain(word))[0], "male") for word in record.relatives.male]
        found += [Relative(self._base_forms(_plain(word))[0]) for word in record.relatives.either]
        strangers = (self._base_forms(_plain(word))[0] for word in record.relatives.strangers)
        return (*found, *(Relative(term, is_stranger=True) for term in strangers))

    def _base_forms(self, word: str) -> tuple[str, ...]:
        if word not in self._bases:
            self._bases[word] = base_forms(word, self._language)
        return self._bases[word]


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _spelling(files: list[LexiconRecord], cues: CuesRecord) -> tuple[str, ...]:
    """Return every whole word of five letters or more that a misspelling may stand for."""
    patterns = [phrase for file in files for entry in file.entries for phrase in entry.phrases]
    patterns += [member for file in files for members in file.classes.values() for member in members]
    words = {word for pattern in (*patterns, *cues.spelling) for word in _WORD.findall(_plain(pattern))}
    return tuple(sorted(words))
