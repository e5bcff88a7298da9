"""From checked records to places and pictures."""

from mimika.kb import schema_places
from mimika.kb.schema_base import TextRecord
from mimika.model.place import Happening, Line, Picture, Place, Region, Side, Spot
from mimika.model.text import Text


def place(record: schema_places.PlaceRecord) -> Place:
    """Return a place to point at."""
    sides: dict[Side, Text] = {}
    if record.sides:
        sides = {"left": _text(record.sides.left), "right": _text(record.sides.right)}
    happenings = {h.id: happening(h) for h in record.happenings}
    return Place(record.id, _text(record.name), record.view, sides, happenings)


def happening(record: schema_places.HappeningRecord) -> Happening:
    """Return something that may happen at a place."""
    gives = {f: float(v) if isinstance(v, int) and not isinstance(v, bool) else v for f, v in record.gives.items()}
    return Happening(record.id, _text(record.says), record.complaint, gives)


def picture(record: schema_places.PictureRecord) -> Picture:
    """Return a drawing to point at."""
    return Picture(
        id=record.id,
        name=_text(record.name),
        width=record.width,
        height=record.height,
        turns=record.turns,
        marks={side: Spot(*at) for side, at in record.marks.items()},
        caption=Spot(*record.caption),
        lines=tuple(Line(line.kind, line.d, line.mirrored) for line in record.lines),
        regions=tuple(Region(r.place, r.d, r.mirrored, Spot(*r.label) if r.label else None) for r in record.regions),
    )


def _text(record: TextRecord) -> Text:
    return Text(record.ru, record.en)
