"""Measures the program and publishes the figures: ``python -m benchmarks.publish``.

Reads the samples, whose truth is known from what drew them, and every further set of documents with gold
(``--set NAME INPUTS GOLD``: ``INPUTS/STEM.pdf`` or ``.txt`` beside ``GOLD/STEM.json``), and writes
``docs/evaluation.md``: per field precision, recall and F1, strict and close; documents without a difference; how often
values of each certainty are right; time and machine. Run it with every release.

    python -m benchmarks.publish --set "drawn, unseen looks" drawn/inputs/pdf drawn/gold
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.ocr_reliability import EDGES, judge
from benchmarks.scoring import CLOSE, Score
from extractor import __version__
from extractor.collector import collector_paused
from extractor.options import Options
from extractor.pipeline import extract
from samples import generate

PAGE = Path(__file__).resolve().parents[1] / "docs" / "evaluation.md"
_FIELDS = 30
"""Fields that a table shows: those with the most values."""
Gold = dict[str, Any]


@dataclass
class Measured:
    """What was measured on one set of documents."""

    name: str
    score: Score = field(default_factory=Score)
    judged: list[tuple[float, bool, str]] = field(default_factory=list)
    files: int = 0
    pages: int = 0
    seconds: float | None = 0.0
    """Of processor time; ``None`` where readings of pictures were kept from an earlier run."""


def samples() -> Iterator[tuple[str | Path, Gold]]:
    """The samples with what they say."""
    for made in generate.made():
        for name in made.files:
            yield generate.FOLDER / name, {"documents": made.documents}


def folder(inputs: Path, gold: Path) -> Iterator[tuple[str | Path, Gold]]:
    """The documents of a folder that have gold of the same name."""
    for file in sorted(gold.glob("*.json")):
        for suffix in (".pdf", ".txt"):
            if (inputs / f"{file.stem}{suffix}").is_file():
                yield inputs / f"{file.stem}{suffix}", json.loads(file.read_text(encoding="utf-8"))


def measure(name: str, documents: Iterator[tuple[str | Path, Gold]], options: Options) -> Measured:
    """Reads the documents of a set and compares them with their gold."""
    got = Measured(name, seconds=0.0 if options.ocr_cache is None else None)
    for path, gold in documents:
        began = time.process_time()
        with collector_paused():
            extraction = extract(path, options)
        if got.seconds is not None:
            got.seconds += time.process_time() - began
        output = extraction.model_dump(mode="json", by_alias=True)
        got.files += 1
        got.pages += extraction.source.pages or 1
        got.score.add(gold, output)
        got.judged += judge(gold, output, method="")
    return got


def page(sets: list[Measured]) -> str:
    """The page of figures."""
    parts = [_HEAD.format(version=__version__, machine=_machine(), close=CLOSE / 100), _overview(sets)]
    parts += [f"## {one.name}\n\n{_fields(one.score)}\n\n{_reliability(one.judged)}" for one in sets]
    return "\n\n".join(parts) + "\n"


_HEAD = """<!-- Made by `python -m benchmarks.publish`. -->

# Evaluation

How it is done: every document of a set is read, and what was read is compared with its gold, field by field. Records of
lists are paired one to one by likeness. Texts are the same when they differ in nothing but case, white space and marks
(*strict*), or *close* from a likeness of {close} on (Levenshtein); numbers and enumerations must be equal. Fields that
gold leaves out are not looked at; tables as read and entities are not scored here. *Exact* is the share of documents
without a single difference. *Reliability* says of the values of a certainty (`confidence` of their provenance) how many
are stated in that field of the gold.

Gold of the samples is known from what draws them (`samples/`). A set that was looked at while the program was written
says little: judge by sets that nobody has opened, and draw new ones for every release.

Version {version}; {machine}. Time is processor time of one process."""


def _machine() -> str:
    return f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def _overview(sets: list[Measured]) -> str:
    rows = [
        "| set | files | documents | F1 strict | F1 close | exact | ms a page |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for one in sets:
        total, documents = one.score.total(), one.score.documents
        taken = "" if one.seconds is None else f"{1000 * one.seconds / max(1, one.pages):.0f}"
        rows.append(
            f"| {one.name} | {one.files} | {documents} | {total.scores()[2]:.3f} | {total.scores(close=True)[2]:.3f} "
            f"| {one.score.exact / max(1, documents):.2f} | {taken} |"
        )
    return "\n".join(rows)


def _fields(score: Score) -> str:
    rows = ["| field | values | precision | recall | F1 | F1 close |", "| --- | --: | --: | --: | --: | --: |"]
    most = sorted(score.fields.items(), key=lambda f: (-f[1].wanted, f[0]))[:_FIELDS]
    for name, count in sorted(most):
        precision, recall, f1 = count.scores()
        close = count.scores(close=True)[2]
        rows.append(f"| `{name}` | {count.wanted} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {close:.3f} |")
    return "\n".join(rows)


def _reliability(judged: list[tuple[float, bool, str]]) -> str:
    rows = ["| certainty | values | right |", "| --- | --: | --: |"]
    for low, high in pairwise(EDGES):
        inside = [right for sure, right, _ in judged if low <= sure < high]
        if inside:
            rows.append(f"| {low:.2f} to {min(high, 1):.2f} | {len(inside)} | {sum(inside) / len(inside):.3f} |")
    return "\n".join(rows)


def main() -> None:
    """Measures and writes the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.publish", description=__doc__.partition("\n")[0])
    parser.add_argument("--set", nargs=3, action="append", default=[], metavar=("NAME", "INPUTS", "GOLD"))
    parser.add_argument("--ocr", choices=("auto", "always", "never"), default="auto")
    parser.add_argument("--ocr-cache", type=Path, help="folder of kept readings of pictures; no times are told then")
    parser.add_argument("--out", type=Path, default=PAGE)
    chosen = parser.parse_args()
    options = Options(ocr=chosen.ocr, ocr_cache=chosen.ocr_cache)
    sets = [measure("samples", samples(), options)]
    sets += [measure(name, folder(Path(inputs), Path(gold)), options) for name, inputs, gold in chosen.set]
    chosen.out.write_text(page(sets), encoding="utf-8", newline="\n")
    print(chosen.out)


if __name__ == "__main__":
    main()
