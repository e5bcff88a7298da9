"""Labelled phrases and how well they are heard: shared by the tests and by `make bench`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from mimika.errors import InputError
from mimika.model.case import Observation, Value
from mimika.model.knowledge import KnowledgeBase
from mimika.usecases.story import case_of_story

FOLDER = Path(__file__).parent
WORDS: dict[object, Value] = {"present": True, "absent": False}
Heard = Mapping[str, Value]
Listen = Callable[[str], Heard]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, the findings a careful doctor takes from it, and those that must not be heard as present.

    `may` are findings that a strict reader could hold either way; None where the labels name only what the phrase
    was written for, so that what else is heard cannot be judged.
    """

    text: str
    language: str
    kind: str
    expect: Mapping[str, Value]
    silent: tuple[str, ...]
    may: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over many phrases; a heard value is right when it falls into the expected state."""

    right: int
    heard: int
    expected: int
    false_dangers: int
    phrases: int

    @property
    def precision(self) -> float:
        return self.right / max(self.heard, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.expected, 1)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}   recall {self.recall:.3f}   ({self.phrases} phrases)"


def read_phrases(part: str, language: str) -> list[Phrase]:
    """Return the phrases of a part (open, frozen, sentences/open, sentences/frozen) in one language."""
    found = []
    for path in sorted((FOLDER / part).glob(f"{language}-*.yaml")):
        for record in yaml.safe_load(path.read_text(encoding="utf-8")):
            expect = {f: WORDS.get(v, v) for f, v in (record.get("expect") or {}).items()}
            may = frozenset(record["may"]) if "may" in record else None
            found.append(Phrase(record["text"], language, record["kind"], expect, tuple(record.get("not") or ()), may))
    return found


def listener(kb: KnowledgeBase) -> Listen:
    """Return what hears a phrase as a story of its own; what Mimika refuses to read tells nothing."""

    def listen(text: str) -> Heard:
        try:
            return said(case_of_story(kb, text).observations)
        except InputError:
            return {}

    return listen


def said(observations: Iterable[Observation]) -> Heard:
    """Return one value for each finding."""
    return {o.finding: o.value for o in observations}


def is_same(kb: KnowledgeBase, finding: str, heard: Value, expected: Value) -> bool:
    """Return whether two values of a finding fall into the same state."""
    known = kb.findings[finding]
    return known.state_of(heard) == known.state_of(float(expected) if type(expected) is int else expected)


def score(kb: KnowledgeBase, phrases: Iterable[Phrase], listen: Listen, is_counted: Callable[[str], bool]) -> Score:
    """Return how well phrases are heard, over the findings that count."""
    right = heard_count = expected = false_dangers = count = 0
    for phrase in phrases:
        heard = {f: v for f, v in listen(phrase.text).items() if is_counted(f) and _tells(phrase, f, v)}
        wanted = {f: v for f, v in phrase.expect.items() if is_counted(f)}
        right += sum(f in wanted and is_same(kb, f, v, wanted[f]) for f, v in heard.items())
        heard_count += len(heard)
        expected += len(wanted)
        false_dangers += sum(v is True and kb.findings[f].danger and f not in wanted for f, v in heard.items())
        count += 1
    return Score(right, heard_count, expected, false_dangers, count)


def _tells(phrase: Phrase, finding: str, value: Value) -> bool:
    """Return whether something heard is judged: that the teller has not what another had is true and harmless."""
    if phrase.may is not None and finding in phrase.may:
        return False
    return value is not False or finding in phrase.expect or phrase.kind in ("positive", "negated")
