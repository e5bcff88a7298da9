"""What the numbers of a story say: how long, since what age, how long an attack, how often."""

from mimika.intake.amounts import DAY_S, YEAR_S, Amount
from mimika.intake.context import tokens_of
from mimika.intake.events import Events
from mimika.intake.frequency import Frequency
from mimika.intake.kinds import Kinds
from mimika.intake.matching import Places
from mimika.intake.measures import Beside, Measure, Telling
from mimika.intake.person import Patient
from mimika.model.words import Cues

_CHILDHOOD_Y = 7.0
_OLDEST = 110
_HOUR_S = 3600
_LONGEST_ATTACK_S = 5 * DAY_S
_DURATION = "duration-d"
_AGE_AT_FIRST = "age-at-first-y"
_HEADACHE_DAYS = "headache-days-month-d"
# "Since ninth grade", "с девятого класса": the first is that of six-year-olds.
_GRADES, _SCHOOL_Y = frozenset(["grade", "класс"]), 6
# A pregnancy is counted in weeks, from the first in which it is known to the last.
_WEEK_S, _PREGNANT_WEEKS = 7 * DAY_S, (4, 43)
_LOOSE_JOINS = frozenset(["и", "and", "вот", "уж", "ну"])
# Whose complaint it is stands before a time without cutting it off: "у меня неделю дёргается веко".
_WHOSE = frozenset(["меня", "мне", "него", "нее", "неё", "сына", "дочки", "дочери", "мужа", "жены", "мамы", "папы"])
_AFTER = frozenset(["after", "later", "into", "после"])
_OPENING = _LOOSE_JOINS | _WHOSE
_DATES = frozenset(["в", "каждый", "каждую", "раз", "этот", "прошлом", "this", "every", "a", "per", "next", "за"])


