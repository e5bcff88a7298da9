"""Of what sex the patient is: words that say it, the gender of verbs, a husband or a wife."""

from typing import Literal

from mimika.intake.context import tokens_of
from mimika.intake.matching import Places
from mimika.intake.tokens import Token
from mimika.model.words import Cues, Relative

Sex = Literal["female", "male"]
_SPOUSES: dict[str, Sex] = {"муж": "female", "супруг": "female", "жена": "male", "супруга": "male"}
_SPOUSES |= {"husband": "female", "boyfriend": "female", "wife": "male", "wive": "male", "girlfriend": "male"}


def sex_of(
    places: Places, cues: Cues, narrator: frozenset[int], relatives: dict[int, Relative], *, is_teller: bool
) -> Sex | None:
    """Weigh all that tells the sex; words for other people do not count for a relative who is ill."""
    of_other = not is_teller or not narrator
    female_words = (*cues.female, *cues.female_pronouns) if of_other else cues.female
    male_words = (*cues.male, *cues.male_pronouns) if of_other else cues.male
    female = 3.0 * len(tokens_of(female_words, places) - relatives.keys())
    male = 3.0 * len(tokens_of(male_words, places) - relatives.keys())
    for gender, weight in _gendered(places.tokens, narrator, is_teller=is_teller):
        female += weight * (gender == "feminine")
        male += weight * (gender == "masculine")
    if is_teller:
        spouses = [_SPOUSES.get(relative.term) for relative in relatives.values()]
        female += 0.5 * spouses.count("female")
        male += 0.5 * spouses.count("male")
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
        free = [n for n in numbers if not (n and "preposition" in tokens[n - 1].traits)]
        traits = {trait for n in free for trait in tokens[n].traits}
        has_self = any(n in narrator and "nominative" in tokens[n].traits for n in numbers)
        for gender in ("feminine", "masculine"):
            if f"past-{gender}" not in traits:
                continue
            if has_self and is_teller:
                votes.append((gender, 3.0))
            elif "first-person" in traits or not {"nominative-feminine", "nominative-masculine"} & traits:
                votes.append((gender, 1.0))
    return votes
