"""What the run makes of what engines tell, and what child processes survive."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import psutil

from extractor import __version__
from extractor.batch.children import Children
from extractor.batch.engine import LOST, Task
from extractor.batch.ledger import Entry, Ledger
from extractor.batch.limits import Limits
from extractor.batch.plan import Again
from extractor.batch.run import Summary, run
from extractor.batch.sources import Item, expand
from extractor.batch.worker import Outcome, process
from extractor.options import Options
from tests.batch.faults import gone
from tests.batch.test_batch import archive

GONE = Outcome("failed", LOST)
CRASHED = Outcome("failed", "crashed")
OK = Outcome("ok", sha256="0" * 64, pages=3)


class Told:
    """An engine that ends its only document as it was told, time after time."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.tasks: list[Task] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def room(self) -> int:
        return 1 - len(self.tasks)

    def submit(self, task: Task) -> None:
        self.tasks.append(task)

    def ended(self) -> Sequence[tuple[Task, Outcome]]:
        return [(self.tasks.pop(), self.outcomes.pop(0))]


def told(tmp_path: Path, *outcomes: Outcome) -> tuple[Summary, Entry]:
    source, out = archive(tmp_path / "arsip", "a.txt"), tmp_path / "out"
    engine = Told(*outcomes)
    reported: list[Entry | None] = []

    def report(item: Item, _: Outcome) -> None:
        with Ledger(out) as ledger:  # another reader: what is reported is written down already
            reported.append(ledger.get(item.key))

    summary = run(
        expand([str(source)]),
        out,
        Options(),
        version=__version__,
        jobs=1,
        limits=Limits(),
        again=Again(),
        report=report,
        engine=engine,
    )
    assert engine.outcomes == [], "the document was given up too early"
    (entry,) = reported
    assert entry is not None
    return summary, entry


def test_a_lost_machine_is_no_failure_of_the_document(tmp_path: Path) -> None:
    summary, entry = told(tmp_path, GONE, CRASHED, OK)
    assert (summary.ok, summary.total, summary.pages) == (1, 1, 3)
    assert (entry.state, entry.code) == ("ok", None)


def test_a_document_whose_machines_keep_going_away_is_given_up(tmp_path: Path) -> None:
    summary, entry = told(tmp_path, GONE, GONE)
    assert summary.failed == {"interrupted": 1}
    assert (entry.state, entry.code, entry.attempts) == ("failed", "interrupted", 2)


def test_a_document_that_crashes_twice_is_given_up(tmp_path: Path) -> None:
    summary, entry = told(tmp_path, CRASHED, GONE, CRASHED)
    assert summary.failed == {"crashed": 1}
    assert entry.attempts == 2


def test_a_file_that_changes_while_it_is_read_is_read_again_next_time(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", "a.txt")
    before = (source / "a.txt").stat()

    class Changing(Told):
        def ended(self) -> Sequence[tuple[Task, Outcome]]:
            (source / "a.txt").write_text("PENGUMUMAN", encoding="utf-8")
            return super().ended()

    run(
        expand([str(source)]),
        tmp_path / "out",
        Options(),
        version=__version__,
        jobs=1,
        limits=Limits(),
        again=Again(),
        report=lambda *_: None,
        engine=Changing(OK),
    )
    with Ledger(tmp_path / "out") as ledger:
        (entry,) = ledger.entries()
    assert (entry.size, entry.modified) == (before.st_size, before.st_mtime_ns)


def test_children_that_are_killed_are_replaced(tmp_path: Path) -> None:
    source = archive(tmp_path, "a.txt")
    task = Task("a.txt", str(source / "a.txt"), str(tmp_path / "a.json"), 60)
    children = Children(1, None)
    try:
        for _ in range(4):
            outcome = children.outcome(children.schedule(process, task, Options()))
            if outcome.code == "crashed":  # given to the child before it was known to be dead: a run tries once more
                outcome = children.outcome(children.schedule(process, task, Options()))
            assert outcome.state == "ok"
            (child,) = (p for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline()))
            child.kill()
    finally:
        children.stop()


def test_children_end_when_their_run_is_killed(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", *(f"{n:02}.txt" for n in range(60)))
    command = [sys.executable, "-m", "extractor", "batch", str(source), "--out", str(tmp_path / "out"), "--jobs", "1"]
    driver = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert driver.stderr is not None
    assert " ok " in driver.stderr.readline()
    children = psutil.Process(driver.pid).children(recursive=True)
    assert children
    driver.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    driver.communicate()
    assert gone(child.pid for child in children)
