"""Answers survive a crash: a program that keeps them is killed at a random moment, again and again.

`python -m benchmarks.crash [TIMES]`. A kill ends the program, not the machine: it shows that `save` returns only after
the data has left the program. That it has reached the disk rests on SQLite's `synchronous = FULL`.
"""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from mimika.model.talk import Answer, Talk
from mimika.store.places import TalkFile
from mimika.store.talks import TalkStore

KEY, MOST_ANSWERS, LONGEST_S, SEED = "crash", 100_000, 0.8, 7


class Outcome(NamedTuple):
    """One crash: how many answers the program said it had kept, how many of them are lost, and whether all is sound."""

    said: int
    lost: int
    is_sound: bool


def answer(path: Path) -> None:
    """Keep one answer after another and print the number of each after it was kept."""
    talk = Talk("en")
    with TalkStore(TalkFile(path)) as store:
        for n in range(1, MOST_ANSWERS):
            talk = Talk("en", turns=(*talk.turns, (Answer("duration-d", float(n)),))[-200:])
            store.save(KEY, talk)
            store.save(f"{KEY}-{n}", talk)
            print(n, flush=True)


def crash(folder: Path, after_s: float, *, is_early: bool = False) -> Outcome:
    """Start a program that keeps answers, kill it, and look at what is there.

    Args:
        folder: An empty folder.
        after_s: How long it lives after its first answer was kept.
        is_early: Count from when the file appears instead, so that it may die while the tables are being made.
    """
    path = folder / "talks.sqlite"
    command = [sys.executable, "-m", "benchmarks.crash", "--child", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as child:
        assert child.stdout is not None
        lines = [] if is_early else [child.stdout.readline()]
        while not path.exists() and child.poll() is None:
            time.sleep(0.002)
        time.sleep(after_s)
        child.send_signal(signal.SIGKILL)
        # The last line may have been cut off in the middle; what was not printed whole was not promised.
        said = sum(line.endswith("\n") for line in (*lines, *child.stdout))
    assert child.returncode == -signal.SIGKILL, "the program ended before it could be killed"
    return Outcome(said, _lost(path, said), _is_sound(path))


def _lost(path: Path, said: int) -> int:
    with TalkStore(TalkFile(path)) as store:
        last = store.load(KEY)
        lost = sum(_last_number(store.load(f"{KEY}-{n}")) != n for n in range(1, said + 1))
        return lost + (said > 0 and _last_number(last) < said)


def _last_number(talk: Talk | None) -> float:
    return float(talk.turns[-1][0].value or 0) if talk else 0.0


def _is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def crashes(times: int) -> list[Outcome]:
    """Return the outcome of crashes at moments drawn with a fixed seed, each with a new store; one in five is early."""
    draw, outcomes = random.Random(SEED), []
    for n in range(times):
        with TemporaryDirectory() as folder:
            outcomes.append(crash(Path(folder), draw.uniform(0, LONGEST_S), is_early=n % 5 == 4))
    return outcomes


def report(times: int) -> list[str]:
    outcomes = crashes(times)
    said = sum(o.said for o in outcomes)
    early = sum(o.said == 0 for o in outcomes)
    return [
        f"Crashes while answers are being kept ({times}; {early} of them before the first answer)",
        f"  answers said to be kept  {said:8d}",
        f"  of them lost             {sum(o.lost for o in outcomes):8d}",
        f"  stores damaged           {sum(not o.is_sound for o in outcomes):8d}",
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        answer(Path(sys.argv[2]))
    else:
        print("\n".join(report(int(sys.argv[1]) if sys.argv[1:] else 100)))
