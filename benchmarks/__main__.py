"""Print every figure in one run: `python -m benchmarks`; `--quick` for small sizes that only show it works."""

import argparse
from collections.abc import Callable

from benchmarks import exact, interview, scripted, simulation, start, understanding
from mimika.engine.network import Network
from mimika.kb.load import load_knowledge

FULL, QUICK = (1_000_000, 300, 20_000, 7, None, (10, 1), None), (2_000, 10, 1_000, 1, 60, (1, 12), 2)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    batch, sample, people, starts, phrases, (each, step), visits = QUICK if parser.parse_args().quick else FULL
    kb = load_knowledge()
    network = Network(kb)
    print(f"knowledge {kb.version}: {len(kb.conditions)} conditions, {len(kb.findings)} findings\n", flush=True)
    reports: tuple[Callable[[], list[str]], ...] = (
        lambda: start.report(starts),
        lambda: exact.report(kb, batch_cases=batch, sample_cases=sample),
        lambda: simulation.report(network, people),
        lambda: understanding.report(kb, most_phrases=phrases),
        lambda: interview.report(network, each, step=step),
        lambda: scripted.report(kb, most=visits),
    )
    for report in reports:
        print("\n".join(report()), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
