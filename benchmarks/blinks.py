"""Blinks on real recordings with hand-made labels, beside the rules that others publish, in one run.

Data: a folder with recording*.csv (frame, ear, blink) at 30 frames a second: eye aspect ratio from whole-pixel
landmarks of Eyeblink8 videos and their labels. Nothing is chosen per recording; `held_out` chooses the one threshold
that matters on all other recordings and scores the one left out.
"""

import csv
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.signal import find_peaks

from mimika.measure.closures import RULE, LidRule, closures
from mimika.measure.hysteresis import Stretch, overlap, stretches
from mimika.measure.signals import Flags, Floats

FPS = 30.0
LABEL_SLACK = 2
TRIED = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
Detector = Callable[[Floats], list[Stretch]]


@dataclass(frozen=True, slots=True)
class Recording:
    """One labelled recording."""

    name: str
    ear: Floats
    blinks: tuple[Stretch, ...]

    @property
    def minutes(self) -> float:
        """Length in minutes."""
        return len(self.ear) / FPS / 60


@dataclass(frozen=True, slots=True)
class Score:
    """Hits, false alarms and misses."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed)

    def __str__(self) -> str:
        precision = self.hits / max(1, self.hits + self.false)
        recall = self.hits / max(1, self.hits + self.missed)
        return f"F1 {self.f1:.3f}  precision {precision:.3f}  recall {recall:.3f}"


def read(folder: Path) -> list[Recording]:
    """Return the recordings of a folder in the order of their names."""
    out = []
    for path in sorted(folder.glob("recording*.csv")):
        with path.open(encoding="utf-8") as file:
            rows = [(float(r["ear"]), float(r["blink"])) for r in csv.DictReader(file)]
        ear, blink = np.array(rows).T
        out.append(Recording(path.stem, ear, _labelled(blink > 0)))
    return out


def _labelled(flags: Flags) -> tuple[Stretch, ...]:
    return stretches(flags.astype(np.float64), 1, 1)


def ours(ear: Floats, rule: LidRule = RULE) -> list[Stretch]:
    return [(round(e.start_s * FPS), round(e.end_s * FPS)) for e in closures(ear, FPS, "left", rule)]


def fixed(ear: Floats, level: float = 0.20, least_frames: int = 3) -> list[Stretch]:
    return [s for s in stretches(-ear, -level, -level) if s[1] - s[0] >= least_frames]


def jefapato(ear: Floats) -> list[Stretch]:
    """Return peaks as JeFaPaTo documents it for 30 frames a second: prominence 0.1, width 4, distance 10."""
    return _peaks(ear, prominence=0.1, width=4, distance=10)


def plain_peaks(ear: Floats) -> list[Stretch]:
    return _peaks(ear, prominence=0.07, width=2, distance=5)


def _peaks(ear: Floats, **rule: float) -> list[Stretch]:
    _, found = find_peaks(-ear, **rule)
    return [(int(a), int(b) + 1) for a, b in zip(found["left_ips"], np.ceil(found["right_ips"]), strict=True)]


def score(recording: Recording, detector: Detector) -> Score:
    """Return the score of a detector; a detected blink takes one label it overlaps, two frames of slack either way."""
    free = list(recording.blinks)
    hits = false = 0
    for found in detector(recording.ear):
        taken = next((b for b in free if overlap(found, b, LABEL_SLACK)), None)
        if taken is None:
            false += 1
        else:
            hits += 1
            free.remove(taken)
    return Score(hits, false, len(free))


def total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def held_out(recordings: list[Recording]) -> Score:
    """Return the score with the share of the typical blink chosen on all the other recordings, for each in turn."""
    out = Score()
    for left in recordings:
        rest = [r for r in recordings if r is not left]
        best = max(TRIED, key=lambda share, rest=rest: total(score(r, _with(share)) for r in rest).f1)  # type: ignore[misc]
        out += score(left, _with(best))
    return out


def _with(share: float) -> Detector:
    rule = replace(RULE, typical_share=share)
    return lambda ear: ours(ear, rule)


def _off(found: Score, recording: Recording) -> float:
    return abs(found.hits + found.false - len(recording.blinks)) / recording.minutes


DETECTORS: dict[str, Detector] = {
    "Mimika": ours,
    "fixed EAR < 0.20": fixed,
    "JeFaPaTo's rule": jefapato,
    "find_peaks 0.07": plain_peaks,
}


def report(folder: Path) -> list[str]:
    """Return the lines to print."""
    recordings = read(folder)
    if not recordings:
        return [f"Blinks: no recording*.csv in {folder}, left out"]
    minutes, blinks = sum(r.minutes for r in recordings), sum(len(r.blinks) for r in recordings)
    lines = [f"Blinks on real recordings: {len(recordings)} recordings, {minutes:.0f} min, {blinks} labelled blinks"]
    for name, detector in DETECTORS.items():
        each = [score(r, detector) for r in recordings]
        off = np.mean([_off(s, r) for s, r in zip(each, recordings, strict=True)])
        shown = " ".join(f"{s.f1:.3f}" for s in each)
        lines.append(f"  {name:17} {total(each)}  rate off by {off:.1f}/min  (each {shown})")
    if len(recordings) > 1:
        lines.append(f"  {'Mimika, held out':17} {held_out(recordings)}  (threshold chosen on the other recordings)")
    return lines


if __name__ == "__main__":
    print("\n".join(report(Path(sys.argv[1]))))
