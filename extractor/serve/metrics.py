"""What the room counts (Prometheus): requests, documents read, jobs that wait."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

from extractor.batch.worker import Outcome
from extractor.serve.index import Index
from extractor.serve.jobs import Jobs

_STATES = ("queued", "running", "ok", "partial", "failed")


class Metrics:
    """The room's own registry: several rooms in one process do not count for each other."""

    def __init__(self, jobs: Jobs, index: Index) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "room_requests", "Requests answered.", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram("room_request_seconds", "Seconds a request took.", ["route"], registry=self._registry)
        self._documents = Counter("room_documents", "Documents read.", ["state", "code"], registry=self._registry)
        self._reading = Histogram(
            "room_reading_seconds",
            "Seconds a document took.",
            registry=self._registry,
            buckets=(0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800),
        )
        self._registry.register(_Standing(jobs, index))

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def ended(self, outcome: Outcome) -> None:
        """A document was read, or not."""
        self._documents.labels(outcome.state, outcome.code or "").inc()
        self._reading.observe(outcome.seconds)

    def text(self) -> bytes:
        """All of it in the text form of Prometheus."""
        return generate_latest(self._registry)


class _Standing:
    """What is asked of the databases at the time of the look."""

    def __init__(self, jobs: Jobs, index: Index) -> None:
        self._jobs, self._index = jobs, index

    def collect(self) -> Iterator[GaugeMetricFamily]:
        jobs = GaugeMetricFamily("room_jobs", "Jobs by state.", labels=["state"])
        counts = self._jobs.counts()
        for state in _STATES:
            jobs.add_metric([state], counts.get(state, 0))
        yield jobs
        yield GaugeMetricFamily("room_files", "Files of the archive.", value=self._index.totals()["files"])
