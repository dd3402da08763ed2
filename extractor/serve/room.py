"""The room as one thing: its folder, memory, index and children, put together and started and ended in order."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from extractor.batch.engine import Work
from extractor.batch.worker import Outcome
from extractor.serve import pictures
from extractor.serve.archive import Archive, identity
from extractor.serve.desk import Desk, NoFileError
from extractor.serve.index import Index
from extractor.serve.jobs import Job, Jobs
from extractor.serve.metrics import Metrics
from extractor.serve.problems import Refused
from extractor.serve.readers import Pool, Reader, options_for, task
from extractor.serve.settings import Settings
from extractor.serve.shelf import Shelf
from extractor.serve.store import Store
from extractor.serve.uploads import Intake
from extractor.serve.webhook import Caller

WIDTHS = (240, 800, 1200, 1800, 2600)
"""Widths, in pixels, in which pages are drawn: few, so that a picture that was drawn once serves many."""
_KEPT = 1 << 30
"""Bytes of pictures of pages that are kept on the disk."""
_ASKED = 64
"""Questions about pages that may wait at the same time."""
_SECONDS = 60.0
"""Seconds that the painting of a page may take."""


class Room:
    """All that the routes need."""

    def __init__(self, settings: Settings) -> None:
        settings.folder.mkdir(parents=True, exist_ok=True)
        self._readings = tempfile.TemporaryDirectory(prefix="room-", ignore_cleanup_errors=True)
        if settings.options.ocr_cache is None:
            # a place for readings of pictures: text is read again from a box that somebody draws
            settings = replace(settings, options=replace(settings.options, ocr_cache=Path(self._readings.name)))
        self.settings = settings
        self.archive = Archive(settings.folder, settings.sources)
        self.store = Store(settings.state)
        self.desk = Desk(self.archive, self.store, settings.options.lang)
        self.index = Index(settings.state, self.store.path)
        self.shelf = Shelf(self.archive, self.desk, self.index, self._full_text)
        self.jobs = Jobs(self.store)
        self.intake = Intake(settings)
        self.metrics = Metrics(self.jobs, self.index)
        self.caller = Caller(settings.webhook_hosts)
        self.pool = Pool(settings.jobs, settings.memory)
        self._painters = Pool(1, settings.memory)
        self.reader = Reader(settings, self.archive, self.jobs, self.pool, self._read)
        self.inline = 0
        """Requests that wait for their result."""
        self._asked: dict[Path, asyncio.Task[Outcome]] = {}
        self._drawn = 0

    def start(self) -> None:
        """Starts the threads, and the child that draws: somebody will look at a page soon."""
        self._painters.start(pictures.nothing, task("", Path(), Path(), _SECONDS), self.settings.options)
        self.reader.start()
        self.shelf.start()

    def stop(self) -> None:
        """Ends threads and children."""
        self.reader.stop()
        self.shelf.stop()
        self.pool.stop()
        self._painters.stop()
        self.caller.close()
        self._readings.cleanup()

    def _read(self, job: Job, outcome: Outcome) -> None:
        self.metrics.ended(outcome)
        self.shelf.refresh(job.file)
        if job.webhook:
            self.caller.tell(job.webhook, job.id, outcome)

    def key(self, number: str) -> str:
        """The key of a file by its id. Raises :class:`NoFileError`."""
        key = self.shelf.find(number)
        if key is None:
            raise NoFileError(number)
        return key

    async def sizes(self, key: str) -> Path:
        """A file with the sizes of the pages of a document (JSON), made where it is not there yet."""
        return await self._answer(key, "sizes", pictures.sizes)

    async def lines(self, key: str) -> Path:
        """A file with the lines of a text (JSON)."""
        return await self._answer(key, "lines", pictures.lines)

    async def page(self, key: str, number: int, width: int) -> Path:
        """A picture (PNG) of a page, at least as wide as asked where :data:`WIDTHS` allow."""
        wide = next((w for w in WIDTHS if w >= width), WIDTHS[-1])
        self._drawn += 1
        if self._drawn % 500 == 0:
            await asyncio.to_thread(self._sweep)
        work = partial(pictures.draw, number, wide, self.settings.max_pixels)
        return await self._answer(key, f"{number}-{wide}.png", work)

    async def words(self, key: str, number: int, box: tuple[float, float, float, float]) -> Path:
        """A file with what stands in a box of a page (JSON)."""
        name = f"words-{number}-{'-'.join(f'{v:.1f}' for v in box)}"
        return await self._answer(key, name, partial(pictures.words_in, box), pages=(number,), seconds=240.0)

    async def _answer(self, key: str, name: str, work: Work, *, seconds: float = _SECONDS, **more: Any) -> Path:
        result = await asyncio.to_thread(self.archive.result, key)
        sha256 = result.data["source"].get("sha256") if result is not None else None
        source = await asyncio.to_thread(self.archive.source, key, sha256)
        if source is None:
            raise Refused(404, "no-source")
        place = self.settings.state / "pages" / f"{identity(key)}-{(sha256 or 'x')[:12]}" / name
        if place.exists():
            return place
        if place not in self._asked:
            if len(self._asked) >= _ASKED:
                raise Refused(503, "busy", retry=2)
            options = options_for(self.settings, more)
            asked = self._painters.ask(work, task(key, source, place, seconds), options)
            self._asked[place] = asyncio.create_task(asked)
            self._asked[place].add_done_callback(lambda _: self._asked.pop(place, None))
        outcome = await asyncio.shield(self._asked[place])
        if outcome.state == "failed" or not place.exists():
            raise Refused(422, "page-not-drawn")
        return place

    def _full_text(self, key: str, sha256: str) -> str:
        """All text of an original, read in a child; nothing where it is gone or cannot be read."""
        source = self.archive.source(key, sha256)
        if source is None:
            return ""
        place = self.intake.fresh()
        asked = self._painters.start(pictures.full_text, task(key, source, place, _SECONDS), self.settings.options)
        try:
            outcome = self._painters.outcome(asked)
            return place.read_text(encoding="utf-8") if outcome.state == "ok" else ""
        finally:
            place.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Takes the oldest pictures off the disk where they are too many."""
        files = [(p.stat(), p) for p in (self.settings.state / "pages").rglob("*.png")]
        size = sum(stat.st_size for stat, _ in files)
        for stat, path in sorted(files, key=lambda f: f[0].st_atime):
            if size <= _KEPT:
                return
            path.unlink(missing_ok=True)
            size -= stat.st_size

    def has_space(self) -> bool:
        """Whether the disk has room for the largest upload and its result."""
        return shutil.disk_usage(self.settings.folder).free > 2 * self.settings.max_upload
