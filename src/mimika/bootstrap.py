"""Where the parts are joined: the only place that names concrete ones."""

from functools import cache
from pathlib import Path

from mimika.kb.load import BUILT_IN, compile_knowledge, load_knowledge
from mimika.usecases.assessing import Assessing
from mimika.usecases.talking import Talking

__all__ = ["BUILT_IN", "assessing", "compile_knowledge", "talking"]


@cache
def assessing(root: Path = BUILT_IN) -> Assessing:
    """Return the use case assess over a knowledge folder."""
    return Assessing(load_knowledge(root))


@cache
def talking(root: Path = BUILT_IN) -> Talking:
    """Return the use case talk over a knowledge folder."""
    return Talking(assessing(root))
