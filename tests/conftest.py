"""What every test shares: the built-in knowledge, compiled once a session."""

import os

import pytest
from hypothesis import settings

from mimika.engine.network import Network
from mimika.kb.load import load_knowledge
from mimika.model.knowledge import KnowledgeBase

# The same examples every time, but for the long runs, which are to find new ones.
settings.register_profile("mimika", deadline=None, derandomize="MIMIKA_EXAMPLES" not in os.environ)
settings.load_profile("mimika")


@pytest.fixture(scope="session")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """Return the built-in knowledge; the user's own cache is left alone."""
    return load_knowledge(cache=tmp_path_factory.mktemp("knowledge-cache"))


@pytest.fixture(scope="session")
def network(kb: KnowledgeBase) -> Network:
    """Return the built-in knowledge arranged for arithmetic."""
    return Network(kb)
