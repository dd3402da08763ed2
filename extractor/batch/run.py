"""Runs a batch in a pool of processes that can be killed.

Comes in: items and limits. Goes out: results in the output folder, the ledger, a summary. The parent never parses a
document: a file that crashes, hangs or eats memory costs that document.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from extractor.batch.ledger import MOST_ATTEMPTS, Entry, Ledger
from extractor.batch.plan import HARD_FAILURES, Again, to_read
from extractor.batch.sources import Item
from extractor.batch.worker import Outcome, configuration, limit_memory, process
from extractor.options import Options

_RECYCLE = 200
"""Documents after which a child is replaced: whatever a library leaks stays small."""
_AHEAD = 4
"""Documents that wait for each process: enough to keep it busy, few enough to stop soon."""
_COUNT = re.compile(rb"/Type\s*/Page(?![a-zA-Z])|/Count\s+(\d{1,6})")
_HEAD = 4_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost: seconds (``None``: 120 and 10 for every page) and megabytes of memory."""

    timeout: float | None = None
    memory: int | None = 3000

    def seconds(self, path: Path) -> float:
        """The time that a document may take."""
        return self.timeout if self.timeout is not None else 120.0 + 10.0 * page_estimate(path)


@dataclass
class Summary:
    """How a run ended; the counts add up to ``inputs``."""

    inputs: int = 0
    ok: int = 0
    partial: int = 0
    skipped: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    seconds: float = 0.0
    unfinished: int = 0

    @property
    def total(self) -> int:
        """All inputs that have an end, and those that were not reached."""
        return self.ok + self.partial + self.skipped + sum(self.failed.values()) + self.unfinished


def page_estimate(path: Path) -> int:
    """How many pages a file may have, from a look at its bytes without parsing it: an upper guess for the time
    limit.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        size = path.stat().st_size
    except OSError:
        return 1
    counts = [int(m[1]) for m in _COUNT.finditer(head) if m[1]]
    marks = sum(1 for m in _COUNT.finditer(head) if not m[1])
    # page objects may be compressed: a page of a scan takes some 50 kB
    return min(20_000, max([marks, size // 50_000, *counts[:1000], 1]))


Report = Callable[[Item, Outcome], None]
Work = Callable[[str, str, Options], Outcome]


def run(
    items: Sequence[Item],
    out: Path,
    options: Options,
    *,
    version: str,
    jobs: int,
    limits: Limits,
    again: Again,
    report: Report,
    work: Work = process,
) -> Summary:
    """Reads all items that need it. ``report`` hears of every document as it ends; ``work`` is what a child does."""
    summary = Summary(inputs=len(items))
    mark = configuration(options, version)
    with Ledger(out) as ledger:
        due = list(to_read(items, ledger, out, mark, again))
        summary.skipped = len(items) - len(due)
        summary.unfinished = len(due)
        for item, attempts, outcome in _outcomes(due, out, options, jobs, limits, ledger, mark, work):
            _record(ledger, item, attempts, outcome, mark)
            summary.unfinished -= 1
            _count(summary, outcome)
            report(item, outcome)
    return summary


def _outcomes(
    due: list[tuple[Item, int]],
    out: Path,
    options: Options,
    jobs: int,
    limits: Limits,
    ledger: Ledger,
    mark: str,
    work: Work,
) -> Iterator[tuple[Item, int, Outcome]]:
    """Outcomes as documents end; one that crashed or hung is tried once more before it is given up."""
    from pebble import ProcessPool

    queue = deque(due)
    flying: dict[Future[Any], tuple[Item, int]] = {}
    pool: Any = ProcessPool(
        max_workers=jobs,
        max_tasks=_RECYCLE,
        context=get_context("spawn"),
        initializer=limit_memory,
        initargs=(limits.memory,),
    )
    try:
        while queue or flying:
            while queue and len(flying) < jobs * _AHEAD:
                item, attempts = queue.popleft()
                _record_start(ledger, item, attempts, mark)
                future = pool.schedule(
                    work,
                    args=(str(item.path), str(out / item.result), options),
                    timeout=limits.seconds(item.path),
                )
                flying[future] = (item, attempts + 1)
            done, _ = wait(flying, return_when=FIRST_COMPLETED)
            for future in done:
                item, attempts = flying.pop(future)
                outcome = _outcome(future)
                if outcome.code in HARD_FAILURES and attempts < MOST_ATTEMPTS:
                    queue.append((item, attempts))
                else:
                    yield item, attempts, outcome
        pool.close()
    finally:
        pool.stop()
        pool.join()


def _outcome(future: Future[Any]) -> Outcome:
    from pebble import ProcessExpired

    try:
        outcome: Outcome = future.result()
    except TimeoutError:
        return Outcome("failed", "timeout")
    except ProcessExpired as error:
        return Outcome("failed", "crashed", f"exit code {error.exitcode}")
    except MemoryError:
        return Outcome("failed", "memory")
    except Exception as fault:  # noqa: BLE001  whatever a child raises costs that document, never the run
        return Outcome("failed", "internal", f"{type(fault).__name__}: {fault}"[:300])
    return outcome


def _entry(item: Item, mark: str, attempts: int) -> Entry:
    try:
        stat = item.path.stat()
        size, modified = stat.st_size, stat.st_mtime_ns
    except OSError:
        size = modified = 0
    return Entry(item.key, str(item.path), size, modified, None, mark, "running", attempts=attempts)


def _record_start(ledger: Ledger, item: Item, attempts: int, mark: str) -> None:
    ledger.put(_entry(item, mark, attempts))


def _record(ledger: Ledger, item: Item, attempts: int, outcome: Outcome, mark: str) -> None:
    state: Any = outcome.state
    ledger.put(
        replace(
            _entry(item, mark, attempts),
            sha256=outcome.sha256,
            state=state,
            code=outcome.code,
            message=outcome.message,
            pages=outcome.pages,
            findings=outcome.findings,
            seconds=outcome.seconds,
        )
    )


def _count(summary: Summary, outcome: Outcome) -> None:
    summary.pages += outcome.pages or 0
    if outcome.state == "ok":
        summary.ok += 1
    elif outcome.state == "partial":
        summary.partial += 1
    else:
        summary.failed[outcome.code or "internal"] += 1
