"""The mark of a folder's content. Separate because a run of a batch asks for it without any knowledge."""

from __future__ import annotations

import hashlib
from pathlib import Path


def folder_digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files under a folder."""
    digest = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()} {len(data)} ".encode("utf-8", "backslashreplace"))
        digest.update(data)
    return digest.hexdigest()
