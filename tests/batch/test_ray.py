"""On a Ray cluster: what holds on one machine holds there too, also where workers of the cluster are killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ray = pytest.importorskip("ray")

from extractor import __version__  # noqa: E402
from extractor.batch.engine_ray import RayEngine  # noqa: E402
from extractor.batch.ledger import Ledger  # noqa: E402
from extractor.batch.limits import Limits  # noqa: E402
from extractor.batch.places import read as content  # noqa: E402
from extractor.batch.places import write  # noqa: E402
from extractor.batch.plan import Again  # noqa: E402
from extractor.batch.run import Summary, run  # noqa: E402
from extractor.batch.sources import Item, expand  # noqa: E402
from extractor.batch.worker import Outcome, process  # noqa: E402
from extractor.errors import ClusterError, ExitCode  # noqa: E402
from extractor.options import Options  # noqa: E402
from tests.batch.faults import faulty, gone  # noqa: E402
from tests.batch.test_batch import archive, results  # noqa: E402


@pytest.fixture(scope="module", autouse=True)
def cluster(bucket: str | None) -> Iterator[None]:  # noqa: ARG001  workers know what their environment tells
    """A Ray of two workers on this machine, for all tests of the module. Its workers know the bucket."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        object_store_memory=100_000_000,
        log_to_driver=False,
        logging_level="ERROR",
    )
    yield
    ray.shutdown()


def read(
    source: str,
    out: Path | str,
    again: Again | None = None,
    timeout: float = 60.0,
    ledger: Path | None = None,
    options: Options | None = None,
    **engine: Any,
) -> Summary:
    """A run on the cluster with faulty work; every document must be reported once."""
    ended: list[str] = []

    def report(item: Item, _: Outcome) -> None:
        ended.append(item.key)

    settings: dict[str, Any] = {"jobs": 2, "memory": 3000, "version": __version__, "work": faulty} | engine
    summary = run(
        expand([source]),
        out,
        Options(),
        version=__version__,
        jobs=2,
        limits=Limits(timeout, 3000),
        again=again or Again(),
        report=report,
        engine=RayEngine(options or Options(), **settings),
        ledger=ledger,
    )
    assert len(ended) == len(set(ended)) == summary.inputs - summary.skipped - summary.unfinished - summary.ignored
    return summary


def test_every_document_is_read_although_a_worker_is_killed_and_the_bytes_are_those_of_one_machine(
    tmp_path: Path,
) -> None:
    source = archive(tmp_path / "arsip", *(f"{n:02}.txt" for n in range(9)), "sub/parent-once.txt")
    out = tmp_path / "out"
    summary = read(source.as_uri(), out)
    assert (source / "sub" / "parent-once.mark").exists(), "no worker was killed"
    assert (summary.ok, summary.total, summary.inputs) == (10, 10, 10)
    local = tmp_path / "local"
    run(
        expand([str(source)]),
        local,
        Options(),
        version=__version__,
        jobs=1,
        limits=Limits(60),
        again=Again(),
        report=lambda *_: None,
    )
    assert len(results(local)) == 10
    assert results(out) == results(local)
    second = read(str(source), out)
    assert (second.skipped, second.total - second.ignored) == (10, 10)


def test_documents_that_crash_or_kill_workers_cost_themselves_and_leave_no_process(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", "a.txt", "crash.txt", "parent-always.txt", "raise.txt", "z.txt")
    summary = read(str(source), tmp_path / "out")
    assert summary.ok == 2
    assert summary.failed == {"crashed": 1, "interrupted": 1, "internal": 1}
    with Ledger(tmp_path / "out") as ledger:
        attempts = {Path(entry.path).stem: entry.attempts for entry in ledger.entries()}
    assert attempts == {"a": 1, "crash": 2, "parent-always": 2, "raise": 1, "z": 1}
    orphans = [int(mark.suffix[1:]) for mark in source.glob("parent-always.*") if mark.suffix != ".txt"]
    assert len(orphans) == 2
    assert gone(orphans)
    again = read(str(source), tmp_path / "out", Again(failed=True, code="raise"))
    assert again.skipped == 5


def test_a_document_that_hangs_is_ended_by_the_node(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", "hang.txt")
    summary = read(str(source), tmp_path / "out", timeout=1, jobs=1)
    assert (summary.failed, summary.total) == ({"timeout": 1}, 1)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no process can be stopped here")
def test_a_worker_that_does_not_answer_is_given_up_by_the_driver(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", "freeze.txt")
    # the driver's patience ends long before the node's, so that it is sure to be the driver who ends it
    summary = read(str(source), tmp_path / "out", timeout=60, jobs=1, grace=-58)
    assert (summary.failed, summary.total) == ({"interrupted": 1}, 1)


def test_a_cluster_reads_from_a_bucket_and_writes_to_one(bucket: str | None, tmp_path: Path) -> None:
    if bucket is None:
        pytest.skip("s3fs and moto are not installed")
    local = archive(tmp_path / "awan", "a.txt", "sub/b.txt")
    for file in local.rglob("*.txt"):
        write(f"{bucket}/{file.relative_to(tmp_path).as_posix()}", file.read_bytes())
    summary = read(f"{bucket}/awan", f"{bucket}/dibaca", ledger=tmp_path / "run.sqlite", jobs=1)
    assert (summary.ok, summary.total) == (2, 2)
    for name in ("awan/a.txt", "awan/sub/b.txt"):
        process(str(tmp_path / name), str(tmp_path / "one.json"), Options())
        assert content(f"{bucket}/dibaca/{name}.json") == (tmp_path / "one.json").read_bytes()
    second = read(f"{bucket}/awan", f"{bucket}/dibaca", ledger=tmp_path / "run.sqlite")
    assert (second.skipped, second.total) == (2, 2)


def test_nodes_of_another_version_or_without_the_vocabulary_are_refused(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", "a.txt")
    with pytest.raises(ClusterError, match=f"has arsip-extractor {__version__} instead of 0.0.0"):
        read(str(source), tmp_path / "out", version="0.0.0")
    with pytest.raises(ClusterError, match="has no folder"):
        read(str(source), tmp_path / "out", options=Options(patterns=tmp_path / "none"))
    assert results(tmp_path / "out") == {}


def test_an_address_where_nobody_answers_is_told_in_one_line(tmp_path: Path) -> None:
    archive(tmp_path, "a.txt")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "extractor", "batch", str(tmp_path), "--out", str(tmp_path / "out")]
    command += ["--engine", "ray", "--cluster", f"127.0.0.1:{port}", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.CLUSTER
    assert done.stderr.count("\n") == 1
    assert f"127.0.0.1:{port}" in done.stderr


def test_a_driver_that_is_killed_loses_only_what_was_in_flight_and_any_engine_goes_on(tmp_path: Path) -> None:
    source, out = archive(tmp_path / "arsip", *(f"{n:02}.txt" for n in range(20))), tmp_path / "out"
    command = [sys.executable, "-m", "extractor", "batch", source.as_uri(), "--out", str(out), "--jobs", "1"]
    child = subprocess.Popen([*command, "--engine", "ray"], stderr=subprocess.PIPE, text=True)
    assert child.stderr is not None
    seen = [child.stderr.readline() for _ in range(3)]
    child.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    child.communicate()
    assert all(" ok " in line for line in seen), seen
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(results(out)) == 20
    read_again = [line for line in done.stderr.splitlines() if " ok " in line]
    assert len(read_again) <= 17, "what was done was read again"
    assert json.loads(results(out)["arsip/00.txt.json"])["source"]["name"] == "00.txt"
