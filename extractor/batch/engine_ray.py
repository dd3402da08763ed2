"""Reads documents on a Ray cluster.

Comes in: tasks. Goes out: outcomes as they end. Separate so that Ray, an optional package, is imported only by those
who ask for it; the driver's side is here, the node's in :mod:`extractor.batch.ray_slot`.

The driver keeps one actor a slot and gives it one document at a time: whoever dies, it is known which document was with
it. A worker or node that goes away costs no document: the outcome says :data:`extractor.batch.engine.LOST`, the run
reads the document again elsewhere, and a new actor takes the slot as soon as the cluster has room. Ray restarts nothing
by itself, since a restart that the driver does not see could read a deadly document for ever. Time limits are kept
on the node, where the clock starts with the reading; the driver ends a slot only when it does not answer long after.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from extractor.batch.engine import LOST, Task, Work
from extractor.batch.places import is_url
from extractor.batch.ray_slot import Slot
from extractor.batch.worker import Outcome, process
from extractor.errors import ClusterError, MissingPackageError
from extractor.options import Options

_GRACE = 60.0
"""Seconds that a slot has to answer after its document's own time is over."""
_KNOCK = 10.0
"""Seconds that the head of a cluster has to answer."""
_FRUITLESS = 3
"""Slots that die in a row before they could read: then it is the cluster, not bad luck."""
_OBJECT_STORE = 100_000_000
"""Bytes of shared memory of a Ray that is started here: outcomes are small, results go to files."""


