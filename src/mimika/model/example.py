"""A given -> expect record of the knowledge."""

from dataclasses import dataclass

from mimika.model.case import Sex
from mimika.model.condition import Level
from mimika.model.finding import ComplaintKind
from mimika.model.numbers import Footing
from mimika.model.text import Text


@dataclass(frozen=True, slots=True)
class Example:
    """A case in plain findings and what must come out of it."""

    id: str
    title: Text
    age_years: float | None
    sex: Sex | None
    complaints: tuple[ComplaintKind, ...]
    findings: dict[str, bool | float | str]
    first: tuple[str, ...]
    top3: tuple[str, ...]
    not_first: tuple[str, ...]
    urgency: tuple[Level, ...]
    red_flags: tuple[str, ...]
    see: tuple[str, ...]
    footing: Footing
