"""Shows on stderr how far the reading of a long scan is.

Comes in: the records of :mod:`extractor.read.progress`. Goes out: a bar on a terminal; elsewhere a line now and then,
and none for a file that is read in a moment.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from extractor.errors import message, number
from extractor.read.progress import LOGGER

_LEAST = 2
"""Pages of a scan that is worth a bar."""
_PAUSE = 30.0
"""Seconds between two lines where stderr is no terminal: a log should say that the program lives, not more."""


@contextmanager
def progress(lang: str) -> Iterator[None]:
    """Shows the progress of what is read inside, in this process. With ``-v`` the log says it already."""
    log = logging.getLogger(LOGGER)
    if sys.stderr is None or log.isEnabledFor(logging.INFO):
        yield
        return
    shown = _Bar(lang) if sys.stderr.isatty() else _Lines(lang)
    level, passed_on = log.level, log.propagate
    log.addHandler(shown)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(shown)
        log.setLevel(level)
        log.propagate = passed_on
        shown.close()


class _Lines(logging.Handler):
    """A line every half minute."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._told = time.monotonic()

    def emit(self, record: Any) -> None:
        """Tells a record, unless the last one was told a moment ago."""
        now = time.monotonic()
        if now - self._told >= _PAUSE:
            self._told = now
            done, total = number(record.done, self._lang), number(record.total, self._lang)
            click.echo(message("words", "pages-read", self._lang, done=done, total=total), err=True)


class _Bar(logging.Handler):
    """A bar with rate and time left."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._bar: Any = None

    def emit(self, record: Any) -> None:
        """Moves the bar."""
        if record.total < _LEAST:
            return
        if self._bar is None:
            from tqdm import tqdm

            unit = message("words", "pages-unit", self._lang)
            self._bar = tqdm(total=record.total, unit=unit, file=sys.stderr, dynamic_ncols=True, leave=False)
        self._bar.update(record.done - self._bar.n)

    def close(self) -> None:
        """Takes the bar away: what stays on the terminal is the result."""
        if self._bar is not None:
            self._bar.close()
        super().close()
