"""Known movements filmed, measured by the whole pipeline and compared with the truth: what is seen, where, which side.

python -m benchmarks.video_synthetic [--quick] [--clips FOLDER with films for more portraits]
"""

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from benchmarks.made_faces import Close, Move, Nod, Portrait, Script, portraits, render
from mimika.measure.measuring import measure
from mimika.measure.signals import Event, Measurement, Region, side_of
from mimika.measure.tracking import track

HEIGHTS = (0.5, 1.0, 2.0, 5.0)
REGIONS: tuple[Region, ...] = (
    "lids-left", "lids-right", "brow-left", "brow-right", "cheek-left", "cheek-right",
    "mouth-corner-left", "mouth-corner-right", "nose", "jaw",
)  # fmt: skip
LENGTHS_S = (0.08, 0.15, 0.2, 0.25, 0.3, 0.4)
SLACK_S = 0.1
EVENTS, APART_S, FIRST_S = 20, 1.7, 2.5


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind of clip. `elsewhere` are movements told in the moment of a true one in another region."""

    true: int = 0
    hits: int = 0
    elsewhere: int = 0
    false: int = 0
    sided: int = 0
    right_side: int = 0
    rates: tuple[tuple[int, int], ...] = ()
    by_region: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        names = ("true", "hits", "elsewhere", "false", "sided", "right_side")
        sums = {n: getattr(self, n) + getattr(other, n) for n in names}
        return Tally(**sums, rates=self.rates + other.rates, by_region=self.by_region + other.by_region)

    @property
    def recall(self) -> float:
        """Share of the true movements told in their region."""
        return self.hits / max(1, self.true)

    @property
    def precision(self) -> float:
        """Share of what was told that is true, or dragged along with something true."""
        return (self.hits + self.elsewhere) / max(1, self.hits + self.elsewhere + self.false)


def twitching(height: float, seed: int, fps: int = 30, crf: int = 23) -> Script:
    """Return a script of single movements of one height, all regions in turn, at uneven times."""
    rng = np.random.default_rng(seed)
    order = [REGIONS[i % len(REGIONS)] for i in rng.permutation(EVENTS)]
    at = FIRST_S + APART_S * np.arange(EVENTS) + rng.uniform(0, 0.6, EVENTS)
    moves = [Move(r, float(a), float(rng.choice(LENGTHS_S)), height) for r, a in zip(order, at, strict=True)]
    return Script(float(at[-1]) + 2, moves, fps=fps, crf=crf, seed=seed)


def negatives(seed: int) -> dict[str, Script]:
    """Return scripts in which nothing twitches: blinks, smiles, speech, nods."""
    rng = np.random.default_rng(seed)
    blinks = [Close("both", float(a), 0.25) for a in np.cumsum(rng.uniform(1.5, 5, 9))]
    smiles = [
        Move(region, a, 1.0, height, 2.5)
        for a in (4.0, 13.0, 21.0)
        for region, height in (("mouth-corner-left", 5), ("mouth-corner-right", 5), ("cheek-left", 3), ("cheek-right", 3))
    ]
    speech = [
        Move(region, float(a), 0.22, float(rng.uniform(2, 6)) * share)
        for a in np.arange(4, 24, 0.21) + rng.uniform(0, 0.06, 96)
        for region, share in (("jaw", -1.0), ("lips", -0.4))
    ]
    nods = [Nod(a, 0.8, float(rng.uniform(6, 14))) for a in (4.0, 5.0, 12.0, 13.1, 20.0)]
    return {
        "blinks": Script(30, closes=blinks, seed=seed),
        "smiles": Script(30, smiles, [Close("both", a, 1.0, 0.3, 2.5) for a in (4.0, 13.0, 21.0)], seed=seed),
        "speech": Script(30, speech, blinks[:4], seed=seed),
        "nods": Script(30, nods=nods, seed=seed),
    }


def measured(of: Portrait, script: Script) -> Measurement:
    """Return the measurement of a script, by way of a real film."""
    with tempfile.TemporaryDirectory() as folder:
        signals, clip = track(render(Path(folder) / "film.mp4", of, script), processes=1)
    return measure(signals, clip)


def compared(script: Script, got: Measurement) -> Tally:
    """Return how the movements that were told compare with those of the script."""
    free = list(script.moves)
    hits: list[Move] = []
    told_sides: list[bool] = []
    elsewhere = false = 0
    for event in got.events:
        near = [m for m in script.moves if _at_once(m, event)]
        own = next((m for m in near if m in free and _is_in(m, event)), None)
        if own is not None:
            hits.append(own)
            free.remove(own)
        elif near:
            elsewhere += 1
        elif event.kind == "twitch":
            false += 1
        if near and side_of(near[0].region) != "none" and event.side != "none":
            told_sides.append(event.side == side_of(near[0].region))
    told = sum(e.kind == "twitch" for e in got.events)
    by_region = Counter({f"{_part(m.region)} true": 1 for m in ()})
    by_region.update(f"{_part(m.region)} true" for m in script.moves)
    by_region.update(f"{_part(m.region)} hit" for m in hits)
    rates = ((len(script.moves), told),)
    return Tally(len(script.moves), len(hits), elsewhere, false, len(told_sides), sum(told_sides), rates, by_region)


def _at_once(move: Move, event: Event) -> bool:
    end_s = move.at_s + move.length_s + move.hold_s
    return event.start_s < end_s + SLACK_S and event.end_s > move.at_s - SLACK_S


def _is_in(move: Move, event: Event) -> bool:
    return event.region == move.region or (event.side == "both" and move.region.startswith("lids"))


def _part(region: Region) -> str:
    return region.removesuffix("-left").removesuffix("-right")
