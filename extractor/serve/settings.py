"""What a reading room may do, and how much: one validated class, made by the command line or a test."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from extractor.options import Options

STATE = ".room"
"""Folder in the results folder that holds what the room keeps: reviews, index, pictures of pages."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_MEGABYTE = 1024 * 1024
"""Bytes, as the limits of uploads count them."""


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach the host."""
    return host in _LOOPBACK or host.startswith("127.")


@dataclass(frozen=True)
class Settings:
    """Choices and limits of one reading room.

    ``folder`` holds results; ``sources`` is where the originals lie when the ledger's paths no longer hold. ``token``
    is what every request must bring, ``user_header`` the header by which an authenticating proxy names the user.
    """

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    user_header: str | None = None
    sources: Path | None = None
    options: Options = field(default_factory=Options)
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    memory: int = 3000
    """Megabytes a child process may take."""
    timeout: float | None = None
    """Seconds a document may take (``None``: 120 and 10 a page)."""
    max_upload: int = 200 * _MEGABYTE
    """Bytes of a request's body, and of all files of a ZIP archive together."""
    max_files: int = 2_000
    """Files of a ZIP archive."""
    max_pages: int = 2_000
    """Pages of a document."""
    max_pixels: int = 12_000_000
    """Pixels of the picture of a page that is drawn."""
    max_waiting: int = 5_000
    """Documents that may wait in the queue; beyond, uploads are answered 503."""
    max_receiving: int = 32
    """Uploads that are received at the same time; beyond, they are answered 429."""
    max_inline: int = 8
    """Requests that may wait for their result (``POST /v1/extract``); beyond, they are answered 503."""
    inline_seconds: float = 300.0
    """Seconds such a request may take."""
    webhook_hosts: frozenset[str] = frozenset()
    """Hosts that may be told of the end of a job; no request leaves this machine otherwise."""

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and not (self.token or self.user_header):
            raise ValueError("a host other than the loopback needs a token or an authenticating proxy")

    @property
    def state(self) -> Path:
        """The folder of what the room keeps."""
        return self.folder / STATE
