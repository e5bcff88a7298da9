"""Numbers in words and digits: "двадцать пять", "three or four"."""

from mimika.intake.tokens import Token
from mimika.model.words import Cues

RANGE = frozenset(["to", "or", "до", "или"])
_LONGEST_NUMBER = 4
_AND_A_HALF = (["с", "половиной"], ["and", "a", "half"])


def number_at(tokens: list[Token], n: int, cues: Cues) -> tuple[float | None, int]:
    """Return the number that begins here and where it ends; ranges give their middle."""
    values: list[float] = []
    at = n
    for token in tokens[n : n + _LONGEST_NUMBER]:
        value = value_of(token, cues)
        if value is None or (values and token.chunk != tokens[at - 1].chunk):
            break
        values.append(value)
        at += 1
        if at < len(tokens) and tokens[at].word in RANGE and _is_number(tokens, at + 1, cues):
            at += 1
            values.append(value_of(tokens[at], cues) or values[-1])
            at += 1
            break
    if not values:
        return None, n
    half = next((words for words in _AND_A_HALF if [t.word for t in tokens[at : at + len(words)]] == words), [])
    return _together(values) + 0.5 * bool(half), at + len(half)


def _is_number(tokens: list[Token], n: int, cues: Cues) -> bool:
    return n < len(tokens) and value_of(tokens[n], cues) is not None


def value_of(token: Token, cues: Cues) -> float | None:
    """Return the number a word is, if any; a unit of time is none."""
    if token.word[0].isdigit():
        return _digits(token.word)
    if token.word in cues.units_s:
        return None
    for lemma in (token.word, *sorted(token.lemmas)):
        if lemma in cues.numbers:
            return cues.numbers[lemma]
        if lemma in cues.ordinals:
            return cues.ordinals[lemma]
    return None


def _digits(word: str) -> float | None:
    try:
        return float(word.replace(",", ".")) if len(word) < 8 else None
    except ValueError:
        return None


def _together(values: list[float]) -> float:
    """Add tens and ones ("двадцать пять"), else take the middle of a range ("три-четыре")."""
    total, rest = values[0], values[1:]
    while rest and total >= 20 and total % 10 == 0 and 0 < rest[0] < 10:
        total, rest = total + rest[0], rest[1:]
    return (total + rest[-1]) / 2 if rest and rest[-1] > total else total
