"""The commands for whole archives: ``extract batch``, ``extract status``, ``extract export``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor import __version__
from extractor.apart import start_logging
from extractor.cli_options import lang_option, options_of, reading_options, reporting_errors
from extractor.errors import ExitCode, LedgerPlaceError, counted, message, one_line

if TYPE_CHECKING:
    from extractor.batch.engine import Engine
    from extractor.batch.progress import Progress


class _Folder(click.Path):
    """A local folder, which need not exist yet, or an URL; ``file://`` becomes the local path."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from extractor.batch.places import is_url, plain

        place = plain(str(value))
        return place if is_url(place) else str(super().convert(place, param, ctx))


def _sign(_ctx: click.Context, param: click.Parameter, value: str) -> str:
    """One character that can part columns."""
    sign = {"\\t": "\t", "tab": "\t"}.get(value, value)
    if len(sign) != 1 or sign in '"\r\n':
        raise click.BadParameter(value, param=param)
    return sign


def _retry(_ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str | None, str | None]:
    """``failed``, ``failed:CODE`` or ``partial``, as two."""
    state, _, code = (value or "").partition(":")
    if value is not None and (state not in ("failed", "partial") or (code and state == "partial")):
        raise click.BadParameter(value, param=param)
    return state or None, code or None


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
@click.option(
    "--retry",
    metavar="failed[:CODE]|partial",
    callback=_retry,
    help="Read failed documents again, all or those of one code; or those of which a page could not be read.",
)
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that the places of results are relative to (for lists and globs of absolute names).",
)
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
    retry: tuple[str | None, str | None],
    base: Path | None,
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
    stopping: list[Callable[[], str]] = []
    with reporting_errors(out, lang, lambda: stopping[0]() if stopping else message("words", "stopped", lang)):
        from dataclasses import replace

        from extractor.batch.limits import Limits
        from extractor.batch.lines import write_lines
        from extractor.batch.places import is_url
        from extractor.batch.plan import Again
        from extractor.batch.progress import Progress
        from extractor.batch.run import run
        from extractor.batch.sources import expand

        if ledger is None and is_url(out):
            raise LedgerPlaceError(name=out)
        options = replace(options_of(reading), provenance=not no_provenance)
        items = expand(sources, base)
        which, code = retry or (None, None)
        again = Again(force, which == "failed", code, which == "partial")
        places = (out, *(item.place for item in items[:1]))
        with Progress(len(items), lang) as progress:
            stopping.append(progress.stopped)
            summary = run(
                items,
                out,
                options,
                version=__version__,
                jobs=options.jobs,
                limits=Limits(reading["timeout"], reading["memory"]),
                again=again,
                report=_report(progress, out, jsonl),
                engine=_ray(options, reading["jobs"], reading["memory"], cluster, places) if engine == "ray" else None,
                ledger=ledger,
            )
            progress.skip(summary.skipped)
        if jsonl is not None:
            write_lines(jsonl, out, summary.results)
        click.echo(progress.summary(summary), err=True)
        if not summary.complete:
            sys.exit(ExitCode.PARTIAL)


def _report(progress: Progress, out: str, jsonl: Path | None) -> Callable[[Any, Any], None]:
    """What is done as a document ends: its result as a line, where that is wanted, and a step of the bar."""
    from extractor.batch.lines import append_line
    from extractor.batch.places import join

    def report(item: Any, outcome: Any) -> None:
        if jsonl is not None and outcome.state != "failed":
            append_line(jsonl, join(out, item.result))
        progress.step(item.key, outcome)

    return report


def _ray(options: Any, jobs: int | None, memory: int, cluster: str | None, places: tuple[str, ...]) -> Engine:
    from extractor.batch.engine_ray import RayEngine

    return RayEngine(options, jobs=jobs, memory=memory, version=__version__, address=cluster, places=places)


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@lang_option
def status(folder: Path, lang: str) -> None:
    """Show what the ledger of the output FOLDER says, or the ledger file that is named itself."""
    with reporting_errors(str(folder), lang):
        from collections import Counter
        from dataclasses import replace

        from extractor.batch.engine import LOST
        from extractor.batch.ledger import NAME, Ledger, held
        from extractor.errors import NotFoundError

        file = folder / NAME if folder.is_dir() else folder
        if not file.exists():
            raise NotFoundError(name=str(file), reason=os.strerror(2))
        states: Counter[str] = Counter()
        running = held(file)
        with Ledger(file.parent, file.name) as ledger:
            for entry in ledger.entries():
                if entry.state == "running" and not running:  # the run that left it behind is over
                    entry = replace(entry, state="failed", code=LOST)
                states[f"{entry.state}:{entry.code}" if entry.state == "failed" else entry.state] += 1
                if entry.state not in ("ok", "ignored"):
                    columns = (entry.state, entry.code or "", entry.key, entry.message or "")
                    click.echo("\t".join(one_line(column) for column in columns))
        click.echo("  ".join(f"{state} {count}" for state, count in sorted(states.items())))
        click.echo(counted("batch-total", lang, sum(states.values())))


@click.command()
@click.argument("folder", type=_Folder(exists=True, file_okay=False))
@click.option("--format", "form", type=click.Choice(["csv", "parquet", "xlsx"]), default="csv", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the tables."
)
@click.option(
    "--ledger",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File of the ledger (default: ledger.sqlite in FOLDER, where there is one).",
)
@click.option(
    "--sep",
    callback=_sign,
    default=",",
    show_default=True,
    metavar="SIGN",
    help="What parts the columns of CSV; Excel set to Indonesian wants ;",
)
@click.option("--reviewed", is_flag=True, help="With the corrections that people made in the reading room.")
@lang_option
def export(folder: str, form: str, output: Path, ledger: Path | None, sep: str, reviewed: bool, lang: str) -> None:
    """Flatten the results in FOLDER (or an URL) to tables: documents, indicators, budgets, signatories and so on.

    Results of documents that failed, changed or vanished since they were read are left out.
    """
    with reporting_errors(folder, lang):
        from extractor.batch.export import export_tables
        from extractor.batch.fresh import fresh_results
        from extractor.serve.export import as_reviewed

        results, left_out = fresh_results(folder, ledger)
        for reason, count in sorted(left_out.items()):
            click.echo(counted(f"left-out-{reason}", lang, count), err=True)
        with as_reviewed(folder, results, wanted=reviewed) as place:
            for file in export_tables(place, output, form, results=results, sep=sep):
                click.echo(str(file), err=True)
