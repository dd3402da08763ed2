"""Tells people how a run goes: a bar with rate and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

import click

from extractor.batch.run import Summary
from extractor.batch.worker import Outcome
from extractor.errors import counted, message, number, one_line
from extractor.knowledge import toml


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
        note = f" ({self._word('code', outcome.code)})" if outcome.code else ""
        state = self._word("state", outcome.state)
        click.echo(f"[{self._done}/{self._total}] {state}{note} {one_line(key)}", err=True)

    def _word(self, kind: str, name: str) -> str:
        """A state or a code as a word for people; codes that nobody translated stand as they are."""
        known = toml("messages")["words"].get(f"{kind}-{name}")
        return str(known[self._lang]) if known else name

    def stopped(self) -> str:
        """What is done when the run is stopped."""
        done, total = number(self._done, self._lang), number(self._total, self._lang)
        return message("words", "batch-stopped", self._lang, done=done, total=total)

    def skip(self, count: int) -> None:
        """Documents that needed no reading."""
        if self._bar is not None:
            self._bar.update(count)

    def summary(self, summary: Summary) -> str:
        """The run in one paragraph; its counts add up to the number of inputs."""
        seconds = max(time.perf_counter() - self._began, 1e-9)
        lang = self._lang
        reasons = ", ".join(f"{self._word('code', c)} {number(n, lang)}" for c, n in sorted(summary.failed.items()))
        counts = {
            "done": summary.ok,
            "partial": summary.partial,
            "failed": sum(summary.failed.values()),
            "skipped": summary.skipped,
            "failed-before": summary.failed_before,
            "ignored": summary.ignored,
            "unfinished": summary.unfinished,
        }
        parts = []
        for name, count in counts.items():
            if count or name == "done":
                part = message("words", f"batch-{name}", lang, count=number(count, lang))
                parts.append(f"{part} ({reasons})" if name == "failed" else part)
        head = counted("batch-files", lang, summary.total)
        pages = counted("batch-pages", lang, summary.pages)
        rate = message("words", "batch-rate", lang, rate=number(summary.pages / seconds, lang))
        return f"{head}: {', '.join(parts)}; {pages}, {rate}"
