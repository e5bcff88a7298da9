"""Print every figure in one run: `python -m benchmarks`; `--quick` for small sizes that only show it works."""

import argparse

from benchmarks import exact, simulation, start, understanding
from mimika.engine.network import Network
from mimika.kb.load import load_knowledge

FULL, QUICK = (1_000_000, 300, 20_000, 7, None), (2_000, 10, 1_000, 1, 60)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    batch, sample, people, starts, phrases = QUICK if parser.parse_args().quick else FULL
    kb = load_knowledge()
    network = Network(kb)
    print(f"knowledge {kb.version}: {len(kb.conditions)} conditions, {len(kb.findings)} findings\n", flush=True)
    for lines in (
        start.report(starts),
        exact.report(kb, batch_cases=batch, sample_cases=sample),
        simulation.report(network, people),
        understanding.report(kb, most_phrases=phrases),
    ):
        print("\n".join(lines), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
