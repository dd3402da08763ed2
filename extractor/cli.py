"""The command line: ``extract FILE`` and its sub-commands.

stdout carries the result and nothing else; everything for people goes to stderr. Every error of the program is one line
and an exit code of its own (:class:`extractor.errors.ExitCode`), mapped here and nowhere else. Imports of PDF and
language libraries happen inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from extractor import __version__
from extractor.batch.commands import batch, export, status
from extractor.cli_options import options_of, reading_options, start_logging, told, write_result
from extractor.errors import ExitCode, NoTextError
from extractor.serve.commands import corrections, review_option, serve, write_review

_DEFAULT_COMMAND = "file"


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
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also draw what was understood of the first page (of --pages) as SVG.",
)
@review_option
@reading_options
def _file(
    file: str,
    output: Path | None,
    indent: int | None,
    no_provenance: bool,
    picture: Path | None,
    review: Path | None,
    **reading: Any,
) -> None:
    """Extract FILE to JSON (the command that runs when no other is named)."""
    start_logging(reading["verbose"])
    with told(file, reading["lang"]):
        options = options_of(reading)
        from extractor.pipeline import extract_with_layouts, readable
        from extractor.write.json_text import to_json

        source: str | bytes = sys.stdin.buffer.read() if file == "-" else file
        extraction, layouts = extract_with_layouts(source, options)
        if picture is not None:
            from extractor.write.picture import picture as drawn

            write_result(drawn(extraction, layouts, options.pages[0] if options.pages else 1), picture)
        if review is not None:
            write_review(source, extraction, options, review)
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
    start_logging(reading["verbose"])
    with told(file, reading["lang"]):
        options = options_of(reading)
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
    with told(kind or "", lang):
        from extractor.write.json_schema import json_schema

        write_result(json_schema(kind), None)


for _command in (batch, status, export, serve, corrections):
    main.add_command(_command)
