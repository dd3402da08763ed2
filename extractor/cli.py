"""The command line: ``extract FILE`` and its sub-commands.

stdout carries the result and nothing else; everything for people goes to stderr. Every error of the program is one line
and an exit code of its own (:class:`extractor.errors.ExitCode`), mapped here and nowhere else. A file is read in a
child process that may not take more time or memory than it is given. Imports of PDF and language libraries happen
there, so that ``--help`` answers at once.
"""

from __future__ import annotations

import errno
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from extractor import __version__
from extractor.apart import apart, start_logging
from extractor.batch.commands import batch, export, status
from extractor.cli_options import (
    STDIO,
    lang_option,
    not_onto_source,
    options_of,
    reading_options,
    reporting_errors,
    source_of,
    write_result,
)
from extractor.cli_usage import TranslatedGroup
from extractor.errors import ExitCode, FolderError, NoTextError, NotFoundError
from extractor.options import Options
from extractor.serve.commands import corrections, review_option, serve

_DEFAULT_COMMAND = "file"


class _FileFirst(TranslatedGroup):
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


@click.group(
    cls=_FileFirst,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
@click.version_option(__version__, prog_name="extract")
def main() -> None:
    """Turn an Indonesian government document into JSON.

    FILE is a PDF, a picture or a text export; - reads standard input. The JSON goes to stdout, messages to stderr.
    """


@main.command(_DEFAULT_COMMAND, hidden=True)
@click.argument("file")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the JSON to this file instead of stdout (-).",
)
@click.option("--indent", type=click.IntRange(0, 16), help="Indent the JSON by so many blanks.")
@click.option("--no-provenance", is_flag=True, help="Leave out where the values were read.")
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also draw what was understood of the first page (of --pages) as SVG.",
)
@click.option(
    "--why",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also draw what was chosen and rejected on the first page (of --pages), with scores, as SVG.",
)
@review_option
@reading_options
def _file(
    file: str,
    output: Path | None,
    indent: int | None,
    no_provenance: bool,
    picture: Path | None,
    why: Path | None,
    review: Path | None,
    **reading: Any,
) -> None:
    """Extract FILE to JSON (the command that runs when no other is named)."""
    start_logging(reading["verbose"])
    with reporting_errors(file, reading["lang"]):
        from extractor.single import extracted

        not_onto_source(file, output, picture, review, why)
        options = replace(options_of(reading), provenance=not no_provenance)
        asked = (picture is not None, review is not None, why is not None)
        result = _apart(file, reading, extracted, options, indent, *asked)
        if picture is not None and result.drawing is not None:
            write_result(result.drawing, picture)
        if review is not None and result.review is not None:
            write_result(result.review, review)
        if why is not None and result.why is not None:
            write_result(result.why, why)
        write_result(result.text, output)
        if not result.readable:
            raise NoTextError(name=file)


@main.command()
@click.argument("file")
@reading_options
def check(file: str, **reading: Any) -> None:
    """Print what is wrong or doubtful in FILE, for people. Exit code 1 when there is an error."""
    start_logging(reading["verbose"])
    with reporting_errors(file, reading["lang"]):
        from extractor.single import checked

        coloured = sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        result = _apart(file, reading, checked, options_of(reading), coloured)
        if coloured:
            click.echo(result.text, nl=False)
        else:
            write_result(result.text, None)
        if not result.readable:
            raise NoTextError(name=file)
        if result.errors:
            sys.exit(ExitCode.FINDINGS)


def _apart(file: str, reading: dict[str, Any], work: Any, options: Options, *args: object) -> Any:
    """What ``work`` gives for a file, read in a child process within the limits of the command line."""
    from extractor.batch.limits import seconds_for

    if not file:
        raise NotFoundError(name=file, reason=os.strerror(errno.ENOENT))
    # not Path.is_dir, which raises for names that no file system takes
    if file != STDIO and os.path.isdir(file):  # noqa: PTH112
        raise FolderError(name=file)
    source = source_of(file)
    seconds = reading["timeout"] or seconds_for(source)
    limits = {"seconds": seconds, "memory": reading["memory"], "verbose": reading["verbose"]}
    return apart(file, work, source, options, *args, **limits)


@main.command()
@click.argument("kind", required=False)
@lang_option
def schema(kind: str | None, lang: str) -> None:
    """Print the JSON Schema of the output, or of one document KIND."""
    with reporting_errors(kind or "", lang):
        from extractor.write.json_schema import json_schema

        write_result(json_schema(kind), None)


for _command in (batch, status, export, serve, corrections):
    main.add_command(_command)