class RayEngine:
    """An engine (:class:`extractor.batch.engine.Engine`) of ``jobs`` slots with one processor and ``memory`` megabytes
    each (``jobs`` ``None``: as many as the cluster has processors).

    ``address`` is Ray's address of the cluster; ``None`` starts a Ray on this machine, which ends with the run. A Ray
    that this process has started or joined already is used as it is. ``places`` are examples of where the run
    reads and writes. Entering raises ``MissingPackageError`` without Ray and ``ClusterError`` for a cluster that does
    not answer; ``ended`` raises ``ClusterError`` where no node can read.
    """

    def __init__(
        self,
        options: Options,
        *,
        jobs: int | None,
        memory: int | None,
        version: str,
        address: str | None = None,
        places: tuple[str, ...] = (),
        work: Work = process,
        grace: float = _GRACE,
    ) -> None:
        cache = options.ocr_cache.resolve() if options.ocr_cache else None
        self._options = replace(options, ocr_cache=cache)
        self._jobs, self._memory, self._work = jobs, memory, work
        self._version, self._address, self._places, self._grace = version, address, places, grace
        self._ray: Any = None
        self._slots: Any = None
        self._own = False
        self._starting: dict[Any, Any] = {}
        self._idle: list[Any] = []
        self._flying: dict[Any, tuple[Any, Task, float]] = {}
        self._fruitless = 0

    def __enter__(self) -> Self:
        self._ray = _ray()
        if not self._ray.is_initialized():
            self._join()
        kind = self._ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0, scheduling_strategy="SPREAD")
        self._slots = kind(Slot)
        count = self._jobs or int(self._ray.cluster_resources().get("CPU", 1)) or 1
        for _ in range(count):
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        slots = [*self._starting.values(), *self._idle, *(slot for slot, _, _ in self._flying.values())]
        for slot in slots:
            self._ray.kill(slot)
        if self._own:
            self._ray.shutdown()

    def room(self) -> int:
        """See :class:`extractor.batch.engine.Engine`."""
        return len(self._idle)

    def submit(self, task: Task) -> None:
        """See :class:`extractor.batch.engine.Engine`. There must be room."""
        slot = self._idle.pop()
        task = replace(task, place=_everywhere(task.place), result=_everywhere(task.result))
        deadline = time.monotonic() + task.seconds + self._grace
        self._flying[slot.read.remote(task)] = (slot, task, deadline)

    def ended(self) -> Sequence[tuple[Task, Outcome]]:
        """See :class:`extractor.batch.engine.Engine`."""
        refs = [*self._starting, *self._flying]
        soonest = min((deadline for _, _, deadline in self._flying.values()), default=None)
        patience = None if soonest is None else max(0.0, soonest - time.monotonic())
        self._ray.wait(refs, num_returns=1, timeout=patience)
        ready, _ = self._ray.wait(refs, num_returns=len(refs), timeout=0)
        outcomes = []
        for ref in ready:
            if ref in self._starting:
                self._begun(ref)
            else:
                outcomes.append(self._end(ref))
        return outcomes + self._overdue()

    def _join(self) -> None:
        """Joins the cluster, or starts a Ray of this machine."""
        quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
        if self._address is None:
            # what is read here is nobody else's business, not even that it is read
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
            here: dict[str, Any] = {"include_dashboard": False, "object_store_memory": _OBJECT_STORE}
            quiet |= {"address": "local", "num_cpus": self._jobs or os.cpu_count() or 1, **here}
        else:
            quiet["address"] = self._address
        try:
            _knock(self._address)
            self._ray.init(**quiet)
        except (ImportError, OSError, RuntimeError, ValueError, self._ray.exceptions.RayError) as error:
            raise ClusterError(name=self._address or "local", reason=_line(error)) from error
        self._own = True

    def _start(self) -> None:
        options = self._options
        if options.patterns is not None:
            options = replace(options, patterns=options.patterns.absolute())
        slot = self._slots.remote(options, self._memory, self._work)
        self._starting[slot.trouble.remote(self._version, self._places)] = slot

    def _begun(self, ref: Any) -> None:
        """A new slot told whether it can read."""
        slot = self._starting.pop(ref)
        try:
            trouble = self._ray.get(ref)
        except self._ray.exceptions.RayError as error:
            self._ray.kill(slot)
            self._fruitless += 1
            if self._fruitless >= _FRUITLESS:
                raise ClusterError(name=self._name, reason=_line(error)) from error
            self._start()
            return
        if trouble is not None:
            raise ClusterError(name=self._name, reason=trouble)
        self._fruitless = 0
        self._idle.append(slot)

    def _end(self, ref: Any) -> tuple[Task, Outcome]:
        """The outcome of a document whose slot answered or died."""
        slot, task, _ = self._flying.pop(ref)
        try:
            outcome: Outcome = self._ray.get(ref)
        except self._ray.exceptions.RayTaskError as error:
            self._idle.append(slot)  # a fault in the slot's own code: it lives
            return task, Outcome("failed", "internal", _line(error))
        except self._ray.exceptions.RayError as error:
            self._replace(slot)
            return task, Outcome("failed", LOST, _line(error))
        self._idle.append(slot)
        return task, outcome

    def _overdue(self) -> list[tuple[Task, Outcome]]:
        """Ends slots that do not answer: a node may hang as a whole, and then nobody keeps the time there."""
        now = time.monotonic()
        late = [ref for ref, (_, _, deadline) in self._flying.items() if deadline <= now]
        outcomes = []
        for ref in late:
            slot, task, _ = self._flying.pop(ref)
            self._replace(slot)
            outcomes.append((task, Outcome("failed", LOST, "no answer")))
        return outcomes

    def _replace(self, slot: Any) -> None:
        self._ray.kill(slot)
        self._start()

    @property
    def _name(self) -> str:
        return self._address or "local"


def _ray() -> Any:
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        raise MissingPackageError(name="--engine ray", how='pip install "arsip-extractor[ray]"') from error
    return ray


def _knock(address: str | None) -> None:
    """Raises ``OSError`` where nobody listens at ``HOST:PORT``: Ray itself would go on trying for many minutes."""
    host, _, port = (address or "").rpartition("://")[2].rpartition(":")
    if host and port.isdecimal():
        socket.create_connection((host, int(port)), timeout=_KNOCK).close()


def _everywhere(place: str) -> str:
    """A place that means the same in a process with another working folder."""
    return place if is_url(place) else str(Path(place).absolute())


def _line(error: BaseException) -> str:
    """What an error says last: Ray puts the cause below long reports."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else type(error).__name__)[:300]
