"""A reading room in a process of its own, as a person starts it: it can be killed and started again."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

_URL = re.compile(r"http://\S+/")


class Server:
    """``extract serve FOLDER`` on a free port; after :meth:`kill` it can be started again."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._folder, self._options = folder, options
        self.url = ""
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "extractor", "serve", str(self._folder), "--port", "0", "--jobs", "1"]
        self.process = subprocess.Popen([*command, *self._options], stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = _URL.search(line)
        assert found, line
        self.url = found[0].rstrip("/")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/healthz", timeout=5).status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """Ends the server as a power cut would."""
        self.process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        self.process.wait(30)
        assert self.process.stderr is not None
        self.process.stderr.close()


def ended(server: Server, count: int, seconds: float = 120) -> dict[str, Any]:
    """Waits until so many jobs have an end; the jobs by name."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = httpx.get(f"{server.url}/v1/jobs", params={"limit": 1000}, timeout=30).json()
        done = {job["name"]: job for job in found["jobs"] if job["state"] not in ("queued", "running")}
        if len(done) >= count:
            return done
        time.sleep(0.2)
    raise AssertionError(found["counts"])


@contextlib.contextmanager
def serving(folder: Path, *options: str) -> Iterator[Server]:
    """A server that is ended at the end."""
    server = Server(folder, *options)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()
