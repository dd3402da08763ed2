"""Runs a batch: what is due is given to an engine, and every end is written down.

Comes in: items, limits, an engine. Goes out: results in the output folder, the ledger, a summary. The process that does
this never parses a document: a file that crashes, hangs or eats memory costs that document. Ledger, second attempts
and counts are the same for every engine.
"""

from __future__ import annotations

import errno
import os
from collections import Counter, deque
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor.batch.engine import LOST, Engine, Task, Work
from extractor.batch.engine_local import LocalEngine
from extractor.batch.ledger import MOST_ATTEMPTS, NAME, Entry, Ledger, Lock
from extractor.batch.limits import Limits
from extractor.batch.places import is_url, join, set_aside
from extractor.batch.plan import HARD_FAILURES, Again, to_read
from extractor.batch.sources import IGNORED, UNSUPPORTED, Item, apart
from extractor.batch.worker import Outcome, configuration, process
from extractor.errors import message, shown
from extractor.files import raw
from extractor.options import Options


@dataclass
class Summary:
    """How a run ended; the counts add up to ``inputs``.

    ``skipped`` are done from an earlier run, ``failed_before`` of them without a result; ``ignored`` are files of a
    folder that are no documents. ``results`` are the places of all results that hold now.
    """

    inputs: int = 0
    ok: int = 0
    partial: int = 0
    skipped: int = 0
    failed_before: int = 0
    ignored: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    seconds: float = 0.0
    unfinished: int = 0
    results: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All inputs that have an end, and those that were not reached."""
        ended = self.ok + self.partial + self.skipped + self.ignored + sum(self.failed.values())
        return ended + self.unfinished

    @property
    def complete(self) -> bool:
        """Whether no document is without its result, neither now nor from an earlier run."""
        return not self.failed and not self.failed_before


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
    ledger (``None``: ``ledger.sqlite`` in ``out``, which must be local then). Raises ``ValueError`` where ``out`` is an
    URL and ``ledger`` is not given.
    """
    summary = Summary(inputs=len(items))
    mark = configuration(options, version)
    if ledger is None and is_url(out):
        raise ValueError("a run with results in a store needs a ledger file")
    file = Path(out) / NAME if ledger is None else ledger
    # whoever writes the same results must be kept out, wherever his ledger lies
    with Lock(file, *([] if is_url(out) else [Path(out) / NAME])), Ledger(file.parent, file.name) as book:
        book.end_running(LOST)
        items = apart(items, _holders(book))
        _note_troubled(items, out, book, mark, summary, report, options.lang)
        due = [_Due(item, n) for item, n in to_read([i for i in items if not i.trouble], book, out, mark, again)]
        summary.skipped = len(items) - len(due) - sum(item.trouble is not None for item in items)
        summary.unfinished = len(due)
        if due:
            reading = engine or LocalEngine(options, jobs=jobs, memory=limits.memory, work=work)
            with reading, closing(_outcomes(due, out, limits, reading, book, mark)) as outcomes:
                for item, outcome in outcomes:
                    summary.unfinished -= 1
                    _count(summary, outcome)
                    report(item, outcome)
        _conclude(summary, items, {document.item.key for document in due}, book)
    return summary


def _holders(book: Ledger) -> dict[str, str]:
    """Which source has which place from earlier runs; a source that is gone holds none any more."""
    holders = {}
    for entry in book.entries():
        path = entry.path if is_url(entry.path) else os.path.abspath(entry.path)  # noqa: PTH100  keeps links
        if is_url(path) or os.path.lexists(raw(path)):
            holders[entry.key] = path
    return holders


def _note_troubled(
    items: Sequence[Item], out: Path | str, book: Ledger, mark: str, summary: Summary, report: Report, lang: str
) -> None:
    """Writes down what was named and cannot be read at all."""
    for item in items:
        if item.trouble is None:
            continue
        ignored = item.trouble == IGNORED
        code = UNSUPPORTED if ignored else item.trouble
        reason = os.strerror(errno.ENOENT)
        text = None if ignored else message("errors", code, lang, name=shown(item.place), reason=reason)
        outcome = Outcome(IGNORED if ignored else "failed", code, text)
        _, entry = _begin(_Due(item, 0), mark)
        if not ignored:
            set_aside(join(out, item.result))
        book.put(_ended(_Due(item, 0), entry, outcome))
        _count(summary, outcome)
        if not ignored:
            report(item, outcome)


def _conclude(summary: Summary, items: Sequence[Item], read: set[str], book: Ledger) -> None:
    """What holds at the end: the results that are up to date, and what is without one from an earlier run."""
    for item in items:
        entry = book.get(item.key)
        if entry is None or item.trouble is not None:
            continue
        if entry.state in ("ok", "partial"):
            summary.results.append(item.result)
        elif item.key not in read:
            summary.failed_before += 1


def _outcomes(
    due: list[_Due], out: Path | str, limits: Limits, engine: Engine, ledger: Ledger, mark: str
) -> Generator[tuple[Item, Outcome], None, None]:
    """Outcomes as documents end, each in the ledger already; one that crashed or hung is tried once more before it is
    given up, and so is one whose machine went away.
    """
    flying: dict[str, tuple[_Due, Entry]] = {}
    try:
        yield from _flown(deque(due), flying, out, limits, engine, ledger, mark)
    finally:
        # the run was stopped: nothing stays behind as if it were still being read
        ledger.put(*(replace(entry, state="failed", code=LOST) for _, entry in flying.values()))


def _flown(
    queue: deque[_Due],
    flying: dict[str, tuple[_Due, Entry]],
    out: Path | str,
    limits: Limits,
    engine: Engine,
    ledger: Ledger,
    mark: str,
) -> Generator[tuple[Item, Outcome], None, None]:
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
                if outcome.state == "failed" and not outcome.written:
                    set_aside(join(out, document.item.result))
                ends.append((document, entry, outcome))


def _begin(document: _Due, mark: str) -> tuple[_Due, Entry]:
    # size and time from before the reading: a file that changes meanwhile must not pass for the one that was read
    item = document.item
    size, modified = item.state()
    attempts = document.attempts
    entry = Entry(item.key, item.identity, size, modified, None, mark, "running", attempts=attempts, result=item.result)
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
    elif outcome.state == IGNORED:
        summary.ignored += 1
    else:
        summary.failed[outcome.code or "internal"] += 1
