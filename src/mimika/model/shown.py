"""What a film shows: a finding, and the measures it rests on."""

from dataclasses import dataclass
from typing import Literal

from mimika.model.case import Value


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding that a film shows, its value, the ids of the measures it rests on, and the person's own side if any."""

    finding: str
    value: Value
    measures: tuple[str, ...]
    side: Literal["left", "right"] | None = None
