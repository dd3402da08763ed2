"""Writes files so that they are there whole or not at all.

Stands beside the rooms: results, the lines of a batch and kept readings of pictures are written alike.
"""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, also after a power cut. Its folder must be there.

    Raises ``OSError`` where the file cannot be written.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)
