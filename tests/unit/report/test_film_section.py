"""What an assessment says of a film, and the guide to filming with its drawings."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from tests.unit.measure.faces import Bump, clip_of, face

import mimika.web
from mimika.engine.assess import assess
from mimika.engine.network import Network
from mimika.measure.measuring import measure
from mimika.measure.signals import Measurement
from mimika.model.knowledge import KnowledgeBase
from mimika.model.shown import Shown
from mimika.report.contract import as_json, assessment_schema
from mimika.report.film_section import Film, film_json, film_lines, guide
from mimika.report.text import as_text
from mimika.report.wording import Wording
from mimika.usecases.filmed import case_without_story, shown_in, with_film

STATIC = Path(mimika.web.__file__).parent / "static"
AT = (2.0, 5.0, 9.0, 14.0, 17.3, 22.0, 26.0)


def half_face(eye_distance_px: float = 90.0) -> Measurement:
    moves = {"mouth-corner-left": [Bump(a, 0.3, 3.0) for a in AT]}
    signals = face(moves=moves, closes=([Bump(a, 0.3, 0.6) for a in AT], ()))
    return measure(replace(signals, eye_distance_px=0 * signals.t_s + eye_distance_px), clip_of(signals))


def film(found: Measurement) -> Film:
    return Film(found, shown_in(found))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_text_tells_findings_with_side_and_numbers(kb: KnowledgeBase, network: Network, language):
    shown = film(half_face())
    case = with_film(kb, case_without_story(50), shown.shown)
    text = " ".join(as_text(kb, assess(network, case), language, [shown]).split())
    words = Wording(kb, language)
    assert words.say("film-heading").casefold() in text.casefold()
    assert kb.findings["half-face-contracts"].label.pick(language) in text
    assert words.say("measured-side-left") in text
    assert words.say("film-note") in text


def test_without_a_film_nothing_is_said(kb: KnowledgeBase, network: Network):
    assessment = assess(network, case_without_story(50))
    assert Wording(kb, "en").say("film-heading").upper() not in as_text(kb, assessment, "en")
    assert "video" not in msgspec.json.decode(as_json(kb, assessment, "en"))


def test_the_json_holds_the_numbers_and_fits_its_schema(kb: KnowledgeBase, network: Network):
    jsonschema = pytest.importorskip("jsonschema")
    shown = film(half_face())
    case = with_film(kb, case_without_story(50), shown.shown)
    data = msgspec.json.decode(as_json(kb, assess(network, case), "en", shown))
    jsonschema.validate(data, assessment_schema())
    by_id = {s["finding"]: s for s in data["video"]["shown"]}
    assert by_id["half-face-contracts"]["side"] == "left"
    (share,) = (m for m in by_id["half-face-contracts"]["measures"] if m["id"] == "eye-mouth-share.left")
    assert share["low"] <= share["value"] <= share["high"]


def test_what_could_not_be_measured_is_named_with_how_to_film_better(kb: KnowledgeBase):
    words = Wording(kb, "en")
    shown = film(half_face(eye_distance_px=50))
    hints = film_json(words, shown).hints
    assert film_json(words, shown).not_assessable == {"twitches": ["size-for-twitches"]}
    assert hints == [words.say("guide-size-for-twitches")]
    assert hints[0] in " ".join(" ".join(film_lines(words, shown)).split())


def test_a_film_that_shows_nothing_says_so(kb: KnowledgeBase):
    words = Wording(kb, "en")
    assert words.say("film-nothing").split(".")[0] in " ".join(film_lines(words, Film(half_face(), ())))


def test_a_finding_without_measures_stands_alone(kb: KnowledgeBase):
    lines = film_lines(Wording(kb, "en"), Film(half_face(), (Shown("rhythmic", value=True, measures=("unknown",)),)))
    assert "()" not in " ".join(lines)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_step_of_the_guide_has_words_and_a_drawing(kb: KnowledgeBase, language):
    for step in guide(Wording(kb, language)):
        assert step.text
        assert step.alt
        root = ET.parse(STATIC / step.picture).getroot()
        _, _, width, height = map(float, root.attrib["viewBox"].split())
        assert width / height == pytest.approx(4 / 3)
        assert len(root) > 1


def test_every_condition_of_a_film_has_a_hint_and_a_drawing(kb: KnowledgeBase):
    for verdict in half_face().verdicts:
        assert f"guide-{verdict.id}" in kb.texts
        assert (STATIC / f"film-{verdict.id}.svg").exists()
