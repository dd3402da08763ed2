"""The commands of the reading room: ``extract serve`` and ``extract corrections``, and the review page of one file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from extractor.cli_options import lang_option, reporting_errors
from extractor.errors import ExitCode
from extractor.serve.settings import STATE, Settings, is_loopback
from extractor.serve.words import say

review_option = click.option(
    "--review",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a page (HTML) with pictures, boxes, values and findings, in one file.",
)
"""The option of ``extract FILE`` that :func:`extractor.write.review_page.review_of` carries out."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--open", "open_", is_flag=True, help="Open the browser.")
@click.option("--token", envvar="EXTRACT_TOKEN", help="What every request must bring; needed for another host.")
@click.option("--user-header", metavar="NAME", help="Header by which an authenticating proxy in front names the user.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the originals, where they are not where the batch read them.",
)
@click.option("--jobs", type=click.IntRange(1, 256), help="Documents read at a time (default: all cores).")
@click.option(
    "--memory", type=click.IntRange(200), default=3000, show_default=True, help="Megabytes a process may take."
)
@click.option("--timeout", type=click.FloatRange(min=1), help="Seconds a document may take (120 + 10 a page).")
@click.option("--max-upload", type=click.IntRange(1), default=200, show_default=True, help="Megabytes of an upload.")
@click.option("--max-pages", type=click.IntRange(1), default=2000, show_default=True, help="Pages of a document.")
@click.option("--webhook-host", multiple=True, metavar="HOST[:PORT]", help="Host that may be told of a job's end.")
@lang_option
def serve(
    folder: Path,
    host: str,
    port: int,
    open_: bool,
    token: str | None,
    user_header: str | None,
    sources: Path | None,
    jobs: int | None,
    memory: int,
    timeout: float | None,
    max_upload: int,
    max_pages: int,
    webhook_host: tuple[str, ...],
    lang: Any,
) -> None:
    """Open the reading room on a FOLDER of results (of extract batch, or an empty one)."""
    if not is_loopback(host) and not (token or user_header):
        click.echo(f"extract: {say('needs-token', lang)}", err=True)
        sys.exit(ExitCode.USAGE)
    with reporting_errors(str(folder), lang):
        from extractor.options import Options
        from extractor.serve.run import listening, run

        settings = Settings(
            folder=folder,
            host=host,
            port=port,
            token=token,
            user_header=user_header,
            sources=sources,
            options=Options(lang=lang),
            jobs=jobs or os.cpu_count() or 1,
            memory=memory,
            timeout=timeout,
            max_upload=max_upload * 2**20,
            max_pages=max_pages,
            webhook_hosts=frozenset(webhook_host),
        )
        try:
            address = listening(settings)
        except OSError as error:
            click.echo(say("address-taken", lang, address=f"{host}:{port}", reason=error.strerror), err=True)
            sys.exit(ExitCode.USAGE)
        run(settings, address, open_browser=open_)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write to."
)
@click.option("--all", "all_", is_flag=True, help="Also files that were corrected but not approved.")
@lang_option
def corrections(folder: Path, output: Path, all_: bool, lang: str) -> None:
    """Write what people corrected and approved in FOLDER as gold for evaluation."""
    with reporting_errors(str(folder), lang):
        from extractor.errors import NotFoundError
        from extractor.serve.export import desk_of, write_gold

        if not (folder / STATE).is_dir():
            raise NotFoundError(name=str(folder / STATE), reason=os.strerror(2))
        files, changes = write_gold(desk_of(folder), output, approved_only=not all_)
        click.echo(say("gold-written", lang, files=files, changes=changes), err=True)
