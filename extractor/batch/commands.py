"""The commands for whole archives: ``extract batch``, ``extract status``, ``extract export``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor import __version__
from extractor.apart import start_logging
from extractor.cli_options import lang_option, options_of, reading_options, told
from extractor.errors import ExitCode, LedgerPlaceError, message

if TYPE_CHECKING:
    from extractor.batch.engine import Engine


class _Folder(click.Path):
    """A local folder, which need not exist yet, or an URL; ``file://`` becomes the local path."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from extractor.batch.places import is_url, plain

        place = plain(str(value))
        return place if is_url(place) else str(super().convert(place, param, ctx))


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--out", type=_Folder(file_okay=False), required=True, help="Folder or URL for the results.")
@click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of the ledger (default: ledger.sqlite in --out, which must be a local folder then).",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Read in processes of this machine, or on a Ray cluster.",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    envvar="RAY_ADDRESS",
    show_envvar=True,
    help="The Ray cluster, such as auto or HOST:6379; without one, ray starts on this machine for the run.",
)
@click.option("--retry", metavar="failed[:CODE]", help="Read failed documents again, all or those of one code.")
@click.option("--force", is_flag=True, help="Read everything again.")
@click.option("--jsonl", type=click.Path(dir_okay=False, path_type=Path), help="Also write every result as one line.")
@click.option("--no-provenance", is_flag=True, help="Leave out where the values were read.")
@reading_options
def batch(
    sources: tuple[str, ...],
    out: str,
    ledger: Path | None,
    engine: str,
    cluster: str | None,
    retry: str | None,
    force: bool,
    jsonl: Path | None,
    no_provenance: bool,
    **reading: Any,
) -> None:
    """Read many files: SOURCES are files, folders, globs, URLs (s3://bucket/in/**) or @list.txt.

    One JSON a file in the mirrored tree under --out. What is done is skipped, what was interrupted is read again.
    """
    start_logging(reading["verbose"])
    lang = reading["lang"]
    with told(out, lang):
        from dataclasses import replace

        from extractor.batch.limits import Limits
        from extractor.batch.lines import append_line, write_lines
        from extractor.batch.places import is_url, join
        from extractor.batch.plan import Again
        from extractor.batch.progress import Progress
        from extractor.batch.run import run
        from extractor.batch.sources import expand

        if ledger is None and is_url(out):
            raise LedgerPlaceError(name=out)
        options = replace(options_of(reading), provenance=not no_provenance)
        items = expand(sources)
        code = retry.partition(":")[2] or None if retry else None
        places = (out, *(item.place for item in items[:1]))
        with Progress(len(items), lang) as progress:

            def report(item: Any, outcome: Any) -> None:
                if jsonl is not None and outcome.state != "failed":
                    append_line(jsonl, join(out, item.result))
                progress.step(item.key, outcome)

            summary = run(
                items,
                out,
                options,
                version=__version__,
                jobs=options.jobs,
                limits=Limits(reading["timeout"], reading["memory"]),
                again=Again(force, retry is not None, code),
                report=report,
                engine=_ray(options, reading["jobs"], reading["memory"], cluster, places) if engine == "ray" else None,
                ledger=ledger,
            )
            progress.skip(summary.skipped)
        if jsonl is not None:
            write_lines(jsonl, out, [item.result for item in items])
        click.echo(progress.summary(summary), err=True)
        if summary.failed:
            sys.exit(ExitCode.PARTIAL)


def _ray(options: Any, jobs: int | None, memory: int, cluster: str | None, places: tuple[str, ...]) -> Engine:
    from extractor.batch.engine_ray import RayEngine

    return RayEngine(options, jobs=jobs, memory=memory, version=__version__, address=cluster, places=places)


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@lang_option
def status(folder: Path, lang: str) -> None:
    """Show what the ledger of the output FOLDER says, or the ledger file that is named itself."""
    with told(str(folder), lang):
        from collections import Counter

        from extractor.batch.ledger import NAME, Ledger
        from extractor.errors import NotFoundError

        file = folder / NAME if folder.is_dir() else folder
        if not file.exists():
            raise NotFoundError(name=str(file), reason=os.strerror(2))
        states: Counter[str] = Counter()
        with Ledger(file.parent, file.name) as ledger:
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
@lang_option
def export(folder: Path, form: str, output: Path, lang: str) -> None:
    """Flatten the results in FOLDER to tables: documents, indicators, budgets, signatories and so on."""
    with told(str(folder), lang):
        from extractor.batch.export import export_tables

        for file in export_tables(folder, output, form):
            click.echo(str(file), err=True)
