"""Dates a story names, as time before today: "с марта", "since last summer", "в 2019 году", "since Monday"."""

from datetime import date, timedelta

from mimika.intake.amounts import DAY_S, Amount, looked_up
from mimika.intake.tokens import Token
from mimika.model.words import Cues

_EARLIEST_YEAR = 1920
_HOURS_D = 0.3
_MID_MONTH, _MID_YEAR = 15, (7, 1)
_YEAR_WORDS = frozenset(["год", "году", "года", "г", "year"])


def dates_of(tokens: list[Token], cues: Cues, today: date) -> list[Amount]:
    """Return the dates of a story as days before today, in order; what lies ahead is no date of a complaint."""
    found: list[Amount] = []
    n = 0
    while n < len(tokens):
        day, after = _date_at(tokens, n, cues, today)
        if day is None:
            n += 1
            continue
        if day <= today:
            first = n - 1 if n and tokens[n - 1].lemmas & set(cues.last) else n
            found.append(Amount(max((today - day).days, _HOURS_D), DAY_S, first, after - 1, is_date=True))
        n = after
    return found


def without(amounts: list[Amount], dates: list[Amount]) -> list[Amount]:
    """Return the amounts that are no part of a date, with the dates among them, in order."""
    taken = {n for one in dates for n in range(one.first, one.last + 1)}
    plain = [one for one in amounts if taken.isdisjoint(range(one.first, one.last + 1))]
    return sorted([*plain, *dates], key=lambda one: one.first)


def _date_at(tokens: list[Token], n: int, cues: Cues, today: date) -> tuple[date | None, int]:
    """Return the day that is named from this token on and where its words end, or nothing."""
    if (days := looked_up(tokens[n], cues.days_ago)) is not None:
        return today - timedelta(days=days), n + 1
    if (weekday := looked_up(tokens[n], cues.weekdays)) is not None:
        return today - timedelta(days=(today.weekday() - int(weekday) + 1) % 7 or 7), n + 1
    if (month := looked_up(tokens[n], cues.months)) is not None:
        return _in_month(tokens, n + 1, int(month), cues, today)
    year, after = _year_at(tokens, n, today)
    return (date(year, *_MID_YEAR), after) if year else (None, n)


def _in_month(tokens: list[Token], after: int, month: int, cues: Cues, today: date) -> tuple[date, int]:
    """Return the middle of a month or season, of the year that is named, else the last one that has begun."""
    year, end = _year_at(tokens, after, today)
    if year:
        return date(year, month, _MID_MONTH), end
    if _is_last_year(tokens, after, cues):
        return date(today.year - 1, month, _MID_MONTH), after + 2
    day = date(today.year, month, _MID_MONTH)
    if day > today:
        day = day.replace(day=1) if month == today.month else day.replace(year=day.year - 1)
    return day, after


def _is_last_year(tokens: list[Token], n: int, cues: Cues) -> bool:
    """Whether "прошлого года" stands here."""
    return n + 1 < len(tokens) and bool(tokens[n].lemmas & set(cues.last)) and bool(tokens[n + 1].lemmas & _YEAR_WORDS)


def _year_at(tokens: list[Token], n: int, today: date) -> tuple[int | None, int]:
    """Return a year written in four digits and where it ends, the word "year" after it included."""
    if n >= len(tokens) or len(tokens[n].word) != 4 or not tokens[n].word.isdigit():
        return None, n
    year = int(tokens[n].word)
    if not _EARLIEST_YEAR <= year <= today.year:
        return None, n
    has_word = n + 1 < len(tokens) and (tokens[n + 1].word in _YEAR_WORDS or tokens[n + 1].lemmas & _YEAR_WORDS)
    return year, n + 2 if has_word else n + 1
