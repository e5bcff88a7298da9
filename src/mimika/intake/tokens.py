"""A story as words with places: where each stands in the text, and how far it is from its neighbours.

Distance (`place`) is counted in words, and commas, dashes and joining words that part two
statements make it longer, so that one window serves for "inside one clause".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from mimika.intake.morphology import Analyse
from mimika.intake.pieces import ends_with_question, pieces
from mimika.model.words import Cues, Language

_SHORTENED = frozenset(["т", "е", "г", "др", "dr", "mr", "ms", "mrs", "vs", "st", "напр"])
_ENDS = frozenset(".!?…;\n")
_PAUSES = frozenset(',—–:()-«»"')
_LONG = 12
_CLAUSE = 6
_JOIN = 4
_SENTENCE = 100


@dataclass(slots=True)
class Token:
    """A word of the story; `chunk` (between two pauses), `clause` and `sentence` count from the beginning.

    `is_asked` tells that the sentence ends with a question mark.
    """

    word: str
    start: int
    end: int
    lemmas: frozenset[str]
    traits: frozenset[str]
    is_known: bool
    place: int = 0
    clause: int = 0
    sentence: int = 0
    chunk: int = 0
    is_guess: bool = False
    is_asked: bool = False


@dataclass(slots=True)
class _Chunk:
    """Words between two pauses, and what stood before them: "", "pause", "join", "break" or "end"."""

    before: str
    tokens: list[Token]

    @property
    def begins_with_subject(self) -> bool:
        return "subject" in self.tokens[0].traits

    @property
    def has_verb(self) -> bool:
        return any("verb" in token.traits for token in self.tokens)


def tokenise(text: str, language: Language, cues: Cues, analyse: Analyse) -> list[Token]:
    """Return the words of a text in order; each points back into the text as it was written."""
    chunks = list(_chunks(pieces(text, language), cues, analyse))
    tokens: list[Token] = []
    place = clause = sentence = 0
    open_verb = is_subordinate = False
    for number, chunk in enumerate(chunks):
        if chunk.before in {"", "end", "break"}:
            is_subordinate = False
        is_subordinate = is_subordinate or any(token.word in cues.subordinates for token in chunk.tokens[:2])
        parts = chunk.has_verb and (open_verb or chunk.begins_with_subject) and not is_subordinate
        gap = _gap(chunk.before, parts=parts)
        if gap >= _CLAUSE:
            clause += 1
        sentence += chunk.before == "end"
        open_verb = chunk.has_verb or (open_verb and gap < _CLAUSE)
        place += gap
        for token in chunk.tokens:
            place += 1
            token.place, token.clause, token.sentence, token.chunk = place, clause, sentence, number
            tokens.append(token)
    _join_cannot(tokens)
    _mark_questions(tokens, text)
    return tokens


def _mark_questions(tokens: list[Token], text: str) -> None:
    last = ends_with_question(text, [token.start for token in tokens])
    asked = {tokens[n].sentence for n in last}
    for token in tokens:
        token.is_asked = token.sentence in asked


def _join_cannot(tokens: list[Token]) -> None:
    """Let "can't" and "could not" be met by "cannot" too."""
    for before, token in pairwise(tokens):
        if "not" in token.lemmas and not before.lemmas.isdisjoint({"can", "could"}):
            token.lemmas |= {"cannot"}


def _gap(before: str, *, parts: bool) -> int:
    """Return how far a chunk stands from the one before; `parts` tells that both are statements."""
    if before in {"end", "break"}:
        return _SENTENCE if before == "end" else _LONG
    if before == "join":
        return _JOIN if parts else 0
    return (_CLAUSE if parts else 1) if before else 0


def _chunks(pieces: Iterator[tuple[str, int, int]], cues: Cues, analyse: Analyse) -> Iterator[_Chunk]:
    chunk = _Chunk("", [])
    last_end = 0
    for word, start, end in pieces:
        mark = _mark(word, chunk, is_glued=start == last_end and word == "-")
        last_end = end
        if not mark and word in cues.breaks:
            mark = "break"
        elif not mark and word in cues.joins:
            mark = "join"
        if mark and mark != "none":
            if chunk.tokens:
                yield chunk
                chunk = _Chunk(mark, [])
            elif _rank(mark) > _rank(chunk.before):
                chunk.before = mark
        if mark in {"", "break", "join"}:
            form = analyse(word)
            chunk.tokens.append(Token(word, start, end, form.lemmas, form.traits, form.is_known))
    if chunk.tokens:
        yield chunk


def _rank(mark: str) -> int:
    return ("", "join", "pause", "break", "end").index(mark)


def _mark(word: str, chunk: _Chunk, *, is_glued: bool) -> str:
    """Return "end" or "pause" for a mark that parts, "none" for one that does not, "" for a word."""
    if word[0].isalnum() or word[0] == "'":
        return ""
    if word in _ENDS:
        is_short = word == "." and chunk.tokens and chunk.tokens[-1].word in _SHORTENED
        return "none" if is_short else "end"
    return "pause" if word in _PAUSES and not is_glued and word not in '«»"' else "none"
