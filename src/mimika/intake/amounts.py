"""Numbers with a unit of time: "три месяца", "лет пятнадцать", "a couple of weeks", "третий день"."""

from dataclasses import dataclass

from mimika.intake.tokens import Token
from mimika.model.words import Cues

YEAR_S = 31_557_600.0
DAY_S = 86_400.0
_LONGEST_NUMBER = 4
_FURTHEST_UNIT = 2


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, its unit in seconds if one stands by it, and the tokens it is made of."""

    number: float
    unit_s: float | None
    first: int
    last: int
    has_number: bool = True

    @property
    def seconds(self) -> float:
        """Length of time, or 0 without a unit."""
        return self.number * (self.unit_s or 0.0)


def amounts_of(tokens: list[Token], cues: Cues) -> list[Amount]:
    """Return all numbers and all units of time in order; a unit alone counts as one."""
    found: list[Amount] = []
    n = 0
    while n < len(tokens):
        amount = _at(tokens, n, cues)
        if amount is None:
            n += 1
            continue
        found.append(amount)
        n = amount.last + 1
    return found


def _at(tokens: list[Token], n: int, cues: Cues) -> Amount | None:
    number, after = _number(tokens, n, cues)
    if number is not None:
        at = _unit_after(tokens, after, cues)
        if at is None:
            return Amount(number, None, n, after - 1)
        return Amount(number, _unit(tokens[at], cues), n, at)
    unit = _unit(tokens[n], cues)
    if unit is None:
        return None
    skip = n + 1
    if skip < len(tokens) and tokens[skip].word in {"по", "этак", "так"}:
        skip += 1
    number, after = _number(tokens, skip, cues)
    if (
        number is not None
        and tokens[n].sentence == tokens[skip].sentence
        and _unit_after(tokens, after, cues, 0) is None
    ):
        return Amount(number, unit, n, after - 1)
    return Amount(1.0, unit, n, n, has_number=False)


def _unit(token: Token, cues: Cues) -> float | None:
    for lemma in (token.word, *sorted(token.lemmas)):
        if lemma in cues.units_s:
            return cues.units_s[lemma]
    return None


def _unit_after(tokens: list[Token], n: int, cues: Cues, skip: int = _FURTHEST_UNIT - 1) -> int | None:
    for at in range(n, min(n + skip + 1, len(tokens))):
        if tokens[at].sentence != tokens[n - 1].sentence or (at > n and _value(tokens[at], cues) is not None):
            return None
        if _unit(tokens[at], cues) is not None and tokens[at].clause == tokens[n - 1].clause:
            return at
    return None


def _number(tokens: list[Token], n: int, cues: Cues) -> tuple[float | None, int]:
    """Return the number that begins here and where it ends; ranges give their middle."""
    values: list[float] = []
    at = n
    for token in tokens[n : n + _LONGEST_NUMBER]:
        value = _value(token, cues)
        if value is None or (values and token.place - tokens[at - 1].place > 2):
            break
        values.append(value)
        at += 1
        if at < len(tokens) and tokens[at].word in {"to", "or", "до", "или"} and _is_number(tokens, at + 1, cues):
            at += 1
            values.append(_value(tokens[at], cues) or values[-1])
            at += 1
            break
    return (_together(values), at) if values else (None, n)


def _is_number(tokens: list[Token], n: int, cues: Cues) -> bool:
    return n < len(tokens) and _value(tokens[n], cues) is not None


def _value(token: Token, cues: Cues) -> float | None:
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
