"""A film followed by two processes at once: this one takes the first part, a fresh one the second."""

from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from mimika.measure.record import joined
from mimika.measure.stretch import Part, Progress, stretch

# The tracker of the second part settles while the first is still seen.
OVERLAP_S = 2.0
# While the second process still loads, this one sees so much of a usual film.
HEAD_START_S = 4.0
LOOK_EVERY_S = 0.2


def in_two_parts(path: Path, said_s: float, tell: Progress) -> Part:
    """Return a whole film that says how long it is."""
    change_s = (said_s + OVERLAP_S + HEAD_START_S) / 2
    first, second = _at_once(path, change_s, tell)
    if not len(second.track.t_s):
        # The file is cut off before its second part: the first is all there is.
        return Part(first.track, first.width_px, first.height_px, first.rotation_deg, is_truncated=True)
    whole = joined(first.track, second.track, change_s)
    return Part(whole, first.width_px, first.height_px, first.rotation_deg, first.is_truncated or second.is_truncated)


def _at_once(path: Path, change_s: float, tell: Progress) -> tuple[Part, Part]:
    # A forked copy of a process with running threads may stand still for ever; a fresh one cannot.
    context = get_context("spawn")
    done = context.Value("d", 0.0)
    with ProcessPoolExecutor(1, context, _share, (done,)) as pool:
        second: Future[Part] = pool.submit(_part, path, change_s - OVERLAP_S)
        first = stretch(path, 0.0, change_s, 1, lambda share: tell((share + done.value) / 2))
        while wait((second,), LOOK_EVERY_S).not_done:
            tell((1 + done.value) / 2)
        tell(1.0)
        return first, second.result()


_done: Any = None


def _share(done: Any) -> None:  # noqa: ANN401 - a shared number has no public type
    global _done  # noqa: PLW0603 - how a pool hands something to its processes
    _done = done


def _part(path: Path, from_s: float) -> Part:
    return stretch(path, from_s, np.inf, 1, _tell)


def _tell(share: float) -> None:
    _done.value = share
