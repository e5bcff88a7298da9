import numpy as np
import pytest
from tests.unit.measure.faces import Bump, bumps

from mimika.measure.speech import speaking

FPS = 30.0
T = np.arange(0, 30, 1 / FPS)
SEEN = np.ones(len(T), dtype=bool)
NOISE = 0.05 * np.random.default_rng(1).standard_normal(len(T))


def share(movement) -> float:
    return float(speaking([movement + NOISE], SEEN, FPS)[300:600].mean())


def syllables(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    at = 8 + np.cumsum(0.25 * rng.lognormal(0, 0.4, 60))
    return bumps(T, [Bump(float(a), 0.25, float(rng.uniform(2, 8))) for a in at if a < 22])


@pytest.mark.parametrize("seed", range(6))
def test_speech_is_told(seed):
    assert share(syllables(seed)) > 0.8


@pytest.mark.parametrize("hz", [3.0, 4.0, 5.0, 6.0])
def test_an_even_tremor_is_no_speech(hz):
    tremor = 2.0 * np.sin(2 * np.pi * hz * T) * ((T > 8) & (T < 22))
    assert share(tremor) == 0


def test_a_still_mouth_and_single_twitches_are_no_speech():
    assert share(np.zeros(len(T))) == 0
    assert share(bumps(T, [Bump(a, 0.25, 4.0) for a in (11, 13.5, 16, 18.5)])) == 0


def test_before_and_after_speech_the_mouth_can_be_told():
    found = speaking([syllables(1) + NOISE], SEEN, FPS)
    assert not found[:180].any()
    assert not found[-150:].any()


def test_what_is_not_known_says_nothing():
    assert not speaking([np.full(len(T), np.nan)], SEEN, FPS).any()
    assert not speaking([], SEEN, FPS).any()
