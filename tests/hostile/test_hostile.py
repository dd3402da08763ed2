"""Every hostile input costs at most a minute and a gigabyte, and ends in a result or in an error that says why."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from benchmarks.hostile import cost_of, measured
from extractor import Options, extract
from extractor.batch.children import Children
from extractor.batch.engine import Task
from extractor.batch.worker import Outcome
from extractor.errors import ExitCode, FileTooLargeError
from tests.hostile.inputs import FILES, LONG, Maker, agreement, regulation

pytestmark = pytest.mark.hostile
SECONDS, MEGABYTES = 60.0, 1000
"""Of the processor, and of memory. A test run shares its machine: the clock says nothing of a file."""
PATIENCE = 900.0
"""Seconds on the clock, after which a file waits for something that never comes."""
TYPED = {
    None, "page-unreadable", "no-text", "empty", "too-large", "file-too-large", "content-too-large", "table-too-large",
    "damaged", "unsupported", "memory",
}  # fmt: skip
"""How a file may end: with a result, or with a reason. Not ``timeout``, ``crashed`` or ``internal``."""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    pool = Children(1, MEGABYTES)
    yield pool
    pool.stop()


def outcome(children: Children, file: Path) -> Outcome:
    task = Task(file.name, str(file), f"{file}.json", PATIENCE)
    future: Future[Any] = children.schedule(measured, task, Options(ocr="never"))
    end = children.outcome(future)
    assert cost_of(f"{file}.json")[0] <= SECONDS
    return end


@pytest.mark.parametrize(("name", "make"), FILES.items(), ids=FILES.keys())
def test_a_hostile_file_ends_within_its_limits(name: str, make: Maker, children: Children, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(make())
    end = outcome(children, file)
    assert end.code in TYPED, end
    if end.state != "failed":
        assert json.loads(Path(f"{file}.json").read_bytes())["source"]["name"] == name


@pytest.mark.parametrize("name", LONG)
def test_a_long_line_ends_within_its_limits(name: str, children: Children, tmp_path: Path) -> None:
    line = LONG[name]
    places = {"top": line.encode() + b"\n" + agreement(), "body": regulation(body=line), "cell": agreement(target=line)}
    for place, data in places.items():
        file = tmp_path / f"{place}.txt"
        file.write_bytes(data)
        end = outcome(children, file)
        assert end.code is None, (place, end)


def test_no_pattern_tries_every_pair_of_places() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.patterns_in_use"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_text_larger_than_any_export_is_refused_before_it_is_read() -> None:
    with pytest.raises(FileTooLargeError):
        extract(b"Arsip\n" * 2_000_000, Options(type="txt"))
    with pytest.raises(FileTooLargeError):
        extract(b"%PDF-1.4" + b" " * 100, Options(max_bytes=50))


def test_ocr_looks_up_no_host_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """The engine's maker would know of every run: its library must neither call home nor mark this machine."""
    picture = tmp_path / "scan.png"
    _draw(picture)
    home, temporary, cache = (tmp_path / name for name in ("home", "temporary", "kept"))
    for folder in (home, temporary):
        folder.mkdir()
    names = {"HOME": home, "USERPROFILE": home, "XDG_CACHE_HOME": home, "LOCALAPPDATA": home, "TMPDIR": temporary}
    environment = {**os.environ, **{name: str(folder) for name, folder in names.items()}}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    command = [sys.executable, "-m", "extractor", str(picture), "-o", str(tmp_path / "x.json"), "--jobs", "1"]
    command += ["--ocr-cache", str(cache)]
    trace = tmp_path / "trace"
    if strace := shutil.which("strace"):
        command = [strace, "-f", "-qq", "-e", "trace=connect,sendto,openat", "-o", str(trace), *command]
    before = set(ROOT.rglob("*.json"))
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == ExitCode.OK, done.stderr
    assert json.loads((tmp_path / "x.json").read_bytes())["source"]["text_source"] == "ocr"
    assert [p for p in (*home.rglob("*"), *temporary.rglob("*")) if p.is_file()] == []
    assert set(ROOT.rglob("*.json")) == before
    assert len(list(cache.iterdir())) == 1
    if strace:
        calls = trace.read_text(encoding="utf-8", errors="replace").splitlines()
        assert calls
        assert [c for c in calls if "AF_INET" in c or "resolv.conf" in c or "/etc/hosts" in c] == []


def _draw(file: Path) -> None:
    import cv2
    import numpy as np

    sheet = np.full((1100, 850, 3), 255, np.uint8)
    for k, text in enumerate(("PERJANJIAN KINERJA TAHUN 2041", "DINAS KEARSIPAN", "Arsip daerah tertata")):
        cv2.putText(sheet, text, (60, 120 + 60 * k), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (0, 0, 0), 2)
    cv2.imwrite(str(file), sheet)
