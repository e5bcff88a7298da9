"""What a file of places and of pictures may hold."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from mimika.kb.schema_base import ComplaintKind, Slug, Strict, TextRecord
from mimika.model.place import LineKind

View = Literal["face", "side", "body"]
Side = Literal["left", "right"]
Drawn = Annotated[str, StringConstraints(pattern=r"^M[MLHVCSQTAZ0-9 .-]+$")]
Spot = tuple[float, float]


class HappeningRecord(Strict):
    """Something that may happen at a place: in plain words, the complaint it is, and the findings it says."""

    id: Slug
    says: TextRecord
    complaint: ComplaintKind
    gives: dict[Slug, bool | float | str] = {}


class SidesRecord(Strict):
    """The names of a place on the person's own left and right."""

    left: TextRecord
    right: TextRecord


class PlaceRecord(Strict):
    """A place to point at, on the picture that shows it."""

    id: Slug
    view: View
    name: TextRecord
    sides: SidesRecord | None = None
    happenings: tuple[HappeningRecord, ...] = Field(min_length=1)


class LineRecord(Strict):
    """A path that is only seen."""

    kind: LineKind
    d: Drawn
    mirrored: bool = False


class RegionRecord(Strict):
    """A path to point at; `label` is where its name is always written."""

    place: Slug
    d: Drawn
    mirrored: bool = False
    label: Spot | None = None


class PictureRecord(Strict):
    """A drawing to point at."""

    id: View
    name: TextRecord
    width: float = Field(gt=0)
    height: float = Field(gt=0)
    turns: bool = False
    marks: dict[Side, Spot] = {}
    caption: Spot
    lines: tuple[LineRecord, ...]
    regions: tuple[RegionRecord, ...] = Field(min_length=1)
