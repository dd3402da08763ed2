"""``python -m extractor.training``: trains the models, measures them, shows what they are trained on.

Separate from the ``extract`` program: only those who change a model need it.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

_MODELS = Path(__file__).resolve().parents[2] / "models"
_MODEL = _MODELS / "entities"


@click.group()
def main() -> None:
    """Trains and measures the models."""


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=_MODEL, show_default=True)
@click.option("--nergrit", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of the corpus.")
@click.option("--passages", type=click.IntRange(1), default=60_000, show_default=True, help="Invented passages.")
@click.option("--epochs", type=click.IntRange(1), default=8, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
def train(out: Path, nergrit: Path | None, passages: int, epochs: int, seed: int) -> None:
    """Invents passages, trains a model on them and writes it to a folder."""
    from extractor.training.entities import Settings
    from extractor.training.entities import train as train_model

    train_model(out, Settings(passages, epochs, seed), nergrit, click.echo)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--no-ner", is_flag=True, help="Measure the rules alone.")
def evaluate(file: Path, no_ner: bool) -> None:
    """Measures the entities of labelled passages (JSON Lines: text, entities, noisy)."""
    from extractor.match import entity_model
    from extractor.match.entities import entities
    from extractor.training.score import labelled, score

    with entity_model.asked(not no_ner):
        for name, noisy in (("all", None), ("clean", False), ("noisy", True)):
            passages = labelled(file, noisy=noisy)
            if passages:
                scores = score(passages, entities)
                click.echo(f"{name}: {len(passages)} passages, F1 {scores.all:.3f}  {json.dumps(scores.by_label)}")


@main.command()
@click.option("--count", type=click.IntRange(1), default=10, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
def passages(count: int, seed: int) -> None:
    """Shows invented passages with their entities, one JSON line each."""
    from extractor.training.corpus import invented

    for made in invented(count, seed):
        click.echo(json.dumps({"text": made.text, "entities": made.entities}, ensure_ascii=False))


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=_MODELS / "layout", show_default=True)
@click.option("--pages", type=click.IntRange(1), default=6000, show_default=True, help="Drawn pages.")
@click.option("--seed", type=int, default=7, show_default=True)
def tables(out: Path, pages: int, seed: int) -> None:
    """Draws pages with tables and fits the weights by which readings of a table are chosen."""
    from extractor.training.tables import Settings
    from extractor.training.tables import train as fit_weights

    for name, told in fit_weights(out, Settings(pages, seed)).items():
        click.echo(f"{name}: " + ", ".join(f"{what} {value:.3f}" for what, value in told.items()))


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=_MODELS / "layout", show_default=True)
@click.option("--count", type=click.IntRange(1), default=40_000, show_default=True, help="Drawn tables.")
@click.option("--seed", type=int, default=7, show_default=True)
def columns(out: Path, count: int, seed: int) -> None:
    """Draws tables of texts and fits the weights by which a column is told without its heading."""
    from extractor.training.columns import Settings
    from extractor.training.columns import train as fit_weights

    for name, (found, right) in fit_weights(out, Settings(count, seed)).items():
        click.echo(f"{name}: told {found:.3f}, right {right:.3f}")


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=_MODELS / "layout", show_default=True)
@click.option("--bands", type=click.IntRange(1), default=2000, show_default=True, help="Drawn bands.")
@click.option("--seed", type=int, default=7, show_default=True)
def rows(out: Path, bands: int, seed: int) -> None:
    """Draws bands of rows and fits the weights by which they are cut."""
    from extractor.training.rows import Settings
    from extractor.training.rows import train as fit_weights

    for name, told in fit_weights(out, Settings(bands, seed=seed)).items():
        click.echo(f"{name}: " + ", ".join(f"{what} {value:.3f}" for what, value in told.items()))


if __name__ == "__main__":
    main()
