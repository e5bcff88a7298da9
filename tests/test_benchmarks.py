"""The benchmarks run: small sizes, every section printed; equal answers to pyAgrum are asserted on the way."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_quick_benchmarks_print_every_section(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"],
        cwd=ROOT,
        env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for section in (
        "Cold start",
        "Exact inference",
        "Simulation",
        "calibration error",
        "The talk",
        "A scripted patient",
        "Crashes while answers",
        "people at once",
    ):
        assert section in done.stdout
