"""Where the parts are joined: the only place that names concrete ones."""

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mimika.kb.load import BUILT_IN, compile_knowledge, load_knowledge
from mimika.usecases.assessing import Assessing
from mimika.usecases.desk import Desk
from mimika.usecases.talking import Talking

if TYPE_CHECKING:
    from mimika.store.talks import TalkStore

__all__ = ["BUILT_IN", "assessing", "compile_knowledge", "desk", "talking", "talks"]


@cache
def assessing(root: Path = BUILT_IN) -> Assessing:
    """Return the use case assess over a knowledge folder."""
    return Assessing(load_knowledge(root))


@cache
def talking(root: Path = BUILT_IN) -> Talking:
    """Return the use case talk over a knowledge folder."""
    return Talking(assessing(root))


def talks(passphrase: str | None = None) -> "TalkStore":
    """Return the store of talks of this person; where it is, the environment says. Whoever opens it closes it.

    Raises:
        StoreError: If it cannot be opened; the class tells why.
    """
    # The database library costs 0.2 s to import and is needed only where somebody asks to keep a talk.
    from mimika.store.places import place_from  # noqa: PLC0415
    from mimika.store.talks import TalkStore  # noqa: PLC0415

    return TalkStore(place_from(os.environ, passphrase))


def desk() -> Desk:
    """Return a desk over the store of this person; the store is made when the first talk is kept."""
    from mimika.store.places import TalkFile, place_from  # noqa: PLC0415

    place = place_from(os.environ, None)
    return Desk(cache(talks), lambda: not isinstance(place, TalkFile) or place.path.exists())
