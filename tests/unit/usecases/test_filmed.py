"""From signals to observations to the assessment: each kind of film turns it the right way."""

from dataclasses import replace

import numpy as np
import pytest
from tests.unit.measure.faces import Bump, bumps, clip_of, face, held, mirrored

from mimika.engine.assess import assess
from mimika.engine.network import Network
from mimika.measure.measuring import measure
from mimika.measure.signals import Signals
from mimika.model.case import Case, Complaint, Observation, Person
from mimika.model.knowledge import KnowledgeBase
from mimika.usecases.filmed import shown_in, with_film

SECONDS = 60.0
T = np.arange(0, SECONDS, 1 / 30)
BLINKS = [Bump(a, 0.25, 0.85) for a in (3.0, 7.5, 11.0, 16.2, 21.0, 24.8, 30.1, 36.0, 41.5, 47.0, 55.0)]
SPASMS = (5.0, 9.2, 13.7, 18.6, 23.0, 27.9, 33.0, 39.1, 44.4, 50.0, 57.3)


def blinking() -> Signals:
    return face(SECONDS, closes=(BLINKS, BLINKS))


def hemifacial(side: str = "left") -> Signals:
    spasms = [Bump(a, 0.35, 0.5) for a in SPASMS]
    moves = {
        "mouth-corner-left": [Bump(a + 0.03, 0.35, 3.0) for a in SPASMS],
        "cheek-left": [Bump(a, 0.35) for a in SPASMS],
    }
    signals = face(SECONDS, moves=moves, closes=([*BLINKS, *spasms], BLINKS))
    return signals if side == "left" else mirrored(signals)


def blepharospasm() -> Signals:
    shut = sum(
        held(T, a, length, 0.9) for a, length in ((4, 1.5), (11, 2.5), (20, 0.8), (30, 3.0), (44, 1.2), (52, 2.0))
    )
    many = bumps(
        T, [Bump(a, 0.25, 0.85) for a in (8.0, 9.0, 15.0, 16.5, 18.0, 25.0, 26.2, 28.0, 36.0, 37.0, 38.5, 41.0)]
    )
    return face(SECONDS, closes=(np.maximum(shut, many),) * 2)


def lid_jerks() -> Signals:
    shut = held(T, 10, 1.2, 0.9) + held(T, 35, 1.2, 0.9)
    jerks = bumps(T, [Bump(start + i / 3, 0.2, 0.6) for start in (12.0, 37.0) for i in range(12)])
    return face(SECONDS, closes=(np.maximum(shut, jerks),) * 2)


def lid_flicker() -> Signals:
    return face(SECONDS, moves={"lids-right": [Bump(a, 0.12, 1.2) for a in SPASMS]}, closes=(BLINKS, BLINKS))


def linked() -> Signals:
    mouth = [Bump(b.at_s, 0.25, 2.5) for b in BLINKS]
    return face(SECONDS, moves={"mouth-corner-right": mouth}, closes=(BLINKS, BLINKS))


def shown(signals: Signals, task="rest") -> dict:
    return {s.finding: s.value for s in shown_in(measure(signals, clip_of(signals), task))}


def test_a_normal_blinker_shows_that_blinking_is_not_frequent_and_nothing_else():
    assert shown(blinking()) == {"frequent-blinking": False}


@pytest.mark.parametrize("side", ["left", "right"])
def test_one_half_of_the_face(side):
    got = shown(hemifacial(side))
    assert got["side"] == "one-side"
    assert got["half-face-contracts"] is True
    assert got["mouth-corner-pulls"] is True
    assert got["many-a-day"] is True
    assert not {"eye-and-mouth-linked", "rhythmic", "eyes-squeeze-shut", "lid-spasms-on-exam"} & set(got)
    sides = {s.side for s in shown_in(measure(hemifacial(side), clip_of(hemifacial(side)))) if s.side}
    assert sides == {side}


def test_both_eyes_in_spasm():
    got = shown(blepharospasm())
    assert got["side"] == "both-together"
    assert got["eyes-squeeze-shut"] is got["lid-spasms-on-exam"] is True
    assert not {"half-face-contracts", "one-eyelid-flickers", "rhythmic"} & set(got)


def test_jerks_of_the_lids_after_they_closed():
    got = shown(lid_jerks())
    assert got["jerks-after-eye-closure"] is got["rhythmic"] is True
    assert got["side"] == "both-together"


def test_one_lid_that_flickers():
    got = shown(lid_flicker())
    assert got["one-eyelid-flickers"] is True
    assert got["side"] == "one-side"
    assert "half-face-contracts" not in got


def test_a_mouth_that_moves_with_every_blink():
    got = shown(linked())
    assert got["eye-and-mouth-linked"] is True
    assert "half-face-contracts" not in got


def test_eyes_closed_at_will_are_no_spasm():
    assert "eyes-squeeze-shut" not in shown(blepharospasm(), "close")
    assert "frequent-blinking" not in shown(blinking(), "close")


def test_what_cannot_be_seen_shows_nothing():
    small = replace(hemifacial(), eye_distance_px=0 * T + 20)
    assert shown(small) == {}


def test_a_film_of_talking_tells_whether_rest_is_worse():
    often = face(SECONDS, closes=([Bump(a, 0.2, 0.85) for a in np.arange(2, 58, 1.3)],) * 2)
    rest = measure(often, clip_of(often))
    talk = measure(blinking(), clip_of(blinking()), "talk")
    found = {s.finding: s.value for s in shown_in(rest, talk)}
    assert found["frequent-blinking"] is True
    assert found["blink-rate-rest-above-talk"] is True
    assert "blink-rate-rest-above-talk" not in {s.finding for s in shown_in(rest)}


@pytest.mark.parametrize(
    ("signals", "cause"),
    [
        (hemifacial, "hemifacial-spasm"),
        (blepharospasm, "blepharospasm"),
        (lid_jerks, "eyelid-myoclonia-epilepsy"),
        (lid_flicker, "eyelid-myokymia"),
        (linked, "facial-synkinesis"),
    ],
)
def test_a_film_makes_its_own_cause_likelier(kb: KnowledgeBase, network: Network, signals, cause):
    told = Case(Person(age_years=10 if signals is lid_jerks else 45), (Complaint("movement"),))
    film = signals()
    seen = with_film(kb, told, shown_in(measure(film, clip_of(film))))
    assert {o.origin for o in seen.observations} == {"video"}
    before, after = ({c.condition: c.probability for c in assess(network, case).differential} for case in (told, seen))
    assert after[cause] > 2 * before.get(cause, 0)
    assert after[cause] > 0.1


def test_a_normal_film_speaks_against_blepharospasm(kb: KnowledgeBase, network: Network):
    told = Case(Person(age_years=60), (Complaint("movement"),), (Observation("eyes-squeeze-shut", value=True),))
    seen = with_film(kb, told, shown_in(measure(blinking(), clip_of(blinking()))))
    before, after = ({c.condition: c.probability for c in assess(network, case).differential} for case in (told, seen))
    assert after.get("blepharospasm", 0) < before["blepharospasm"]


def test_every_finding_that_a_film_can_show_may_be_seen_on_video(kb: KnowledgeBase):
    films = (blinking, hemifacial, blepharospasm, lid_jerks, lid_flicker, linked)
    for finding in {f for film in films for f in shown(film())}:
        if finding != "many-a-day":
            assert "video" in kb.findings[finding].observers, finding
