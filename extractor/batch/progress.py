"""Tells people how a run goes: a bar with rate and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

import click

from extractor.batch.run import Summary
from extractor.batch.worker import Outcome
from extractor.errors import message


class Progress:
    """Counts documents on stderr."""

    def __init__(self, total: int, lang: str) -> None:
        self._total, self._lang = total, lang
        self._done = 0
        self._began = time.perf_counter()
        self._bar: Any = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=self._total, unit="dok", file=sys.stderr, dynamic_ncols=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, key: str, outcome: Outcome) -> None:
        """One document has ended."""
        self._done += 1
        if self._bar is not None:
            self._bar.update(1)
            return
        note = f" ({outcome.code})" if outcome.code else ""
        click.echo(f"[{self._done}/{self._total}] {outcome.state}{note} {key}", err=True)

    def skip(self, count: int) -> None:
        """Documents that needed no reading."""
        if self._bar is not None:
            self._bar.update(count)

    def summary(self, summary: Summary) -> str:
        """The run in one paragraph; its counts add up to the number of inputs."""
        seconds = max(time.perf_counter() - self._began, 1e-9)
        failed = ", ".join(f"{code} {count}" for code, count in sorted(summary.failed.items()))
        return message(
            "words",
            "batch-summary",
            self._lang,
            total=summary.total,
            ok=summary.ok,
            partial=summary.partial,
            failed=sum(summary.failed.values()),
            reasons=f" ({failed})" if failed else "",
            skipped=summary.skipped,
            unfinished=summary.unfinished,
            pages=summary.pages,
            rate=f"{summary.pages / seconds:.1f}",
        )
