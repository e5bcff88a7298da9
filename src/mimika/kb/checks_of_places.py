"""Checks of places: each is drawn on its picture, on both sides where it has them, and says what fits its complaint."""

from collections.abc import Iterator

from mimika.kb import schema_places
from mimika.kb.faults import Code, Fault
from mimika.kb.reading import Item, Records


def place_faults(records: Records, known: dict[str, dict[str, Item]]) -> Iterator[Fault]:
    """Yield every fault of a place or a picture that ids and values do not show."""
    for item in records.of("places"):
        yield from _undrawn(item, known["pictures"])
        yield from _of_another_kind(item, known["findings"])
    for item in records.of("pictures"):
        yield from _one_sided(item, known["places"])


def _undrawn(item: Item, pictures: dict[str, Item]) -> Iterator[Fault]:
    view = item.record.view
    picture = pictures.get(view)
    if picture and item.record.id not in {region.place for region in picture.record.regions}:
        hint = "Draw a region of it there, or name the picture that shows it."
        yield item.fault(".view", f"is {view!r}, where {item.record.id!r} is not drawn.", hint, Code.NOT_DRAWN)


def _one_sided(item: Item, places: dict[str, Item]) -> Iterator[Fault]:
    """Yield a fault for each region that shows one side of two, or two of none."""
    picture: schema_places.PictureRecord = item.record
    for i, region in enumerate(picture.regions):
        place = places.get(region.place)
        if place and region.mirrored != (place.record.sides is not None and not picture.turns):
            hint = "Mirror the regions of places with `sides`, and no others; a picture that turns mirrors itself."
            problem = f"does not fit {region.place!r}, which has {'sides' if place.record.sides else 'no sides'}."
            yield item.fault(f".regions[{i}].mirrored", problem, hint, Code.NOT_DRAWN)


def _of_another_kind(item: Item, findings: dict[str, Item]) -> Iterator[Fault]:
    place: schema_places.PlaceRecord = item.record
    for i, happening in enumerate(place.happenings):
        for id_ in happening.gives:
            finding = findings.get(id_)
            kind = finding and (finding.record.opens_as if finding.record.of == "person" else finding.record.of)
            if kind and kind != happening.complaint:
                hint = "Split it into two happenings, one for each kind of complaint."
                problem = f"is a sign of {kind}, not of {happening.complaint}."
                yield item.fault(f".happenings[{i}].gives.{id_}", problem, hint, Code.OTHER_COMPLAINT)
