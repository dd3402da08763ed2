"""A long scan says how far it is, on a terminal and in a log, and is silent for who does not listen."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from extractor import cli_progress
from extractor.cli_progress import progress
from extractor.read.page import Page
from extractor.read.progress import LOGGER, counted


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def pages(count: int) -> Iterator[Page]:
    return (Page(k, 595, 842) for k in range(1, count + 1))


def read(count: int, stderr: io.StringIO, monkeypatch: pytest.MonkeyPatch, lang: str = "en") -> str:
    monkeypatch.setattr("sys.stderr", stderr)
    with progress(lang):
        assert [page.number for page in counted(pages(count), count)] == list(range(1, count + 1))
    return stderr.getvalue()


def test_a_terminal_shows_a_bar_for_more_than_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "0/40" in read(40, Terminal(), monkeypatch)
    assert read(1, Terminal(), monkeypatch) == ""


def test_a_log_has_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(40, io.StringIO(), monkeypatch) == ""
    clock = iter(range(0, 4000, 16))
    monkeypatch.setattr(cli_progress.time, "monotonic", lambda: float(next(clock)))
    lines = read(5, io.StringIO(), monkeypatch, "id").splitlines()
    assert lines == [f"Membaca gambar: {k} dari 5 halaman." for k in (1, 3, 5)]


def test_whoever_calls_the_program_hears_nothing_unless_he_listens(caplog: pytest.LogCaptureFixture) -> None:
    list(counted(pages(2), 2))
    assert caplog.records == []
    with caplog.at_level(logging.INFO, LOGGER):
        list(counted(pages(2), 2))
    assert [record.getMessage()[:6] for record in caplog.records] == ["0 of 2", "1 of 2", "2 of 2"]
    assert logging.getLogger(LOGGER).handlers == []
