"""Print every figure in one run: `python -m benchmarks`; `--quick` for small sizes that only show it works."""

import argparse
from collections.abc import Callable

from benchmarks import exact, simulation, start, understanding
from mimika.engine.network import Network
from mimika.kb.load import load_knowledge

FULL, QUICK = (1_000_000, 300, 20_000, 7, None, 60), (2_000, 10, 1_000, 1, 60, 3)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    batch, sample, people, starts, phrases, film_s = QUICK if parser.parse_args().quick else FULL
    kb = load_knowledge()
    network = Network(kb)
    print(f"knowledge {kb.version}: {len(kb.conditions)} conditions, {len(kb.findings)} findings\n", flush=True)
    reports: tuple[Callable[[], list[str]], ...] = (
        lambda: start.report(starts),
        lambda: exact.report(kb, batch_cases=batch, sample_cases=sample),
        lambda: simulation.report(network, people),
        lambda: understanding.report(kb, most_phrases=phrases),
        lambda: _video_speed(film_s),
    )
    for report in reports:
        print("\n".join(report()), end="\n\n", flush=True)


def _video_speed(film_s: int) -> list[str]:
    try:
        from benchmarks import video_speed  # noqa: PLC0415 - needs the extra `video`
    except ImportError as error:
        return [f"Speed on video: {error.name} is not installed (extra `video`)"]
    return video_speed.report(seconds=film_s)


if __name__ == "__main__":
    main()
