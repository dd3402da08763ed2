#!/usr/bin/env python3
"""How far the certainty of what was read from pictures can be trusted: the reliability table.

    python benchmarks/ocr_reliability.py [--gold DIR] [--inputs DIR] [--cache DIR] [--jobs N] [NAME ...]

Extracts every scan of ``--inputs`` that has a gold file of the same name, and asks of every value of the output that
has provenance of its own whether gold states the same value in the same field of the document: figures, dates, numbers
of employees and enumerations the same, texts the same but for case, white space and marks. Values of fields that gold
leaves out are not counted. Prints, for every range of certainty, how many values there are and how many of them are
right, and how many amounts, targets and employee numbers are wrong without a mark of doubt: neither a finding points to
them nor is their certainty below 0.9. Exits with 1 when fewer than 98 % are right from 0.95 on, or more than 0.5 % of
those figures are wrong and unmarked.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.scoring import plain
from extractor.options import Options
from extractor.pipeline import extract

SHARED = Path(__file__).resolve().parents[2] / "shared"
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
SURE, ASKED = 0.95, 0.98
DOUBT, UNMARKED = 0.9, 0.005
FIGURES = re.compile(r"/(?:nip|amount|budget|budget_total|(?:target|further_targets|baseline|actual)/value)$")
INDEX = re.compile(r"/\d+(?=/|$)")


def main() -> int:
    """Prints the table; the exit status says whether the certainty holds what it promises."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only these gold files (without .json)")
    parser.add_argument("--gold", type=Path, default=SHARED / "eval" / "gold")
    parser.add_argument("--inputs", type=Path, default=SHARED / "inputs" / "scan")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    judged: list[tuple[float, bool, str]] = []
    figures: list[tuple[bool, bool]] = []
    for gold in sorted(args.gold.glob("*.json")):
        scan = args.inputs / f"{gold.stem}.pdf"
        if scan.exists() and (not args.names or gold.stem in args.names):
            options = Options(ocr="always", jobs=args.jobs, ocr_cache=args.cache)
            output = extract(scan, options).model_dump(mode="json", by_alias=True)
            stated = json.loads(gold.read_text(encoding="utf-8"))
            judged += judge(stated, output)
            figures += marked(stated, output)
    if not judged:
        print(f"no scans with gold under {args.inputs}", file=sys.stderr)
        return 2
    return 0 if report(judged) & report_figures(figures) else 1


def judge(gold: dict[str, Any], output: dict[str, Any], method: str = "ocr") -> Iterator[tuple[float, bool, str]]:
    """Certainty, whether it is right, and the field, for every value that was read by a method (empty: by any)."""
    stated = all_stated(gold)
    values = dict(leaves(output["documents"], "/documents"))
    for pointer, entry in (output["provenance"] or {}).items():
        name = field(re.sub(r"^/documents/\d+", "", pointer))
        if pointer in values and name in stated and entry["method"].startswith(method):
            yield entry["confidence"], plain(values[pointer]) in stated[name], name


def marked(gold: dict[str, Any], output: dict[str, Any]) -> Iterator[tuple[bool, bool]]:
    """Whether it is right, and whether a mark of doubt is on it, for every amount, target and employee number."""
    stated = all_stated(gold)
    provenance = output["provenance"] or {}
    told = {path for finding in output["findings"] for path in finding["paths"]}
    for pointer, value in leaves(output["documents"], "/documents"):
        name = field(re.sub(r"^/documents/\d+", "", pointer))
        if name not in stated or not FIGURES.search(name):
            continue
        within = [pointer[:k] for k in range(len(pointer), 0, -1) if k == len(pointer) or pointer[k] == "/"]
        entry = next((provenance[path] for path in within if path in provenance), {"confidence": 1.0})
        yield plain(value) in stated[name], entry["confidence"] < DOUBT or not told.isdisjoint(within)


def all_stated(gold: dict[str, Any]) -> dict[str, set[str]]:
    """The values that gold states, by field."""
    stated: dict[str, set[str]] = defaultdict(set)
    for document in gold["documents"]:
        for pointer, value in leaves(document, ""):
            stated[field(pointer)].add(plain(value))
    return stated


def leaves(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    """Every value that is no list and no object, with its JSON Pointer; what is not stated is left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from leaves(inner, f"{at}/{i}")
    elif value is not None:
        yield at, value


def field(pointer: str) -> str:
    """The pointer without its places in lists."""
    return INDEX.sub("", pointer)


def report(judged: list[tuple[float, bool, str]]) -> bool:
    """Prints the table and whether enough of the sure values are right."""
    print(f"{'certainty':>14} {'values':>7} {'right':>7} {'share':>7}")
    for low, high in pairwise(EDGES):
        inside = [right for sure, right, _ in judged if low <= sure < high]
        if inside:
            print(f"{low:6.2f} - {min(high, 1):5.2f} {len(inside):7} {sum(inside):7} {sum(inside) / len(inside):7.3f}")
    sure = [right for certainty, right, _ in judged if certainty >= SURE]
    share = sum(sure) / max(1, len(sure))
    print(f"from {SURE} on {share:.4f} are right (asked: {ASKED})")
    wrong: dict[str, int] = defaultdict(int)
    for certainty, right, name in judged:
        if certainty >= SURE and not right:
            wrong[name] += 1
    for name, count in sorted(wrong.items(), key=lambda item: -item[1])[:10]:
        print(f"  wrong though sure: {count:4} {name}")
    return share >= ASKED


def report_figures(figures: list[tuple[bool, bool]]) -> bool:
    """Prints how many figures are wrong, with and without a mark, and whether few enough are unmarked."""
    wrong = [doubted for right, doubted in figures if not right]
    share = wrong.count(False) / max(1, len(figures))
    print(f"{len(figures)} amounts, targets, NIPs: {len(wrong)} wrong, {wrong.count(False)} unmarked ({share:.2%})")
    return share <= UNMARKED


if __name__ == "__main__":
    sys.exit(main())
