"""A film followed by two fresh processes at once, each a part of it."""

import os
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

import numpy as np

from mimika.measure.record import joined
from mimika.measure.stretch import Part, Progress, stretch

# The tracker of the second part settles while the first is still seen.
OVERLAP_S = 2.0
LOOK_EVERY_S = 0.1


def in_two_parts(path: Path, said_s: float, tell: Progress) -> Part:
    """Return a whole film that says how long it is."""
    # Half of the overlap goes to each, so that they end together.
    change_s = (said_s + OVERLAP_S) / 2
    first, second = _at_once(path, ((0.0, change_s), (change_s - OVERLAP_S, np.inf)), tell)
    if not len(second.track.t_s):
        # The file is cut off before its second part: the first is all there is.
        return Part(first.track, first.width_px, first.height_px, first.rotation_deg, is_truncated=True)
    whole = joined(first.track, second.track, change_s)
    return Part(whole, first.width_px, first.height_px, first.rotation_deg, first.is_truncated or second.is_truncated)


def _at_once(path: Path, ends: tuple[tuple[float, float], ...], tell: Progress) -> list[Part]:
    # A forked copy of a process with running threads may stand still for ever; a fresh one cannot. This process takes
    # no part itself: with the models beside the knowledge it would need more memory than either.
    context = get_context("spawn")
    done = context.Array("d", len(ends))
    with ProcessPoolExecutor(len(ends), context, _share, (done,)) as pool:
        parts: list[Future[Part]] = [pool.submit(_part, path, i, *both) for i, both in enumerate(ends)]
        while wait(parts, LOOK_EVERY_S).not_done:
            tell(sum(done[i] for i in range(len(ends))) / len(ends))
        tell(1.0)
        return [part.result() for part in parts]


_done: Any = None


def _share(done: Any) -> None:  # noqa: ANN401 - a shared array has no public type
    global _done  # noqa: PLW0603 - how a pool hands something to its processes
    _done = done


def _part(path: Path, i: int, from_s: float, to_s: float) -> Part:
    parent = parent_process()

    def tell(share: float) -> None:
        _done[i] = share
        if parent is not None and not parent.is_alive():
            # Whoever asked was killed: nobody is left to take the result.
            os._exit(1)

    return stretch(path, from_s, to_s, 1, tell)
