"""From a story to findings, complaints, age and sex, each with the words it rests on."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from mimika.intake.amounts import amounts_of
from mimika.intake.context import reach_of, tokens_of
from mimika.intake.matching import Match, Places
from mimika.intake.morphology import analyser
from mimika.intake.person import Patient, patient_of, relatives_in
from mimika.intake.settle import settle
from mimika.intake.spelling import Spelling
from mimika.intake.times import Clock, Measure
from mimika.intake.tokens import tokenise
from mimika.model.words import Heard, Language, Lexicon, LexiconEntry, Span, Understanding

_PLAIN, _MISSPELT, _LOOSE, _PAST = 1.0, 0.8, 0.9, 0.8
_LOOSE_BY = 4
_SHORTEST_WORD = 4

_spelling = lru_cache(maxsize=4)(Spelling)


def read_story(text: str, language: Language, lexicon: Lexicon) -> Understanding:
    """Return what a story says; what is only feared or asked about is left out.

    Args:
        text: The story as it was written; spans point into it.
        language: The language of the story and of the lexicon.
        lexicon: Phrases and cues of that language.
    """
    tokens = tokenise(text, language, lexicon.cues, analyser(language))
    _spelling(lexicon).mend(tokens)
    places = Places(tokens)
    amounts = amounts_of(tokens, lexicon.cues)
    patient = patient_of(places, amounts, lexicon.cues)
    reader = _Reader(text, places, lexicon, patient)
    heard, opened = reader.findings()
    clauses = frozenset(tokens[n].clause for match in opened for n in match.tokens)
    measures = Clock(places, lexicon.cues, patient, clauses).read(amounts)
    settled = settle([*heard, *map(reader.measured, measures)])
    return Understanding(
        heard=settled,
        complaints=reader.complaints,
        age_years=patient.age_years,
        sex=patient.sex,
        words=reader.not_understood(settled),
        language=language,
    )


class _Reader:
    """Finds the lexicon's phrases in one story and weighs the words around them."""

    def __init__(self, text: str, places: Places, lexicon: Lexicon, patient: Patient) -> None:
        self._text, self._places, self._lexicon, self._patient = text, places, lexicon, patient
        cues = lexicon.cues
        self._negated = reach_of(cues.negation, places, tokens_of(cues.not_negation, places))
        self._past = reach_of(cues.past, places)
        self._possible = reach_of(cues.possible, places)
        self._others = _clauses_of_others(places, lexicon, patient)
        self._found_complaints: dict[str, None] = {}

    @property
    def complaints(self) -> tuple[str, ...]:
        """Complaint kinds in the order of the lexicon."""
        return tuple(self._found_complaints)

    def findings(self) -> tuple[list[Heard], list[Match]]:
        """Return what is heard, and the matches that open a complaint."""
        heard: list[Heard] = []
        opened: list[Match] = []
        for entry in self._lexicon.entries:
            for match in self._matches(entry):
                one = self._heard(entry, match)
                if one is None:
                    continue
                heard.append(one)
                if entry.complaint and one.about == "self" and one.value != "absent":
                    self._found_complaints[entry.complaint] = None
                    opened.append(match)
        return heard, opened

    def _matches(self, entry: LexiconEntry) -> Iterable[Match]:
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
        if self._possible.holds(match):
            return None
        value = _value(entry.value)
        if self._negated.holds(match):
            if entry.value != "present":
                return None
            value = "absent"
        tense: Literal["now", "past"] = "past" if self._past.holds(match) else "now"
        about: Literal["self", "other"] = "other" if self._is_of_other(match) else "self"
        one = self._spanned(entry.finding or entry.complaint or "", value, match.tokens)
        certainty = min(one.certainty, self._fit(match, tense == "past"))
        return replace(one, about=about, tense=tense, certainty=certainty)

    def _is_of_other(self, match: Match) -> bool:
        """Whether the clause is about someone else, who is not named in the phrase itself."""
        tokens = self._places.tokens
        return all(tokens[n].clause in self._others for n in match.tokens) and not any(
            n in self._others[tokens[n].clause] for n in match.tokens
        )

    def _fit(self, match: Match, is_past: bool) -> float:
        tokens = self._places.tokens
        spread = tokens[match.last].place - tokens[match.first].place - (len(match.tokens) - 1)
        fit = _LOOSE if spread > _LOOSE_BY else _PLAIN
        return min(fit, _PAST if is_past else _PLAIN)

    def measured(self, measure: Measure) -> Heard:
        """Return a quantity as something heard."""
        return self._spanned(measure.finding, measure.value, measure.tokens)

    def _spanned(self, finding: str, value: str | float, numbers: tuple[int, ...]) -> Heard:
        tokens = self._places.tokens
        start, end = tokens[numbers[0]].start, tokens[numbers[-1]].end
        certainty = _MISSPELT if any(tokens[n].is_guess for n in numbers) else _PLAIN
        return Heard(finding, value, self._text[start:end], start, end, certainty)

    def not_understood(self, heard: tuple[Heard, ...]) -> tuple[Span, ...]:
        """Return the words with a meaning that no finding rests on."""
        spans: list[Span] = []
        covered = sorted((one.start, one.end) for one in heard)
        until, at = -1, 0
        for n, token in enumerate(self._places.tokens):
            while at < len(covered) and covered[at][0] <= token.start:
                until, at = max(until, covered[at][1]), at + 1
            if token.start < until or n in self._patient.age_tokens or "content" not in token.traits:
                continue
            if len(token.word) >= _SHORTEST_WORD and self._lexicon_ignores.isdisjoint(token.lemmas):
                spans.append(Span(self._text[token.start : token.end], token.start, token.end))
        return tuple(spans)

    @property
    def _lexicon_ignores(self) -> frozenset[str]:
        return frozenset(self._lexicon.cues.common)


def _value(written: str) -> str | float:
    try:
        return float(written)
    except ValueError:
        return written


def _clauses_of_others(places: Places, lexicon: Lexicon, patient: Patient) -> dict[int, set[int]]:
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
    if patient.relative is not None:
        for n in tokens_of(cues.narrator_too, places):
            others.setdefault(tokens[n].clause, set())
    return others
