"""Tells another system that a job has ended, where its host was allowed by name.

The only request that ever leaves the room; without ``--webhook-host`` there is none.
"""

from __future__ import annotations

import json
import logging
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from extractor.batch.worker import Outcome

_TRIES = 3
"""Times that a message is sent before it is given up."""
_SECONDS = 10
"""Seconds for which an answer is waited."""
_log = logging.getLogger(__name__)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Caller:
    """Calls in a thread of its own, so that a slow host holds nothing up."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = frozenset(hosts)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="room-webhook")
        self._opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))

    def allowed(self, url: str) -> bool:
        """Whether the host of an address (with its port, where it names one) was allowed."""
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and not parts.username and parts.netloc in self._hosts

    def tell(self, url: str, job: str, outcome: Outcome) -> None:
        """Sends the end of a job soon; after three tries without an answer it is left."""
        if self.allowed(url):
            self._thread.submit(self._tell, url, job, outcome)

    def close(self) -> None:
        """Ends the thread when all that was to be told has been."""
        self._thread.shutdown()

    def _tell(self, url: str, job: str, outcome: Outcome) -> None:
        body = json.dumps({"id": job, "state": outcome.state, "code": outcome.code}).encode()
        request = urllib.request.Request(url, body, {"content-type": "application/json"}, method="POST")
        for attempt in range(_TRIES):
            try:
                with self._opener.open(request, timeout=_SECONDS):
                    return
            except OSError as error:
                _log.warning("webhook of job %s (try %d): %s", job, attempt + 1, error)
