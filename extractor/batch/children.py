"""Child processes that read documents and can be killed.

Comes in: documents with the seconds they may take, and the memory of a process. Goes out: a future a document, and the
outcome that it stands for. Separate because both engines need them: the local one directly, a Ray cluster on each of
its nodes. A Python exception handler cannot stop an endless loop in a parser; ending its process does.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from extractor.apart import end_with_parent, leave_interrupts_to_parent, limit_memory
from extractor.batch.engine import Task, Work
from extractor.batch.worker import Outcome
from extractor.options import Options

LOOK = 1.0
"""Seconds between two looks whether the pool still lives, while documents are waited for."""
_RECYCLE = 3000
"""Documents after which a child is replaced: whatever a library leaks stays small (some 60 kB a PDF were measured), and
to start a child, which costs as much as 130 short documents, stays rare.
"""

_LIBRARIES = ("extractor.pipeline", "extractor.match.entity_language")


class Children:
    """A pool of child processes. ``memory`` is in megabytes a process (``None``: no limit)."""

    def __init__(self, count: int, memory: int | None) -> None:
        self._count, self._memory = count, memory
        self._pool: Any = self._started()
        self._open: set[Future[Any]] = set()

    def _started(self) -> Any:
        from pebble import ProcessPool

        return ProcessPool(
            max_workers=self._count,
            max_tasks=_RECYCLE,
            context=get_context("spawn"),
            initializer=_prepare,
            initargs=(self._memory,),
        )

    def schedule(self, work: Work, task: Task, options: Options) -> Future[Any]:
        """Starts to read a document as soon as a child is free; its seconds count from then."""
        try:
            return self._scheduled(work, task, options)
        except RuntimeError:  # what the pool raises when it has broken
            self.mend()
            return self._scheduled(work, task, options)

    def mend(self) -> None:
        """Puts a new pool in the place of a broken one; its documents end as crashed.

        A child that dies while it has no document (killed by the system, say) breaks its pool, and a broken pool
        forgets documents that no child had taken: they would never end.
        """
        if self._pool.active:
            return
        self.stop()
        self._pool = self._started()
        for future in tuple(self._open):
            future.set_exception(BrokenProcessPool("a child ended without a document"))

    def outcome(self, future: Future[Any]) -> Outcome:
        """Waits for a document and says how it ended."""
        return awaited(future, self.mend)

    def _scheduled(self, work: Work, task: Task, options: Options) -> Future[Any]:
        future: Future[Any] = self._pool.schedule(work, args=(task.place, task.result, options), timeout=task.seconds)
        self._open.add(future)
        future.add_done_callback(self._open.discard)
        return future

    def stop(self) -> None:
        """Ends all children, also those that are at work."""
        self._pool.stop()
        self._pool.join()


def _prepare(memory: int | None) -> None:
    """What a child does first. It loads the libraries here, where that counts for no document's time limit."""
    leave_interrupts_to_parent()
    end_with_parent()
    limit_memory(memory)
    for name in _LIBRARIES:
        import_module(name)


def awaited(future: Future[Any], mend: Callable[[], None]) -> Outcome:
    """Waits in this thread for a document, looks after its pool with ``mend`` meanwhile, and says how it ended."""
    while not wait([future], timeout=LOOK).done:
        mend()
    return outcome_of(future)


def outcome_of(future: Future[Any]) -> Outcome:
    """How the document of a finished future ended."""
    from pebble import ProcessExpired

    try:
        outcome: Outcome = future.result()
    except TimeoutError:
        return Outcome("failed", "timeout")
    except ProcessExpired as error:
        return Outcome("failed", "crashed", f"exit code {error.exitcode}")
    except BrokenProcessPool as error:
        return Outcome("failed", "crashed", str(error)[:300])
    except MemoryError:
        return Outcome("failed", "memory")
    except Exception as fault:  # noqa: BLE001  whatever a child raises costs that document, never the run
        return Outcome("failed", "internal", f"{type(fault).__name__}: {fault}"[:300])
    return outcome
