"""A listening service on this machine."""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from mimika.bootstrap import desk, talking
from mimika.service.app import create_app
from mimika.service.guard import Door
from mimika.usecases.inputs import AddressTakenError
from mimika.usecases.talking import Talking

# Longer than a person looks at a screen: a line that closes just as an answer goes out loses it.
KEEP_ALIVE_S = 90


@dataclass(frozen=True, slots=True)
class Service:
    """A service that is about to run; `address` is what to open."""

    server: uvicorn.Server
    door: Door
    talking: Talking
    address: str


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens; a taken port is told before anything else is loaded.

    Raises:
        AddressTakenError: If something else listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as made:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, port))
        except (OSError, OverflowError) as fault:
            number = getattr(fault, "errno", None)
            raise AddressTakenError(host, port, errno.errorcode.get(number or 0, "?")) from fault
        yield made


def run(host: str, made: socket.socket) -> Service:
    """Return the service on a socket, ready to run. It logs no request: an address holds the key of a talk."""
    use = talking()
    app, door = create_app(use, desk(), host)
    settings = uvicorn.Config(
        app, access_log=False, log_level="warning", server_header=False, timeout_keep_alive=KEEP_ALIVE_S
    )
    server = uvicorn.Server(settings)
    name, port = made.getsockname()[:2]
    shown = f"[{name}]" if ":" in name else name
    query = f"?token={door.token}" if door.token else ""
    return Service(server, door, use, f"http://{shown}:{port}/{query}")
