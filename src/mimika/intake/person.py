"""Who the patient is: the teller or a relative, of what sex and age."""

from dataclasses import dataclass
from typing import Literal

from mimika.intake.amounts import YEAR_S, Amount
from mimika.intake.context import tokens_of
from mimika.intake.matching import Places
from mimika.intake.tokens import Token
from mimika.model.words import Cues, Relative

Sex = Literal["female", "male"]
_OLDEST = 115
_EARLY = 2
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Patient:
    """The person the story is about; `relative` is None when that is the teller."""

    relative: Relative | None
    age_years: float | None
    sex: Sex | None
    age_tokens: frozenset[int]
    narrator: frozenset[int]


def patient_of(places: Places, amounts: list[Amount], cues: Cues) -> Patient:
    """Decide who is ill, before any finding is read.

    A relative whose age is told is the patient; so is one named at the very beginning, unless
    the teller speaks of themself there.
    """
    tokens = places.tokens
    relatives = relatives_in(tokens, cues)
    narrator = tokens_of(cues.narrator, places)
    ages = [amount for amount in amounts if _is_age(amount, places, cues, relatives)]
    own = next((a for a in ages if not _of_relative(a, tokens, relatives, narrator)), None)
    theirs = next((a for a in ages if _of_relative(a, tokens, relatives, narrator)), None)
    apart = tokens_of(cues.not_about_relative, places)
    early = next((n for n in sorted(relatives) if tokens[n].sentence < _EARLY and n not in apart), None)
    relative: Relative | None = None
    age = own
    if theirs is not None and (own is None or theirs.first < own.first):
        relative, age = _of_relative(theirs, tokens, relatives, narrator), theirs
    elif early is not None and not _speaks_of_self(early, tokens, narrator, own):
        relative = relatives[early]
    sex = relative.sex if relative and relative.sex else _sex(places, cues, narrator, is_teller=relative is None)
    spans = frozenset(n for a in ages for n in range(a.first, a.last + 1))
    return Patient(relative, _years(age), sex, spans, narrator)


def relatives_in(tokens: list[Token], cues: Cues) -> dict[int, Relative]:
    """Return the words for other people, by the number of their token."""
    terms = {relative.term: relative for relative in cues.relatives}
    found: dict[int, Relative] = {}
    for n, token in enumerate(tokens):
        term = next((t for t in (token.word, *sorted(token.lemmas)) if t in terms), None)
        if term is not None:
            found[n] = terms[term]
    return found


def _years(amount: Amount | None) -> float | None:
    if amount is None:
        return None
    return round(amount.seconds / YEAR_S, 2) if amount.unit_s else amount.number


def _is_age(amount: Amount, places: Places, cues: Cues, relatives: dict[int, Relative]) -> bool:
    """Whether words such as "мне", "I am", "aged" stand right before, or "old" right after."""
    if not amount.has_number or not 0 < (_years(amount) or 0) < _OLDEST:
        return False
    if any(
        places.runs(words) and _begins_at(places, words, amount.last)
        for p in cues.age_after
        for g in p.groups
        for words in g
    ):
        return True
    is_year = amount.unit_s is not None and amount.unit_s >= 28 * 86_400
    if not is_year and (amount.unit_s is not None or _has_measure(amount, places.tokens)):
        return False
    return any(
        _ends_at(places, words, amount.first, loose=is_year) for p in cues.age_before for g in p.groups for words in g
    ) or (
        is_year
        and any(
            0 < amount.first - n <= 2
            and places.tokens[n].sentence == places.tokens[amount.first].sentence
            and "dative" in places.tokens[n].traits
            for n in relatives
        )
    )


def _has_measure(amount: Amount, tokens: list[Token]) -> bool:
    """Whether a bare number counts something: "I am 2 days into ..."; a pause or "and" may follow an age."""
    after = amount.last + 1
    if after >= len(tokens) or tokens[after].place - tokens[amount.last].place > 1:
        return False
    return tokens[after].word not in {
        "and",
        "now",
        "but",
        "with",
        "who",
        "he",
        "she",
        "и",
        "f",
        "m",
        "male",
        "female",
        "this",
    }


def _begins_at(places: Places, words: tuple[str, ...], last: int) -> bool:
    return any(begin in places.runs(words) for begin in (last, last + 1))


def _ends_at(places: Places, words: tuple[str, ...], first: int, *, loose: bool) -> bool:
    gaps = range(3 if loose else 2)
    tokens = places.tokens
    return any(
        (begin := first - gap - len(words)) >= 0
        and tokens[begin].sentence == tokens[first].sentence
        and tokens[first].place - tokens[begin + len(words) - 1].place <= gap + 2
        and places.stands_at(words, begin)
        for gap in gaps
    )


def _of_relative(
    amount: Amount, tokens: list[Token], relatives: dict[int, Relative], narrator: frozenset[int]
) -> Relative | None:
    near = [
        n
        for n in range(max(0, amount.first - _NEAR), min(len(tokens), amount.last + _NEAR))
        if n in relatives and tokens[n].sentence == tokens[amount.first].sentence
    ]
    between = [n for n in near if n < amount.first] or near
    if not between:
        return None
    told_of_self = any(n in narrator for n in range(between[-1], amount.first))
    return None if told_of_self else relatives[between[-1]]


def _speaks_of_self(early: int, tokens: list[Token], narrator: frozenset[int], own: Amount | None) -> bool:
    if own is not None:
        return True
    here = tokens[early].sentence
    return any(
        tokens[n].sentence < here or (tokens[n].clause <= tokens[early].clause and tokens[n].sentence == here)
        for n in narrator
    )


def _sex(places: Places, cues: Cues, narrator: frozenset[int], *, is_teller: bool) -> Sex | None:
    female_words = cues.female if is_teller else (*cues.female, *cues.female_pronouns)
    male_words = cues.male if is_teller else (*cues.male, *cues.male_pronouns)
    female = 3.0 * len(tokens_of(female_words, places))
    male = 3.0 * len(tokens_of(male_words, places))
    for gender, weight in _gendered(places.tokens, narrator, is_teller=is_teller):
        female += weight * (gender == "feminine")
        male += weight * (gender == "masculine")
    if female == male:
        return None
    return "female" if female > male else "male"


def _gendered(tokens: list[Token], narrator: frozenset[int], *, is_teller: bool) -> list[tuple[str, float]]:
    """Return past-tense genders of clauses whose subject is the teller, or left out."""
    clauses: dict[int, list[int]] = {}
    for n, token in enumerate(tokens):
        clauses.setdefault(token.clause, []).append(n)
    votes: list[tuple[str, float]] = []
    for numbers in clauses.values():
        traits = {trait for n in numbers for trait in tokens[n].traits}
        has_self = any(n in narrator and "nominative" in tokens[n].traits for n in numbers)
        for gender in ("feminine", "masculine"):
            if f"past-{gender}" not in traits:
                continue
            if has_self and is_teller:
                votes.append((gender, 3.0))
            elif not {"nominative-feminine", "nominative-masculine"} & traits:
                votes.append((gender, 1.0))
    return votes
