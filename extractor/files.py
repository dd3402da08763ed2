"""Writes files so that they are there whole or not at all, and never takes the place of what is no file.

Stands beside the rooms: results, the lines of a batch, tables and kept readings of pictures are written alike.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self|\d+))/fd/(\d{1,6})")
_ODD_BYTE = re.compile("%([89A-F][0-9A-F])")
_NAMED_DESCRIPTORS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}


def write_whole(file: Path, data: bytes) -> None:
    """Writes a file so that it is there whole or not at all, also after a power cut. Its folder must be there.

    A link is followed, and a file that was there keeps its mode. What is no regular file (a device, a pipe, one of
    this process's own streams) is written into as it stands: nothing takes its place. Raises ``OSError`` where it
    cannot be written.
    """
    descriptor = _descriptor(file)
    if descriptor is not None:
        _write_into(os.dup(descriptor), data)
        return
    target = resolved(file)
    mode = _mode(target)
    if mode is not None and not stat.S_ISREG(mode):
        _write_into(os.open(target, os.O_WRONLY | getattr(os, "O_BINARY", 0)), data)
        return
    with replacing(target) as temporary, temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary file beside ``target`` that takes its place when the block ends without an error, and is gone
    otherwise. Its name is short and its own: the file system may allow no longer name than the target's.
    """
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    mode = _mode(target)
    try:
        yield temporary
        if mode is not None and stat.S_ISREG(mode):
            temporary.chmod(stat.S_IMODE(mode))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def same_file(one: str | Path, other: str | Path) -> bool:
    """Whether two paths lead to one regular file; ``False`` where one of them leads nowhere."""
    try:
        return Path(one).is_file() and Path(one).samefile(other)
    except OSError:
        return False


def utf8(path: str) -> str:
    """A path whose bytes are no UTF-8 (which Python holds as surrogates) with these bytes as ``%E9``."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in path)
    return path


def raw(path: str) -> str:
    """The path on this machine that :func:`utf8` wrote so; a name that holds ``%E9`` itself comes first."""
    if "%" not in path or os.path.lexists(path):
        return path
    odd = _ODD_BYTE.sub(lambda m: chr(0xDC00 + int(m[1], 16)), path)
    return odd if os.path.lexists(odd) else path


def resolved(file: Path) -> Path:
    """The path behind all links. Raises ``OSError`` for links in a circle (``RuntimeError`` in Python 3.11)."""
    try:
        return file.resolve()
    except RuntimeError:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file)) from None


def _mode(path: Path) -> int | None:
    """The mode of what stands at a path, ``None`` where nothing does."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _descriptor(file: Path) -> int | None:
    """The number of the open stream that a path means: ``/dev/stdout``, ``/dev/fd/63`` of a shell's ``>(command)``."""
    text = str(file)
    found = _DESCRIPTOR.fullmatch(text)
    return int(found[1]) if found else _NAMED_DESCRIPTORS.get(text)


def _write_into(descriptor: int, data: bytes) -> None:
    with open(descriptor, "wb", closefd=True) as stream:
        stream.write(data)
