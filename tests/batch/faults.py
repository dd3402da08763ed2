"""Work that goes wrong, for children of the pool: by the name of the file that they are given."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

import psutil

from extractor.batch.worker import Outcome, process
from extractor.options import Options


def faulty(path: str, result: str, options: Options) -> Outcome:
    """Hangs, crashes or eats memory where the file's name says so; reads the others."""
    name = Path(path).name
    if name.startswith("hang"):
        while True:
            time.sleep(0.05)
    if name.startswith("crash"):
        os.abort()
    if name.startswith("memory"):
        hoard = []
        while True:
            hoard.append(bytearray(50_000_000))
    if name.startswith("raise"):
        raise RuntimeError("something nobody thought of")
    if name.startswith("parent-always"):
        Path(path).with_suffix(f".{os.getpid()}").touch()
        _kill_parent()
    if name.startswith("freeze") and hasattr(signal, "SIGSTOP"):
        os.kill(os.getppid(), signal.SIGSTOP)
        time.sleep(60)
    if name.startswith("parent-once"):
        mark = Path(path).with_suffix(".mark")
        if not mark.exists():
            mark.touch()
            _kill_parent()
    return process(path, result, options)


def _kill_parent() -> None:
    """Kills the process that started this one: on a cluster, the worker of the node."""
    os.kill(os.getppid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    time.sleep(60)


def gone(processes: Iterable[int]) -> bool:
    """Whether the processes have ended, at the latest ten seconds from now."""
    deadline = time.monotonic() + 10
    left = list(processes)
    while left := [pid for pid in left if _alive(pid)]:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _alive(pid: int) -> bool:
    try:
        alive: bool = psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    return alive
