"""The end of a cluster run that lives on a node: one place where one document at a time is read.

Comes in: documents from the driver. Goes out: outcomes. Separate from :mod:`extractor.batch.engine_ray` because it is
loaded on the nodes, and imports nothing of Ray.

A slot is a Ray actor that does not read documents itself: it has one child process, of the same pool with the same time
and memory limits as on a single machine, and the child reads. So a document that hangs, crashes or eats memory ends as
it would without a cluster, with the same code, and the actor lives on. Ray's own means do less: ``ray.cancel`` and
``max_retries`` kill and restart whole workers without telling why one died, and Ray caps no worker's memory.
"""

from __future__ import annotations

import socket
import sys

from extractor import __version__
from extractor.batch.children import Children
from extractor.batch.engine import Task, Work
from extractor.batch.places import is_url, store
from extractor.batch.worker import Outcome
from extractor.errors import ExtractorError
from extractor.options import Options


class Slot:
    """Reads one document at a time. ``memory`` is in megabytes; the folder of own patterns in the options must be there
    on every node.
    """

    def __init__(self, options: Options, memory: int | None, work: Work) -> None:
        self._options, self._work = options, work
        _forget_main()
        self._children = Children(1, memory)

    def trouble(self, version: str, places: tuple[str, ...]) -> str | None:
        """Why this node must not read for a driver of that version, ``None`` where it may.

        Another version, a missing vocabulary or a missing package for the places would give other results than the
        driver's own machine, or none.
        """
        node = socket.gethostname()
        if __version__ != version:
            return f"{node} has arsip-extractor {__version__} instead of {version}"
        patterns = self._options.patterns
        if patterns is not None and not patterns.is_dir():
            return f"{node} has no folder {patterns}"
        for place in places:
            if is_url(place):
                try:
                    store(place)
                except ExtractorError as error:
                    return f"{node}: {error.say(self._options.lang)}"
        return None

    def read(self, task: Task) -> Outcome:
        """Reads a document in the child; returns when it ended or was ended."""
        return self._children.outcome(self._children.schedule(self._work, task, self._options))


def _forget_main() -> None:
    """Keeps the child from importing the main module of this process, which would be Ray's: a second and 60 MB a child
    for nothing (``multiprocessing`` looks at this attribute).
    """
    main = sys.modules["__main__"]
    if getattr(main, "__spec__", None) is None and hasattr(main, "__file__"):
        del main.__file__
