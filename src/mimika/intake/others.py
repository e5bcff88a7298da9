"""Which words of a story speak of someone who is not the patient: a neighbour, a film, a mother who is well."""

from dataclasses import dataclass
from itertools import groupby

from mimika.intake.context import tokens_of
from mimika.intake.matching import Match, Places
from mimika.intake.person import Patient, relatives_in
from mimika.intake.tokens import Token
from mimika.model.words import Cues

_CONTRASTS = frozenset(["а", "но", "зато", "but", "while", "whereas"])
_MINE = frozenset(["мой", "свой", "my"])
_AND = frozenset(["и", "and"])
_OBJECT = frozenset(["me"])
_OPENING = 3


@dataclass(frozen=True, slots=True)
class Others:
    """The words about other people, and among them those that name these people."""

    words: frozenset[int]
    named: frozenset[int]

    def own(self, match: Match) -> bool:
        """Whether a match is about someone else, who is not named in the phrase itself."""
        return self.words.issuperset(match.tokens) and self.named.isdisjoint(match.tokens)

    def moved(self, origin: list[int]) -> "Others":
        """Return the same of words that are read again; `origin` tells where each stood."""
        words = frozenset(at for at, n in enumerate(origin) if n in self.words)
        return Others(words, frozenset(at for at, n in enumerate(origin) if n in self.named))


def others_of(places: Places, cues: Cues, patient: Patient) -> Others:
    """Follow the story word by word: who is spoken of changes with each word that names a person."""
    return _Follower(places, cues, patient).others()


class _Follower:
    """Walks through a story and remembers of whom it speaks."""

    def __init__(self, places: Places, cues: Cues, patient: Patient) -> None:
        tokens = places.tokens
        relatives = relatives_in(tokens, cues)
        apart = tokens_of(cues.not_about_relative, places)
        ill = patient.relative.term if patient.relative else None
        self._tokens = tokens
        self._people = relatives.keys() | tokens_of(cues.others, places)
        self._patients = {n for n, relative in relatives.items() if relative.term == ill}
        self._starts = self._people - apart - self._patients
        self._pronouns = tokens_of((*cues.female_pronouns, *cues.male_pronouns), places)
        self._own = self._patients if ill else self._of_self(patient.narrator) | self._of_teller(frozenset(relatives))
        too = {tokens[n].clause for n in tokens_of(cues.narrator_too, places)} if ill else set[int]()
        self._too = {n for n, token in enumerate(tokens) if token.clause in too}
        self._is_teller_ill = ill is None

    def others(self) -> Others:
        """Return the words about others."""
        words = set(self._too)
        was_other = False
        for _, group in groupby(range(len(self._tokens)), lambda n: self._tokens[n].sentence):
            found, was_other = self._sentence(list(group), may_carry=was_other)
            words |= found
        return Others(frozenset(words), frozenset(self._starts))

    def _sentence(self, numbers: list[int], *, may_carry: bool) -> tuple[set[int], bool]:
        """Return the words about others in a sentence, and whether a pronoun in the next may go on with them."""
        found: set[int] = set()
        spoken_of = is_other = is_object = False
        clean: list[int] = []
        for at, n in enumerate(numbers):
            if n and self._tokens[n - 1].chunk != self._tokens[n].chunk:
                clean, is_other, is_object = [], is_other and not is_object, False
            was_other = is_other
            may_go_on = spoken_of or (may_carry and at < _OPENING)
            is_object = is_object or (is_other and n in self._own and self._tokens[n].word in _OBJECT)
            is_other = self._turn(n, is_other=is_other, may_go_on=may_go_on)
            found.update([n, *(() if was_other else clean)] if is_other else ())
            if is_other or n in self._own or self._tokens[n].word in _CONTRASTS:
                clean = []
            else:
                clean.append(n)
            spoken_of = spoken_of or n in self._people
        return found, is_other

    def _turn(self, n: int, *, is_other: bool, may_go_on: bool) -> bool:
        """Return whether the story speaks of another from this word on."""
        word = self._tokens[n].word
        if n in self._own:
            return is_other and word in _OBJECT
        if n in self._starts and not self._is_joined(n):
            return True
        if n in self._pronouns:
            return self._is_teller_ill and (is_other or may_go_on)
        return is_other and word not in _CONTRASTS

    def _is_joined(self, n: int) -> bool:
        """Whether a person is named together with the patient: "у меня и у брата"."""
        before = self._tokens[max(0, n - 3) : n]
        return any(token.word in _AND for token in before) and not self._own.isdisjoint(range(n - 4, n))

    def _opens(self, n: int, lemmas: frozenset[str]) -> bool:
        """Whether one of these words is among the first after a pause: "my lid", but not "a man in my street"."""
        tokens = self._tokens
        is_first = n < _OPENING or tokens[n - _OPENING].chunk != tokens[n].chunk
        return is_first and not lemmas.isdisjoint({tokens[n].word, *tokens[n].lemmas})

    def _of_self(self, narrator: frozenset[int]) -> set[int]:
        """Return the words that name the teller; "a friend of mine" names another."""
        tokens = self._tokens
        return {n for n in narrator if not (tokens[n].word == "mine" and n and tokens[n - 1].word == "of")}

    def _of_teller(self, people: frozenset[int]) -> set[int]:
        """Return verbs in the first person, and "my" where it is not said of a relative."""
        tokens = self._tokens
        return {
            n
            for n, token in enumerate(tokens)
            if token.word == "we"
            or ("first-person" in token.traits and not _is_of_telling(token))
            or (self._opens(n, _MINE) and people.isdisjoint(range(n + 1, n + 4)))
        }


def _is_of_telling(token: Token) -> bool:
    """Whether a verb of the teller is only about seeing and thinking: "вижу", "знаю"."""
    return not _TELLING.isdisjoint(token.lemmas)


_TELLING = frozenset(
    ["видеть", "знать", "думать", "понимать", "смотреть", "замечать", "волноваться", "слышать", "помнить"]
)
