"""What the entity model adds: F1 of entities and of signatories by rules only, by the model only, by both.

Comes in: labelled passages (JSON Lines: text, entities, noisy), and pairs of a document and its expected result. Goes
out: a table. Entities are right when place and label are; a signatory counts by name, position and NIP, each right or
wrong. By the model only, a signatory is a name with the position found before it and the NIP found after it.

    python -m benchmarks.entity_ablation PASSAGES.jsonl [--pair DOCUMENT EXPECTED.json] ... [--ocr-cache FOLDER]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.layout.blocks import Line, Table
from extractor.match import entity_model
from extractor.match.entities import entities
from extractor.match.entity_forms import Entities
from extractor.options import Options
from extractor.pipeline import extract_with_layouts
from extractor.schema import Extraction
from extractor.training.score import Finder, labelled, score

WAYS = ("rules", "model", "both")
Fields = Counter[tuple[str, str]]


def by_model_alone(text: str) -> Entities:
    """What the network finds without the certain forms before it."""
    with entity_model.model().select_pipes(disable=["certain_forms"]):
        return entity_model.find([text])[0]


def _by_rules(text: str) -> Entities:
    with entity_model.asked(False):
        return entities(text)


FINDERS: dict[str, Finder] = {"rules": _by_rules, "model": by_model_alone, "both": entities}


def entity_rows(path: Path) -> Iterator[str]:
    """A line a way and a part of the passages."""
    for name, noisy in (("all", None), ("clean", False), ("noisy", True)):
        passages = labelled(path, noisy=noisy)
        for way in WAYS if passages else ():
            scores = score(passages, FINDERS[way])
            told = "  ".join(f"{label} {f1:.3f}" for label, f1 in scores.by_label.items())
            yield f"{name:6} {way:6} {scores.all:.3f}  {told}"


def _fold(value: object) -> str:
    return "".join(c for c in str(value).casefold() if c.isalnum())


def _fields(signatories: list[dict[str, Any]]) -> Fields:
    return Counter(
        (field, _fold(person[field]))
        for person in signatories
        for field in ("name", "position", "nip")
        if person.get(field)
    )


def _of(extraction: Extraction) -> Fields:
    found: Fields = Counter()
    for document in extraction.documents:
        found += _fields([person.model_dump() for person in document.signatories])
    return found


def signatories(path: Path, way: str, ocr_cache: Path | None) -> Fields:
    """The fields of a document's signatories, found one way."""
    extraction, layouts = extract_with_layouts(path, Options(ner=way == "both", ocr_cache=ocr_cache))
    if way != "model":
        return _of(extraction)
    found: Fields = Counter()
    for page in layouts:
        lines: list[str] = []
        for block in page.flow:
            if isinstance(block, Line):
                lines.append("   ".join(part.text for part in block.segments()))
            elif isinstance(block, Table):
                lines.extend("   ".join(row) for row in block.grid_text())
        found += _fields(_put_together("\n".join(lines)))
    return found


def _put_together(text: str) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = []
    position: str | None = None
    for start, end, label in by_model_alone(text):
        if label == "POSITION":
            position = text[start:end]
        elif label == "PERSON":
            people.append({"name": text[start:end], "position": position, "nip": None})
            position = None
        elif label == "NIP" and people and not people[-1]["nip"]:
            people[-1]["nip"] = text[start:end]
    return people


def _expected(path: Path) -> Fields:
    found: Fields = Counter()
    for document in json.loads(path.read_text(encoding="utf-8"))["documents"]:
        found += _fields(document.get("signatories") or [])
    return found


def signatory_rows(pairs: list[tuple[Path, Path]], ocr_cache: Path | None) -> Iterator[str]:
    """A line a document and way, then one a way for all."""
    total = {way: [0, 0, 0] for way in WAYS}
    for document, expected in pairs:
        wanted = _expected(expected)
        for way in WAYS:
            found = signatories(document, way, ocr_cache)
            counts = ((found & wanted).total(), wanted.total(), found.total())
            total[way] = [a + b for a, b in zip(total[way], counts, strict=True)]
            yield f"{document.name[:44]:44} {way:6} {_f1(*counts):.3f}"
    for way in WAYS:
        yield f"{'all documents':44} {way:6} {_f1(*total[way]):.3f}"


def _f1(right: int, wanted: int, found: int) -> float:
    return 2 * right / (wanted + found) if wanted + found else 0.0


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--pair", nargs=2, type=Path, action="append", default=[], metavar=("DOCUMENT", "EXPECTED"))
    parser.add_argument("--ocr-cache", type=Path)
    chosen = parser.parse_args()
    for row in entity_rows(chosen.passages):
        print(row)
    for row in signatory_rows([(a, b) for a, b in chosen.pair], chosen.ocr_cache) if chosen.pair else ():
        print(row)


if __name__ == "__main__":
    main()
