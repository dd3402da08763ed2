"""Whole archives: nothing is lost, whatever a document does and whenever the machine is switched off."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extractor import __version__
from extractor.batch.export import export_tables, guarded
from extractor.batch.ledger import Ledger
from extractor.batch.limits import Limits
from extractor.batch.lines import write_lines
from extractor.batch.plan import Again
from extractor.batch.run import Summary, run
from extractor.batch.sources import expand
from extractor.batch.worker import Outcome, process
from extractor.errors import ExtractorError
from extractor.options import Options
from extractor.pipeline import extract
from tests.batch.faults import faulty
from tests.hostile.inputs import mutated

TEXT = (
    "PERATURAN BUPATI MAJU\n\nNOMOR {n} TAHUN 2024\n\nTENTANG\n\nTATA NASKAH\n\n"
    "Pasal 1\n\nPeraturan ini mulai berlaku.\n"
)
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def archive(folder: Path, *names: str) -> Path:
    for n, name in enumerate(names):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT.format(n=n + 1), encoding="utf-8")
    return folder


def read(source: Path, out: Path, again: Again | None = None, **limits: float) -> tuple[Summary, Counter[str]]:
    ended: Counter[str] = Counter()

    def report(_: object, outcome: Outcome) -> None:
        ended[f"{outcome.state}:{outcome.code}" if outcome.code else outcome.state] += 1

    summary = run(
        expand([str(source)]),
        out,
        Options(),
        version=__version__,
        jobs=2,
        limits=Limits(limits.get("timeout", 60.0), 3000),
        again=again or Again(),
        report=report,
        work=faulty,
    )
    return summary, ended


def results(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*.json"))}


def test_the_tree_is_mirrored_and_every_source_counts_once(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", "a.txt", "sub/b.txt", "sub/deep/c.txt")
    (tmp_path / "list.txt").write_text(f"# comment\n{source / 'a.txt'}\n", encoding="utf-8")
    items = expand([str(source), f"@{tmp_path / 'list.txt'}", str(source / "sub" / "*.txt")])
    assert [i.result for i in items] == ["arsip/a.txt.json", "arsip/sub/b.txt.json", "arsip/sub/deep/c.txt.json"]


def test_done_documents_are_skipped_and_changed_ones_read_again(tmp_path: Path) -> None:
    source, out = archive(tmp_path / "arsip", "a.txt", "b.txt"), tmp_path / "out"
    first, _ = read(source, out)
    assert (first.ok, first.total) == (2, 2)
    second, _ = read(source, out)
    assert (second.skipped, second.ok, second.total) == (2, 0, 2)
    (source / "a.txt").write_text(TEXT.format(n=99), encoding="utf-8")
    third, _ = read(source, out)
    assert (third.skipped, third.ok) == (1, 1)
    forced, _ = read(source, out, Again(force=True))
    assert forced.ok == 2


def test_a_document_that_hangs_crashes_or_raises_costs_that_document(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", "a.txt", "crash.txt", "hang.txt", "raise.txt", "z.txt")
    summary, ended = read(source, tmp_path / "out", timeout=10)
    assert summary.ok == 2
    assert summary.failed == {"crashed": 1, "timeout": 1, "internal": 1}
    assert summary.total == summary.inputs == 5
    assert sum(ended.values()) == 5


def test_after_two_hard_failures_a_document_is_left_alone_until_asked_for(tmp_path: Path) -> None:
    source, out = archive(tmp_path / "arsip", "crash.txt"), tmp_path / "out"
    read(source, out)
    with Ledger(out) as ledger:
        (entry,) = ledger.entries()
    assert (entry.state, entry.code, entry.attempts) == ("failed", "crashed", 2)
    again, _ = read(source, out)
    assert again.skipped == 1
    other, _ = read(source, out, Again(failed=True, code="timeout"))
    assert other.skipped == 1
    asked, _ = read(source, out, Again(failed=True, code="crashed"))
    assert asked.failed == {"crashed": 1}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory of a process can be capped on Linux only")
def test_a_document_that_eats_memory_costs_that_document(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", "a.txt", "memory.txt")
    summary, _ = read(source, tmp_path / "out")
    assert summary.ok == 1
    assert sum(summary.failed.values()) == 1
    assert set(summary.failed) <= {"memory", "crashed", "internal"}


def test_a_run_that_is_killed_at_any_moment_ends_like_an_undisturbed_one(tmp_path: Path) -> None:
    source = archive(tmp_path / "arsip", *(f"{n:02}.txt" for n in range(12)))
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    read(source, whole)
    command = [sys.executable, "-m", "extractor", "batch", str(source), "--out", str(broken), "--jobs", "2"]
    chance = random.Random(5)
    for _ in range(4):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.3, 2.5))
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
        child.wait()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert results(broken) == results(whole)
    assert not list(broken.rglob("*.tmp")) or all(p.suffix == ".tmp" for p in broken.rglob("*.tmp"))


def test_json_lines_are_the_same_however_often_a_run_was_interrupted(tmp_path: Path) -> None:
    source, out = archive(tmp_path / "arsip", "b.txt", "a.txt"), tmp_path / "out"
    read(source, out)
    items = expand([str(source)])
    write_lines(tmp_path / "x.jsonl", out, [i.result for i in items])
    lines = (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"]["name"] for line in lines] == ["a.txt", "b.txt"]


def pdf(pages: int) -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_ten_thousand_empty_pages_are_a_result_or_a_typed_error(tmp_path: Path) -> None:
    file = tmp_path / "many.pdf"
    file.write_bytes(pdf(10_000))
    outcome = process(str(file), str(tmp_path / "many.json"), Options())
    assert outcome.state in ("ok", "failed")
    assert outcome.code in (None, "no-text", "too-large")


def test_a_decompression_bomb_is_a_result_or_a_typed_error(tmp_path: Path) -> None:
    import zlib

    stream = zlib.compress(b" " * 300_000_000, 9)
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    body += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>endobj\n4 0 obj<</Length "
    body += str(len(stream)).encode() + b"/Filter/FlateDecode>>stream\n" + stream + b"\nendstream endobj\n"
    body += b"trailer<</Root 1 0 R>>\n%%EOF"
    source = tmp_path / "arsip"
    source.mkdir()
    (source / "bomb.pdf").write_bytes(body)
    summary, _ = read(source, tmp_path / "out", timeout=60)
    assert summary.total == 1


def mutations(count: int) -> list[bytes]:
    chance = random.Random(11)
    originals = [p.read_bytes() for p in sorted(SAMPLES.glob("*.pdf")) + sorted(SAMPLES.glob("*.txt"))]
    return [mutated(chance.choice(originals), chance) for _ in range(count)]


def test_mutated_files_give_a_result_or_a_typed_error() -> None:
    for k, data in enumerate(mutations(200)):
        try:
            extract(data, Options(ocr="never"))
        except ExtractorError:
            continue
        except Exception as fault:  # noqa: BLE001  any other exception is the failure that is looked for
            pytest.fail(f"mutation {k}: {type(fault).__name__}: {fault}")


def test_tables_have_stable_keys_and_no_formulas(tmp_path: Path) -> None:
    source, out = archive(tmp_path / "arsip", "a.txt"), tmp_path / "out"
    read(source, out)
    files = export_tables(out, tmp_path / "tables", "csv")
    assert {f.stem for f in files} >= {"documents", "indicators", "provisions", "findings"}
    with (tmp_path / "tables" / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row, *_) = csv.DictReader(stream)
    assert row["pointer"] == "/documents/0"
    assert len(row["sha256"]) == 64
    for form in ("parquet", "xlsx"):
        assert all(f.stat().st_size for f in export_tables(out, tmp_path / form, form))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1"])
def test_what_a_spreadsheet_would_run_is_marked_as_text(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert guarded(5) == 5
