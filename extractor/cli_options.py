"""What the commands share: reading options, page lists, errors as one line and an exit code, writing results.

Separate from the commands so that those of other packages (``extractor.batch``) can use it. Imports no PDF or
language library.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn, TypeVar

import click

from extractor.errors import (
    ExitCode,
    ExtractorError,
    InstallationError,
    InternalError,
    MemoryLimitError,
    NotFoundError,
    NotWritableError,
    PageListError,
    SameFileError,
    message,
)
from extractor.files import same_file, write_whole
from extractor.knowledge import own_patterns
from extractor.options import Options

STDIO = "-"
"""Standard input as a source, standard output as the place of a result."""
_PAGES = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?")
_F = TypeVar("_F", bound=Callable[..., Any])


class Terminated(BaseException):
    """The system asked this program to end (SIGTERM). Like ``KeyboardInterrupt`` no fault, so no ``Exception``."""


def parse_pages(text: str) -> tuple[int, ...]:
    """Page numbers of a list such as ``1-5,9``, ascending and each once. Raises ``PageListError``."""
    numbers: set[int] = set()
    for part in text.split(","):
        m = _PAGES.fullmatch(part)
        first = int(m[1]) if m else 0
        last = int(m[2] or m[1]) if m else 0
        if not 1 <= first <= last or last - first > 100_000:
            raise PageListError(pages=text)
        numbers.update(range(first, last + 1))
    return tuple(sorted(numbers))


@contextmanager
def reporting_errors(name: str, lang: str, stopped: Callable[[], str] | None = None) -> Iterator[None]:
    """Turns every error into one line on stderr and an exit code.

    ``stopped`` says in the user's language what is done when the work is interrupted (Ctrl-C, SIGTERM).
    """
    try:
        with _terminable():
            yield
    except ExtractorError as error:
        _end(error.say(lang), error.exit_code)
    except (KeyboardInterrupt, Terminated) as ending:
        code = ExitCode.INTERRUPTED if isinstance(ending, KeyboardInterrupt) else ExitCode.TERMINATED
        _end(stopped() if stopped else message("words", "stopped", lang), code)
    except BrokenPipeError:
        # the reader of our output went away (``extract doc.pdf | head``): the code says so, and nobody wants to hear it
        _silence_stdout()
        sys.exit(ExitCode.NOT_WRITABLE)
    except MemoryError:
        _end(MemoryLimitError(name=name, memory="-").say(lang), ExitCode.TOO_LARGE)
    except ImportError as error:
        _log_fault(name)
        _end(InstallationError(reason=_line(error)).say(lang), ExitCode.INTERNAL)
    except Exception as fault:  # noqa: BLE001  the one place where a fault of the program becomes a message
        _log_fault(name)
        _end(InternalError(name=name, reason=_line(fault)).say(lang), ExitCode.INTERNAL)


def _end(text: str, code: int) -> NoReturn:
    click.echo(f"extract: {text}", err=True)
    sys.exit(code)


def _line(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {fault}".splitlines()[0][:200]


def _log_fault(name: str) -> None:
    logging.getLogger(__name__).info("fault while reading %s", name, exc_info=True)


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the block by an exception, so that children are ended and nothing half-written stays."""
    previous: Any = None
    try:
        previous = signal.signal(signal.SIGTERM, _terminate)
    except ValueError:  # a thread of another program runs a command: signals are the main thread's business
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise Terminated


