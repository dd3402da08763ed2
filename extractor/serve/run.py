"""Runs the application: a server on one address, until it is told to end."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser

import click
import uvicorn

from extractor.serve.app import create_app
from extractor.serve.settings import Settings
from extractor.serve.words import say

_WAITING = 2048
"""Connections that may wait to be taken."""


def run(settings: Settings, address: socket.socket, *, open_browser: bool = False) -> None:
    """Serves on an address that :func:`listening` gave until the process is interrupted."""
    port = address.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"http://{host}:{port}/"
    click.echo(say("serving", settings.options.lang, url=url, folder=settings.folder), err=True)
    sys.stderr.flush()
    if open_browser:
        threading.Timer(1.0, webbrowser.open, [url]).start()
    config = uvicorn.Config(
        create_app(settings),
        log_level="warning",
        access_log=False,
        backlog=_WAITING,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=5,
        timeout_keep_alive=75,  # longer than clients keep idle connections: no request meets a closed one
    )
    uvicorn.Server(config).run([address])


def listening(settings: Settings) -> socket.socket:
    """A socket that listens on the address of the settings. Raises ``OSError`` where it cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    address = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":
        address.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        address.bind((settings.host, settings.port))
    except OSError:
        address.close()
        raise
    address.listen(_WAITING)
    return address
