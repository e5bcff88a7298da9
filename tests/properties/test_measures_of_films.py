"""What must hold of every measurement, whatever moves on the face."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measure.faces import Bump, clip_of, face, mirrored

from mimika.measure.comparison import compare
from mimika.measure.measuring import measure
from mimika.measure.signals import REGIONS, Signals

FPS = 30.0
MOVING = [r for r in REGIONS if r != "head"]
times = st.lists(st.integers(2, 27), max_size=6, unique=True).map(sorted)
moves = st.dictionaries(st.sampled_from(MOVING), times, max_size=3)
shuts = st.tuples(times, times)


def made(moved, shut, noise=0.02) -> Signals:
    return face(
        moves={r: [Bump(a, 0.2, 2.0) for a in at] for r, at in moved.items()},
        closes=tuple([Bump(a + 0.5, 0.25, 0.8) for a in at] for at in shut),
        noise=noise,
    )


def of(signals: Signals, fps: float = FPS):
    return measure(signals, clip_of(signals, fps), "rest")


SWAP = {"left": "right", "right": "left"}


def swapped(name: str) -> str:
    for one, other in SWAP.items():
        if name.endswith(one):
            return name.removesuffix(one) + other
    return name


@settings(max_examples=25, deadline=None)
@given(moves, shuts)
def test_a_mirror_swaps_the_sides_and_nothing_else(moved, shut):
    signals = made(moved, shut)
    here, there = of(signals), of(mirrored(signals))
    assert {swapped(k) for k in here.measures} == set(there.measures)
    for id_, estimate in here.measures.items():
        sign = -1 if id_.endswith("asymmetry") else 1
        assert there.measures[swapped(id_)].value == pytest.approx(sign * estimate.value, abs=1e-9), id_


def told(signals: Signals) -> list[tuple]:
    events = of(signals).events
    return [(e.kind, e.region, e.side, *(round(x, 6) for x in (e.start_s, e.end_s, e.peak_s))) for e in events]


@settings(max_examples=25, deadline=None)
@given(moves, shuts)
def test_stillness_after_the_end_adds_no_event(moved, shut):
    signals = made(moved, shut, noise=0.0)
    longer = 10 * int(FPS)
    held = {
        name: np.concatenate([values, np.repeat(values[-1:], longer, axis=0)])
        for name in Signals.__dataclass_fields__
        if name not in {"t_s", "motion", "second"}
        for values in [getattr(signals, name)]
    }
    motion = {r: np.concatenate([v, np.repeat(v[-1:], longer)]) for r, v in signals.motion.items()}
    t_s = np.arange(len(signals) + longer) / FPS
    assert told(Signals(t_s=t_s, motion=motion, **held)) == told(signals)


@settings(max_examples=15, deadline=None)
@given(moves, shuts)
def test_the_same_face_measured_twice_is_the_same_and_has_not_changed(moved, shut):
    got = of(made(moved, shut))
    assert got == of(made(moved, shut))
    assert not any(change.is_certain for change in compare(got, got).values())


@settings(max_examples=15, deadline=None)
@given(times, st.sampled_from([0.8, 1.25]))
def test_a_film_played_slower_has_rates_as_much_lower(at, factor):
    signals = made({"nose": at}, ((), ()))
    slower = replace(signals, t_s=signals.t_s * factor)
    here, there = of(signals), of(slower, FPS / factor)
    assert there.measures["twitch-rate"].count == here.measures["twitch-rate"].count
    assert there.measures["twitch-rate"].value == pytest.approx(here.measures["twitch-rate"].value / factor, rel=0.02)


@settings(max_examples=25, deadline=None)
@given(st.floats(-50, 50), st.floats(0.01, 1))
def test_constant_signals_hold_no_event(level, opening):
    still = face(noise=0.0)
    constant = replace(
        still,
        motion={r: np.full(len(still), level) for r in REGIONS},
        aperture=np.full((len(still), 2), opening),
    )
    assert of(constant).events == ()


@settings(max_examples=25, deadline=None)
@given(moves, shuts)
def test_every_estimate_lies_in_its_interval_and_every_event_in_the_clip(moved, shut):
    signals = made(moved, shut)
    got = of(signals)
    for id_, e in got.measures.items():
        assert e.low - 1e-9 <= e.value <= e.high + 1e-9, id_
    for event in got.events:
        assert signals.t_s[0] <= event.start_s <= event.peak_s <= event.end_s <= signals.t_s[-1] + 1 / FPS
        assert 0 <= event.certainty <= 1


@settings(max_examples=20, deadline=None)
@given(times, st.sampled_from(MOVING))
def test_every_twitch_is_counted_once(at, region):
    got = of(made({region: at}, ((), ())))
    assert got.measures[f"twitch-rate.{region}"].count == len(at)
    assert got.measures["twitch-rate"].count == len(at)
