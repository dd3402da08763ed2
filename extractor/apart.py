"""Runs one piece of work in a child process that may not take more time or memory than it is given.

Comes in: a function of a module with its arguments, and limits. Goes out: what it returns, or a typed error. Separate
from the pool of :mod:`extractor.batch.children` because a single file may start processes of its own (the pages of a
scan are read side by side), which the children of that pool may not. An endless loop in a parser can be ended by no
exception handler; ending its process can.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from extractor.errors import CrashedError, ExtractorError, InternalError, MemoryLimitError, TimeLimitError

T = TypeVar("T")
_MEGABYTE = 1024 * 1024
"""Bytes, as the system counts memory."""
_PATIENCE = 5.0
"""Seconds that a child has to end when it is told to."""


def apart(
    name: str, work: Callable[..., T], *args: object, seconds: float | None, memory: int | None, verbose: int = 0
) -> T:
    """What ``work(*args)`` returns, computed in a child process; ``name`` is the file that messages speak of.

    ``seconds`` and ``memory`` (megabytes) are what it may take, ``None`` for no limit. Raises ``TimeLimitError``,
    ``MemoryLimitError``, ``CrashedError``, or the :class:`ExtractorError` that the work raised; any other exception
    of the work is an ``InternalError``.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(theirs, name, memory, verbose, work, args), name=f"reads {name}")
    child.start()
    theirs.close()
    patience = 0.0
    try:
        if not ours.poll(seconds):
            raise TimeLimitError(name=name, seconds=float(seconds or 0))
        patience = _PATIENCE
        try:
            error, value = ours.recv()
        except EOFError:
            child.join(patience)
            if memory is not None and _filled(child.exitcode, memory):
                raise MemoryLimitError(name=name, memory=memory) from None
            raise CrashedError(name=name, reason=_reason(child.exitcode)) from None
    finally:
        ours.close()
        _end(child, patience)
    if error is not None:
        raise error
    result: T = value
    return result


def limit_memory(megabytes: int | None) -> None:
    """Caps this process's memory where the system can (not on Windows and macOS): asking for more fails instead of
    starving the machine.
    """
    if megabytes is None or not sys.platform.startswith("linux"):
        return
    import resource

    size = megabytes * _MEGABYTE
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    soft = size if hard == resource.RLIM_INFINITY else min(size, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def end_with_parent() -> None:
    """Ends this child as soon as its parent is gone: a parent that is killed cannot end its children, and one that
    hangs would stay for ever.
    """
    Thread(target=_wait_for_parent, daemon=True).start()


def start_logging(verbose: int) -> None:
    """Logs of this process to stderr: warnings; with 1 also what helps whoever reports a fault; with 2 everything."""
    level = logging.WARNING if verbose == 0 else logging.INFO if verbose == 1 else logging.DEBUG
    logging.basicConfig(stream=sys.stderr, level=level, format="%(levelname)s %(name)s: %(message)s")


def leave_interrupts_to_parent() -> None:
    """A terminal sends Ctrl-C to a program and all its children; what then happens is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _child(
    pipe: Any, name: str, memory: int | None, verbose: int, work: Callable[..., object], args: tuple[object, ...]
) -> None:
    leave_interrupts_to_parent()
    end_with_parent()
    limit_memory(memory)
    start_logging(verbose)
    error: ExtractorError | None = None
    value: object = None
    try:
        value = work(*args)
    except ExtractorError as told:
        error = told
    except MemoryError:
        error = MemoryLimitError(name=name, memory=memory or 0)
    except Exception as fault:
        logging.getLogger(__name__).info("fault while reading %s", name, exc_info=True)
        error = InternalError(name=name, reason=f"{type(fault).__name__}: {fault}".splitlines()[0][:200])
    pipe.send((error, value))
    pipe.close()


def _filled(exit_code: int | None, megabytes: int) -> bool:
    """Whether a child that a signal ended had its memory full: libraries in C do not raise there, they abort. What they
    ask for last is at most twice what they hold, so a third of the limit is a sign of it.
    """
    if exit_code is None or exit_code >= 0 or not sys.platform.startswith("linux"):
        return False
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 > megabytes * _MEGABYTE / 3


def _reason(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        try:
            return signal.Signals(-exit_code).name
        except ValueError:
            pass
    return f"exit {exit_code}"


def _end(child: Any, patience: float) -> None:
    """Waits so many seconds for a child to end by itself, then makes it."""
    child.join(patience)
    if child.is_alive():
        child.terminate()
        child.join(_PATIENCE)
    if child.is_alive():
        child.kill()
        child.join()
    child.close()
