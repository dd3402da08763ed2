"""What happens in a child process: one document read, its result written whole or not at all.

The same function serves every engine (local pool, cluster). Its outcome is small and plain; the result itself goes to
a file.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as package_version
from pathlib import Path

from extractor.batch.places import is_url, name_of, read, write
from extractor.errors import MissingPackageError
from extractor.options import Options

READERS = ("pypdfium2", "pdfplumber", "rapidocr", "onnxruntime", "spacy", "rapidfuzz")
"""The libraries whose version decides what is read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a document ended: ``ok``, ``partial`` (a page could not be read), ``failed`` with a code, or ``ignored`` (no
    document). ``written`` says that a failed one has a result all the same: one that says which pages are unreadable.
    """

    state: str
    code: str | None = None
    message: str | None = None
    sha256: str | None = None
    pages: int | None = None
    findings: int | None = None
    seconds: float = 0.0
    written: bool = False


def process(path: str, result: str, options: Options) -> Outcome:
    """Reads the file at ``path`` and writes its JSON to ``result``, both local paths or URLs. Every typed error becomes
    a failed outcome.
    """
    from extractor.collector import collector_paused
    from extractor.errors import ExtractorError, NoTextError
    from extractor.pipeline import extract_with_layouts, readable
    from extractor.read.source import Held
    from extractor.write.json_text import to_json

    began = time.perf_counter()
    options = replace(options, jobs=1)
    try:
        source = Held(name_of(path), read(path)) if is_url(path) else Path(path)
        with collector_paused():
            extraction, layouts = extract_with_layouts(source, options)
        if not options.provenance:
            extraction.provenance = None
        write(result, to_json(extraction).encode("utf-8", "backslashreplace"))
        unreadable = any(f.code == "page-unreadable" for f in extraction.findings)
        state = "partial" if unreadable else "ok"
        code = "page-unreadable" if unreadable else None
        message: str | None = None
        if not readable(layouts):
            error = NoTextError(name=extraction.source.name)
            state, code, message = "failed", error.message_id, error.say(options.lang)
        return Outcome(
            state,
            code,
            message,
            extraction.source.sha256,
            extraction.source.pages,
            len(extraction.findings),
            round(time.perf_counter() - began, 3),
            written=True,
        )
    except ExtractorError as error:
        return Outcome(
            "failed", error.message_id, error.say(options.lang), seconds=round(time.perf_counter() - began, 3)
        )
    except MemoryError:
        return Outcome("failed", "memory", seconds=round(time.perf_counter() - began, 3))


def configuration(options: Options, version: str) -> str:
    """A mark of everything that changes results: the program's version, the options (but the number of processes, the
    cache, the password), the libraries that read, an organisation's own patterns, and whether there is a second reader
    for doubtful lines of scans. Raises :class:`extractor.errors.MissingPackageError` where the engine that the options
    name is not installed.
    """
    from extractor.knowledge import own_digest
    from extractor.read.ocr.networks import runtime_name
    from extractor.read.ocr.second import tesseract_version

    relevant = replace(options, jobs=1, ocr_cache=None, password=None, patterns=None)
    libraries = [f"{name} {package_version(name)}" for name in READERS]
    try:
        pictures = () if options.ocr == "never" else (runtime_name(options.ocr_engine), tesseract_version())
    except PackageNotFoundError as error:
        raise MissingPackageError(
            name=f"--ocr-engine {options.ocr_engine}", how=f"pip install {options.ocr_engine}"
        ) from error
    parts = (version, repr(relevant), *libraries, own_digest(options.patterns), *pictures)
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]
