"""The face, each region as dark as it twitches often: where and how much, at one look."""

from itertools import takewhile

from msgspec import Struct

from mimika.measure.signals import REGIONS, Measurement
from mimika.model.place import Line, Spot
from mimika.report.wording import Wording

# What a measured region is called among the places of the drawing; the jaw shows itself at the chin.
PLACES = {
    "lids": ("upper-eyelid", "lower-eyelid"),
    "brow": ("brow",),
    "cheek": ("cheek",),
    "mouth-corner": ("mouth-corner",),
    "nose": ("nose",),
    "lips": ("lips",),
    "jaw": ("chin",),
}
PALEST, DARKEST = 0.25, 0.9
# Below the chin the drawing has buttons; what is drawn from the leader on is the open mouth beside the face.
BOTTOM, INSET_FROM = 460, "leader"


class Area(Struct):
    """One region: its path, whether it is turned over to the other side, how dark, and what it says."""

    d: str
    is_turned: bool
    opacity: float
    said: str


class FaceMap(Struct):
    """The drawing: its lines, its areas, and where left and right are written."""

    width: float
    height: float
    lines: list[Line]
    marks: list[tuple[Spot, str]]
    areas: list[Area]
    most: str


def face_map(words: Wording, found: Measurement) -> FaceMap | None:
    """Return the map of a film, or None if the knowledge has no drawing or nothing was counted by region."""
    picture = words.kb.pictures.get("face")
    rates = {r: found.measures[f"twitch-rate.{r}"].value for r in REGIONS if f"twitch-rate.{r}" in found.measures}
    most = max(rates.values(), default=0.0)
    if picture is None or not most:
        return None
    areas = []
    for region, rate in rates.items():
        part, _, side = region.rpartition("-") if region.endswith(("-left", "-right")) else (region, "", "")
        said = f"{words.say(f'measured-region-{region}')}: {rate:.1f} {words.say('measured-unit-per-minute')}"
        opacity = round(PALEST + (DARKEST - PALEST) * rate / most, 2) if rate else 0.0
        drawn = [r for r in picture.regions if r.place in PLACES.get(part, ())]
        areas += [Area(r.d, r.mirrored and side == "left", opacity, said) for r in drawn]
    lines = list(takewhile(lambda line: line.kind != INSET_FROM, picture.lines))
    marks = [(at, words.say(f"measured-side-{side}")) for side, at in picture.marks.items()]
    return FaceMap(picture.width, BOTTOM, lines, marks, areas, words.say("measured-map-most", rate=f"{most:.1f}"))
