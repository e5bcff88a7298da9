"""Known movements filmed, measured by the whole pipeline and compared with the truth: what is seen, where, which side.

python -m benchmarks.video_synthetic [--quick] [--clips FOLDER with films for more portraits]
"""

import argparse
import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.made_faces import Close, Move, Nod, Portrait, Script, portraits, render
from benchmarks.made_patients import patients
from mimika.engine.assess import assess
from mimika.engine.network import Network
from mimika.kb.load import load_knowledge
from mimika.measure.measuring import measure
from mimika.measure.signals import Event, Measurement, Region
from mimika.measure.tracking import track
from mimika.usecases.filmed import case_without_story, shown_in, with_film

HEIGHTS = (0.5, 1.0, 2.0, 5.0)
REGIONS: tuple[Region, ...] = (
    "lids-left", "lids-right", "brow-left", "brow-right", "cheek-left", "cheek-right",
    "mouth-corner-left", "mouth-corner-right", "nose", "jaw",
)  # fmt: skip
SMILE = {"mouth-corner-left": 5.0, "mouth-corner-right": 5.0, "cheek-left": 3.0, "cheek-right": 3.0}
LENGTHS_S = (0.08, 0.15, 0.2, 0.25, 0.3, 0.4)
SLACK_S = 0.1
EVENTS, APART_S, FIRST_S = 20, 1.7, 2.5


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one kind of clip.

    `elsewhere` are movements told in the moment of a true one in another region; `tellable` are true ones in regions of
    which the measurement itself says that it can tell movements of that height.
    """

    true: int = 0
    hits: int = 0
    tellable: int = 0
    told: int = 0
    elsewhere: int = 0
    false: int = 0
    sided: int = 0
    right_side: int = 0
    rates: tuple[tuple[int, int], ...] = ()
    by_region: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Tally") -> "Tally":
        names = ("true", "hits", "tellable", "told", "elsewhere", "false", "sided", "right_side")
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
    blinks = [Close("both", float(a), 0.25) for a in 2 + np.cumsum(rng.uniform(1.5, 3.3, 8))]
    smiles = [Move(region, a, 1.0, height, 2.5) for a in (4.0, 13.0, 21.0) for region, height in SMILE.items()]
    # Syllables: 4 a second on average, no two gaps alike, a breath now and then.
    gaps = 0.25 * rng.lognormal(0, 0.4, 80)
    gaps[::13] += 0.6
    syllables = [(float(a), float(rng.uniform(3, 9))) for a in 4 + np.cumsum(gaps) if a < 26]
    speech = [
        Move(region, at, 0.25, height * share)
        for at, height in syllables
        for region, share in (("jaw", -0.7), ("lower-lip", 1.0))
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


def _all_measured(films: Sequence[tuple[Portrait, Script]]) -> list[Measurement]:
    """Return the measurements of films, as many at once as the machine has processors."""
    # A forked copy of a process with running threads may stand still for ever; a fresh one cannot.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        return list(pool.map(measured, *zip(*films, strict=True)))


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
        if near and _side(near[0]) != "none" and event.side != "none":
            told_sides.append(event.side == _side(near[0]))
    told = sum(e.kind == "twitch" for e in got.events)
    by_region = Counter(f"{_part(m.region)} true" for m in script.moves)
    by_region.update(f"{_part(m.region)} hit" for m in hits)
    rates = ((len(script.moves), told),)
    tellable, told_there = (sum(_can_tell(got, m) for m in moves) for moves in (script.moves, hits))
    return Tally(
        len(script.moves),
        len(hits),
        tellable,
        told_there,
        elsewhere,
        false,
        len(told_sides),
        sum(told_sides),
        rates,
        by_region,
    )


def _can_tell(got: Measurement, move: Move) -> bool:
    return any(region == move.region and least <= move.height for region, least in got.told_from.items())


def _at_once(move: Move, event: Event) -> bool:
    end_s = move.at_s + move.length_s + move.hold_s
    return event.start_s < end_s + SLACK_S and event.end_s > move.at_s - SLACK_S


def _is_in(move: Move, event: Event) -> bool:
    return event.region == move.region or (event.side == "both" and move.region.startswith("lids"))


def _side(move: Move) -> str:
    return move.region.rpartition("-")[2] if move.region.endswith(("-left", "-right")) else "none"


def _part(region: str) -> str:
    return region.removesuffix("-left").removesuffix("-right")


def scripts(portrait: int, *, is_quick: bool) -> Iterator[tuple[str, Script]]:
    """Yield the scripts of a portrait by name; frame rates and the worst quality are tried on the first."""
    for i, height in enumerate(HEIGHTS[1:2] if is_quick else HEIGHTS):
        yield f"{height:g} %", twitching(height, 10 * portrait + i)
    if not is_quick:
        # As messengers send films.
        yield "1 %, crf 28", twitching(1.0, 10 * portrait + 80, crf=28)
        yield "2 %, crf 28", twitching(2.0, 10 * portrait + 81, crf=28)
    if portrait == 0 and not is_quick:
        yield "1 %, 24 fps", twitching(1.0, 77, fps=24)
        yield "1 %, 60 fps", twitching(1.0, 77, fps=60)
        yield "1 %, crf 32", twitching(1.0, 78, crf=32)
        yield "2 %, crf 32", twitching(2.0, 79, crf=32)
    for name, script in negatives(portrait + 1).items():
        if not is_quick or name == "blinks":
            yield f"no twitch: {name}", script


def lines_of(found: dict[str, Tally], runs: Counter[str]) -> list[str]:
    """Return a line for each kind of clip, and one for each region."""
    lines = []
    for name, tally in found.items():
        if name.startswith("no twitch"):
            # Smiles and speech move on purpose: a twitch told in their moment is as false as any other.
            told = sum(told for _, told in tally.rates)
            lines.append(f"  {name:20} twitches told {told}, runs in an even beat {runs[name]}")
            continue
        off = [abs(told - true) / true for true, told in tally.rates if true]
        side = tally.right_side / max(1, tally.sided)
        lines.append(
            f"  {name:20} recall {tally.recall:.2f}, where tellable {tally.told / max(1, tally.tellable):.2f} "
            f"({tally.told}/{tally.tellable})  precision {tally.precision:.2f}  side right {side:.1%} of "
            f"{tally.sided}  elsewhere {tally.elsewhere}  rate off by {np.mean(off):.0%}  (of {tally.true})"
        )
        true = {part.split()[0]: n for part, n in tally.by_region.items() if part.endswith("true")}
        shown = " ".join(f"{p} {tally.by_region[p + ' hit']}/{n}" for p, n in sorted(true.items()))
        lines.append(f"  {'':20} {shown}")
    return lines


def report(*, clips: Path | None = None, is_quick: bool = False) -> list[str]:
    """Return the lines to print; minutes long in full, because every clip is rendered, encoded and tracked."""
    faces = portraits(clips)[: 1 if is_quick else None]
    films = [(face, script) for i, face in enumerate(faces) for _, script in scripts(i, is_quick=is_quick)]
    names = [name for i, _ in enumerate(faces) for name, _ in scripts(i, is_quick=is_quick)]
    found: dict[str, Tally] = defaultdict(Tally)
    of_face: dict[str, Tally] = defaultdict(Tally)
    runs: Counter[str] = Counter()
    for name, (face, script), got in zip(names, films, _all_measured(films), strict=True):
        tally = compared(script, got)
        found[name] += tally
        runs[name] += len(got.runs)
        if name in {"1 %", "2 %"}:
            of_face[f"{name}, {face.name}"] += tally
    said = ", ".join(f.name for f in faces)
    title = f"Known movements on film (eye distance 90 px; faces: {said})"
    return [title, *lines_of(dict(found), runs), *(lines_of(dict(of_face), runs) if len(faces) > 1 else ())]


def report_patients(network: Network, *, clips: Path | None = None, is_quick: bool = False) -> list[str]:
    """Return what films of made-up people do to an assessment that knows their age and that something moves."""
    lines = ["Films of made-up people: chance of their cause before and after"]
    shown_by = [(face, patient) for face in portraits(clips)[: 1 if is_quick else None] for patient in patients()]
    got = _all_measured([(face, patient.script) for face, patient in shown_by])
    for (face, patient), film in zip(shown_by, got, strict=True):
        told, shown = case_without_story(patient.age_years), shown_in(film)
        before, after = (
            next((c.probability for c in assess(network, case).differential if c.condition == patient.cause), 0.0)
            for case in (told, with_film(network.kb, told, shown))
        )
        missing = patient.findings - {s.finding for s in shown}
        said = f"not seen: {', '.join(sorted(missing))}" if missing else "all its findings seen"
        lines.append(f"  {face.name:15} {patient.id:17} {patient.cause:26} {before:.3f} -> {after:.3f}  {said}")
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--clips", type=Path)
    given = parser.parse_args()
    print("\n".join(report(clips=given.clips, is_quick=given.quick)), flush=True)
    print("\n".join(report_patients(Network(load_knowledge()), clips=given.clips, is_quick=given.quick)))
