"""Where the parts are joined: the only place that names concrete ones."""

from functools import cache
from pathlib import Path

from mimika.kb.load import BUILT_IN, compile_knowledge, load_knowledge
from mimika.usecases.assessing import Assessing

__all__ = ["BUILT_IN", "assessing", "compile_knowledge"]


@cache
def assessing(root: Path = BUILT_IN) -> Assessing:
    """Return the use case assess over a knowledge folder."""
    return Assessing(load_knowledge(root))
