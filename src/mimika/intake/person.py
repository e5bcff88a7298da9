"""Who the patient is: the teller or a relative, of what sex and age."""

from dataclasses import dataclass

from mimika.intake.ages import age_of, is_age
from mimika.intake.amounts import Amount
from mimika.intake.context import tokens_of
from mimika.intake.ellipsis import SIGN_VERBS
from mimika.intake.matching import Places
from mimika.intake.sex import Sex, sex_of
from mimika.intake.tokens import Token
from mimika.model.words import Cues, Phrase, Relative

_EARLY = 2
_NEAR = 4
_BESIDE = 3


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
    known, near = _possible_patients(places, cues, relatives)
    ages = [amount for amount in amounts if is_age(amount, places, cues, relatives)]
    third = _told_by_pronoun(ages, places, cues) if relatives else {}
    own = next((a for a in ages if a not in third and not _of_relative(a, tokens, relatives, narrator)), None)
    theirs = next((a for a in ages if _of_relative(a, tokens, known, narrator)), None)
    apart = tokens_of(cues.not_about_relative, places)
    early = next((n for n in sorted(near) if tokens[n].sentence < _EARLY and n not in apart), None)
    relative: Relative | None = None
    age = own
    if theirs is not None and (own is None or theirs.first < own.first):
        relative, age = _of_relative(theirs, tokens, known, narrator), theirs
    elif early is not None and not _speaks_of_self(early, tokens, narrator, own):
        relative = relatives[early]
        age = next((a for a, sex in third.items() if relative.sex in {None, sex}), age)
    sex = relative.sex if relative and relative.sex else _letter_beside(age, tokens)
    sex = sex or sex_of(places, cues, narrator, relatives, is_teller=relative is None)
    spans = frozenset(n for a in ages for n in range(a.first, a.last + 1))
    return Patient(relative, age_of(age, tokens), sex, spans, narrator)


def _told_by_pronoun(ages: list[Amount], places: Places, cues: Cues) -> dict[Amount, Sex]:
    """Return the ages that stand beside a pronoun, and its sex: "he's 46", "58 ему"."""
    sexes: dict[Sex, tuple[Phrase, ...]] = {"male": cues.male_pronouns, "female": cues.female_pronouns}
    pronouns = {n: sex for sex, phrases in sexes.items() for n in tokens_of(phrases, places)}
    tokens, found = places.tokens, {}
    for age in ages:
        near = range(age.first - _BESIDE, age.last + 2)
        here = [n for n in near if n in pronouns and tokens[n].sentence == tokens[age.first].sentence]
        if here:
            found[age] = "female" if any(pronouns[n] == "female" for n in here) else pronouns[here[0]]
    return found


def _possible_patients(
    places: Places, cues: Cues, relatives: dict[int, Relative]
) -> tuple[dict[int, Relative], dict[int, Relative]]:
    """Return the people after whom the teller does not turn to themself, and among them the near ones."""
    tokens = places.tokens
    tellers = {tokens[n].sentence: n for n in sorted(tokens_of(cues.not_patient, places))}
    strangers = tokens_of(cues.others, places) | {n for n, relative in relatives.items() if relative.is_stranger}
    known = {n: r for n, r in relatives.items() if tellers.get(tokens[n].sentence, -1) < n}
    return known, {n: r for n, r in known.items() if strangers.isdisjoint(range(n - 3, n + 2))}


def _letter_beside(age: Amount | None, tokens: list[Token]) -> Sex | None:
    """Return the sex of "F, 34" and "34M"."""
    if age is None:
        return None
    beside = (*tokens[max(0, age.first - 1) : age.first], *tokens[age.last + 1 : age.last + 2])
    letters: dict[str, Sex] = {"f": "female", "m": "male"}
    return next((letters[token.word] for token in beside if token.word in letters), None)


def relatives_in(tokens: list[Token], cues: Cues) -> dict[int, Relative]:
    """Return the words for other people, by the number of their token."""
    terms = {relative.term: relative for relative in cues.relatives}
    found: dict[int, Relative] = {}
    for n, token in enumerate(tokens):
        term = next((t for t in (token.word, *sorted(token.lemmas)) if t in terms), None)
        if term is not None:
            found[n] = terms[term]
    return found


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
    if own is not None or _only_teller_is_ill(early, tokens, narrator):
        return True
    here = tokens[early].sentence
    return any(
        tokens[n].sentence < here or (tokens[n].clause <= tokens[early].clause and tokens[n].sentence == here)
        for n in narrator
        if n < early or tokens[n].word != "me"
    )


def _only_teller_is_ill(early: int, tokens: list[Token], narrator: frozenset[int]) -> bool:
    """Whether a complaint's verb stands with the teller and none with the relative: "У тёти инсульт, у меня ..."."""
    ill = {token.clause for token in tokens if token.word.startswith(SIGN_VERBS)}
    return tokens[early].clause not in ill and any(tokens[n].clause in ill for n in narrator if tokens[n].word != "me")
