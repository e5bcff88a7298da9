from dataclasses import replace

import numpy as np
import pytest
from tests.unit.measure.faces import Bump, bumps, clip_of, face, held

from mimika.measure.measuring import measure
from mimika.measure.signals import Signals

AT = (2.0, 5.0, 9.0, 14.0, 17.3, 22.0, 26.0)
T = np.arange(0, 30, 1 / 30)


def of(signals: Signals, fps: float = 30.0):
    return measure(signals, clip_of(signals, fps))


def test_a_still_face_has_rates_of_zero_with_their_intervals():
    got = of(face())
    assert got.events == ()
    assert got.measures["blink-rate"].value == 0
    assert got.measures["blink-rate"].high > 5


def test_one_half_of_the_face_in_spasms():
    moves = {"lids-left": [Bump(a) for a in AT], "mouth-corner-left": [Bump(a + 0.03) for a in AT]}
    got = of(face(moves=moves, closes=([Bump(a, 0.25, 0.6) for a in AT], ()))).measures
    assert got["one-eyed-share"].value == 1
    assert got["closure-asymmetry"].value == got["twitch-asymmetry"].value == -1
    assert got["eye-mouth-share.left"].value == 1
    assert got["eye-mouth-chance.left"].value < 0.01
    assert "eye-mouth-share.right" not in got


def test_eyes_that_are_held_shut():
    shut = held(T, 3, 2.5, 0.9) + held(T, 12, 4, 0.9)
    got = of(face(closes=(shut, shut))).measures
    assert got["tonic-share"].value == pytest.approx(6.5 / 30, rel=0.1)
    assert got["closure-rate"].value == pytest.approx(4, rel=0.05)


def test_jerks_of_both_lids_three_times_a_second():
    jerks = [Bump(3 + i / 3, 0.2, 0.5) for i in range(12)]
    got = of(face(closes=(jerks, jerks)))
    assert got.measures["rhythm-hz"].value == pytest.approx(3, abs=0.1)
    assert {r.region for r in got.runs} == {"lids-left", "lids-right"}


def test_the_brow_that_rises_as_its_eye_closes():
    still = face(closes=([Bump(a, 0.4, 0.8) for a in AT],) * 2)
    brow = still.brow_height.copy()
    brow[:, 0] += bumps(T, [Bump(a, 0.4, 0.03) for a in AT])
    got = of(replace(still, brow_height=brow)).measures
    assert got["brow-rise-share.left"].value == 1
    assert got["brow-rise-share.right"].value == 0


def test_both_brows_raised_are_no_sign():
    still = face(closes=([Bump(a, 0.4, 0.8) for a in AT],) * 2)
    brow = still.brow_height + bumps(T, [Bump(a, 0.4, 0.03) for a in AT])[:, None]
    assert of(replace(still, brow_height=brow)).measures["brow-rise-share.left"].value == 0


def test_speech_is_no_twitch_of_the_mouth():
    rng = np.random.default_rng(2)
    at = [float(a) for a in 5 + np.cumsum(0.25 * rng.lognormal(0, 0.4, 90)) if a < 25]
    syllables = [Bump(a, 0.25, float(rng.uniform(2, 8))) for a in at]
    talking = face(moves={"lips": syllables, "jaw": syllables, "mouth-corner-left": syllables})
    got = of(replace(talking, mouth_open=talking.mouth_open + bumps(T, syllables) / 100))
    assert got.events == ()
    assert got.runs == ()


def test_one_twitch_of_an_open_mouth_is_no_speech():
    still = face(moves={"mouth-corner-left": [Bump(15, 0.3, 3.0)]})
    got = of(replace(still, mouth_open=still.mouth_open + bumps(T, [Bump(15, 0.3, 0.02)])))
    assert [e.region for e in got.events] == ["mouth-corner-left"]


BAD = {
    "face-found": (lambda s: replace(s, found=np.arange(len(s)) % 900 < 300), 30, "all"),
    "size-for-twitches": (lambda s: replace(s, eye_distance_px=0 * s.t_s + 50), 30, "twitches"),
    "size-for-blinks": (lambda s: replace(s, eye_distance_px=0 * s.t_s + 30), 30, "eyes"),
    "light": (lambda s: replace(s, light=0 * s.t_s + 20), 30, "all"),
    "facing": (lambda s: replace(s, yaw_deg=0 * s.t_s + 40), 30, "all"),
    "alone": (lambda s: replace(s, faces=s.faces + 1), 30, "all"),
}


@pytest.mark.parametrize("reason", BAD)
def test_what_cannot_be_seen_is_named_and_never_zero(reason):
    spoil, fps, group = BAD[reason]
    got = of(spoil(face(moves={"nose": [Bump(5)]})), fps)
    assert reason in got.not_assessable[group]
    assert not got.is_assessable(group)
    assert not any(id_.startswith("twitch") for id_ in got.measures) or group == "eyes"
    assert not any(id_.startswith(("blink", "clos")) for id_ in got.measures) or group == "twitches"


@pytest.mark.parametrize(
    ("fps", "eyes", "twitch"), [(5, False, False), (15, True, False), (20, True, False), (24, True, True)]
)
def test_the_frame_rate_decides_what_can_be_told(fps, eyes, twitch):
    got = of(face(fps=fps), fps)
    assert (got.is_assessable("eyes"), got.is_assessable("twitches")) == (eyes, twitch)


def test_a_clip_that_is_too_short_says_so():
    assert of(face(seconds=4)).not_assessable == {"all": ("long-enough",)}


def test_no_face_at_all_is_no_measurement():
    still = face()
    nan = np.full(len(still), np.nan)
    got = of(replace(still, found=np.zeros(len(still), dtype=bool), eye_distance_px=nan, yaw_deg=nan, light=nan))
    assert got.not_assessable["all"][0] == "face-found"
    assert got.measures == {}
    assert got.observed_s == 0


def test_times_are_those_of_the_clip():
    late = face(moves={"nose": [Bump(5)]})
    (event,) = of(replace(late, t_s=late.t_s + 1.5)).events
    assert event.peak_s == pytest.approx(6.6, abs=0.05)


def test_uneven_timestamps_move_nothing():
    even = face(moves={"nose": [Bump(a) for a in AT]}, noise=0.02)
    kept = np.sort(np.random.default_rng(4).choice(len(even), int(0.93 * len(even)), replace=False))
    uneven = Signals(**{
        name: {r: v[kept] for r, v in value.items()} if name in {"motion", "second"} else value[kept]
        for name, value in ((f, getattr(even, f)) for f in Signals.__dataclass_fields__)
    })  # fmt: skip
    got = of(uneven)
    assert [e.peak_s for e in got.events] == pytest.approx([a + 0.1 for a in AT], abs=0.06)


def test_a_region_that_is_too_noisy_has_no_rate_rather_than_zero():
    still = face()
    rough = {**still.motion, "cheek-left": 0.5 * np.random.default_rng(9).standard_normal(len(still))}
    got = of(replace(still, motion=rough))
    assert "twitch-rate.cheek-left" not in got.measures
    assert got.measures["twitch-rate.cheek-right"].value == 0
    assert got.told_from["cheek-left"] > 2 > got.told_from["cheek-right"]
