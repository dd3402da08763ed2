"""The reading children of the room: one pool for the queue, one for what people look at.

Comes in: jobs and questions. Goes out: results in the folder, answers to those who wait. All work on bytes of documents
happens in children that can be killed; this module only starts it, watches it and writes down how it ended.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from extractor import __version__
from extractor.batch.children import LOOK, Children, awaited, outcome_of
from extractor.batch.engine import Task, Work
from extractor.batch.ledger import MOST_ATTEMPTS, Entry
from extractor.batch.limits import Limits
from extractor.batch.places import set_aside
from extractor.batch.plan import HARD_FAILURES
from extractor.batch.sources import Item
from extractor.batch.worker import Outcome, configuration, process
from extractor.options import Options
from extractor.serve.archive import Archive
from extractor.serve.jobs import Job, Jobs
from extractor.serve.settings import Settings

_SOON = 0.1
"""Seconds between two looks at what is done."""
_log = logging.getLogger(__name__)


def options_for(settings: Settings, wanted: dict[str, Any]) -> Options:
    """The room's options with those that a sender chose."""
    chosen: dict[str, Any] = {k: tuple(v) if k == "pages" and v else v for k, v in wanted.items() if v is not None}
    return replace(settings.options, jobs=1, max_pages=settings.max_pages, **chosen)


class Pool:
    """Children that answer one question at a time each; safe to use from several threads."""

    def __init__(self, count: int, memory: int | None) -> None:
        self._children = Children(count, memory)
        self._lock = threading.Lock()

    def start(self, work: Work, task: Task, options: Options) -> Future[Any]:
        """Starts to work on a document as soon as a child is free."""
        with self._lock:
            return self._children.schedule(work, task, options)

    def mend(self) -> None:
        """See :meth:`extractor.batch.children.Children.mend`."""
        with self._lock:
            self._children.mend()

    def outcome(self, future: Future[Any]) -> Outcome:
        """Waits for a document's end in this thread."""
        return awaited(future, self.mend)

    async def ask(self, work: Work, task: Task, options: Options) -> Outcome:
        """Waits for a document's end without holding a thread."""
        future = await asyncio.to_thread(self.start, work, task, options)
        while not future.done():
            done = asyncio.Event()
            loop = asyncio.get_running_loop()
            future.add_done_callback(partial(_tell, loop, done))
            try:
                await asyncio.wait_for(done.wait(), LOOK)
            except TimeoutError:
                await asyncio.to_thread(self.mend)
        return outcome_of(future)

    def stop(self) -> None:
        """Ends all children, also those at work."""
        with self._lock:
            self._children.stop()


def _tell(loop: asyncio.AbstractEventLoop, done: asyncio.Event, _: Future[Any]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(done.set)


class Reader:
    """Reads the jobs of the queue, as many at a time as there are children."""

    def __init__(
        self, settings: Settings, archive: Archive, jobs: Jobs, pool: Pool, ended: Callable[[Job, Outcome], None]
    ) -> None:
        self._settings, self._archive, self._jobs, self._pool = settings, archive, jobs, pool
        self._told = ended
        self._limits = Limits(settings.timeout, settings.memory)
        self._flying: dict[Future[Any], Job] = {}
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="room-reader", daemon=True)

    def start(self) -> None:
        """Begins with what a former server left."""
        self._jobs.revive()
        self._thread.start()

    def wake(self) -> None:
        """Says that there is a new job."""
        self._wake.set()

    def stop(self) -> None:
        """Takes no further job; what runs is read again by the next server."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._turn()
            except Exception:  # noqa: BLE001  it is logged
                # a fault of one turn (a full disk, say) must not end the queue for all that follow
                _log.exception("the queue stumbled")
                self._stopping.wait(1.0)

    def _turn(self) -> None:
        while len(self._flying) < self._settings.jobs and not self._stopping.is_set():
            job = self._jobs.begin()
            if job is None:
                break
            self._flying[self._pool.start(process, self._task(job), options_for(self._settings, job.options))] = job
        if not self._flying:
            self._wake.wait(LOOK)
            self._wake.clear()
            return
        done, _ = wait(tuple(self._flying), timeout=_SOON, return_when=FIRST_COMPLETED)
        for future in done:
            self._end(self._flying.pop(future), outcome_of(future))
        if not done:
            self._pool.mend()

    def _task(self, job: Job) -> Task:
        place = self._archive.folder / job.file
        seconds = self._limits.seconds(Item(job.file, str(place)))
        return Task(job.file, str(place), str(self._archive.place(job.file)), seconds)

    def _end(self, job: Job, outcome: Outcome) -> None:
        if self._stopping.is_set():
            return  # the children were ended with the server
        if outcome.code in HARD_FAILURES and job.attempts < MOST_ATTEMPTS:
            self._jobs.back(job.id)
            return
        if outcome.state == "failed" and not outcome.written:
            # an older result must not pass for what the file says now
            set_aside(str(self._archive.place(job.file)))
        entry = self._entry(job, outcome)
        if entry is not None:
            self._archive.record(entry)
        self._jobs.end(job.id, outcome)
        self._told(job, outcome)

    def _entry(self, job: Job, outcome: Outcome) -> Entry | None:
        """What the ledger is told; nothing where somebody took the file out of the folder meanwhile."""
        place = self._archive.folder / job.file
        try:
            stat = place.stat()
        except FileNotFoundError:
            return None
        options = options_for(self._settings, job.options)
        state: Any = outcome.state
        return Entry(
            job.file,
            str(place),
            stat.st_size,
            stat.st_mtime_ns,
            outcome.sha256 or job.sha256,
            configuration(options, __version__),
            state,
            outcome.code,
            outcome.message,
            job.attempts,
            outcome.pages,
            outcome.findings,
            outcome.seconds,
            f"{job.file}.json",
        )


def task(key: str, place: Path, result: Path, seconds: float) -> Task:
    """A question about a file of this machine."""
    return Task(key, str(place), str(result), seconds)
