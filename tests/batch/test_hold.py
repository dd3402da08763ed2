"""Runs over an archive: nothing is overwritten, nothing old passes for new, one odd entry never stops them."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.batch.fresh import fresh_results
from extractor.batch.ledger import NAME, Ledger, Lock, held
from extractor.batch.limits import Limits, seconds_for
from extractor.batch.plan import Again
from extractor.batch.run import Summary, run
from extractor.batch.sources import Item, expand
from extractor.batch.worker import Outcome, configuration
from extractor.cli import main
from extractor.errors import ExitCode, LedgerDamagedError, LedgerInUseError, LedgerNewerError, NothingToReadError
from extractor.options import Options
from tests.batch.inline import Inline

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and odd names of POSIX")
FAILED = Outcome("failed", "damaged", "Rusak.")
PARTIAL = Outcome("partial", "page-unreadable", sha256="0", pages=2, written=True)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(f"isi {name}", encoding="utf-8")


def keys(*sources: str, base: Path | None = None) -> list[str]:
    return [item.key for item in expand(sources, base) if item.trouble is None]


def batch(*sources: str, engine: Inline | None = None, again: Again | None = None, out: str = "out") -> Summary:
    return run(
        expand(sources),
        out,
        Options(),
        version="1",
        jobs=1,
        limits=Limits(60.0),
        again=again or Again(),
        report=lambda *_: None,
        engine=engine or Inline(),
    )


def written(out: str = "out") -> list[str]:
    return sorted(p.relative_to(out).as_posix() for p in Path(out).rglob("*.json*"))


def extract(*args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--lang", "en"])


def test_folders_globs_lists_and_files_put_a_result_in_the_same_place() -> None:
    put("in/a.txt", "in/2020/b.txt", "in/2020/deep/c.txt")
    Path("list.txt").write_text("in/a.txt\n./in/2020/b.txt\nin/2020/deep/c.txt\n", encoding="utf-8")
    whole = ["in/2020/b.txt", "in/2020/deep/c.txt", "in/a.txt"]
    for sources in (["in"], ["in/"], ["./in"], ["in/**/*.txt"], ["@list.txt"], whole, [str(Path("in").resolve())]):
        assert keys(*sources) == whole
    assert keys(f"{Path('in').resolve()}/**/*.txt") == whole
    assert keys("in/2020") == keys("in/2020/*") == ["in/2020/b.txt", "in/2020/deep/c.txt"]


def test_no_place_tells_where_on_the_machine_the_archive_stands(tmp_path: Path) -> None:
    put("in/2020/a.txt", "in/2021/a.txt")
    files = [str(tmp_path / f"in/{year}/a.txt") for year in (2020, 2021)]
    assert keys(*files) == ["2020/a.txt", "2021/a.txt"]
    assert keys(files[0]) == ["2020/a.txt"]  # alone as in company
    assert keys(*files, base=tmp_path) == ["in/2020/a.txt", "in/2021/a.txt"]
    Path("list.txt").write_text("\n".join(files), encoding="utf-8")
    assert keys("@list.txt") == ["in/2020/a.txt", "in/2021/a.txt"]


@posix
def test_links_stand_in_the_tree_where_they_are_and_none_leads_in_circles() -> None:
    put("in/a.txt", "elsewhere/b.txt")
    Path("in/link").symlink_to("../elsewhere")
    Path("in/loop").symlink_to(".")
    Path("in/alias.txt").symlink_to("a.txt")
    expected = ["in/a.txt", "in/alias.txt", "in/link/b.txt"]
    assert keys("in") == keys("in/**/*.txt") == expected


def test_two_sources_of_one_place_get_two_results_that_stay_theirs(tmp_path: Path) -> None:
    put("x/2020/a.txt", "y/2020/a.txt")
    one, other = str(tmp_path / "x/2020/a.txt"), str(tmp_path / "y/2020/a.txt")
    assert batch(other).ok == 1
    both = batch(one, other)
    assert (both.ok, both.skipped) == (1, 1)
    results = written()
    assert len(results) == 2
    assert "2020/a.txt.json" in results
    assert batch(one).skipped == 1
    assert written() == results
    with Ledger(Path("out")) as ledger:
        assert {Path(entry.path).parts[-3]: entry.result for entry in ledger.entries()}["y"] == "2020/a.txt.json"


@posix
def test_odd_entries_are_counted_with_their_reason_and_stop_nothing() -> None:
    put("in/a.txt", "in/notes.docx", "in/" + "p" * 246 + ".txt")
    os.mkfifo("in/pipe.pdf")
    Path("in/broken.pdf").symlink_to("nowhere")
    Path(os.fsdecode(b"in/odd\xe9.txt")).write_text("isi", encoding="utf-8")
    os.utime("in/a.txt", ns=(2**63 - 1, 2**63 - 1))
    Path("list.txt").write_text("in\nmissing.txt\n@list.txt\n@none.txt\n", encoding="utf-8")
    summary = batch("@list.txt", "nothing-here.pdf")
    assert (summary.ok, summary.ignored, summary.total) == (3, 1, summary.inputs)
    assert summary.failed == {"not-found": 4, "unsupported": 2}
    assert all(len(os.fsencode(Path(name).name)) < 250 for name in written())
    assert "in/odd%E9.txt.json" in written()
    with Ledger(Path("out")) as ledger:
        states = {entry.key: (entry.state, entry.code) for entry in ledger.entries()}
    assert states["in/pipe.pdf"] == ("failed", "unsupported")
    assert states["in/broken.pdf"] == states["missing.txt"] == ("failed", "not-found")
    assert states["in/notes.docx"] == ("ignored", "unsupported")


def test_a_batch_on_nothing_says_so() -> None:
    Path("empty").mkdir()
    with pytest.raises(NothingToReadError):
        expand(["empty"])
    done = extract("batch", "empty", "--out", "out")
    assert (done.exit_code, done.stderr.count("\n")) == (ExitCode.NOT_FOUND, 1)
    assert not Path("out").exists()


def test_a_file_that_fails_now_loses_its_old_result() -> None:
    put("in/a.txt", "in/b.txt")
    assert batch("in").complete
    Path("in/a.txt").write_text("something else", encoding="utf-8")
    again = batch("in", engine=Inline(a=FAILED))
    assert again.failed == {"damaged": 1}
    assert written() == ["in/a.txt.json.old", "in/b.txt.json"]
    assert again.results == ["in/b.txt.json"]


def test_a_run_with_an_old_failure_in_it_is_not_complete() -> None:
    put("in/a.txt", "in/b.txt")
    batch("in", engine=Inline(a=FAILED))
    rerun = batch("in")
    assert (rerun.skipped, rerun.failed_before, rerun.complete) == (2, 1, False)
    healed = batch("in", again=Again(failed=True))
    assert (healed.ok, healed.complete) == (1, True)


def test_partial_documents_are_named_and_can_be_read_again() -> None:
    put("in/a.txt", "in/b.txt")
    assert batch("in", engine=Inline(a=PARTIAL)).partial == 1
    told = extract("status", "out")
    assert "partial\tpage-unreadable\tin/a.txt" in told.stdout
    engine = Inline()
    assert batch("in", again=Again(partial=True), engine=engine).ok == 1
    assert engine.read == ["in/a.txt"]


@pytest.mark.parametrize("retry", ["faild", "partial:x", ""])
def test_only_states_that_there_are_can_be_asked_for_again(retry: str) -> None:
    put("in/a.txt")
    assert extract("batch", "in", "--out", "out", "--retry", retry).exit_code == ExitCode.USAGE


def test_results_of_failed_changed_and_vanished_sources_are_not_exported() -> None:
    put(*(f"in/{name}.txt" for name in ("good", "fails", "changes", "goes")))
    batch("in", engine=Inline(fails=FAILED))
    Path("in/changes.txt").write_text("another text", encoding="utf-8")
    Path("in/goes.txt").unlink()
    put("out/stray.json")
    results, left_out = fresh_results("out")
    assert results == ["in/good.txt.json"]
    assert left_out == {"failed": 1, "changed": 1, "vanished": 1, "unknown": 1}


@posix
def test_a_source_whose_name_is_no_utf8_is_there_and_a_name_of_two_lines_stays_one_line() -> None:
    if sys.platform == "darwin":
        pytest.skip("macOS has no such names")
    put("in/two\nlines.txt", "in/%E9.txt")
    Path(os.fsdecode(b"in/odd\xe9.txt")).write_text("isi", encoding="utf-8")
    batch("in")
    assert fresh_results("out") == (["in/%E9.txt.json", "in/odd%E9.txt.json", "in/two\nlines.txt.json"], {})
    Path("in/two\nlines.txt").write_text("", encoding="utf-8")
    done = extract("batch", "in", "--out", "out", "--jobs", "1")
    assert "failed (empty) in/two\\nlines.txt\n" in done.stderr
    assert [line.count("\t") for line in extract("status", "out").stdout.splitlines()[:-2]] == [3]


def test_what_a_stopped_run_left_behind_is_not_running() -> None:
    put("in/a.txt", "in/b.txt")
    with pytest.raises(KeyboardInterrupt):
        batch("in", engine=Inline(b=KeyboardInterrupt()))
    with Ledger(Path("out")) as ledger:
        states = {entry.key: (entry.state, entry.code) for entry in ledger.entries()}
        assert states == {"in/a.txt": ("ok", None), "in/b.txt": ("failed", "interrupted")}
    resumed = batch("in")
    assert (resumed.ok, resumed.skipped) == (1, 1)


def test_a_killed_run_leaves_nothing_running() -> None:
    put("in/a.txt")
    batch("in")
    with closing(sqlite3.connect(f"out/{NAME}")) as database, database:
        database.execute("UPDATE documents SET state = 'running'")
    assert "failed\tinterrupted" in extract("status", "out").stdout
    assert batch("in").ok == 1


def test_two_runs_never_share_an_output_folder() -> None:
    put("in/a.txt")
    ledger = Path("out") / NAME
    with Lock(ledger):
        assert held(ledger)
        with pytest.raises(LedgerInUseError):
            batch("in")
        done = extract("batch", "in", "--out", "out")
        assert (done.exit_code, done.stderr.count("\n")) == (ExitCode.NOT_WRITABLE, 1)
    assert not held(ledger)
    assert batch("in").ok == 1


def test_a_ledger_of_an_earlier_version_goes_on() -> None:
    put("in/a.txt", "in/b.txt")
    batch("in")
    with closing(sqlite3.connect(f"out/{NAME}")) as database, database:
        database.execute("ALTER TABLE documents DROP COLUMN result")
        database.execute("PRAGMA user_version = 0")
    assert batch("in").skipped == 2
    with Ledger(Path("out")) as ledger:
        assert [entry.result for entry in ledger.entries()] == ["in/a.txt.json", "in/b.txt.json"]


def test_a_ledger_that_is_none_or_of_a_later_version_is_told() -> None:
    put("in/a.txt", f"damaged/{NAME}")
    Path(f"damaged/{NAME}").write_bytes(b"no database at all" * 500)
    with pytest.raises(LedgerDamagedError):
        batch("in", out="damaged")
    batch("in", out="newer")
    with closing(sqlite3.connect(f"newer/{NAME}")) as database, database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerNewerError):
        batch("in", out="newer")
    assert extract("status", "damaged").exit_code == ExitCode.NOT_WRITABLE


def test_what_changes_results_changes_the_mark_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    put("own/vocabulary.txt")
    plain = configuration(Options(), "1")
    options = Options(patterns=Path("own"))
    own = configuration(options, "1")
    put("own/vocabulary.txt", "own/more.txt")
    more = configuration(options, "1")
    monkeypatch.setattr("extractor.batch.worker.package_version", lambda name: f"{name} of tomorrow")
    assert len({plain, own, more, configuration(Options(), "1")}) == 4
    monkeypatch.setattr("extractor.read.ocr.second.tesseract_version", lambda: "tesseract 99")
    assert configuration(Options(), "1") != configuration(Options(ocr="never"), "1")


def test_a_file_that_says_it_has_many_pages_buys_no_time() -> None:
    lie = b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 99999>>endobj\n"
    assert seconds_for(lie) < 200
    assert seconds_for(lie + b"x" * 5_000_000) < 12_000


def test_an_item_is_told_from_others_by_its_path_as_it_was_named(tmp_path: Path) -> None:
    assert Item("a", "a.txt").identity == str(tmp_path / "a.txt")
    assert Item("a", "s3://b/a.txt").identity == "s3://b/a.txt"


def test_lists_keep_the_bytes_of_names_that_are_no_utf8() -> None:
    if sys.platform == "darwin":
        pytest.skip("macOS has no such names")
    names: Sequence[bytes] = (b"in\xe9.txt", "é.txt".encode())
    for name in names:
        Path(os.fsdecode(name)).write_text("isi", encoding="utf-8")
    Path("list.txt").write_bytes(b"\n".join(names))
    assert keys("@list.txt") == ["in%E9.txt", "é.txt"]
