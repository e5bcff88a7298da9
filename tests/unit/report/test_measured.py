import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

import mimika.measure
from mimika.measure.comparison import compare
from mimika.measure.signals import REGIONS, Clip, Estimate, Event, EventKind, Measurement, Signals, Verdict
from mimika.model.text import LANGUAGES
from mimika.report.face_map import face_map
from mimika.report.measured import measured, verdict
from mimika.report.measured_html import as_html, changes_as_html
from mimika.report.measured_text import as_json, as_text, changes_as_text
from mimika.report.timeline import timeline
from mimika.report.wording import Wording

CLIP = Clip(640, 480, 60.0, 0, 1800, 30.0)
EVENTS = (
    Event("blink", "lids-left", "both", 2.0, 2.2, 0.9, 0.9, 2.1),
    Event("tonic-closure", "lids-right", "right", 10.0, 13.0, 0.8, 0.9, 11.0),
    Event("twitch", "cheek-right", "right", 20.0, 20.2, 2.0, 0.9, 20.1),
)
MEASURES = {
    "blink-rate": Estimate(1.0, 0.1, 5.6, "per-minute", 1),
    "tonic-share": Estimate(0.05, 0.0, 0.15, "share", 1),
    "eye-mouth-chance.right": Estimate(0.03, 0.03, 0.03, "chance", 4),
    "twitch-rate.cheek-right": Estimate(1.0, 0.1, 5.6, "per-minute", 1),
    "twitch-rate.nose": Estimate(0.0, 0.0, 3.7, "per-minute", 0),
}
FOUND = Measurement("rest", CLIP, 59.0, (), {}, EVENTS, MEASURES)
STOPPED = Measurement(
    "rest",
    replace(CLIP, fps=12.0, is_truncated=True),
    59.0,
    (Verdict("rate-for-twitches", False, 12.0, 24.0, ("twitches",)), Verdict("light", True, 0.9, 0.7, ("all",))),
    {"twitches": ("rate-for-twitches",)},
)


@pytest.fixture(params=LANGUAGES)
def words(kb, request):
    return Wording(kb, request.param)


@pytest.fixture
def english(kb):
    return Wording(kb, "en")


def code_of(pattern):
    return "".join(p.read_text(encoding="utf-8") for p in sorted(Path(mimika.measure.__file__).parent.glob(pattern)))


def test_every_measure_and_region_has_words(words):
    ids = set(re.findall(r'f?"([a-z]+(?:-[a-z]+)+)(?:\.\{\w+\})?"[\]:]', code_of("measures_of_*.py"))) - set(
        get_args(EventKind)
    )
    assert {"blink-rate", "twitch-rate", "eye-mouth-share", "rhythm-hz"} <= ids
    assert [i for i in ids if f"measured-of-{i}" not in words.kb.texts] == []
    assert [r for r in REGIONS if f"measured-region-{r}" not in words.kb.texts] == []


def test_every_condition_of_a_measurement_has_words(words):
    ids = set(re.findall(r'(?:Verdict|one)\("([a-z-]+)"', code_of("quality.py")))
    assert len(ids) >= 8
    assert [i for i in ids if f"measured-verdict-{i}" not in words.kb.texts] == []


def test_what_cannot_be_told_is_named_with_what_to_do(english):
    text = as_text(english, STOPPED)
    assert "not measured" in text
    assert "12 frames a second, 24 are needed" in " ".join(text.split())
    assert "breaks off" in text
    assert "light is right" not in text


def test_shares_are_in_percent_and_a_chance_has_no_limits(english):
    numbers = {n.id: n for n in measured(english, FOUND).numbers}
    assert numbers["tonic-share"].value == "5 %"
    assert numbers["tonic-share"].limits == "0 … 15"
    assert numbers["eye-mouth-chance.right"].limits == ""
    assert numbers["eye-mouth-chance.right"].name.endswith("right")


def test_a_region_that_was_still_has_no_line_of_its_own(english):
    ids = [n.id for n in measured(english, FOUND).numbers]
    assert "twitch-rate.cheek-right" in ids
    assert "twitch-rate.nose" not in ids


def test_an_unknown_condition_is_told_too(words):
    assert "new" in verdict(words, Verdict("new", False, 1, 2))


def test_the_report_is_in_its_language_and_never_a_diagnosis(words):
    for text in (as_text(words, FOUND), as_html(words, FOUND)):
        assert words.say("measured-notice")[:40] in " ".join(text.split())


def test_json_holds_the_numbers(english):
    got = json.loads(as_json(english, FOUND))
    assert got["measures"]["blink-rate"] == {"value": 1.0, "low": 0.1, "high": 5.6, "unit": "per-minute", "count": 1}
    assert [e["kind"] for e in got["events"]] == ["blink", "tonic-closure", "twitch"]


def test_a_mark_stands_where_its_event_was(english):
    rows = {row.name: row for row in timeline(english, FOUND).rows}
    assert [m.kind for m in rows["lids, left"].marks] == ["blink"]
    assert [m.kind for m in rows["lids, right"].marks] == ["blink", "tonic-closure"]
    drawn = timeline(english, FOUND)
    twitch = rows["cheek, right"].marks[0]
    assert (twitch.x - drawn.left) / (drawn.width - 10 - drawn.left) == pytest.approx(20 / 60, abs=0.01)


def test_a_short_blink_stays_in_the_trace_of_a_long_film(english):
    n = 20_000
    t_s, opening = np.arange(n) / 30, np.full((n, 2), 0.3)
    opening[9000:9003] = 0.02
    blank = np.zeros(n)
    signals = Signals(t_s, blank == 0, blank.astype(int), blank, blank, blank, opening, {}, blank, opening)
    long = replace(FOUND, clip=replace(CLIP, duration_s=n / 30))
    path = timeline(english, long, signals).rows[0].trace
    heights = [float(y) for y in re.findall(r" ([\d.]+)", path)]
    assert max(heights) - min(heights) > 25
    assert len(heights) <= 761


def test_the_map_colours_the_side_that_moves(kb, english):
    drawn = face_map(english, FOUND)
    dark = [a for a in drawn.areas if a.opacity]
    assert [(a.is_turned, a.said.split(":")[0]) for a in dark] == [(False, "cheek, right")]
    assert face_map(english, STOPPED) is None


def test_words_of_a_stranger_cannot_become_markup(english):
    hostile = replace(STOPPED, verdicts=(Verdict("<script>", False, 1, 2),), not_assessable={"all": ("<script>",)})
    assert "<script>" not in as_html(english, hostile)


def test_changes_are_marked_only_when_certain(words):
    after = replace(FOUND, measures={**MEASURES, "blink-rate": Estimate(30.0, 25.0, 36.0, "per-minute", 30)})
    found = compare(FOUND, after)
    text = changes_as_text(words, FOUND, after, found)
    marked = [line for line in text.splitlines() if line.startswith("●")]
    assert len(marked) == 1
    assert words.say("measured-of-blink-rate") in marked[0]
    assert changes_as_html(words, FOUND, after, found).count("●") == 2
    assert words.say("measured-change-tasks")[:20] in changes_as_text(words, FOUND, replace(after, task="talk"), found)
