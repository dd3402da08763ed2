"""Writes the samples: ``python -m samples.generate [FOLDER] [--expected] [--scans]``.

Every sample comes as PDF and as text export with the same content. ``--expected`` also runs the extractor on them and
writes what it gives beside them (``NAME.EXT.json``): look at the difference before you commit it. ``--scans`` also
writes the first pages of each kind as a scanner would give them (``NAME.scan.pdf``); their bytes depend on the versions
of the libraries that draw them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samples import agreements, chart, plan, planning, regulation
from samples.blocks import Sample
from samples.to_pdf import draw, drawn
from samples.to_scan import scan
from samples.to_text import export

FOLDER = Path(__file__).parent
NO_KIND = frozenset({"perjanjian_kinerja_keliru"})
"""Samples of a kind that another one shows too: they come as no scan."""


@dataclass(frozen=True)
class Made:
    """A sample as two files, and what both say: documents in the words of the output contract, and finding codes."""

    name: str
    pdf: bytes
    text: bytes
    documents: list[dict[str, object]]
    findings: tuple[str, ...] = ()

    @property
    def files(self) -> dict[str, bytes]:
        """File names and contents."""
        return {f"{self.name}.pdf": self.pdf, f"{self.name}.txt": self.text}


def made() -> Iterator[Made]:
    """All samples."""
    samples: tuple[Sample, ...] = (
        agreements.bundle(),
        agreements.faulty(),
        plan.sample(),
        regulation.sample(),
        planning.key_indicators(),
        planning.action_plan(),
        planning.strategic_plan(),
        planning.report(),
    )
    for s in samples:
        yield Made(s.name, draw(s), export(s.blocks), s.documents, s.findings)
    pdf = drawn(chart.paint, chart.WIDTH, chart.HEIGHT, "cascading")
    yield Made("cascading", pdf, chart.export(), chart.truth())


def expected(path: Path) -> str:
    """What the extractor gives for the file, indented so that a difference can be read."""
    from extractor.pipeline import extract
    from extractor.write.json_text import to_json

    return to_json(extract(path), indent=1)


def main() -> None:
    """Writes the files and says which."""
    parser = argparse.ArgumentParser(prog="python -m samples.generate", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--expected", action="store_true", help="also write what the extractor gives for them")
    parser.add_argument("--scans", action="store_true", help="also write scans")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    for sample in made():
        if chosen.scans and sample.name not in NO_KIND:
            path = chosen.folder / f"{sample.name}.scan.pdf"
            path.write_bytes(scan(sample.pdf))
            print(path)
        for name, data in sample.files.items():
            path = chosen.folder / name
            path.write_bytes(data)
            print(path)
            if chosen.expected:
                beside = path.with_name(f"{name}.json")
                beside.write_text(expected(path), encoding="utf-8")
                print(beside)


if __name__ == "__main__":
    main()
