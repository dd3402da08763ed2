"""Reads documents in processes of this machine.

Comes in: tasks. Goes out: outcomes as they end. Separate from :mod:`extractor.batch.run` so that a cluster can stand
in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, Self

from extractor.batch.children import LOOK, Children, outcome_of
from extractor.batch.engine import Task, Work
from extractor.batch.worker import Outcome, process
from extractor.options import Options

_AHEAD = 4
"""Documents that wait for each process: enough to keep it busy, few enough to stop soon."""


class LocalEngine:
    """An engine (:class:`extractor.batch.engine.Engine`) of ``jobs`` processes with ``memory`` megabytes each."""

    def __init__(self, options: Options, *, jobs: int, memory: int | None, work: Work = process) -> None:
        self._options, self._work = options, work
        self._most = jobs * _AHEAD
        self._children = Children(jobs, memory)
        self._flying: dict[Future[Any], Task] = {}
        self._done: SimpleQueue[Future[Any]] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._children.stop()

    def room(self) -> int:
        """See :class:`extractor.batch.engine.Engine`."""
        return self._most - len(self._flying)

    def submit(self, task: Task) -> None:
        """See :class:`extractor.batch.engine.Engine`."""
        future = self._children.schedule(self._work, task, self._options)
        self._flying[future] = task
        future.add_done_callback(self._done.put)  # cheaper than to watch every future anew for each document

    def ended(self) -> Sequence[tuple[Task, Outcome]]:
        """See :class:`extractor.batch.engine.Engine`."""
        done: list[Future[Any]] = []
        while not done:
            try:
                done.append(self._done.get(timeout=LOOK))
            except Empty:
                self._children.mend()
        while not self._done.empty():
            done.append(self._done.get())
        return [(self._flying.pop(future), outcome_of(future)) for future in done]
