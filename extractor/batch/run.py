"""Runs a batch: what is due is given to an engine, and every end is written down.

Comes in: items, limits, an engine. Goes out: results in the output folder, the ledger, a summary. The process that does
this never parses a document: a file that crashes, hangs or eats memory costs that document. Ledger, second attempts
and counts are the same for every engine.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor.batch.engine import LOST, Engine, Task, Work
from extractor.batch.engine_local import LocalEngine
from extractor.batch.ledger import MOST_ATTEMPTS, Entry, Ledger
from extractor.batch.limits import Limits
from extractor.batch.places import is_url, join
from extractor.batch.plan import HARD_FAILURES, Again, to_read
from extractor.batch.sources import Item
from extractor.batch.worker import Outcome, configuration, process
from extractor.options import Options


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


@dataclass(frozen=True, slots=True)
class _Due:
    """An item to read, how often it failed by itself, and how often its machine went away."""

    item: Item
    failures: int
    losses: int = 0

    @property
    def attempts(self) -> int:
        return max(self.failures, self.losses)


Report = Callable[[Item, Outcome], None]


def run(
    items: Sequence[Item],
    out: Path | str,
    options: Options,
    *,
    version: str,
    jobs: int,
    limits: Limits,
    again: Again,
    report: Report,
    work: Work = process,
    engine: Engine | None = None,
    ledger: Path | None = None,
) -> Summary:
    """Reads all items that need it.

    ``out`` is a local folder or an URL. ``report`` hears of every document as it ends. ``work`` is what is done with a
    document by ``jobs`` local processes; an ``engine`` of its own stands in their place. ``ledger`` is the file of the
    ledger (``None``: ``ledger.sqlite`` in ``out``, which must be local then).
    """
    summary = Summary(inputs=len(items))
    mark = configuration(options, version)
    engine = engine or LocalEngine(options, jobs=jobs, memory=limits.memory, work=work)
    if ledger is None and is_url(out):
        raise ValueError("a run with results in a store needs a ledger file")
    with Ledger(ledger.parent, ledger.name) if ledger is not None else Ledger(Path(out)) as book:
        due = [_Due(item, attempts) for item, attempts in to_read(items, book, out, mark, again)]
        summary.skipped = len(items) - len(due)
        summary.unfinished = len(due)
        if due:
            with engine:
                for item, outcome in _outcomes(due, out, limits, engine, book, mark):
                    summary.unfinished -= 1
                    _count(summary, outcome)
                    report(item, outcome)
    return summary


def _outcomes(
    due: list[_Due], out: Path | str, limits: Limits, engine: Engine, ledger: Ledger, mark: str
) -> Iterator[tuple[Item, Outcome]]:
    """Outcomes as documents end, each in the ledger already; one that crashed or hung is tried once more before it is
    given up, and so is one whose machine went away.
    """
    queue = deque(due)
    flying: dict[str, tuple[_Due, Entry]] = {}
    ends: list[tuple[_Due, Entry, Outcome]] = []
    while True:
        started = [_begin(queue.popleft(), mark) for _ in range(min(engine.room(), len(queue)))]
        for document, entry in started:
            item = document.item
            flying[item.key] = (document, entry)
            engine.submit(Task(item.key, item.place, join(out, item.result), limits.seconds(item)))
        # one transaction for all, when the engine has work again
        ledger.put(*(_ended(*end) for end in ends), *(entry for _, entry in started))
        yield from ((document.item, outcome) for document, _, outcome in ends)
        if not queue and not flying:
            return
        ends = []
        for task, outcome in engine.ended():
            document, entry = flying.pop(task.key)
            document = _after(document, outcome)
            if outcome.code in HARD_FAILURES and document.attempts < MOST_ATTEMPTS:
                queue.append(document)
            else:
                ends.append((document, entry, outcome))


def _begin(document: _Due, mark: str) -> tuple[_Due, Entry]:
    # size and time from before the reading: a file that changes meanwhile must not pass for the one that was read
    item = document.item
    size, modified = item.state()
    entry = Entry(item.key, item.place, size, modified, None, mark, "running", attempts=document.attempts)
    return document, entry


def _after(document: _Due, outcome: Outcome) -> _Due:
    """The document with this end counted. A lost machine is no failure of the document: losses are counted apart, so
    that one loss never adds to one crash; a document whose machines keep going away is given up all the same.
    """
    if outcome.code == LOST:
        return replace(document, losses=document.losses + 1)
    return replace(document, failures=document.failures + 1)


def _ended(document: _Due, entry: Entry, outcome: Outcome) -> Entry:
    state: Any = outcome.state
    return replace(
        entry,
        attempts=document.attempts,
        sha256=outcome.sha256,
        state=state,
        code=outcome.code,
        message=outcome.message,
        pages=outcome.pages,
        findings=outcome.findings,
        seconds=outcome.seconds,
    )


def _count(summary: Summary, outcome: Outcome) -> None:
    summary.pages += outcome.pages or 0
    if outcome.state == "ok":
        summary.ok += 1
    elif outcome.state == "partial":
        summary.partial += 1
    else:
        summary.failed[outcome.code or "internal"] += 1
