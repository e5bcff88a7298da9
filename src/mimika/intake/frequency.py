"""How often: "двадцать раз в день", "ten days a month"."""

from mimika.intake.amounts import DAY_S, Amount
from mimika.intake.context import tokens_of
from mimika.intake.matching import Places
from mimika.intake.measures import Beside, Measure
from mimika.intake.numbers import value_of
from mimika.model.words import Cues

_MONTH_D = 30.4
_MANY = 10
_OFTEN_S = DAY_S / _MANY
# "С каждой неделей хуже", "worse with every week" tells how it grows, not how often it comes.
_WITH = frozenset(["с", "with"])


class Frequency:
    """Reads how often something comes."""

    def __init__(self, places: Places, cues: Cues) -> None:
        self._places, self._cues = places, cues
        self._beside = Beside(places)
        self._per = frozenset(cues.per_period_s)
        self._painkiller = {places.tokens[n].clause for n in tokens_of(cues.painkiller, places)}

    def of(self, amount: Amount) -> Measure | None:
        """Read how often: "двадцать раз в день", "ten days a month"."""
        tokens, after = self._places.tokens, amount.last + 1
        rest = tokens[after : after + 4]
        per = next((self._cues.per_period_s[one] for t in rest for one in sorted(t.lemmas & self._per)), None)
        if per is None or not amount.has_number or rest[-1].sentence != tokens[amount.last].sentence:
            return None
        numbers = tuple(range(amount.first, min(after + 3, len(tokens))))
        is_times = amount.unit_s is None and self._counts_times(amount)
        if is_times and per == DAY_S:
            return Measure("many-a-day", "present", numbers) if amount.number >= _MANY else None
        if not (is_times or amount.unit_s == DAY_S) or per <= DAY_S:
            return None
        # More than once a day is a day all the same.
        days = min(amount.number * _MONTH_D * DAY_S / per, 30.0)
        clause = tokens[amount.first].clause
        finding = "painkiller-days-month-d" if clause in self._painkiller else "headache-days-month-d"
        return Measure(finding, round(days, 1), numbers)

    def is_period(self, amount: Amount) -> bool:
        """Whether an amount says how far apart, not how long: "every couple of weeks", "раз в две недели"."""
        every = self._beside.before(self._cues.every, amount) if amount.unit_s else None
        if every is None or every[0] == 0:
            return every is not None
        before = self._places.tokens[every[0] - 1]
        # "Три раза в неделю" is counted, not "раз в неделю".
        return before.word not in _WITH and value_of(before, self._cues) in {None, 1.0}

    def of_period(self, amount: Amount) -> Measure | None:
        """Read how often something comes that returns after this time; a bare "every day" is left to the phrases."""
        numbers = tuple(range(amount.first, amount.last + 1))
        if amount.seconds <= _OFTEN_S:
            return Measure("many-a-day", "present", numbers)
        if amount.seconds <= DAY_S:
            return None
        return Measure("headache-days-month-d", round(_MONTH_D * DAY_S / amount.seconds, 1), numbers)

    def _counts_times(self, amount: Amount) -> bool:
        """Whether "раз", "times" stand beside the number: "двадцать раз", "раз двадцать"."""
        tokens = self._places.tokens
        beside = (*tokens[max(0, amount.first - 1) : amount.first], *tokens[amount.last + 1 : amount.last + 2])
        return any(token.word in self._cues.times for token in beside)
