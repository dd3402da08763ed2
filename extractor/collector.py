"""Python's cycle collector: paused while this program's own processes extract, left alone in a caller's.

Comes in: nothing. Goes out: context managers. Separate because the pipeline pauses the collector and a library that
a matcher loads switches it on again, and neither imports the other.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pauses the cycle collector of this process: it would look again and again at words and cells, which hold no
    cycles (a fifth of the time of a dense page). For processes of this program's own; :func:`extractor.extract`
    leaves the collector of a program that calls it alone.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            # what was made is set among the old objects: the collector, awake, does not look at all of it at once
            gc.freeze()
            gc.enable()
            gc.unfreeze()


@contextmanager
def collector_as_it_was() -> Iterator[None]:
    """Leaves the cycle collector asleep if it was: the reader of spaCy's packed files wakes it without asking."""
    was = gc.isenabled()
    try:
        yield
    finally:
        if not was:
            gc.disable()
