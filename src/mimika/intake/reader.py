"""Finds the lexicon's phrases in a story and weighs the words around them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from mimika.intake.candidates import candidates
from mimika.intake.context import Touch, chunks_with, reach_of, tokens_of
from mimika.intake.matching import Match, Places
from mimika.intake.others import Others
from mimika.intake.usual import told_as_usual
from mimika.model.words import Heard, Lexicon, LexiconEntry, Phrase

_PLAIN, _MISSPELT, _LOOSE, _PAST = 1.0, 0.8, 0.9, 0.8
_LOOSE_BY = 4
_HISTORY = (
    *("family-", "known-", "past-facial", "face-nerve", "psychiatric", "other-functional", "thyroid-", "began-before"),
    *("development-", "loss-of-skills", "stroke-signs-gone", "similar-attacks", "spontaneous-", "changes-place"),
    *("waxes-", "pain-free", "headache-new", "different-from", "dopamine-blocker"),
)
_CHILDREN = frozenset(["сын", "сынок", "дочь", "дочка", "ребенок", "внук", "внучка", "son", "daughter", "child", "kid"])


@dataclass(frozen=True, slots=True)
class Found:
    """One thing heard, the tokens it rests on, and the complaint it opens by itself, if any."""

    heard: Heard
    match: Match
    opens: str | None = None


class Reader:
    """Reads the words of one story, or of parts of it that are read again."""

    def __init__(self, text: str, places: Places, lexicon: Lexicon, others: Others, ill: str = "") -> None:
        self._text, self._places, self._lexicon, self._others = text, places, lexicon, others
        self._ill = ill
        cues = lexicon.cues
        self._negated = reach_of(cues.negation, places, cues.not_negation)
        still = _still(places, tokens_of(cues.now, places))
        self._past = reach_of(cues.past, places, (), still)
        self._possible = reach_of(cues.possible, places, (), _still(places, frozenset()))
        self._usual = told_as_usual(places, cues)
        self._shared = {places.tokens[n].clause for n in tokens_of(cues.shared, places)}
        self._conditions = frozenset(token.clause for token in places.tokens if token.word in cues.subordinates)

    def findings(self, *, only_complaints: bool = False) -> Iterator[Found]:
        """Yield all that is heard, or all that opens a complaint; what is only feared or asked about is left out."""
        for entry, phrase in candidates(self._lexicon).of(self._places):
            if only_complaints and entry.complaint is None:
                continue
            for match in self._matches(entry, phrase):
                one = self._heard(entry, match)
                if one is not None:
                    is_open = one.about == "self" and one.tense == "now" and one.value != "absent"
                    yield Found(one, match, entry.complaint if is_open else None)

    def is_plain(self, numbers: Iterable[int]) -> bool:
        """Whether nothing around these words makes them past, only possible or somebody else's."""
        match = Match(tuple(numbers))
        return not (self._possible.holds(match) or self._is_of_before(match) or self._others.own(match))

    def _matches(self, entry: LexiconEntry, phrase: Phrase) -> Iterator[Match]:
        return (match for match in self._places.find(phrase) if not self._is_vetoed(entry, match))

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
        denials = list(self._negated.of(match))
        if entry.value != "present":
            if any(not touch.is_bare for touch in denials):
                return None
        elif denials:
            if self._is_vague(match, denials):
                return None
            value = "absent"
        tense: Literal["now", "past"] = "past" if self._is_over(entry, match) else "now"
        about: Literal["self", "other"] = "other" if self._others.own(match) else "self"
        one = self.spanned(entry.finding or entry.complaint or "", value, match.tokens)
        certainty = min(one.certainty, self._fit(match, tense == "past"))
        return replace(one, about=about, tense=tense, certainty=certainty)

    def _is_vague(self, match: Match, denials: list[Touch]) -> bool:
        """Whether a denial stands apart from the words, or holds only under a condition: "когда рука лежит".

        What is denied so is not told: of a hundred such, four in ten were meant, and a false "no" can hide a danger.
        """
        tokens = self._places.tokens
        here = {tokens[n].chunk for n in match.tokens}
        is_apart = all(
            not touch.is_of_list and here.isdisjoint(tokens[n].chunk for n in touch.cue) for touch in denials
        )
        return is_apart or tokens[match.first].clause in self._conditions

    def _is_over(self, entry: LexiconEntry, match: Match) -> bool:
        """Whether something is told as past or of the usual attack; a fact of the history stays one."""
        is_history = (entry.finding or "").startswith(_HISTORY)
        return not is_history and self._is_of_before(match)

    def _is_of_before(self, match: Match) -> bool:
        """Whether the words tell of the past, or of the usual attack beside this one."""
        return self._past.holds(match) or not self._usual.isdisjoint(match.tokens)

    def _is_own_family(self, entry: LexiconEntry, match: Match) -> bool:
        """Whether the relative a family finding rests on is the patient: "my mother's hand shakes"."""
        is_family = bool(self._ill) and (entry.finding or "").startswith("family-")
        # A grown relative may be named as one who has it too, and nobody else is.
        if is_family and self._ill not in _CHILDREN:
            is_family = self._places.tokens[match.first].clause not in self._shared
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


def _still(places: Places, now: frozenset[int]) -> frozenset[int]:
    """Return the words of each part that is told in the present or with "now": "раньше ..., теперь болит"."""
    present = {n for n, token in enumerate(places.tokens) if "present" in token.traits}
    future = {n for n, token in enumerate(places.tokens) if "future" in token.traits}
    return chunks_with(present | now, places) - chunks_with(future, places)
