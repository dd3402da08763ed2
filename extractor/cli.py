"""The command line: ``extract FILE`` and its sub-commands.

stdout carries the result and nothing else; everything for people goes to stderr. Every error of the program is one line
and an exit code of its own (:class:`extractor.errors.ExitCode`), mapped here and nowhere else. Imports of PDF and
language libraries happen inside the commands, so that ``--help`` answers at once.
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

from extractor import __version__
from extractor.errors import (
    ExitCode,
    ExtractorError,
    InternalError,
    NoTextError,
    NotWritableError,
    PageListError,
)
from extractor.knowledge import OWN_PATTERNS
from extractor.options import Options

_DEFAULT_COMMAND = "file"
_PAGES = re.compile(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?")
_F = TypeVar("_F", bound=Callable[..., Any])


class _FileFirst(click.Group):
    """A group whose first argument may be a file: ``extract doc.pdf`` means ``extract file doc.pdf``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if args and args[0] not in self.commands and args[0] not in own:
            args = [_DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in super().list_commands(ctx) if name != _DEFAULT_COMMAND]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "FILE [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        params = {p.name: p for p in (*self.commands[_DEFAULT_COMMAND].get_params(ctx), *self.get_params(ctx))}
        records = [r for p in params.values() if (r := p.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl(records)
        self.format_commands(ctx, formatter)


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
def _told(name: str, lang: str) -> Iterator[None]:
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
        told = InternalError(name=name, reason=f"{type(fault).__name__}: {fault}".splitlines()[0][:200])
        click.echo(f"extract: {told.say(lang)}", err=True)
        sys.exit(ExitCode.INTERNAL)


def write_result(text: str, output: Path | None) -> None:
    """Writes the result as UTF-8 to a file (whole or not at all) or to stdout. Raises ``NotWritableError``."""
    data = text.encode("utf-8")
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        temporary = output.with_name(f".{output.name}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(data)
            temporary.replace(output)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise NotWritableError(name=str(output), reason=error.strerror or str(error)) from error


def _logging(verbose: int) -> None:
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
        click.option("--jobs", type=click.IntRange(1, 256), help="Processes that read pictures (default: all cores)."),
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


def _options(reading: dict[str, Any]) -> Options:
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
        jobs=reading["jobs"] or os.cpu_count() or 1,
        ocr_cache=reading["ocr_cache"],
    )


@click.group(
    cls=_FileFirst,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
@click.version_option(__version__, prog_name="extract")
def main() -> None:
    """Turn an Indonesian government document into JSON.

    FILE is a PDF or a text export; - reads standard input. The JSON goes to stdout, messages to stderr.
    """


@main.command(_DEFAULT_COMMAND, hidden=True)
@click.argument("file")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the JSON to this file instead of stdout.")
@click.option("--indent", type=click.IntRange(0, 16), help="Indent the JSON by so many blanks.")
@click.option("--no-provenance", is_flag=True, help="Leave out where the values were read.")
@reading_options
def _file(file: str, output: Path | None, indent: int | None, no_provenance: bool, **reading: Any) -> None:
    """Extract FILE to JSON (the command that runs when no other is named)."""
    _logging(reading["verbose"])
    with _told(file, reading["lang"]):
        options = _options(reading)
        from extractor.pipeline import extract, readable
        from extractor.write.json_text import to_json

        source: str | bytes = sys.stdin.buffer.read() if file == "-" else file
        extraction = extract(source, options)
        if no_provenance:
            extraction.provenance = None
        write_result(to_json(extraction, indent), output)
        if not readable(extraction):
            raise NoTextError(name=extraction.source.name)


@main.command()
@click.argument("file")
@reading_options
def check(file: str, **reading: Any) -> None:
    """Print what is wrong or doubtful in FILE, for people. Exit code 1 when there is an error."""
    _logging(reading["verbose"])
    with _told(file, reading["lang"]):
        options = _options(reading)
        from extractor.pipeline import extract, readable
        from extractor.write.findings_text import findings_text

        source: str | bytes = sys.stdin.buffer.read() if file == "-" else file
        extraction = extract(source, options)
        click.echo(findings_text(extraction, options.lang), nl=False)
        if not readable(extraction):
            raise NoTextError(name=extraction.source.name)
        if any(finding.severity == "error" for finding in extraction.findings):
            sys.exit(ExitCode.FINDINGS)


@main.command()
@click.argument("kind", required=False)
@click.option(
    "--lang", type=click.Choice(["id", "en"]), default="id", envvar="EXTRACT_LANG", help="Language of messages."
)
def schema(kind: str | None, lang: str) -> None:
    """Print the JSON Schema of the output, or of one document KIND."""
    with _told(kind or "", lang):
        from extractor.write.json_schema import json_schema

        write_result(json_schema(kind), None)
