"""Print every figure in one run: `python -m benchmarks [PART...]`; `--quick` for small sizes, only to see it work."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import crash, crowd, exact, interview, retold, scripted, simulation, start, understanding
from mimika.engine.network import Network
from mimika.kb.load import load_knowledge
from mimika.model.knowledge import KnowledgeBase

DATA = Path(__file__).parents[2] / "shared" / "data"

Report = Callable[[], list[str]]


def thinking(kb: KnowledgeBase, network: Network, *, is_quick: bool) -> Iterable[Report]:
    """Yield the figures of the engine and of understanding."""
    yield lambda: start.report(1 if is_quick else 7)
    batch, sample = (2_000, 10) if is_quick else (1_000_000, 300)
    yield lambda: exact.report(kb, batch_cases=batch, sample_cases=sample)
    yield lambda: simulation.report(network, 1_000 if is_quick else 20_000)
    yield lambda: understanding.report(kb, most_phrases=60 if is_quick else None)


def talking(kb: KnowledgeBase, network: Network, *, is_quick: bool) -> Iterable[Report]:
    """Yield the figures of whole talks."""
    yield lambda: interview.report(network, *((1, 5) if is_quick else (6, 300)), step=12 if is_quick else 1)
    yield lambda: scripted.report(kb, most=2 if is_quick else None)
    yield lambda: retold.report(kb, most=2 if is_quick else None)


def service(kb: KnowledgeBase, network: Network, *, is_quick: bool) -> Iterable[Report]:  # noqa: ARG001
    """Yield the figures of the running service."""
    yield lambda: crash.report(2 if is_quick else 100)
    yield lambda: crowd.report(3, 0.1) if is_quick else crowd.report(50, 10)


def video(kb: KnowledgeBase, network: Network, *, is_quick: bool) -> Iterable[Report]:  # noqa: ARG001
    """Yield the figures of measuring films; without the extra `video` only why they are left out."""
    try:
        from benchmarks import blinks, video_speed, video_synthetic  # noqa: PLC0415 - needs the extra `video`
    except ImportError as error:
        missing = error.name
        yield lambda: [f"Films: {missing} is not installed (extra `video`), left out"]
        return
    clips = DATA / "clips"
    yield lambda: blinks.report(DATA / "blinks")
    yield lambda: video_speed.report(seconds=3 if is_quick else 60)
    if not is_quick:
        yield lambda: video_synthetic.report(clips=clips)
        yield lambda: video_synthetic.report_patients(network, clips=clips)


PARTS = {"thinking": thinking, "talking": talking, "service": service, "video": video}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*PARTS, []], help=f"any of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    asked = parser.parse_args()
    kb = load_knowledge()
    network = Network(kb)
    print(f"knowledge {kb.version}: {len(kb.conditions)} conditions, {len(kb.findings)} findings\n", flush=True)
    for part in asked.parts or PARTS:
        for report in PARTS[part](kb, network, is_quick=asked.quick):
            print("\n".join(report()), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
