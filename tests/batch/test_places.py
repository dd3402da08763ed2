"""Files in stores: the same keys, the same results and the same ledger as on a disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

fsspec = pytest.importorskip("fsspec")

from extractor.batch.places import is_url, join, listed, plain, presence, write  # noqa: E402
from extractor.batch.plan import unchanged  # noqa: E402
from extractor.batch.sources import expand  # noqa: E402
from extractor.batch.worker import process  # noqa: E402
from extractor.cli import main  # noqa: E402
from extractor.errors import ExitCode, NotFoundError, NotWritableError  # noqa: E402
from extractor.options import Options  # noqa: E402
from tests.batch.test_batch import TEXT, archive, results  # noqa: E402


@pytest.fixture
def memory(tmp_path: Path) -> str:
    """A folder in a store of this process."""
    return f"memory://{tmp_path.name}"


def put(folder: str, *names: str) -> None:
    for n, name in enumerate(names):
        write(join(folder, name), TEXT.format(n=n + 1).encode())


def test_a_file_url_is_the_path_that_it_means(tmp_path: Path) -> None:
    strange = tmp_path / "dua kata #1.txt"
    assert Path(plain(strange.as_uri())) == strange
    assert plain("s3://bucket/a%20b") == "s3://bucket/a%20b"
    assert not is_url(strange.as_uri())
    archive(tmp_path, strange.name)
    assert [item.key for item in expand([strange.as_uri()])] == [f"{tmp_path.name}/{strange.name}"]


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("in", ["in/a.txt", "in/sub/b.txt"]),
        ("in/**", ["in/a.txt", "in/sub/b.txt"]),
        ("in/**/*.txt", ["in/a.txt", "in/sub/b.txt"]),
        ("in/*", ["in/a.txt", "in/c.docx"]),
        ("in/sub/b.txt", ["sub/b.txt"]),
        ("in/c.docx", ["in/c.docx"]),
    ],
)
def test_urls_name_files_folders_and_globs_with_the_keys_of_a_disk(memory: str, source: str, keys: list[str]) -> None:
    put(memory, "in/a.txt", "in/sub/b.txt", "in/c.docx")
    assert [item.key for item in expand([join(memory, source)]) if item.trouble is None] == keys


def test_names_of_objects_never_lead_out_of_the_output_folder(memory: str) -> None:
    store = fsspec.filesystem("memory")
    for name in ("in/../../a.txt", "in//b.txt", "in/./c.txt", "in/d\\..\\e.txt"):
        store.store[f"/{memory.removeprefix('memory://')}/{name}"] = store.open("/any", "wb")
    keys = [item.key for item in expand([join(memory, "in/**")])]
    assert len(set(keys)) == 4
    assert all(part not in ("", ".", "..") for key in keys for part in key.replace("\\", "/").split("/"))


def test_a_list_may_name_urls_and_files_that_are_named_twice_are_read_once(memory: str, tmp_path: Path) -> None:
    put(memory, "in/a.txt", "in/b.txt")
    lists = tmp_path / "list.txt"
    lists.write_text(f"{memory}/in\n{memory}/in/a.txt\n", encoding="utf-8")
    assert [item.key for item in expand([f"@{lists}"])] == ["in/a.txt", "in/b.txt"]


def test_a_document_in_a_store_gives_the_bytes_that_it_gives_on_a_disk(memory: str, tmp_path: Path) -> None:
    put(memory, "in/a.txt")
    archive(tmp_path, "a.txt")
    stored = process(f"{memory}/in/a.txt", f"{memory}/out/a.txt.json", Options())
    local = process(str(tmp_path / "a.txt"), str(tmp_path / "a.json"), Options())
    assert (stored.state, stored.sha256) == ("ok", local.sha256)
    assert fsspec.filesystem("memory").cat(f"{memory}/out/a.txt.json") == (tmp_path / "a.json").read_bytes()
    there = presence(f"{memory}/out")
    assert there("a.txt.json")
    assert not there("b.txt.json")


def test_what_is_not_there_is_an_outcome_of_the_document(memory: str) -> None:
    outcome = process(f"{memory}/none.txt", f"{memory}/none.json", Options())
    assert (outcome.state, outcome.code) == ("failed", "not-found")
    with pytest.raises(NotFoundError):
        listed(f"{memory}/none")


def test_a_change_of_an_object_is_seen_without_reading_it(memory: str) -> None:
    put(memory, "in/a.txt")
    (before,) = expand([f"{memory}/in/a.txt"])
    assert unchanged(before, *before.state(), None)
    put(memory, "in/a.txt")
    (after,) = expand([f"{memory}/in/a.txt"])
    assert after.state()[0] == before.state()[0]
    assert not unchanged(after, *before.state(), "0" * 64)


def test_unknown_stores_are_told() -> None:
    with pytest.raises(NotFoundError, match="nowhere://"):
        expand(["nowhere://bucket/a.pdf"])


@pytest.mark.parametrize(
    ("package", "source", "extra"),
    [("s3fs", "s3://b/a.pdf", "s3"), ("fsspec", "s3://b/a.pdf", "s3"), ("ray", "tests/batch/faults.py", "ray")],
)
def test_a_missing_package_is_told_in_one_line(package: str, source: str, extra: str, tmp_path: Path) -> None:
    script = f"import sys; sys.modules['{package}'] = None; from extractor.cli import main; main()"
    command = [sys.executable, "-c", script, "batch", source, "--out", str(tmp_path / "out"), "--lang", "en"]
    done = subprocess.run([*command, "--engine", "ray"], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.MISSING_PACKAGE
    assert done.stderr.count("\n") == 1
    assert f'pip install "arsip-extractor[{extra}]"' in done.stderr


def test_results_in_a_store_need_a_ledger_file_and_one_line_says_so(tmp_path: Path) -> None:
    archive(tmp_path, "a.txt")
    done = CliRunner().invoke(main, ["batch", str(tmp_path), "--out", "memory://out", "--lang", "en"])
    assert done.exit_code == ExitCode.USAGE
    assert done.stderr.count("\n") == 1
    assert "--ledger" in done.stderr


def test_a_whole_run_from_bucket_to_bucket(bucket: str | None, tmp_path: Path) -> None:
    if bucket is None:
        pytest.skip("s3fs and moto are not installed")
    names = ("a.txt", "sub/b.txt", "sub/deep/c d.txt")
    put(f"{bucket}/jilid", *names)
    ledger = tmp_path / "run.sqlite"
    command = [sys.executable, "-m", "extractor", "batch", f"{bucket}/jilid/**", "--out", f"{bucket}/hasil"]
    command += ["--ledger", str(ledger), "--jobs", "1", "--lang", "en", "--jsonl", str(tmp_path / "x.jsonl")]
    first = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (first.returncode, "3 done" in first.stderr) == (0, True), first.stderr
    local = archive(tmp_path / "jilid", *names)
    subprocess.run(
        [sys.executable, "-m", "extractor", "batch", str(local), "--out", str(tmp_path / "out"), "--lang", "en"],
        check=True,
        capture_output=True,
    )
    system, path = fsspec.url_to_fs(f"{bucket}/hasil")
    assert {name.removeprefix(f"{path}/"): system.cat_file(name) for name in system.find(path)} == results(
        tmp_path / "out"
    )
    assert len((tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    second = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "3 skipped" in second.stderr
    write(f"{bucket}/jilid/a.txt", TEXT.format(n=7).encode())
    system.rm(f"{path}/jilid/sub/b.txt.json")
    third = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "2 done" in third.stderr
    assert "1 skipped" in third.stderr
    told = CliRunner().invoke(main, ["status", str(ledger), "--lang", "en"])
    assert "ok 3" in told.stdout


def test_a_bucket_that_does_not_exist_fails_documents_not_the_run(bucket: str | None, tmp_path: Path) -> None:
    if bucket is None:
        pytest.skip("s3fs and moto are not installed")
    archive(tmp_path, "a.txt")
    with pytest.raises(NotWritableError):
        write("s3://no-such-bucket/a.json", b"{}")
    outcome = process(str(tmp_path / "a.txt"), "s3://no-such-bucket/a.json", Options())
    assert (outcome.state, outcome.code) == ("failed", "not-writable")
