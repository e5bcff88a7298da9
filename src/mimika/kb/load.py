"""The knowledge, ready to use: validated once, kept compiled under the hash of its files.

The compiled form is msgpack in the user's cache folder; a changed file, program version or format makes a new
one. A cache that cannot be written only costs time.
"""

import gc
import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile

import msgspec
import platformdirs

from mimika import __version__
from mimika.kb.faults import KnowledgeNotFoundError
from mimika.model.knowledge import KnowledgeBase

BUILT_IN = Path(__file__).parent.parent / "knowledge"


def load_knowledge(root: Path = BUILT_IN, cache: Path | None = None) -> KnowledgeBase:
    """Return the knowledge of a folder.

    Raises:
        KnowledgeNotFoundError: If there is none.
        BrokenKnowledgeError: If it has faults; the error names them all.
    """
    folder = cache or Path(platformdirs.user_cache_dir("mimika", appauthor=False))
    kept = folder / f"knowledge-{content_hash(root)}.msgpack"
    try:
        return _decoded(kept.read_bytes())
    except (OSError, msgspec.MsgspecError):
        kb = compile_knowledge(root)
        _keep(kept, msgspec.msgpack.encode(kb))
        return kb


def _decoded(data: bytes) -> KnowledgeBase:
    """Decode with the collector of cycles at rest: there are none, and it would walk 400,000 objects over and over.

    What is read stays as long as the program runs; frozen, it is not walked later either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return msgspec.msgpack.decode(data, type=KnowledgeBase)
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def content_hash(root: Path) -> str:
    """Return a hash of every knowledge file and of the program's version.

    Raises:
        KnowledgeNotFoundError: If the folder holds no knowledge.
    """
    files = sorted(root.rglob("*.yaml"))
    if not files:
        raise KnowledgeNotFoundError(root)
    digest = hashlib.blake2b(f"{__version__}".encode(), digest_size=16)
    for code in sorted((Path(__file__).parent).glob("*.py")) + sorted(
        (Path(__file__).parent.parent / "model").glob("*.py")
    ):
        digest.update(code.read_bytes())
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def compile_knowledge(root: Path) -> KnowledgeBase:
    """Return the knowledge read from its files, with every check.

    Raises:
        BrokenKnowledgeError: If it has faults.
    """
    # The schema library costs 0.15 s to import and is needed only when the knowledge has changed.
    from mimika.kb.compile import compile_folder  # noqa: PLC0415

    return compile_folder(root)


def _keep(path: Path, data: bytes) -> None:
    """Write a cache file whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            half = Path(file.name)
            try:
                file.write(data)
                file.close()
                half.replace(path)
            except OSError:
                half.unlink(missing_ok=True)
                raise
        for old in path.parent.glob("knowledge-*.msgpack"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
