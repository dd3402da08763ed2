"""The command line."""

from __future__ import annotations

import click


@click.command()
@click.argument("file")
@click.option("--indent", type=int, default=None)
def main(file: str, indent: int | None) -> None:
    """Extract FILE to JSON."""
    from extractor.pipeline import extract
    from extractor.write.json_text import to_json

    click.echo(to_json(extract(file), indent), nl=False)
