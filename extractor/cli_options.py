"""What the commands share: reading options, page lists, errors as one line and an exit code, writing results.

Separate from the commands so that those of other packages (``extractor.batch``) can use it. Imports no PDF or
language library.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from extractor.errors import ExitCode, ExtractorError, InternalError, NotWritableError, PageListError
from extractor.files import write_whole
from extractor.knowledge import OWN_PATTERNS
from extractor.options import Options

_PAGES = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?")
_F = TypeVar("_F", bound=Callable[..., Any])


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
def told(name: str, lang: str) -> Iterator[None]:
    """Turns every error into one line on stderr and an exit code."""
    try:
        yield
    except ExtractorError as error:
        click.echo(f"extract: {error.say(lang)}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # the reader of our output went away (``extract doc.pdf | head``): nothing to say and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.OK)
    except Exception as fault:  # the one place where a fault of the program becomes a message
        logging.getLogger(__name__).debug("fault while reading %s", name, exc_info=True)
        fault_told = InternalError(name=name, reason=f"{type(fault).__name__}: {fault}".splitlines()[0][:200])
        click.echo(f"extract: {fault_told.say(lang)}", err=True)
        sys.exit(ExitCode.INTERNAL)


def write_result(text: str, output: Path | None) -> None:
    """Writes the result as UTF-8 to a file (whole or not at all) or to stdout. Raises ``NotWritableError``."""
    data = text.encode("utf-8")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        write_whole(output, data)
    except OSError as error:
        raise NotWritableError(name=str(output), reason=error.strerror or str(error)) from error


def start_logging(verbose: int) -> None:
    level = logging.WARNING if verbose == 0 else logging.INFO if verbose == 1 else logging.DEBUG
    logging.basicConfig(stream=sys.stderr, level=level, format="%(levelname)s %(name)s: %(message)s")


def reading_options(command: _F) -> _F:
    """The options of every command that reads a document."""
    decorators = [
        click.option(
            "--type", "type_", type=click.Choice(["pdf", "txt", "image"]), help="What FILE is (seldom needed)."
        ),
        click.option("--pages", metavar="LIST", help="Read only these pages, such as 1-5,9."),
        click.option("--password", metavar="TEXT", envvar="EXTRACT_PASSWORD", help="Password of an encrypted PDF."),
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
        click.option(
            "--patterns",
            type=click.Path(exists=True, file_okay=False, path_type=Path),
            help="Folder with an organisation's own vocabulary.txt, variants.toml, nomenclature.csv.",
        ),
        click.option("--no-ner", is_flag=True, help="Tell entities by rules alone, without the trained model."),
        click.option("--no-canonical", is_flag=True, help="Leave the spelling as printed."),
        click.option(
            "--lang",
            type=click.Choice(["id", "en"]),
            default="id",
            envvar="EXTRACT_LANG",
            show_default=True,
            help="Language of messages and findings.",
        ),
        click.option("-v", "--verbose", count=True, help="Log to stderr; twice for more."),
    ]
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


def options_of(reading: dict[str, Any]) -> Options:
    """The options of :func:`reading_options` as click gives them."""
    pages = reading["pages"]
    if reading["patterns"]:
        os.environ[OWN_PATTERNS] = str(reading["patterns"])
    return Options(
        type=reading["type_"],
        pages=parse_pages(pages) if pages else None,
        password=reading["password"],
        lang=reading["lang"],
        canonical=not reading["no_canonical"],
        ocr=reading["ocr"],
        ocr_engine=reading["ocr_engine"],
        jobs=reading["jobs"] or os.cpu_count() or 1,
        ocr_cache=reading["ocr_cache"],
        ner=not reading["no_ner"],
    )
