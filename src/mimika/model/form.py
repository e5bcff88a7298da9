"""A guided examination: what to do step by step, and the finding each step answers."""

from dataclasses import dataclass

from mimika.model.finding import ComplaintKind
from mimika.model.numbers import Footing
from mimika.model.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the finding it answers and how to do it."""

    finding: str
    how: Text


@dataclass(frozen=True, slots=True)
class ExaminationForm:
    """An examination of one complaint kind, in the order in which it is done."""

    id: str
    name: Text
    complaint: ComplaintKind
    steps: tuple[Step, ...]
    footing: Footing
