"""Signals of a made-up face with known movements, for tests that need no film."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mimika.measure.signals import REGIONS, Clip, Floats, Region, Signals

OPEN_SHARE = 0.11


@dataclass(frozen=True)
class Bump:
    """A movement there and back, a raised cosine."""

    at_s: float
    length_s: float = 0.2
    height: float = 2.0


def bumps(t_s: Floats, of: Sequence[Bump]) -> Floats:
    out = np.zeros(len(t_s))
    for b in of:
        phase = np.clip((t_s - b.at_s) / b.length_s, 0, 1)
        out += b.height * 0.5 * (1 - np.cos(2 * np.pi * phase))
    return out


def held(t_s: Floats, at_s: float, length_s: float, height: float, ramp_s: float = 0.1) -> Floats:
    """A movement there, held, and back."""
    return height * (np.clip((t_s - at_s) / ramp_s, 0, 1) - np.clip((t_s - at_s - length_s + ramp_s) / ramp_s, 0, 1))


def face(
    seconds: float = 30.0,
    fps: float = 30.0,
    moves: dict[Region, Floats | Sequence[Bump]] | None = None,
    closes: tuple[Floats | Sequence[Bump], Floats | Sequence[Bump]] = ((), ()),
    noise: float = 0.05,
    seed: int = 1,
) -> Signals:
    """Signals of a face that moves and closes its eyes as told; heights of closures are shares closed."""
    rng, t = np.random.default_rng(seed), np.arange(0, seconds, 1 / fps)
    n = len(t)

    def made(of: Floats | Sequence[Bump]) -> Floats:
        return of if isinstance(of, np.ndarray) else bumps(t, of)

    motion = {r: made((moves or {}).get(r, ())) + noise * rng.standard_normal(n) for r in REGIONS}
    shut = np.column_stack([np.clip(made(c), 0, 0.95) for c in closes])
    aperture = OPEN_SHARE * (1 - shut) + 0.02 * noise * OPEN_SHARE * rng.standard_normal((n, 2))
    ones = np.ones(n)
    return Signals(
        t, ones.astype(bool), ones.astype(int), 90 * ones, 0 * ones, 120 * ones, aperture, motion,
        0.01 * ones + 0.0005 * noise * rng.standard_normal(n),
        0.2 + 0.0005 * noise * rng.standard_normal((n, 2)),
    )  # fmt: skip


def clip_of(signals: Signals, fps: float = 30.0) -> Clip:
    return Clip(640, 480, float(signals.t_s[-1] - signals.t_s[0]), 0, len(signals), fps)


def mirrored(signals: Signals) -> Signals:
    """The same face with its sides swapped."""

    def other(region: Region) -> Region:
        if region.endswith("-left"):
            return region.removesuffix("-left") + "-right"
        return region.removesuffix("-right") + "-left" if region.endswith("-right") else region

    return replace(
        signals,
        aperture=signals.aperture[:, ::-1].copy(),
        brow_height=signals.brow_height[:, ::-1].copy(),
        motion={other(r): v for r, v in signals.motion.items()},
    )
