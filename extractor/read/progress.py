"""Tells how far the reading of pictures is, which takes seconds a page.

Comes in: pages as they are read, and how many there will be. Goes out: the same pages, and a record of logging for each
(``LOGGER``, level INFO, with ``done`` and ``total``). Logging, so that whoever calls this program listens or does not,
and no function between the reader and the command line has to pass anything on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator

from extractor.read.page import Page

LOGGER = "extractor.progress"
_log = logging.getLogger(LOGGER)


def counted(pages: Iterator[Page], total: int) -> Iterator[Page]:
    """The pages, each told as it is there; the beginning too, for the first one takes a while."""
    if total:
        _tell(0, total)
    for done, page in enumerate(pages, 1):
        _tell(done, total)
        yield page


def _tell(done: int, total: int) -> None:
    _log.info("%d of %d pages are read as pictures", done, total, extra={"done": done, "total": total})
