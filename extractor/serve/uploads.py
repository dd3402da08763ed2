"""Uploads: bytes from a request become files under the folder, each in a place of its own.

Comes in: a name that somebody sent and a file with the bytes. Goes out: keys of files that are whole and on the disk.
A name is only ever a last part of a path here, cleaned of everything that a system could take for more.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from extractor.batch.sources import SUFFIXES
from extractor.errors import DamagedError, EmptyInputError, EncryptedError, TooLargeError, UnsupportedInputError
from extractor.read.image import media_type
from extractor.serve.archive import UPLOADS
from extractor.serve.settings import Settings

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST = 120
"""Bytes of a file's name: file systems take 255, and results add endings."""
_PIECE = 1 << 20
"""Bytes of a file that are held at a time."""
_SNIFF = 4096
"""Bytes by which the type of a file is told."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was taken: its key in the archive, its name for people, the hash of its bytes."""

    key: str
    name: str
    sha256: str


def safe_name(name: str) -> str:
    """The last part of a name as a file name that every system takes, with a suffix the program knows or none."""
    last = PurePosixPath(name.replace("\\", "/")).name
    last = _UNSAFE.sub("_", last).strip(" .")
    if not last or _RESERVED.fullmatch(last):
        last = f"_{last}"
    stem, dot, suffix = last.rpartition(".")
    if len(last.encode()) > _LONGEST:
        keep = _LONGEST - len(suffix.encode()) - 1 if dot and len(suffix) < 10 else _LONGEST
        stem = (stem if dot else last).encode()[:keep].decode("utf-8", "ignore")
        last = f"{stem}.{suffix}" if dot and len(suffix) < 10 else stem
    return last


def _suffixed(name: str, head: bytes) -> str:
    """The name with a suffix that fits the content, where it had none that the program reads."""
    if PurePosixPath(name).suffix.casefold() in SUFFIXES:
        return name
    if b"%PDF-" in head[:1024]:
        return f"{name}.pdf"
    kind = media_type(head)
    return f"{name}.{kind.partition('/')[2]}" if kind else f"{name}.txt"


class Intake:
    """Takes files into the archive's folder."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._incoming = settings.state / "incoming"
        # what a killed server had not taken whole was never promised to anybody
        shutil.rmtree(self._incoming, ignore_errors=True)
        self._incoming.mkdir(parents=True)

    def fresh(self) -> Path:
        """A path for bytes that arrive."""
        return self._incoming / uuid.uuid4().hex

    def take(self, name: str, arrived: Path) -> list[Upload]:
        """Takes a file, or the files of a ZIP archive, into the archive; ``arrived`` is gone afterwards.

        Raises the errors of :mod:`extractor.errors` that concern input.
        """
        try:
            with arrived.open("rb") as stream:
                head = stream.read(_SNIFF)
            if not head.strip(b"\0 \t\r\n"):
                raise EmptyInputError(name=name)
            if head.startswith(b"PK\x03\x04"):
                return self._unpacked(name, arrived)
            return [self._placed(name, arrived, head)]
        finally:
            arrived.unlink(missing_ok=True)

    def _placed(self, name: str, arrived: Path, head: bytes) -> Upload:
        with arrived.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        known = _suffixed(safe_name(name), head)
        key = f"{UPLOADS}/{sha256[:16]}/{known}"
        target = self._settings.folder / key
        target.parent.mkdir(parents=True, exist_ok=True)
        with arrived.open("rb+") as stream:
            os.fsync(stream.fileno())
        arrived.replace(target)
        return Upload(key, known, sha256)

    def _unpacked(self, name: str, arrived: Path) -> list[Upload]:
        taken: list[Upload] = []
        try:
            with zipfile.ZipFile(arrived) as archive:
                members = [m for m in archive.infolist() if not m.is_dir() and not _hidden(m.filename)]
                if len(members) > self._settings.max_files:
                    raise TooLargeError(name=name, pages=len(members), limit=self._settings.max_files)
                left = self._settings.max_upload
                for member, path in self._members(name, archive, members, left):
                    with path.open("rb") as stream:
                        head = stream.read(_SNIFF)
                    if head.strip(b"\0 \t\r\n") and not head.startswith(b"PK\x03\x04"):
                        taken.append(self._placed(member, path, head))
                    path.unlink(missing_ok=True)
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError) as error:
            raise DamagedError(name=name) from error
        if not taken:
            raise UnsupportedInputError(name=name)
        return taken

    def _members(
        self, name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], left: int
    ) -> Iterator[tuple[str, Path]]:
        """Members written to paths of their own, one at a time, as long as all together stay under the limit: what a
        ZIP states of its sizes is not believed.
        """
        for member in members:
            if member.flag_bits & 1:
                raise EncryptedError(name=name)
            path = self.fresh()
            with archive.open(member) as inner, path.open("wb") as out:
                while piece := inner.read(_PIECE):
                    left -= len(piece)
                    if left < 0:
                        out.close()
                        path.unlink(missing_ok=True)
                        raise TooLargeError(name=name, pages="-", limit=self._settings.max_upload)
                    out.write(piece)
            yield member.filename, path


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(p.startswith((".", "__MACOSX")) for p in parts if p not in (".", ".."))
