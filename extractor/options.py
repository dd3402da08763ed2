"""What a caller can choose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """Choices for one extraction; every default is what most people want.

    ``type`` forces the source type (needed for standard input only when the content does not tell), ``pages`` are
    1-based page numbers to read (``None``: all), ``password`` opens an encrypted PDF, ``lang`` is the language of
    messages for people, ``canonical`` turns spelling on, ``provenance`` keeps the places of the values.

    ``max_pages`` is the largest number of pages that is read at once (memory grows with it a little), ``max_bytes`` the
    size of the largest file, ``max_text`` that of the largest text export (some 3,000 pages; each of its megabytes
    takes a hundred of memory).

    ``ocr`` says which pages are read as pictures: those whose text layer is missing or bad, all, or none.
    ``ocr_engine`` says what runs the networks that read them: OpenVINO where it is installed and sound and else
    onnxruntime (``auto``), or one of the two. ``jobs`` is the number of processes that read pictures side by side;
    more than one starts new processes, so that a script which asks for it must guard its main part
    (``if __name__ == "__main__"``). ``ocr_cache`` is a folder that keeps readings.

    ``patterns`` is a folder with an organisation's own files (see ``docs/patterns.md``), which add to the shipped ones.

    ``ner`` says whether the trained entity model may be asked; without it entities are told by rules alone.
    """

    type: Literal["pdf", "txt", "image"] | None = None
    pages: tuple[int, ...] | None = None
    password: str | None = None
    lang: Literal["id", "en"] = "id"
    canonical: bool = True
    provenance: bool = True
    max_pages: int = 20_000
    max_bytes: int = 1_000_000_000
    max_text: int = 8_000_000
    ocr: Literal["auto", "always", "never"] = "auto"
    ocr_engine: Literal["auto", "openvino", "onnxruntime"] = "auto"
    jobs: int = 1
    ocr_cache: Path | None = None
    patterns: Path | None = None
    ner: bool = True
