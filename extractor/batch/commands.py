"""The commands for whole archives: ``extract batch``, ``extract status``, ``extract export``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from extractor import __version__
from extractor.cli_options import options_of, reading_options, start_logging, told
from extractor.errors import ExitCode, message


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the results.")
@click.option("--timeout", type=click.FloatRange(min=0.1), help="Seconds a document may take (120 + 10 a page).")
@click.option(
    "--memory", type=click.IntRange(200), default=3000, show_default=True, help="Megabytes a process may take."
)
@click.option("--retry", metavar="failed[:CODE]", help="Read failed documents again, all or those of one code.")
@click.option("--force", is_flag=True, help="Read everything again.")
@click.option("--jsonl", type=click.Path(dir_okay=False, path_type=Path), help="Also write every result as one line.")
@click.option("--no-provenance", is_flag=True, help="Leave out where the values were read.")
@reading_options
def batch(
    sources: tuple[str, ...],
    out: Path,
    timeout: float | None,
    memory: int,
    retry: str | None,
    force: bool,
    jsonl: Path | None,
    no_provenance: bool,
    **reading: Any,
) -> None:
    """Read many files: SOURCES are files, folders, globs or @list.txt.

    One JSON a file in the mirrored tree under --out. What is done is skipped, what was interrupted is read again.
    """
    start_logging(reading["verbose"])
    lang = reading["lang"]
    with told(str(out), lang):
        from dataclasses import replace

        from extractor.batch.lines import append_line, write_lines
        from extractor.batch.plan import Again
        from extractor.batch.progress import Progress
        from extractor.batch.run import Limits, run
        from extractor.batch.sources import expand

        options = replace(options_of(reading), provenance=not no_provenance)
        items = expand(sources)
        code = retry.partition(":")[2] or None if retry else None
        with Progress(len(items), lang) as progress:

            def report(item: Any, outcome: Any) -> None:
                if jsonl is not None and outcome.state != "failed":
                    append_line(jsonl, out / item.result)
                progress.step(item.key, outcome)

            summary = run(
                items,
                out,
                options,
                version=__version__,
                jobs=options.jobs,
                limits=Limits(timeout, memory),
                again=Again(force, retry is not None, code),
                report=report,
            )
            progress.skip(summary.skipped)
        if jsonl is not None:
            write_lines(jsonl, [out / item.result for item in items])
        click.echo(progress.summary(summary), err=True)
        if summary.failed:
            sys.exit(ExitCode.PARTIAL)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--lang", type=click.Choice(["id", "en"]), default="id", envvar="EXTRACT_LANG", help="Language of messages."
)
def status(folder: Path, lang: str) -> None:
    """Show what the ledger of the output FOLDER says."""
    with told(str(folder), lang):
        from collections import Counter

        from extractor.batch.ledger import NAME, Ledger
        from extractor.errors import NotFoundError

        if not (folder / NAME).exists():
            raise NotFoundError(name=str(folder / NAME), reason=os.strerror(2))
        states: Counter[str] = Counter()
        with Ledger(folder) as ledger:
            for entry in ledger.entries():
                states[f"{entry.state}:{entry.code}" if entry.state == "failed" else entry.state] += 1
                if entry.state in ("failed", "running"):
                    click.echo(f"{entry.state}\t{entry.code or ''}\t{entry.key}\t{entry.message or ''}")
        click.echo("  ".join(f"{state} {count}" for state, count in sorted(states.items())))
        click.echo(message("words", "batch-total", lang, total=sum(states.values())))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), default="csv", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the tables."
)
@click.option(
    "--lang", type=click.Choice(["id", "en"]), default="id", envvar="EXTRACT_LANG", help="Language of messages."
)
def export(folder: Path, form: str, output: Path, lang: str) -> None:
    """Flatten the results in FOLDER to tables: documents, indicators, budgets, signatories and so on."""
    with told(str(folder), lang):
        from extractor.batch.export import export_tables

        for file in export_tables(folder, output, form):
            click.echo(str(file), err=True)
