"""Finds the lexicon's phrases in a story and weighs the words around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from mimika.intake.context import reach_of, tokens_of
from mimika.intake.matching import Match, Places
from mimika.intake.person import Patient, relatives_in
from mimika.model.words import Cues, Heard, Lexicon, LexiconEntry

_PLAIN, _MISSPELT, _LOOSE, _PAST = 1.0, 0.8, 0.9, 0.8
_LOOSE_BY = 4
_CHILDREN = frozenset(["сын", "сынок", "дочь", "дочка", "ребенок", "внук", "внучка", "son", "daughter", "child", "kid"])


@dataclass(frozen=True, slots=True)
class Found:
    """One thing heard, the tokens it rests on, and the complaint it opens by itself, if any."""

    heard: Heard
    match: Match
    opens: str | None = None


class Reader:
    """Reads the words of one story, or of parts of it that are read again."""

    def __init__(self, text: str, places: Places, lexicon: Lexicon, others: dict[int, set[int]], ill: str = "") -> None:
        self._text, self._places, self._lexicon, self._others = text, places, lexicon, others
        self._ill = ill
        cues = lexicon.cues
        self._negated = reach_of(cues.negation, places, tokens_of(cues.not_negation, places))
        self._past = reach_of(cues.past, places)
        self._possible = reach_of(cues.possible, places)

    def findings(self, *, only_complaints: bool = False) -> Iterator[Found]:
        """Yield all that is heard, or all that opens a complaint; what is only feared or asked about is left out."""
        for entry in self._lexicon.entries:
            if only_complaints and entry.complaint is None:
                continue
            for match in self._matches(entry):
                one = self._heard(entry, match)
                if one is not None:
                    is_open = one.about == "self" and one.tense == "now" and one.value != "absent"
                    yield Found(one, match, entry.complaint if is_open else None)

    def is_plain(self, numbers: Iterable[int]) -> bool:
        """Whether nothing around these words makes them past or only possible."""
        match = Match(tuple(numbers))
        return not self._possible.holds(match) and not self._past.holds(match)

    def _matches(self, entry: LexiconEntry) -> Iterator[Match]:
        for phrase in entry.phrases:
            for match in self._places.find(phrase):
                if not self._is_vetoed(entry, match):
                    yield match

    def _is_vetoed(self, entry: LexiconEntry, match: Match) -> bool:
        return any(
            other.first <= match.last and match.first <= other.last
            for phrase in entry.unless
            for other in self._places.find(phrase)
        )

    def _heard(self, entry: LexiconEntry, match: Match) -> Heard | None:
        if self._possible.holds(match) or self._is_own_family(entry, match):
            return None
        value = _value(entry.value)
        if self._negated.holds(match):
            if entry.value != "present":
                return None
            value = "absent"
        tense: Literal["now", "past"] = "past" if self._past.holds(match) else "now"
        about: Literal["self", "other"] = "other" if self._is_of_other(match) else "self"
        one = self.spanned(entry.finding or entry.complaint or "", value, match.tokens)
        certainty = min(one.certainty, self._fit(match, tense == "past"))
        return replace(one, about=about, tense=tense, certainty=certainty)

    def _is_of_other(self, match: Match) -> bool:
        """Whether the clause is about someone else, who is not named in the phrase itself."""
        tokens = self._places.tokens
        return all(tokens[n].clause in self._others for n in match.tokens) and not any(
            n in self._others[tokens[n].clause] for n in match.tokens
        )

    def _is_own_family(self, entry: LexiconEntry, match: Match) -> bool:
        """Whether the relative a family finding rests on is the patient: "my son blinks"."""
        is_family = (entry.finding or "").startswith("family-") and self._ill in _CHILDREN
        return is_family and any(self._ill in self._places.tokens[n].lemmas for n in match.tokens)

    def _fit(self, match: Match, is_past: bool) -> float:
        tokens = self._places.tokens
        spread = tokens[match.last].place - tokens[match.first].place - (len(match.tokens) - 1)
        fit = _LOOSE if spread > _LOOSE_BY else _PLAIN
        return min(fit, _PAST if is_past else _PLAIN)

    def spanned(self, finding: str, value: str | float, numbers: tuple[int, ...]) -> Heard:
        """Return something heard, with the words it rests on."""
        tokens = [self._places.tokens[n] for n in numbers]
        start, end = min(token.start for token in tokens), max(token.end for token in tokens)
        certainty = _MISSPELT if any(token.is_guess for token in tokens) else _PLAIN
        return Heard(finding, value, self._text[start:end], start, end, certainty)


def _value(written: str) -> str | float:
    try:
        return float(written)
    except ValueError:
        return written


def clauses_of_others(places: Places, lexicon: Lexicon, patient: Patient) -> dict[int, set[int]]:
    """Return the clauses that speak of someone who is not the patient, with the words that name them."""
    cues, tokens = lexicon.cues, places.tokens
    relatives = relatives_in(tokens, cues)
    apart = tokens_of(cues.not_about_relative, places)
    own = {tokens[n].clause for n in patient.narrator} if patient.relative is None else set[int]()
    if patient.relative is not None:
        own |= {tokens[n].clause for n, relative in relatives.items() if relative.term == patient.relative.term}
    others: dict[int, set[int]] = {}
    for n, relative in relatives.items():
        is_patient = patient.relative is not None and relative.term == patient.relative.term
        if n in apart or is_patient or tokens[n].clause in own:
            continue
        others.setdefault(tokens[n].clause, set()).add(n)
    if patient.relative is None:
        _follow_pronouns(others, places, cues)
    if patient.relative is not None:
        for n in tokens_of(cues.narrator_too, places):
            others.setdefault(tokens[n].clause, set())
    return others


def _follow_pronouns(others: dict[int, set[int]], places: Places, cues: Cues) -> None:
    """Let "she" and "he" go on speaking of the relative: "У жены тревога, она плачет"."""
    pronouns = tokens_of((*cues.female_pronouns, *cues.male_pronouns), places)
    tokens = places.tokens
    for n in sorted(pronouns):
        clause = tokens[n].clause
        if clause - 1 in others and (n < 2 or tokens[n - 2].clause != clause):
            others.setdefault(clause, set())
