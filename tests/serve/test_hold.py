"""What holds when much is asked at once and when processes are killed: nothing that was promised is lost."""

from __future__ import annotations

import os
import random
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from .conftest import FAULTY, filled
from .server import Server, ended, serving

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes as only POSIX can")

TEXT = """PERJANJIAN KINERJA TAHUN 2044
KEPALA BIDANG CONTOH {}

NO\tSASARAN\tINDIKATOR KINERJA\tTARGET
1\tA\tB\t{} Buku
"""
UPLOADS = 200
_MEGABYTE = 2**20


def document(number: int) -> bytes:
    return TEXT.format(number, number).encode()


def test_of_200_uploads_at_once_every_one_is_answered_and_none_is_lost(tmp_path: Path) -> None:
    with serving(tmp_path / "load") as server:
        before = psutil.Process(server.process.pid).memory_info().rss

        def upload(client: httpx.Client, number: int) -> int:
            for _ in range(300):
                answer = client.post("/v1/jobs", params={"name": f"{number}.txt"}, content=document(number))
                assert answer.status_code in (202, 429, 503), answer.text
                if answer.status_code == 202:
                    return number
                assert float(answer.headers["retry-after"]) > 0
                time.sleep(0.3)
            raise AssertionError("never taken")

        limits = httpx.Limits(max_connections=UPLOADS)
        with (
            httpx.Client(base_url=server.url, timeout=60, limits=limits) as client,
            ThreadPoolExecutor(UPLOADS) as pool,
        ):
            taken = set(pool.map(partial(upload, client), range(UPLOADS)))
        assert len(taken) == UPLOADS
        grown = psutil.Process(server.process.pid).memory_info().rss - before
        assert grown < 150 * _MEGABYTE
        jobs = ended(server, UPLOADS)
        assert {job["state"] for job in jobs.values()} == {"ok"}
        assert len(jobs) == UPLOADS


def test_kills_at_random_moments_lose_no_upload_and_no_correction(tmp_path: Path) -> None:
    chance = random.Random(7)
    folder = filled(tmp_path / "kills")
    promised: set[str] = set()
    total: Any = 210_000_000
    with serving(folder) as server:
        for turn in range(2):
            base = f"{server.url}/v1/documents"
            number = next(r["id"] for r in rows(server) if r["name"] == FAULTY)
            for k in range(6):
                name = f"{turn}-{k}.txt"
                answer = httpx.post(
                    f"{server.url}/v1/jobs", params={"name": name}, content=document(10 * turn + k), timeout=30
                )
                assert answer.status_code == 202
                promised.add(name)
                change = {"pointer": "/documents/0/budget_total", "before": total, "value": 1000 + 10 * turn + k}
                kept = httpx.post(f"{base}/{number}/corrections", json=change, timeout=30)
                assert kept.status_code == 201, kept.text
                total = change["value"]
            kill_a_child(server)
            time.sleep(chance.uniform(0.0, 0.8))
            server.kill()
            server.start()
        jobs = ended(server, len(promised))
        assert set(jobs) == promised
        assert {job["state"] for job in jobs.values()} == {"ok"}
        number = next(r["id"] for r in rows(server) if r["name"] == FAULTY)
        view = httpx.get(f"{server.url}/v1/documents/{number}", timeout=60).json()
        assert view["result"]["documents"][0]["budget_total"] == total
        assert len(httpx.get(f"{server.url}/v1/documents/{number}/corrections", timeout=30).json()) == 12


def rows(server: Server) -> list[dict[str, Any]]:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        found: list[dict[str, Any]] = httpx.get(f"{server.url}/v1/documents", timeout=30).json()["rows"]
        if any(r["name"] == FAULTY for r in found):
            return found
        time.sleep(0.1)
    raise AssertionError("the index does not come")


def kill_a_child(server: Server) -> None:
    for child in psutil.Process(server.process.pid).children(recursive=True):
        if "spawn_main" in " ".join(child.cmdline()):
            child.send_signal(signal.SIGKILL)
            return
