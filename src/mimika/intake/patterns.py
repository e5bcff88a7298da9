"""The pattern language of the lexicon, and how a written pattern becomes a `Phrase`.

болит голова        both words, in any order, close together
болит|ноет @head    either word; any member of the class `head`
не+проходит         in exactly this order, side by side
не+могу|мог         не+могу or не+мог, for no later choice has a + of its own
лев*/прав*+глаз     either word first, then глаз
подерг*             any word that starts so
*дерг*              any word with this inside: задергалось, передергивает
=веки               exactly this form
=^will              this form, as the first word of a sentence
=#future            any word with this trait: verb, present, future (Russian only)
!зуб                must not stand near
~4                  no wider than 4 words
"""

from collections.abc import Callable, Mapping
from itertools import product

from mimika.model.words import Alternatives, Phrase, Words

Classes = Mapping[str, tuple[str, ...]]
BaseForms = Callable[[str], tuple[str, ...]]
_MOST = 1200


class PatternError(ValueError):
    """A pattern of the lexicon cannot be read."""

    def __init__(self, pattern: str, problem: str) -> None:
        super().__init__(f"pattern {pattern!r}: {problem}")


def parse_phrase(pattern: str, classes: Classes, base_forms: BaseForms, window: int) -> Phrase:
    """Return the phrase that a written pattern means.

    Raises:
        PatternError: If it names an unknown class, has no words, or means too many things at once.
    """
    groups: list[Alternatives] = []
    avoid: list[Words] = []
    for item in pattern.lower().replace("ё", "е").split():
        if item[0] == "~":
            window = int(item[1:])
        elif item[0] == "!":
            avoid += _alternatives(item[1:], pattern, classes, base_forms)
        else:
            groups.append(_alternatives(item, pattern, classes, base_forms))
    if not groups:
        raise PatternError(pattern, "it has no words; write at least one")
    return Phrase(tuple(groups), tuple(avoid), window)


def _alternatives(item: str, pattern: str, classes: Classes, base_forms: BaseForms) -> Alternatives:
    found: dict[Words, None] = {}
    for choice in _choices(item):
        options = [
            tuple(term for word in part.split("/") for term in _terms(word, pattern, classes, base_forms))
            for part in choice.split("+")
        ]
        for combination in product(*options):
            found[tuple(term for words in combination for term in words)] = None
    if len(found) > _MOST:
        raise PatternError(pattern, f"{item!r} means {len(found)} things; {_MOST} at most")
    return tuple(found)


def _choices(item: str) -> list[str]:
    first, *rest = item.split("|")
    if "+" in first and rest and not any("+" in choice for choice in rest):
        lead = first.rpartition("+")[0]
        return [first, *(f"{lead}+{choice}" for choice in rest)]
    return [first, *rest]


def _terms(part: str, pattern: str, classes: Classes, base_forms: BaseForms) -> Alternatives:
    if not part.strip("@=*"):
        raise PatternError(pattern, "a word is missing beside +, |, @ or =")
    if part[0] == "@":
        if part[1:] not in classes:
            raise PatternError(pattern, f"no class {part!r}; define it under classes")
        return tuple(
            words
            for member in classes[part[1:]]
            for words in _alternatives(member.lower().replace("ё", "е"), pattern, classes, base_forms)
        )
    if part[0] == "=" or part[-1] == "*":
        return ((part,),)
    return tuple((lemma,) for lemma in base_forms(part))
