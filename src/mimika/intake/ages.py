"""Which numbers of a story are somebody's age: "мне 57", "I'm 42", "сыну семь лет", "за сорок"."""

from collections.abc import Iterator

from mimika.intake.amounts import YEAR_S, Amount
from mimika.intake.matching import Places
from mimika.intake.tokens import Token
from mimika.model.words import Cues, Phrase, Relative, Words

_OLDEST = 115
_BEYOND = 5
_GROWN = 40
_GROWING_UP = 12
_FIRST_WORDS = 4
_MONTH_S = 28 * 86_400
_AS_LONG_AS = frozenset(["как", "that", "since"])
_AFTER_AGE = frozenset(["and", "now", "but", "with", "who", "he", "she", "и", "f", "m", "male", "female", "this"])


def years_of(amount: Amount) -> float:
    """Return a number as years."""
    return round(amount.seconds / YEAR_S, 2) if amount.unit_s else amount.number


def age_of(amount: Amount | None, tokens: list[Token]) -> float | None:
    """Return the years told; "за сорок" is about 45."""
    if amount is None:
        return None
    before = tokens[amount.first - 1].word if amount.first else ""
    is_beyond = before == "за" and amount.number % 10 == 0
    return years_of(amount) + _BEYOND * is_beyond


def is_age(amount: Amount, places: Places, cues: Cues, relatives: dict[int, Relative]) -> bool:
    """Whether words such as "мне", "I am", "aged" stand right before, or "old" right after."""
    can_be = amount.has_number and not amount.is_ordinal and 0 < years_of(amount) < _OLDEST
    if not can_be or _falls(amount, places.tokens):
        return False
    if any(_begins_at(places, words, amount.last) for words in _words(cues.age_after)):
        return True
    if _opens_story(amount, places.tokens):
        return True
    is_year = amount.unit_s is not None and amount.unit_s >= _MONTH_S
    if not is_year and (amount.unit_s is not None or _has_measure(amount, places.tokens)):
        return False
    if not any(places.stands_at(words, amount.last + 1) for words in _words(cues.ago)):
        return _is_named(amount, places, cues, relatives)
    return False


def _falls(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a number is two, the first the greater, as no range is: "у меня 100/60"."""
    digits = [float(t.word) for t in tokens[amount.first : amount.last + 1] if t.word.isdigit()]
    return len(digits) > 1 and digits[0] > digits[1]


def _opens_story(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a number stands alone among the very first words: "49 лет. Дёргается ...", "Driver, 52."."""
    if amount.last >= _FIRST_WORDS or tokens[amount.last].sentence or not _GROWING_UP <= years_of(amount) < _OLDEST:
        return False
    chunk = {n for n in range(min(len(tokens), _FIRST_WORDS * 2)) if tokens[n].chunk == tokens[amount.first].chunk}
    follows = tokens[amount.last + 1].word if amount.last + 1 < len(tokens) else ""
    return amount.unit_s in {None, YEAR_S} and chunk == set(range(amount.first, amount.last + 1)) and follows != "как"


def _is_named(amount: Amount, places: Places, cues: Cues, relatives: dict[int, Relative]) -> bool:
    """Whether the words before a number say whose age it is."""
    is_year = amount.unit_s is not None
    begins = (
        begin
        for words in _words(cues.age_before)
        for begin in _ends_at(places, words, amount.first, loose=is_year)
        if len(words) > 1 or begin not in relatives
    )
    if next(begins, None) is not None:
        return True
    return any(_tells_age(n, amount, places.tokens, is_year=is_year) for n in relatives)


def _words(phrases: tuple[Phrase, ...]) -> Iterator[Words]:
    return (words for phrase in phrases for group in phrase.groups for words in group)


def _tells_age(n: int, amount: Amount, tokens: list[Token], *, is_year: bool) -> bool:
    """Whether a word for a relative makes the number after it an age: "сыну 7", "my nephew, twelve,"."""
    if not 0 < amount.first - n <= 2 or tokens[n].sentence != tokens[amount.first].sentence:
        return False
    is_apart = tokens[n].chunk != tokens[amount.first].chunk
    is_all = amount.first - n == 1 and _ends_chunk(amount, tokens)
    return "dative" in tokens[n].traits or is_apart or is_all or not is_year or years_of(amount) >= _GROWN


def _ends_chunk(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a pause follows: "Дочь 11 лет, щурится", but not "мама десять лет, как болеет"."""
    after = amount.last + 1
    if after >= len(tokens):
        return False
    return tokens[after].chunk != tokens[amount.last].chunk and tokens[after].word not in _AS_LONG_AS


def _has_measure(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a bare number counts something: "I am 2 days into ..."; a pause or "and" may follow an age."""
    after = amount.last + 1
    if after >= len(tokens) or tokens[after].chunk != tokens[amount.last].chunk:
        return False
    if amount.number >= _GROWING_UP and not _can_be_counted(tokens[after]):
        return False
    return tokens[after].word not in _AFTER_AGE


def _can_be_counted(token: Token) -> bool:
    """Whether a word can stand after a count: "20 уколов", "40 kilos"; "мне 63 диабет" counts nothing."""
    return "genitive" in token.traits or token.word.endswith("s") or token.word[0].isdigit()


def _begins_at(places: Places, words: Words, last: int) -> bool:
    return any(places.stands_at(words, begin) for begin in (last, last + 1))


def _ends_at(places: Places, words: Words, first: int, *, loose: bool) -> Iterator[int]:
    """Yield where the words begin, if they end right before a number."""
    tokens = places.tokens
    for gap in range(3 if loose else 2):
        begin = first - gap - len(words)
        if begin < 0 or tokens[begin].sentence != tokens[first].sentence:
            continue
        is_close = tokens[first].place - tokens[begin + len(words) - 1].place <= gap + 2
        if is_close and places.stands_at(words, begin):
            yield begin
