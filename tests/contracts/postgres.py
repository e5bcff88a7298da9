"""A real PostgreSQL for a test run: a new cluster in a folder of its own, on a free port, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUICK = "-c fsync=off -c listen_addresses=127.0.0.1 -c shared_buffers=16MB -c max_connections=40"


def binaries() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL server, if there is one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a running server, without a database name."""
    folder = Path(tempfile.mkdtemp(prefix="mimika-pg-"))
    as_server = []
    if os.geteuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        as_server = ["runuser", "-u", "postgres", "--"]
    port = free_port()

    def run(program: str, *arguments: str) -> None:
        command = [*as_server, str(binaries() / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, timeout=120)

    try:
        run("initdb", "-U", "mimika", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"-p {port} -k {folder} {QUICK}", "start")
        try:
            yield f"postgresql://mimika@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
