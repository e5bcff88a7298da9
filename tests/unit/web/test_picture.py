"""The pictures: every place can be pointed at, is named, is large enough, and is drawn as well-formed SVG."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jinja2 import Environment, FileSystemLoader

import mimika

SVG = "{http://www.w3.org/2000/svg}"
WEB = Path(mimika.__file__).parent / "web"
VIEWS, LANGUAGES, SIDES = ("face", "side", "body"), ("ru", "en"), ("left", "right")
LEAST_TARGET, MOST_BYTES, SHOWN_WIDTH = 24, 40_000, 340


@pytest.fixture(scope="module")
def macro():
    return Environment(loader=FileSystemLoader(WEB / "templates"), autoescape=True).get_template("picture.html").module


def drawn(macro, kb, view, language="en", side="left", chosen=()):
    def link(place, which):
        return f"/point?place={place}&side={which or ''}"

    return ET.fromstring(macro.picture(kb, view, language, link, side=side, chosen=chosen))


def points(path):
    """Yield points on a path of capital commands; an arc counts with its ends."""
    at = (0.0, 0.0)
    for command, rest in re.findall(r"([A-Z])([^A-Z]*)", path):
        n = [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?", rest)]
        if command in "HV":
            n = [n[-1], at[1]] if command == "H" else [at[0], n[-1]]
        if command == "A":
            n = [x for i in range(0, len(n), 7) for x in n[i + 5 : i + 7]]
        pairs = list(zip(n[::2], n[1::2], strict=True))
        if command != "C":
            yield from pairs
        for i in range(0, len(pairs) if command == "C" else 0, 3):
            b, c, d = pairs[i : i + 3]
            for t in (0.25, 0.5, 0.75, 1.0):
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                yield tuple(sum(w * p[k] for w, p in zip(weights, (at, b, c, d), strict=True)) for k in (0, 1))
            at = d
        at = pairs[-1] if pairs else at


def test_every_place_has_a_region_and_every_region_a_place(kb):
    shown = {(view, r.place) for view, picture in kb.pictures.items() for r in picture.regions}
    assert {(p.view, p.id) for p in kb.places.values()} <= shown
    assert {place for _, place in shown} == set(kb.places)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("side", SIDES)
def test_a_picture_is_well_formed_and_every_region_is_a_named_link(macro, kb, view, language, side):
    root = drawn(macro, kb, view, language, side)
    links = root.findall(f".//{SVG}a")
    names = [a.get("aria-label") for a in links]
    assert len(links) >= len(kb.pictures[view].regions)
    assert len(set(names)) == len(names)
    for a in links:
        path = a.find(f"{SVG}path")
        place, where = kb.places[path.get("data-place")], path.get("data-side")
        assert bool(where) == bool(place.sides)
        assert a.get("href") == f"/point?place={place.id}&side={where or ''}"
        assert a.get("aria-label") == a.findtext(f"{SVG}title") == place.named(where).pick(language)
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(set(ids)) == len(ids) == len(links)


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_runs_nothing_and_fetches_nothing(macro, kb, view):
    tags = {e.tag.removeprefix(SVG) for e in drawn(macro, kb, view).iter()}
    assert tags <= {"svg", "g", "path", "text", "title", "a"}


def test_the_left_of_the_person_is_on_the_right_of_the_page(macro, kb):
    for view in ("face", "body"):
        picture = kb.pictures[view]
        assert picture.marks["right"].x < picture.width / 2 < picture.marks["left"].x
        for region in (r for r in picture.regions if r.mirrored):
            xs = [x for x, _ in points(region.d)]
            assert max(xs) <= picture.width / 2
    turned = {p.get("data-side"): p.get("transform") for p in drawn(macro, kb, "face").iter(f"{SVG}path")}
    assert turned["right"] is None
    assert turned["left"].startswith("translate")


def test_a_head_that_is_turned_shows_the_other_side(macro, kb):
    for side in SIDES:
        sides = {p.get("data-side") for p in drawn(macro, kb, "side", side=side).iter(f"{SVG}path")}
        assert sides == {None, side}


def test_what_was_chosen_is_marked(macro, kb):
    current = [a for a in drawn(macro, kb, "face", chosen=[("cheek", "left")]).iter(f"{SVG}a") if a.get("aria-current")]
    assert [a.get("aria-label") for a in current] == ["left cheek"]


@pytest.mark.parametrize("view", VIEWS)
def test_no_region_is_too_small_to_be_touched(kb, view):
    picture = kb.pictures[view]
    scale = SHOWN_WIDTH / picture.width
    for region in picture.regions:
        xs, ys = zip(*points(region.d), strict=True)
        size = min(max(xs) - min(xs), max(ys) - min(ys)) * scale
        assert size >= LEAST_TARGET, f"{view}: {region.place} is {size:.1f} px"
        assert min(xs) >= 0 <= min(ys)
        assert max(xs) <= picture.width
        assert max(ys) <= picture.height


def test_the_three_pictures_together_are_small(macro, kb):
    pictures = [macro.picture(kb, view, "ru", lambda place, side: f"/point/{place}/{side or ''}") for view in VIEWS]
    assert sum(len(picture.encode()) for picture in pictures) <= MOST_BYTES
