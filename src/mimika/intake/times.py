"""What the numbers of a story say: how long, since what age, how long an attack, how often."""

from dataclasses import dataclass

from mimika.intake.amounts import DAY_S, YEAR_S, Amount
from mimika.intake.context import tokens_of
from mimika.intake.matching import Match, Places
from mimika.intake.person import Patient
from mimika.model.words import Alternatives, Cues, Phrase

_CHILDHOOD_Y = 7.0
_MONTH_D = 30.4
_MANY = 10
_OLDEST = 110


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity heard, and the tokens it rests on."""

    finding: str
    value: float | str
    tokens: tuple[int, ...]


class Clock:
    """Reads the amounts of one story.

    `complaining` are the clauses in which a complaint is heard: "twenty years ago my thyroid was
    removed" is no duration of a complaint, because nothing in it is one.
    """

    def __init__(self, places: Places, cues: Cues, patient: Patient, complaining: frozenset[int]) -> None:
        self._places = places
        self._cues = cues
        self._patient = patient
        clauses = {n: token.clause for n, token in enumerate(places.tokens)}
        onset = {clauses[n] for n in tokens_of(cues.onset, places)}
        self._not_onset = {clauses[n] for n in tokens_of(cues.not_onset, places)}
        sentences = {token.clause: token.sentence for token in places.tokens}
        told = complaining | onset
        beside = {c for c in sentences for near in (c - 1, c + 1) if near in told and sentences[near] == sentences[c]}
        self._relevant = (told | beside) - self._not_onset
        self._has_complaint = bool(complaining)
        self._attack = {clauses[n] for n in tokens_of(cues.attack, places)}
        self._lasting = {clauses[n] for n in tokens_of(cues.lasting, places)}
        self._painkiller = {clauses[n] for n in tokens_of(cues.painkiller, places)}

    def read(self, amounts: list[Amount]) -> list[Measure]:
        """Return the first of each quantity the amounts tell; the first is the one that brought them."""
        found: dict[str, Measure] = {}
        for measure in [*map(self._one, amounts), *self._childhood()]:
            if measure is not None:
                found.setdefault(measure.finding, measure)
        return list(found.values())

    def _one(self, amount: Amount) -> Measure | None:
        if amount.first in self._patient.age_tokens:
            return None
        often = self._often(amount)
        if often is not None or not self._has_complaint:
            return often
        return self._since(amount) or self._long(amount)

    def _often(self, amount: Amount) -> Measure | None:
        """Read how often: "двадцать раз в день", "ten days a month"."""
        tokens, after = self._places.tokens, amount.last + 1
        rest = tokens[after : after + 4]
        per = next(
            (
                self._cues.per_period_s[lemma]
                for t in rest
                for lemma in sorted(t.lemmas)
                if lemma in self._cues.per_period_s
            ),
            None,
        )
        if per is None or not amount.has_number or not rest or rest[-1].sentence != tokens[amount.last].sentence:
            return None
        numbers = tuple(range(amount.first, min(after + 3, len(tokens))))
        if amount.unit_s is None and rest[0].word in self._cues.times and per == DAY_S:
            return Measure("many-a-day", "present", numbers) if amount.number >= _MANY else None
        if amount.unit_s != DAY_S or per <= DAY_S:
            return None
        days = min(amount.number * _MONTH_D * DAY_S / per, 30.0)
        clause = tokens[amount.first].clause
        finding = "painkiller-days-month-d" if clause in self._painkiller else "headache-days-month-d"
        return Measure(finding, round(days, 1), numbers)

    def _since(self, amount: Amount) -> Measure | None:
        """Read the age at first: "с восьми лет", "since 19", "at seven"."""
        is_year = amount.unit_s == YEAR_S or (amount.unit_s is None and amount.number < _OLDEST)
        if not is_year or not amount.has_number or not (0.5 if amount.unit_s else 2) <= amount.number < _OLDEST:
            return None
        clause = self._places.tokens[amount.first].clause
        if clause not in self._relevant or amount.number > (self._patient.age_years or _OLDEST):
            return None
        words = self._before(self._cues.since, amount) or self._before(self._cues.at_age, amount)
        if words is None or (amount.unit_s is None and self._counts_something(amount)):
            return None
        return Measure("age-at-first-y", amount.number, (*words, *range(amount.first, amount.last + 1)))

    def _counts_something(self, amount: Amount) -> bool:
        tokens, after = self._places.tokens, amount.last + 1
        return after < len(tokens) and "time" in tokens[after].lemmas

    def _long(self, amount: Amount) -> Measure | None:
        if amount.unit_s is None:
            return None
        numbers = tuple(range(amount.first, amount.last + 1))
        clause = self._places.tokens[amount.first].clause
        ago = self._after(self._cues.ago, amount)
        if self._is_attack(amount, clause, is_ago=ago is not None):
            return Measure("attack-length-s", round(amount.seconds, 1), numbers)
        going_on = self._before_loose(amount) or ago is not None or self._begins_sentence(amount)
        if not amount.has_number and not going_on:
            return None
        if clause not in self._relevant and not (
            ago is None and clause in self._lasting and clause not in self._not_onset
        ):
            return None
        return Measure("duration-d", round(amount.seconds / DAY_S, 2), numbers)

    def _begins_sentence(self, amount: Amount) -> bool:
        """Whether a bare unit opens the sentence: "Год трясётся голова"."""
        tokens, n = self._places.tokens, amount.first
        return (amount.unit_s or 0) > DAY_S and (n == 0 or tokens[n - 1].sentence != tokens[n].sentence)

    def _is_short(self, amount: Amount) -> bool:
        """Whether the sentence says little else: "Уже неделю так."."""
        tokens = self._places.tokens
        around = tokens[max(0, amount.first - 4) : amount.last + 5]
        return sum(token.sentence == tokens[amount.first].sentence for token in around) <= 5

    def _is_attack(self, amount: Amount, clause: int, *, is_ago: bool) -> bool:
        if is_ago or (amount.unit_s or 0) > 3600 or (not amount.has_number and clause not in self._attack):
            return False
        if clause in self._attack:
            return True
        return (amount.unit_s or 0) < 3600 and clause in self._relevant

    def _before_loose(self, amount: Amount) -> bool:
        """Whether "уже", "for the past" and the like stand right before the amount."""
        return any(self._before((phrase,), amount, gap) for phrase in self._cues.lasting for gap in (0, 1))

    def _childhood(self) -> list[Measure]:
        places, age = self._places, self._patient.age_years
        for phrase in self._cues.childhood:
            for match in places.find(phrase):
                if places.tokens[match.first].clause in self._relevant:
                    first = Measure("age-at-first-y", _CHILDHOOD_Y, match.tokens)
                    longer = (
                        [Measure("duration-d", round((age - _CHILDHOOD_Y) * 365.25, 1), match.tokens)]
                        if (age or 0) > 12 and age
                        else []
                    )
                    return [first, *longer]
        return []

    def _before(self, phrases: tuple[Phrase, ...], amount: Amount, gap: int = 0) -> tuple[int, ...] | None:
        for words in _runs(phrases):
            begin = amount.first - len(words) - gap
            if begin >= 0 and self._places.stands_at(words, begin) and self._same_sentence(begin, amount.first):
                return tuple(range(begin, begin + len(words)))
        return None

    def _after(self, phrases: tuple[Phrase, ...], amount: Amount) -> Match | None:
        for words in _runs(phrases):
            begin = amount.last + 1
            if self._places.stands_at(words, begin) and self._same_sentence(amount.last, begin):
                return Match(tuple(range(begin, begin + len(words))))
        return None

    def _same_sentence(self, one: int, other: int) -> bool:
        return self._places.tokens[one].sentence == self._places.tokens[other].sentence


def _runs(phrases: tuple[Phrase, ...]) -> Alternatives:
    return tuple(words for phrase in phrases for words in phrase.groups[0])