class Clock:
    """Reads the amounts of one story.

    "Twenty years ago my thyroid was removed" is no duration of a complaint, because nothing in it is one.
    """

    def __init__(self, places: Places, cues: Cues, patient: Patient, kinds: Kinds, telling: Telling) -> None:
        self._places, self._cues, self._patient, self._kinds = places, cues, patient, kinds
        self._beside, self._frequency = Beside(places), Frequency(places, cues)
        tokens = places.tokens
        clauses = {n: token.clause for n, token in enumerate(tokens)}
        self._onset = {clauses[n] for n in tokens_of(cues.onset, places)}
        self._elsewhere = frozenset(tokens[n].chunk for n in tokens_of(cues.not_onset, places))
        sentences = {token.clause: token.sentence for token in tokens}
        told = telling.complaining | self._onset
        beside = {c for c in sentences for near in (c - 1, c + 1) if near in told and sentences[near] == sentences[c]}
        self._relevant = told | beside
        self._signs = telling.signs | self._relevant
        self._is_told = bool(telling.signs)
        self._has_complaint = bool(telling.complaining)
        self._pregnant = {tokens[n].sentence for n in tokens_of(cues.pregnancy, places)}
        self._attack = {clauses[n] for n in tokens_of(cues.attack, places)}
        self._recurring: set[int] = set()
        self._events = Events(places, cues, [])
        self._now = tokens_of(cues.now, places)
        self._lasting = {clauses[n] for n in tokens_of(cues.lasting, places)}

    def read(self, amounts: list[Amount]) -> list[Measure]:
        """Return each quantity the amounts tell of each complaint: the first told, but the longest duration."""
        self._recurring = {self._sentence(one) for one in amounts if self._frequency.is_period(one)}
        self._events = Events(self._places, self._cues, amounts)
        found: dict[tuple[str, str | None], Measure] = {}
        told = [*map(self._one, amounts), *self._childhood()]
        fitting = [one for one in told if one is not None and self._fits(one)]
        # What is so now comes before what once was: "раньше приступы длились минуту, теперь по десять минут".
        for measure in sorted(fitting, key=self._is_before_now):
            key = (measure.finding, self._kinds.of(measure.tokens))
            if key not in found or (measure.finding == _DURATION and measure.days > found[key].days):
                found[key] = measure
        return list(found.values())

    def _fits(self, measure: Measure) -> bool:
        """Whether a measure is of what it can measure: days a month of a headache, an age at first of a movement."""
        kind = self._kinds.of(measure.tokens)
        if measure.finding == _HEADACHE_DAYS:
            return kind == "headache"
        return measure.finding != _AGE_AT_FIRST or kind in {"movement", None}

    def _is_before_now(self, measure: Measure) -> bool:
        """Whether a length of attacks is told without a "now" before it in its sentence."""
        tokens, first = self._places.tokens, measure.tokens[0]
        return not any(n < first and tokens[n].sentence == tokens[first].sentence for n in self._now)

    def _one(self, amount: Amount) -> Measure | None:
        if amount.first in self._patient.age_tokens:
            return None
        if self._frequency.is_period(amount):
            return self._frequency.of_period(amount)
        often = self._frequency.of(amount)
        if often is not None or not self._is_told or self._is_of_another(amount):
            return often
        return self._dated(amount) if amount.is_date else self._length(amount)

    def _is_of_another(self, amount: Amount) -> bool:
        """Whether a time is that of something else: of a treatment, a journey, a pregnancy."""
        token = self._places.tokens[amount.first]
        is_pregnancy = amount.unit_s == _WEEK_S and _PREGNANT_WEEKS[0] <= amount.number < _PREGNANT_WEEKS[1]
        return token.chunk in self._elsewhere or (is_pregnancy and token.sentence in self._pregnant)

    def _length(self, amount: Amount) -> Measure | None:
        if not self._has_complaint:
            return self._attack_length(amount)
        if self._is_of_recurring(amount):
            return Measure("attack-length-s", round(amount.seconds, 1), tuple(range(amount.first, amount.last + 1)))
        return self._since(amount) or self._attack_length(amount) or self._long(amount)

    def _dated(self, amount: Amount) -> Measure | None:
        """Read how long ago a date was: "с марта", "since last summer", "началось в 2019 году"."""
        clause = self._places.tokens[amount.first].clause
        since = any(self._beside.before(self._cues.since, amount, gap) for gap in (0, 1, 2))
        began = clause in self._onset and any(self._beside.before(self._cues.on_date, amount, gap) for gap in (0, 1))
        if not (since and clause in self._relevant) and not began:
            return None
        return Measure(_DURATION, amount.number, tuple(range(amount.first, amount.last + 1)))

    def _since(self, amount: Amount) -> Measure | None:
        """Read the age at first: "с восьми лет", "since 19", "at seven"."""
        is_year = amount.unit_s == YEAR_S or (amount.unit_s is None and amount.number < _OLDEST)
        if not is_year or not amount.has_number or not (0.5 if amount.unit_s else 2) <= amount.number < _OLDEST:
            return None
        clause = self._places.tokens[amount.first].clause
        if clause not in self._relevant or amount.number > (self._patient.age_years or _OLDEST):
            return None
        words = self._beside.before(self._cues.since, amount) or self._beside.before(self._cues.at_age, amount)
        follows = self._follows(amount)
        if words is None or (amount.unit_s is None and "time" in follows):
            return None
        years = amount.number + _SCHOOL_Y if amount.unit_s is None and _GRADES & follows else amount.number
        return Measure(_AGE_AT_FIRST, years, (*words, *range(amount.first, amount.last + 1)))

    def _follows(self, amount: Amount) -> frozenset[str]:
        """Return the base forms of the word after an amount."""
        after = amount.last + 1
        return self._places.tokens[after].lemmas if after < len(self._places.tokens) else frozenset()

    def _attack_length(self, amount: Amount) -> Measure | None:
        """Read how long one attack lasts: seconds and minutes of any sign, hours and days only by plain words."""
        if amount.unit_s is None or amount.is_ordinal or self._beside.after(self._cues.ago, amount) is not None:
            return None
        clause = self._places.tokens[amount.first].clause
        is_named = clause in self._attack
        is_told = is_named or (clause in self._signs and amount.has_number)
        if not is_told or self._is_within(amount, is_named=is_named):
            return None
        if amount.unit_s > _HOUR_S and not (is_named and self._is_long_attack(amount)):
            return None
        if amount.unit_s == _HOUR_S and not is_named:
            return None
        return Measure("attack-length-s", round(amount.seconds, 1), tuple(range(amount.first, amount.last + 1)))

    def _is_within(self, amount: Amount, *, is_named: bool) -> bool:
        """Whether a time is how soon something came, not how long it lasts: "за секунду", "ten minutes after"."""
        if is_named:
            return False
        is_after = not _AFTER.isdisjoint(self._follows(amount))
        return is_after or self._beside.before(self._cues.within, amount) is not None

    def _is_of_recurring(self, amount: Amount) -> bool:
        """Whether a length stands with how often it comes: "every few weeks I get a headache for two days"."""
        is_told = amount.unit_s is not None and self._sentence(amount) in self._recurring
        return is_told and amount.seconds <= _LONGEST_ATTACK_S and self._beside.after(self._cues.ago, amount) is None

    def _sentence(self, amount: Amount) -> int:
        return self._places.tokens[amount.first].sentence

    def _is_long_attack(self, amount: Amount) -> bool:
        """Whether days are the length of an attack: of pain, few, and not told as going on."""
        kind = self._kinds.of((amount.first,))
        return kind != "movement" and amount.seconds <= _LONGEST_ATTACK_S and not self._before_loose(amount)

    def _long(self, amount: Amount) -> Measure | None:
        if amount.unit_s is None:
            return None
        clause = self._places.tokens[amount.first].clause
        if self._events.is_later(amount):
            return self._later(amount, clause)
        ago = self._beside.after(self._cues.ago, amount)
        if amount.unit_s < _HOUR_S and ago is None:
            return None
        going_on = amount.is_ordinal or self._before_loose(amount) or ago is not None or self._begins_chunk(amount)
        if not amount.has_number and not going_on:
            return None
        if clause not in self._relevant and (ago is not None or clause not in self._lasting):
            return None
        numbers = tuple(range(amount.first, amount.last + 1))
        return Measure(_DURATION, round(amount.seconds / DAY_S, 2), numbers)

    def _later(self, amount: Amount, clause: int) -> Measure | None:
        """Read how long ago something began that is dated by an earlier event."""
        days = self._events.days_since(amount)
        if days is None or clause not in self._onset:
            return None
        return Measure(_DURATION, days, tuple(range(amount.first, amount.last + 1)))

    def _begins_chunk(self, amount: Amount) -> bool:
        """Whether a bare unit opens or ends a part: "Год трясётся голова", "дёргается веко месяц"."""
        tokens, first, after = self._places.tokens, amount.first, amount.last + 1
        opens = first == 0 or tokens[first - 1].chunk != tokens[first].chunk or tokens[first - 1].word in _OPENING
        ends = after >= len(tokens) or tokens[after].chunk != tokens[first].chunk
        return (amount.unit_s or 0) > DAY_S and (opens or ends) and not self._is_date(first)

    def _is_date(self, first: int) -> bool:
        return first > 0 and self._places.tokens[first - 1].word in _DATES

    def _before_loose(self, amount: Amount) -> bool:
        """Whether "уже", "for the past" and the like stand right before the amount."""
        return any(self._beside.before((phrase,), amount, gap) for phrase in self._cues.lasting for gap in (0, 1))

    def _childhood(self) -> list[Measure]:
        places, age = self._places, self._patient.age_years
        for phrase in self._cues.childhood:
            for match in places.find(phrase):
                if places.tokens[match.first].clause in self._relevant:
                    first = Measure(_AGE_AT_FIRST, _CHILDHOOD_Y, match.tokens)
                    longer = (
                        [Measure(_DURATION, round((age - _CHILDHOOD_Y) * 365.25, 1), match.tokens)]
                        if (age or 0) > 12 and age
                        else []
                    )
                    return [first, *longer]
        return []
