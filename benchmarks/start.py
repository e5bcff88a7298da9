"""Cold start: a whole `mimika assess` in a new process, beside a Python that does nothing."""

import subprocess
import sys
from statistics import median
from time import perf_counter

STORY = "У меня две недели дёргается нижнее веко правого глаза, мне 30 лет, мало сплю, пью много кофе."
ASSESS = ("-c", "from mimika.cli.main import main; main()", "assess", "--format", "json", STORY)
NOTHING = ("-c", "pass")


def seconds(arguments: tuple[str, ...], times: int) -> float:
    """Return the median wall time of a Python process; one run goes before, so that files are in memory."""

    def once() -> float:
        began = perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        return perf_counter() - began

    once()
    return median(once() for _ in range(times))


def report(times: int) -> list[str]:
    assess_s, nothing_s = seconds(ASSESS, times), seconds(NOTHING, times)
    return [
        f"Cold start (median of {times})",
        f"  mimika assess   {assess_s * 1000:8.0f} ms",
        f"  python -c pass  {nothing_s * 1000:8.0f} ms   ratio {assess_s / nothing_s:.1f}",
    ]
