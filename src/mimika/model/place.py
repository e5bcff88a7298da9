"""Places to point at instead of writing: what may happen at each, and what is thereby said."""

from dataclasses import dataclass, field
from typing import Literal

from mimika.model.case import Value
from mimika.model.finding import ComplaintKind
from mimika.model.text import Text

Side = Literal["left", "right"]
View = Literal["face", "side", "body"]
LineKind = Literal[
    "skin", "shade", "hair", "line", "soft", "brow", "white", "iris", "pupil", "lash", "glint",
    "lip", "mouth", "tooth", "tongue", "inset", "leader",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that may happen at a place: why one comes with it, and the findings that it says, with values."""

    id: str
    says: Text
    complaint: ComplaintKind
    gives: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the body; `sides` names its left and right, the person's own, where it has them."""

    id: str
    name: Text
    view: View
    sides: dict[Side, Text]
    happenings: dict[str, Happening]

    def named(self, side: Side | None = None) -> Text:
        """Return the name of the place, or of one side of it."""
        return self.name if side is None else self.sides.get(side, self.name)


@dataclass(frozen=True, slots=True)
class Pointing:
    """A place that was pointed at, on which side if it has two, and what was said to happen there."""

    place: str
    happening: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a picture, in its units from the upper left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A path that is only seen; a mirrored one is drawn on both sides of the middle."""

    kind: LineKind
    d: str
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A path to point at. A mirrored one is the person's right as it stands, and the left turned over."""

    place: str
    d: str
    mirrored: bool = False
    label: Spot | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing to point at; one that turns shows the left side as it stands, the right turned over.

    Attributes:
        marks: Where left and right are written.
        caption: Where the name of a place is written while it is pointed at.
    """

    id: View
    name: Text
    width: float
    height: float
    turns: bool
    marks: dict[Side, Spot]
    caption: Spot
    lines: tuple[Line, ...] = field(repr=False)
    regions: tuple[Region, ...] = field(repr=False)
