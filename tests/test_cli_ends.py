"""How a run of the program ends: what it writes where, its exit code, what it says, and what it leaves alone."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from extractor.apart import apart
from extractor.cli import main
from extractor.cli_options import options_of
from extractor.errors import (
    CrashedError,
    ExitCode,
    InternalError,
    MemoryLimitError,
    NotWritableError,
    TimeLimitError,
    counted,
    message,
    number,
    shown,
)
from extractor.files import same_file, write_whole
from extractor.knowledge import toml

posix = pytest.mark.skipif(os.name != "posix", reason="devices, links, pipes and signals of POSIX")
TEXT = "PERJANJIAN KINERJA TAHUN 2041\nKECAMATAN MAJU\n\nNO\tINDIKATOR KINERJA\tTARGET\n1\tPersentase layanan\t90%\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "perjanjian.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def program(*args: str | bytes, **how: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extractor", *args]
    return subprocess.Popen(command, **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how})


def usage(*args: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, args)
    return done.exit_code, done.stderr


@posix
def test_a_link_is_followed_and_a_file_keeps_its_mode(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real.name)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o640)


@posix
def test_a_device_stays_a_device_and_a_pipe_keeps_its_reader(tmp_path: Path) -> None:
    write_whole(Path(os.devnull), b"anything")
    assert Path(os.devnull).is_char_device()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_whole(pipe, b"through the pipe")
        assert reader.communicate()[0] == b"through the pipe"
    assert pipe.is_fifo()


@posix
def test_streams_of_the_process_are_written_into_not_replaced(tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = (
        "from pathlib import Path; from extractor.files import write_whole; write_whole(Path('/dev/stdout'), b'two')"
    )
    log.write_text("one ")
    with log.open("ab") as stream:
        subprocess.run([sys.executable, "-c", script], stdout=stream, check=True)
    assert log.read_text() == "one two"
    reading, writing = os.pipe()
    write_whole(Path(f"/dev/fd/{writing}"), b"substituted")
    os.close(writing)
    assert os.read(reading, 100) == b"substituted"
    os.close(reading)


def test_a_name_of_255_bytes_can_be_written_and_a_fault_leaves_nothing(tmp_path: Path) -> None:
    write_whole(tmp_path / ("n" * 255), b"x")
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "none" / "x.json", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["n" * 255]


def test_a_dash_is_stdout_and_a_result_never_replaces_its_source(
    document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(document.parent)
    done = CliRunner().invoke(main, [document.name, "-o", "-"])
    assert json.loads(done.stdout)["source"]["name"] == document.name
    for option in ("-o", "--picture", "--why"):
        assert usage(document.name, option, f"./{document.name}")[0] == ExitCode.USAGE
    assert document.read_text(encoding="utf-8") == TEXT
    assert not Path("-").exists()
    assert same_file(document, document.name)
    assert not same_file(document, "none.txt")


@posix
def test_output_that_cannot_be_written_has_its_code(document: Path) -> None:
    if Path("/dev/full").exists():
        with Path("/dev/full").open("wb") as full:
            child = program(str(document), stdout=full)
            _, said = child.communicate()
        assert (child.returncode, said.count(b"\n")) == (ExitCode.NOT_WRITABLE, 1)
    reading, writing = os.pipe()
    os.close(reading)
    child = program(str(document), stdout=writing)
    os.close(writing)
    assert (child.communicate()[1], child.returncode) == (b"", ExitCode.NOT_WRITABLE)


@posix
@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, ExitCode.TERMINATED)]
)
def test_a_stopped_run_says_how_to_go_on(sent: signal.Signals, code: ExitCode, tmp_path: Path) -> None:
    pipe = tmp_path / "never.txt"
    os.mkfifo(pipe)  # to read it takes for ever
    before = signal.signal(sent, signal.SIG_DFL)  # a suite that runs in the background ignores an interrupt
    child = program(str(pipe), "-o", str(tmp_path / "x.json"), start_new_session=True)
    signal.signal(sent, before)
    with pipe.open("wb"):  # opens when the child reads
        time.sleep(0.1)
        os.killpg(child.pid, sent)
        out, said = child.communicate(timeout=60)
    assert child.returncode == code
    assert (out, said.decode().strip()) == (b"", f"extract: {message('words', 'stopped', 'id')}")
    assert [p.name for p in tmp_path.iterdir()] == ["never.txt"]


def endless() -> None:
    while True:
        time.sleep(0.01)


def greedy() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(20_000_000))


def aborts_when_full() -> None:
    hoard = bytearray(200_000_000)
    hoard[::4096] = b"x" * len(hoard[::4096])
    os.abort()


def gone() -> None:
    os._exit(9)


def broken() -> None:
    raise KeyError("of all keys")


def five(*numbers: int) -> int:
    return sum(numbers)


def test_work_apart_gives_its_value_or_a_typed_error() -> None:
    assert apart("x", five, 2, 3, seconds=60, memory=None) == 5
    with pytest.raises(TimeLimitError):
        apart("x", endless, seconds=2, memory=None)
    with pytest.raises(CrashedError):
        apart("x", gone, seconds=60, memory=None)
    with pytest.raises(InternalError, match="of all keys"):
        apart("x", broken, seconds=60, memory=None)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory of a process can be capped on Linux only")
def test_work_apart_may_not_take_more_memory_than_it_is_given() -> None:
    with pytest.raises(MemoryLimitError):
        apart("x", greedy, seconds=60, memory=300)
    with pytest.raises(MemoryLimitError):
        apart("x", aborts_when_full, seconds=60, memory=300)


def test_a_file_that_takes_too_long_has_its_code(document: Path) -> None:
    code, said = usage(str(document), "--timeout", "0.1", "--lang", "en")
    assert (code, said.count("\n")) == (ExitCode.TOO_LARGE, 1)
    assert "--timeout" in said


def test_a_folder_is_told_which_command_reads_it(tmp_path: Path) -> None:
    code, said = usage(str(tmp_path))
    assert code == ExitCode.USAGE
    assert "extract batch" in said


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("x.pdf", "--nothing"), "Tidak ada pilihan --nothing."),
        (("x.pdf", "--jobs", "0"), "Nilai --jobs salah; tulis angka dari 1 sampai 256."),
        (("x.pdf", "--ocr", "maybe"), "Nilai --ocr salah; yang ada: auto, always, never."),
        (("batch",), "SOURCES harus disebutkan."),
        (("batch", "x"), "--out harus disebutkan."),
        (("x.pdf", "--patterns", "/none/at/all"), "--patterns harus sebuah map yang ada."),
        (("export", "/none/at/all", "-o", "x"), "FOLDER harus sebuah map yang ada."),
    ],
)
def test_usage_errors_are_in_the_language_of_the_user(args: tuple[str, ...], words: str) -> None:
    code, said = usage(*args)
    assert (code, said.splitlines()[0]) == (ExitCode.USAGE, f"extract: {words}")
    _, english = usage(*args, "--lang", "en")
    assert english.splitlines()[0] != said.splitlines()[0]


def test_a_faulty_file_of_own_patterns_is_named_with_line_and_key(document: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "kinds.toml").write_text('# own\n[peraturan]\ntitle = ["QANUN"]\n', encoding="utf-8")
    for lang, place in (("en", "line 3, key peraturan.title"), ("id", "baris 3, kunci peraturan.title")):
        code, said = usage(str(document), "--patterns", str(own), "--lang", lang)
        assert code == ExitCode.USAGE
        assert "kinds.toml" in said
        assert place in said


def test_every_message_stands_in_both_languages_with_the_same_details() -> None:
    import string

    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for section, texts in toml("messages").items():
        for name, text in texts.items():
            assert fields(text["id"]) == fields(text["en"]), (section, name)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("a\x1b[31mred", "a\\x1b[31mred"),
        ("bel\x07", "bel\\x07"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("é – 字", "é – 字"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(text: str, safe: str) -> None:
    assert shown(text) == safe
    assert safe in NotWritableError(name=text, reason="-").say("en")


def test_reasons_of_the_system_are_told_in_the_language_of_the_user(document: Path) -> None:
    code, said = usage(str(document), "-o", str(document.parent / "none" / "x.json"))
    assert (code, "(Berkas atau map tidak ada)" in said) == (ExitCode.NOT_WRITABLE, True)
    assert "(No such file or directory)" in NotWritableError(name="x", reason=os.strerror(errno.ENOENT)).say("en")
    assert "0,1 detik" in TimeLimitError(name="x", seconds=0.1).say("id")
    assert "within 120 seconds" in TimeLimitError(name="x", seconds=120.0).say("en")


@pytest.mark.parametrize("name", ["n" * 300 + ".txt", "", "\n", "a\nb.txt"])
def test_names_that_lead_nowhere_are_no_fault_of_the_program(name: str) -> None:
    code, said = usage(name)
    assert (code, said.count("\n")) == (ExitCode.NOT_FOUND, 1)


@posix
def test_links_that_lead_to_themselves_are_told(document: Path) -> None:
    link = document.parent / "loop"
    link.symlink_to("loop")
    assert usage(str(link))[0] == ExitCode.NOT_FOUND
    assert usage(str(document), "-o", str(link))[0] == ExitCode.NOT_WRITABLE
    assert link.is_symlink()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names that are no UTF-8")
def test_a_name_that_is_no_utf8_gives_json_that_every_parser_reads(document: Path) -> None:
    odd = os.fsencode(document.parent) + b"/caf\xe9\n.txt"
    Path(os.fsdecode(odd)).write_bytes(document.read_bytes())
    child = program(odd)
    out, said = child.communicate()
    assert (child.returncode, said) == (0, b"")
    assert json.loads(out)["source"]["name"] == "caf%E9\n.txt"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert (number(4.25, "id"), number(4.25, "en")) == ("4,2", "4.2")
    assert (number(12345, "id"), number(12345, "en")) == ("12.345", "12,345")
    assert (counted("batch-files", "en", 1), counted("batch-files", "en", 2)) == ("1 file", "2 files")


@pytest.mark.parametrize("name", ["copy", "types", "typing", "enum", "json"])
def test_a_users_own_modules_are_not_taken_for_pythons(name: str, document: Path) -> None:
    (document.parent / f"{name}.py").write_text("raise SystemExit('the wrong module')", encoding="utf-8")
    child = program(document.name, cwd=document.parent)
    out, said = child.communicate()
    assert (child.returncode, said) == (0, b"")
    assert json.loads(out)["documents"]


def test_a_wrong_installation_is_not_blamed_on_the_document(document: Path) -> None:
    script = "import sys; sys.modules['extractor.batch.limits'] = None; from extractor.cli import main; main()"
    command = [sys.executable, "-c", script, str(document), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.INTERNAL
    assert "not installed completely" in done.stderr
    assert document.name not in done.stderr


def test_a_program_that_calls_the_command_line_keeps_its_environment(document: Path) -> None:
    before = dict(os.environ)
    for args in ((str(document),), ("none.pdf",), (str(document), "--nothing")):
        CliRunner().invoke(main, args)
        assert dict(os.environ) == before


def test_a_password_need_not_stand_in_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "secret"
    file.write_text("rahasia benar\nnot this\n", encoding="utf-8")

    def password(*args: str) -> str | None:
        return options_of(main.commands["check"].make_context("check", ["x.pdf", *args]).params).password

    assert password("--password-file", str(file)) == "rahasia benar"
    assert password() is None
    monkeypatch.setenv("EXTRACT_PASSWORD", "from the environment")
    assert password() == "from the environment"
    asked = CliRunner().invoke(main, ["x.pdf", "--password", "-"], input="from stdin\n")
    assert asked.exit_code == ExitCode.NOT_FOUND  # the password was taken; there is no such file
    assert usage("x.pdf", "--password-file", str(tmp_path / "none"))[0] == ExitCode.NOT_FOUND


def test_the_verbose_flag_prints_what_a_report_needs(document: Path) -> None:
    script = (
        "import extractor.cli as c\n"
        "def fails(file):\n    raise LookupError('of all places')\n"
        "c.source_of = fails\n"
        "c.main()"
    )
    command = [sys.executable, "-c", script, str(document), "-v"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.INTERNAL
    assert "Traceback" in done.stderr
    quiet = subprocess.run(command[:-1], capture_output=True, text=True, check=False)
    assert (quiet.returncode, quiet.stderr.count("\n")) == (ExitCode.INTERNAL, 1)


def test_bash_substitution_is_a_place_for_a_result(document: Path, tmp_path: Path) -> None:
    if shutil.which("bash") is None or not Path("/dev/fd").exists():
        pytest.skip("there is no bash")
    line = f"{sys.executable} -m extractor {document} -o >(cat > {tmp_path}/x.json); wait $!"
    subprocess.run(["bash", "-c", line], check=True)
    deadline = time.monotonic() + 10
    while not (tmp_path / "x.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["source"]["name"] == document.name


def test_a_file_of_which_no_page_can_be_read_has_its_code_and_its_findings(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = tmp_path / "scan.pdf"
    canvas = Canvas(str(file), invariant=True)
    for _ in range(2):
        canvas.drawImage(ImageReader(Image.new("L", (60, 80), 90)), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    done = CliRunner().invoke(main, [str(file), "--ocr", "never"])
    assert (done.exit_code, done.stderr.count("\n")) == (ExitCode.NO_TEXT, 1)
    assert [f["code"] for f in json.loads(done.stdout)["findings"]].count("page-unreadable") == 2
