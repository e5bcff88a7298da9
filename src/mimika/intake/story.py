"""From a story to findings, complaints, age and sex, each with the words it rests on."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache

from mimika.intake.amounts import amounts_of
from mimika.intake.dates import dates_of, without
from mimika.intake.ellipsis import parts_without_verb, repeated
from mimika.intake.kinds import Kinds
from mimika.intake.matching import Match, Places
from mimika.intake.measures import Telling
from mimika.intake.morphology import analyser
from mimika.intake.others import Others, others_of
from mimika.intake.person import Patient, patient_of
from mimika.intake.reader import Found, Reader
from mimika.intake.settle import settle
from mimika.intake.spelling import Spelling
from mimika.intake.times import Clock
from mimika.intake.together import HALF_FACE, MOVEMENT, half_faces
from mimika.intake.tokens import Token, tokenise
from mimika.model.words import Heard, Language, Lexicon, Span, Understanding

_SHORTEST_WORD = 4
_OF_MOVEMENT = frozenset(["painful"])

_spelling = lru_cache(maxsize=4)(Spelling)


def read_story(text: str, language: Language, lexicon: Lexicon, today: date) -> Understanding:
    """Return what a story says; spans point into the text, and what is only feared or asked about is left out.

    Dates such as "since March" are counted back from `today`.
    """
    tokens = tokenise(text, language, lexicon.cues, analyser(language))
    _spelling(lexicon).mend(tokens)
    places = Places(tokens)
    amounts = without(amounts_of(tokens, lexicon.cues), dates_of(tokens, lexicon.cues, today))
    patient = patient_of(places, amounts, lexicon.cues)
    others = others_of(places, lexicon.cues, patient)
    reader = Reader(text, places, lexicon, others, patient.relative.term if patient.relative else "")
    found = [*reader.findings(), *_again(text, tokens, reader, lexicon, others)]
    found += [Found(reader.spanned(HALF_FACE, "present", m.tokens), m, MOVEMENT) for m in half_faces(found, tokens)]
    kinds = Kinds(tokens, ((one.match, one.opens) for one in found if one.opens))
    clock = Clock(places, lexicon.cues, patient, kinds, _telling(found, tokens))
    plain = [amount for amount in amounts if reader.is_plain(range(amount.first, amount.last + 1))]
    measured = [Found(reader.spanned(m.finding, m.value, m.tokens), Match(m.tokens)) for m in clock.read(plain)]
    settled = settle([_with_kind(one, kinds) for one in (*found, *measured) if _fits(one, kinds)])
    return Understanding(
        heard=settled,
        complaints=tuple(dict.fromkeys(one.opens for one in found if one.opens)),
        age_years=patient.age_years,
        sex=patient.sex,
        words=tuple(_not_understood(text, tokens, settled, patient, frozenset(lexicon.cues.common))),
        language=language,
    )


def _again(text: str, tokens: list[Token], reader: Reader, lexicon: Lexicon, others: Others) -> list[Found]:
    """Read the parts without a verb of their own once more, each with the verb of its sentence."""
    parts = [part for part in parts_without_verb(tokens, lexicon.language) if reader.is_plain(part)]
    if not parts:
        return []
    again, origin = repeated(tokens, parts)
    second = Reader(text, Places(again), lexicon, others.moved(origin))
    return [
        replace(one, match=Match(tuple(sorted({origin[n] for n in one.match.tokens}))))
        for one in second.findings(only_complaints=True)
        if one.opens and one.heard.value == "present"
    ]


def _telling(found: list[Found], tokens: list[Token]) -> Telling:
    """Return the clauses in which a complaint is heard, and those in which any sign is."""
    complaining = frozenset(tokens[n].clause for one in found if one.opens for n in one.match.tokens)
    signs = (one for one in found if one.heard.value == "present" and one.heard.about == "self")
    return Telling(complaining, frozenset(tokens[n].clause for one in signs for n in one.match.tokens))


def _with_kind(one: Found, kinds: Kinds) -> Heard:
    """Return something heard with the complaint it stands with; a complaint stands alone."""
    if one.heard.is_complaint:
        return one.heard
    return replace(one.heard, with_=one.opens or kinds.of(one.match.tokens))


def _fits(one: Found, kinds: Kinds) -> bool:
    """Whether a word belongs to what it stands with: that a pain is painful tells nothing of a movement."""
    beside = kinds.beside(one.match.tokens)
    return one.heard.finding not in _OF_MOVEMENT or not beside or MOVEMENT in beside


def _not_understood(
    text: str, tokens: list[Token], heard: tuple[Heard, ...], patient: Patient, common: frozenset[str]
) -> Iterator[Span]:
    """Yield the words with a meaning that no finding rests on."""
    covered = sorted((one.start, one.end) for one in heard)
    until, at = -1, 0
    for n, token in enumerate(tokens):
        while at < len(covered) and covered[at][0] <= token.start:
            until, at = max(until, covered[at][1]), at + 1
        if token.start < until or n in patient.age_tokens or "content" not in token.traits:
            continue
        if len(token.word) >= _SHORTEST_WORD and common.isdisjoint(token.lemmas):
            yield Span(text[token.start : token.end], token.start, token.end)
