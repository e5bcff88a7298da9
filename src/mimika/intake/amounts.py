"""Numbers with a unit of time: "три месяца", "лет пятнадцать", "a couple of weeks", "третий день"."""

from collections.abc import Mapping
from dataclasses import dataclass

from mimika.intake.numbers import RANGE, number_at, value_of
from mimika.intake.tokens import Token
from mimika.model.words import Cues

YEAR_S = 31_557_600.0
DAY_S = 86_400.0
_FURTHEST_UNIT = 2
_PER = frozenset(["за", "в", "на", "per", "a", "an", "every", "each", "каждый"])
_DATE_BEFORE = frozenset(["на", "в", "каждый", "каждые", "каждую", "каждое", "every", "on", "in"])


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, its unit in seconds if one stands by it, and the tokens it is made of.

    An ordinal names the unit that runs: "третий месяц" is the middle of the third, 2.5 months.
    A date is the days since then.
    """

    number: float
    unit_s: float | None
    first: int
    last: int
    has_number: bool = True
    is_ordinal: bool = False
    is_date: bool = False

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
        if found and _spans(found[-1], amount, tokens):
            amount = _middle(found.pop(), amount)
        found.append(amount)
        n = amount.last + 1
    return found


def _spans(one: Amount, other: Amount, tokens: list[Token]) -> bool:
    """Whether two lengths are the ends of one range: "полчаса-час", "half an hour to an hour"."""
    between = [token.word for token in tokens[one.last + 1 : other.first]]
    is_joined = between[0] in RANGE if between else _is_glued(tokens, one.last)
    return bool(one.unit_s and other.unit_s) and len(between) <= 2 and is_joined and one.seconds < other.seconds


def _is_glued(tokens: list[Token], n: int) -> bool:
    return (
        n + 1 < len(tokens) and tokens[n + 1].start - tokens[n].end == 1 and tokens[n].place + 1 == tokens[n + 1].place
    )


def _middle(one: Amount, other: Amount) -> Amount:
    seconds = (one.seconds + other.seconds) / 2
    return Amount(seconds / (other.unit_s or 1.0), other.unit_s, one.first, other.last)


def _at(tokens: list[Token], n: int, cues: Cues) -> Amount | None:
    number, after = number_at(tokens, n, cues)
    if number is not None:
        return _with_unit(tokens, n, number, after, cues)
    unit = _unit(tokens[n], cues)
    if unit is None:
        return None
    skip = n + 1
    if skip < len(tokens) and tokens[skip].word in {"по", "на", "этак", "так"}:
        skip += 1
    number, after = number_at(tokens, skip, cues)
    if (
        number is not None
        and tokens[n].sentence == tokens[skip].sentence
        and _unit_after(tokens, after, cues, 0) is None
    ):
        return Amount(number, unit, n, after - 1)
    return Amount(1.0, unit, n, n, has_number=False)


def _with_unit(tokens: list[Token], n: int, number: float, after: int, cues: Cues) -> Amount | None:
    """Return a number with the unit that follows it, if any; a date such as "на третий день" is no length."""
    at = _unit_after(tokens, after, cues)
    if at is None:
        return Amount(number, None, n, after - 1)
    if not _is_ordinal(tokens[after - 1], cues):
        return Amount(number, _unit(tokens[at], cues), n, at)
    if n and tokens[n - 1].word in _DATE_BEFORE:
        return None
    return Amount(number - 0.5, _unit(tokens[at], cues), n, at, is_ordinal=True)


def _parts(tokens: list[Token], n: int) -> bool:
    """Whether a word parts a number from a unit: "two a day", but "half an hour"."""
    return tokens[n].word in _PER and not (n and tokens[n - 1].word in {"half", "quarter"})


def _is_ordinal(token: Token, cues: Cues) -> bool:
    return not token.word[0].isdigit() and not {token.word, *token.lemmas}.isdisjoint(cues.ordinals)


def looked_up(token: Token, table: Mapping[str, float]) -> float | None:
    """Return what a table says of a word or of one of its base forms."""
    return next((table[one] for one in (token.word, *sorted(token.lemmas)) if one in table), None)


def _unit(token: Token, cues: Cues) -> float | None:
    return looked_up(token, cues.units_s)


def _unit_after(tokens: list[Token], n: int, cues: Cues, skip: int = _FURTHEST_UNIT - 1) -> int | None:
    for at in range(n, min(n + skip + 1, len(tokens))):
        if tokens[at].sentence != tokens[n - 1].sentence or (at > n and _parts(tokens, at - 1)):
            return None
        if value_of(tokens[at], cues) is not None or tokens[at].chunk != tokens[n - 1].chunk:
            return None
        if _unit(tokens[at], cues) is not None:
            return at
    return None
