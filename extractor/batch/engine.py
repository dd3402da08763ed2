"""What an engine is: something that reads documents somewhere and says how each ended.

Comes in: tasks. Goes out: outcomes as documents end, in any order. Separate because plan, ledger, second attempts and
summary (:mod:`extractor.batch.run`) are the same wherever documents are read: in processes of this machine
(:mod:`extractor.batch.engine_local`) or on a Ray cluster (:mod:`extractor.batch.engine_ray`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from extractor.batch.worker import Outcome
from extractor.options import Options

Work = Callable[[str, str, Options], Outcome]
"""What is done with a document: its place, the place of its result, the options (see
:func:`extractor.batch.worker.process`). It must be a function of a module, so that other processes can import it.
"""

LOST = "interrupted"
"""The code of a document whose machine or engine went away while it was read: no failure of its own."""


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read: its key in the ledger, its place, the place of its result, and the seconds it may take."""

    key: str
    place: str
    result: str
    seconds: float


class Engine(Protocol):
    """Reads documents. A context manager: leaving it ends whatever still runs."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def room(self) -> int:
        """How many more documents the engine wants now: enough to keep it busy, few enough to stop soon."""
        ...

    def submit(self, task: Task) -> None:
        """Takes a document; returns at once."""
        ...

    def ended(self) -> Sequence[tuple[Task, Outcome]]:
        """Waits until documents ended or there is more room, and gives those that ended.

        A document that hung, crashed its process or ate memory is an outcome, never an exception; one whose machine
        went away ends as ``failed`` with the code :data:`LOST`.
        """
        ...
