"""A real service in a process of its own, and a real browser."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# What keeps the browser from calling home, so that any request it makes is the page's own.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True)
class Running:
    """A running service: its address, and the process."""

    address: str
    process: "subprocess.Popen[str]"

    def kill(self) -> None:
        """End it as a power cut would: at once."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def browser_path() -> str | None:
    """Return where a Chromium stands on this machine."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextlib.contextmanager
def service(home: Path, *options: str) -> Iterator[Running]:
    """Run `mimika serve` on a free port with its own folder for data."""
    environment = os.environ | {"XDG_DATA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    environment.pop("MIMIKA_DATABASE_URL", None)
    command = [sys.executable, "-m", "mimika.cli", "serve", "--port", "0", "--no-browser", "--lang", "en", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if found := re.search(r"http://\S+?(?=/)", line):
                yield Running(found[0], process)
                break
        else:
            raise AssertionError(process.wait())
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
