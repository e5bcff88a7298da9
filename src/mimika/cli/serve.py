"""`mimika serve`: the page and the API on this machine."""

import threading
import webbrowser
from typing import Annotated

import typer

from mimika.cli.faults import told_faults
from mimika.cli.options import Speech


def serve_command(
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but loopback needs the token it prints.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8417,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    lang: Annotated[Speech, typer.Option(help="Language of the messages in the terminal.")] = Speech.RU,
) -> None:
    """Open the page. Nothing leaves this machine."""
    from mimika.service.running import listening, run  # noqa: PLC0415  (a web server is slow to load)

    with told_faults(lang.value), listening(host, port) as socket:
        service = run(host, socket)
        texts = service.talking.kb.texts
        typer.echo(texts["serve-at"].pick(lang.value).format(address=service.address))
        if service.door.token:
            typer.echo(texts["serve-token"].pick(lang.value))
        typer.echo(texts["serve-stop"].pick(lang.value))
        if browser:
            threading.Timer(0.5, webbrowser.open, [service.address]).start()
        service.server.run(sockets=[socket])
