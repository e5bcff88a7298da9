"""What began some time after an event of the story: "год назад операция, через месяц задёргалась щека"."""

from mimika.intake.amounts import DAY_S, Amount
from mimika.intake.matching import Places
from mimika.intake.measures import Beside
from mimika.model.words import Cues

_LATER = frozenset(["через", "спустя", "later"])


class Events:
    """The times ago that a story tells, from which "a month later" is counted."""

    def __init__(self, places: Places, cues: Cues, amounts: list[Amount]) -> None:
        self._tokens = places.tokens
        beside = Beside(places)
        self._ago = [one for one in amounts if beside.after(cues.ago, one) is not None]

    def is_later(self, amount: Amount) -> bool:
        """Whether a time counts from something told before, not from today: "через месяц", "a week later"."""
        tokens, after = self._tokens, amount.last + 1
        around = (*tokens[max(0, amount.first - 1) : amount.first], *tokens[after : after + 1])
        return any(one.word in _LATER and one.sentence == tokens[amount.last].sentence for one in around)

    def days_since(self, amount: Amount) -> float | None:
        """Return how many days ago a later time was, if the event before it is dated."""
        event = next((one for one in reversed(self._ago) if one.first < amount.first), None)
        if event is None or event.seconds <= amount.seconds:
            return None
        return round((event.seconds - amount.seconds) / DAY_S, 2)
