"""Keeps the index in step with the folder and the reviews.

Comes in: the folder, which other programs (``extract batch``) may write into at any time. Goes out: an index that says
what stands there. A thread looks again and again; what changes in the room itself is taken at once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from extractor.serve.archive import Archive, File, identity
from extractor.serve.desk import Desk, NoFileError
from extractor.serve.index import Index

LOOK = 10.0
"""Seconds between two looks at the folder."""
_TOGETHER = 25
"""Files that the index takes in one transaction: what a person changes waits for no more than these."""
_TEXTS = 500
"""Files whose full text is asked for between two looks."""
_log = logging.getLogger(__name__)


class Shelf:
    """The thread that keeps the index, and what it knows of its progress."""

    def __init__(
        self, archive: Archive, desk: Desk, index: Index, full_text: Callable[[str, str], str] | None = None
    ) -> None:
        """``full_text`` gives all text of a file by key and hash; without it only what stands in values is found."""
        self._archive, self._desk, self._index = archive, desk, index
        self._full_text = full_text
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="room-shelf", daemon=True)
        self.left = 0
        """Files that the present look has still to take."""

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread after the file that it is at."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.look()
                self._read_texts()
            except Exception:  # noqa: BLE001  it is logged
                # the folder may be on a share that goes away for a while: the next look sees it again
                _log.exception("the folder could not be looked through")
            self._stopping.wait(LOOK)

    def look(self) -> None:
        """Brings the index up to what the folder holds now."""
        known = self._index.known()
        there = {file.key: file for file in self._archive.files()}
        entries = self._archive.entries()
        failed = {k: e for k, e in entries.items() if e.state == "failed" and k not in there}
        due = [f for k, f in there.items() if known.get(k, (0, 0, 0))[:2] != (f.size, f.modified)]
        lost = [k for k in known if k not in there and k not in failed]
        if lost:
            self._index.forget(*lost)
        for key, entry in failed.items():
            if known.get(key, (0, 0, 0))[1] != entry.modified:
                self._index.put_failed(File(key, entry.size, entry.modified), entry.code, entry.message)
        for start in range(0, len(due), _TOGETHER):
            if self._stopping.is_set():
                return
            self.left = len(due) - start
            self._take(*due[start : start + _TOGETHER])
        self.left = 0

    def _read_texts(self) -> None:
        """Asks for the full text of some files whose values are in the index already."""
        if self._full_text is None:
            return
        for key, sha256 in self._index.textless(_TEXTS):
            if self._stopping.is_set():
                return
            text = self._full_text(key, sha256)
            with self._lock:
                self._index.put_text(key, sha256, text)

    def refresh(self, key: str) -> None:
        """Takes one file anew: it was read, or a person changed something."""
        path = self._archive.place(key)
        try:
            stat = path.stat()
        except FileNotFoundError:
            entry = self._archive.entry(key)
            if entry is not None and entry.state == "failed":
                self._index.put_failed(File(key, entry.size, entry.modified), entry.code, entry.message)
            return
        self._take(File(key, stat.st_size, stat.st_mtime_ns))

    def _take(self, *files: File) -> None:
        with self._lock:
            seen = []
            for file in files:
                try:
                    seen.append((file, self._desk.view(file.key)))
                except NoFileError:
                    # some other JSON lies in the folder, or the file went away just now
                    self._index.forget(file.key)
            self._index.put(*seen)

    def find(self, number: str) -> str | None:
        """The key of a file by its id; a file that the index has not taken yet is looked for in the folder."""
        key = self._index.key(number)
        if key is not None:
            return key
        return next((f.key for f in self._archive.files() if identity(f.key) == number), None)
