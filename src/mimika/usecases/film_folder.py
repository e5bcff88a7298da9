"""Where a film lies between its arrival and the end of its measurement: a folder that only this user can open."""

import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PREFIX = "mimika-film-"
# Messages name the file; what the person called it stands in its place when they are shown.
FILE = "mimika-film"
STALE_S = 24 * 3600


def new_place() -> Path:
    """Return the path of a file to come, in a new folder readable only by this user."""
    return Path(tempfile.mkdtemp(prefix=PREFIX)) / FILE


def clear(path: Path) -> None:
    """Delete a film with its folder; once is enough, twice does no harm."""
    shutil.rmtree(path.parent, ignore_errors=True)


def clear_stale() -> None:
    """Delete what a program that was killed has left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > STALE_S:
                shutil.rmtree(folder, ignore_errors=True)