def _silence_stdout() -> None:
    """Keeps the end of this process from complaining that stdout takes nothing any more."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
    except (OSError, AttributeError, ValueError):
        logging.getLogger(__name__).debug("stdout cannot be replaced", exc_info=True)


def write_result(text: str, output: Path | None) -> None:
    """Writes the result as UTF-8 to a file (whole or not at all) or to stdout (``None`` or ``-``).

    Raises ``NotWritableError``, and ``BrokenPipeError`` where the reader of stdout went away.
    """
    data = text.encode("utf-8", errors="backslashreplace")
    if output is None or str(output) == STDIO:
        _write_stdout(data)
        return
    try:
        write_whole(output, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotWritableError(name=str(output), reason=error.strerror or str(error)) from error


def _write_stdout(data: bytes) -> None:
    if sys.stdout is None:
        raise NotWritableError(name="stdout", reason=os.strerror(errno.EBADF))
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        _silence_stdout()
        reason = getattr(error, "strerror", None) or str(error)
        raise NotWritableError(name="stdout", reason=reason) from error


def not_onto_source(source: str, *outputs: Path | None) -> None:
    """Raises ``SameFileError`` where a result would take the place of the document that it is made of."""
    for output in outputs:
        if output is not None and source != STDIO and same_file(source, output):
            raise SameFileError(name=str(output))


def source_of(file: str) -> str | bytes:
    """What :func:`extractor.extract` takes for the file that was named: its path, or the bytes of standard input.

    Raises :class:`extractor.errors.NotFoundError` where there is no standard input.
    """
    if file != STDIO:
        return file
    if sys.stdin is None:
        raise NotFoundError(name=STDIO, reason=os.strerror(errno.EBADF))
    return sys.stdin.buffer.read()


def lang_option(command: _F) -> _F:
    """``--lang``, for every command."""
    return click.option(
        "--lang",
        type=click.Choice(["id", "en"]),
        default="id",
        envvar="EXTRACT_LANG",
        show_default=True,
        help="Language of messages and findings.",
    )(command)


def _picture_options() -> list[Callable[[_F], _F]]:
    """How pages that are pictures are read."""
    return [
        click.option(
            "--ocr",
            type=click.Choice(["auto", "always", "never"]),
            default="auto",
            show_default=True,
            help="Which pages are read as pictures: those without a usable text layer, all, or none.",
        ),
        click.option(
            "--ocr-engine",
            type=click.Choice(["auto", "openvino", "onnxruntime"]),
            default="auto",
            show_default=True,
            help="What runs the reading of pictures: OpenVINO where it works on this machine, or one of the two.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(1, 256),
            help="Processes that read the pictures of a file, or the files of a batch (default: all cores).",
        ),
        click.option(
            "--ocr-cache",
            type=click.Path(file_okay=False, path_type=Path),
            help="Folder that keeps readings of pictures.",
        ),
    ]


def reading_options(command: _F) -> _F:
    """The options of every command that reads a document."""
    decorators = [
        click.option(
            "--type", "type_", type=click.Choice(["pdf", "txt", "image"]), help="What FILE is (seldom needed)."
        ),
        click.option("--pages", metavar="LIST", help="Read only these pages, such as 1-5,9."),
        click.option(
            "--password",
            metavar="TEXT",
            envvar="EXTRACT_PASSWORD",
            help="Password of an encrypted PDF; others may see it in the list of processes, so rather set"
            " EXTRACT_PASSWORD or use --password-file; - asks for it.",
        ),
        click.option(
            "--password-file",
            type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
            help="File whose first line is the password; - asks for it.",
        ),
        *_picture_options(),
        click.option(
            "--patterns",
            envvar="EXTRACT_PATTERNS",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="Folder with an organisation's own vocabulary.txt, variants.toml, nomenclature.csv …",
        ),
        click.option("--timeout", type=click.FloatRange(min=0.1), help="Seconds a file may take (120 + 10 a page)."),
        click.option(
            "--memory",
            type=click.IntRange(200),
            default=3000,
            show_default=True,
            help="Megabytes a process may take (Linux).",
        ),
        click.option("--no-ner", is_flag=True, help="Tell entities by rules alone, without the trained model."),
        click.option("--no-canonical", is_flag=True, help="Leave the spelling as printed."),
        lang_option,
        click.option("-v", "--verbose", count=True, help="Log to stderr; twice for more."),
    ]
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def options_of(reading: dict[str, Any]) -> Options:
    """The options of :func:`reading_options` as click gives them. Raises ``PageListError``, ``NotFoundError``
    and ``OwnPatternsError``.
    """
    pages = reading["pages"]
    own = reading["patterns"].resolve() if reading["patterns"] else None
    if own is not None:
        # what the program says is among what an organisation may say in its own words
        click.get_current_context().with_resource(own_patterns(own))
    return Options(
        type=reading["type_"],
        pages=parse_pages(pages) if pages else None,
        password=_password(reading["password"], reading["password_file"], reading["lang"]),
        lang=reading["lang"],
        canonical=not reading["no_canonical"],
        ocr=reading["ocr"],
        ocr_engine=reading["ocr_engine"],
        jobs=reading["jobs"] or os.cpu_count() or 1,
        ocr_cache=reading["ocr_cache"],
        patterns=own,
        ner=not reading["no_ner"],
    )


def _password(given: str | None, file: Path | None, lang: str) -> str | None:
    """The password: as given, from the first line of a file, or asked for without showing it."""
    if given == STDIO or (file is not None and str(file) == STDIO):
        if sys.stdin is not None and sys.stdin.isatty():
            asked: str = click.prompt(message("words", "password", lang), hide_input=True, err=True)
            return asked
        return sys.stdin.buffer.readline().decode("utf-8", errors="surrogateescape").rstrip("\r\n")
    if file is None:
        return given
    try:
        return file.read_text(encoding="utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFoundError(name=str(file), reason=getattr(error, "strerror", None) or str(error)) from error
