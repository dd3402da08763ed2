"""Reads the pages of a PDF that have no usable text layer, in parallel processes, with a cache.

Comes in: the file's bytes and page numbers. Goes out: pages in that order. PDFium is not thread-safe and the engine
is large: every worker process opens the file itself and keeps one engine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.files import write_whole
from extractor.read.ocr.compose import compose
from extractor.read.ocr.networks import RuntimeChoice, runtime_name
from extractor.read.ocr.raw import RawPage, from_json, to_json
from extractor.read.ocr.second import tesseract
from extractor.read.page import Page

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

    Finer = Callable[[float], tuple[Picture, float]]

CACHE_FORMAT = "8"
"""Changes whenever the same picture would be read otherwise."""
RESOLUTION = 200
"""Dots an inch at which a page is rendered: print of 8 to 12 points then has letters that the network reads best."""
LARGEST = 20_000_000
"""Pixels of the largest picture that is read; a larger page is rendered smaller, with a note."""
_BLANK_INK = 0.0004


@dataclass(frozen=True, slots=True)
class Job:
    """What one worker needs to read one page."""

    data: bytes
    password: str | None
    number: int
    cache: Path | None
    choice: RuntimeChoice


def read_scanned(
    data: bytes,
    numbers: Sequence[int],
    *,
    password: str | None = None,
    jobs: int = 1,
    cache: Path | None = None,
    choice: RuntimeChoice = "auto",
) -> Iterator[Page]:
    """The pages of the given numbers (1-based), in their order, each read once.

    ``jobs`` worker processes are used where there is more than one page; with 1 everything happens in this process.
    Every process reads in one thread. Raises ``MissingPackageError`` where the chosen engine is not installed.
    """
    workers = max(1, min(jobs, len(numbers)))
    work = [Job(data, password, number, cache, choice) for number in numbers]
    if workers <= 1:
        yield from map(read_job, work)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(read_job, work)


def read_job(job: Job) -> Page:
    """Reads one page: from the cache, or by rendering it and reading the picture."""
    picture, scale = rendered(job.data, job.password, job.number)

    def finer(factor: float) -> tuple[Picture, float]:
        return rendered(job.data, job.password, job.number, factor)

    page = read_cached(picture, scale, job.number, job.cache, choice=job.choice, finer=finer)
    return noted(page, scale)


def noted(page: Page, scale: float) -> Page:
    """The page with a note where its picture was made smaller than usual (``scale`` is its pixels for a point)."""
    resolution = round(scale * 72)
    return page if resolution >= RESOLUTION else replace(page, notes=(*page.notes, f"scaled {resolution}"))


def rendered(data: bytes, password: str | None, number: int, factor: float = 1.0) -> tuple[Picture, float]:
    """The picture of a page (1-based) in colour, ``factor`` times as large as usual, and its pixels for a point."""
    import numpy as np
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(data, password=password)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(RESOLUTION * factor / 72, (LARGEST / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=False)
        picture = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
        if picture.base is not None:
            picture = picture.copy()
        page.close()
    finally:
        document.close()
    return picture, scale


def read_cached(
    picture: Picture,
    scale: float,
    number: int,
    cache: Path | None,
    *,
    choice: RuntimeChoice = "auto",
    finer: Finer | None = None,
) -> Page:
    """The page of a picture; its readings are kept in and taken from the folder ``cache`` by the hash of its pixels."""
    if blank(picture):
        return Page(number, picture.shape[1] / scale, picture.shape[0] / scale, method="ocr")
    if cache is None:
        return compose(_read(picture, scale, choice, finer), number)
    reader = f"{CACHE_FORMAT} {runtime_name(choice)}{'' if tesseract() is None else ' tesseract'}"
    digest = hashlib.sha256(f"{reader} {scale:.6f} {picture.shape}".encode())
    digest.update(picture.tobytes())
    file = cache / f"{digest.hexdigest()}.json"
    if file.exists():
        return compose(from_json(json.loads(file.read_text(encoding="utf-8"))), number)
    raw = _read(picture, scale, choice, finer)
    cache.mkdir(parents=True, exist_ok=True)
    text = json.dumps(to_json(raw), ensure_ascii=False, separators=(",", ":"))
    write_whole(file, text.encode("utf-8"))
    # what a second run takes from the cache is what the first one gives
    return compose(from_json(json.loads(text)), number)


def blank(picture: Picture) -> bool:
    """Whether nothing but a few specks is on the page."""
    import cv2
    import numpy as np

    blue, green, red = cv2.split(picture)
    darkest = cv2.min(cv2.min(blue, green), red)
    paper = float(np.median(darkest[::4, ::4]))
    return float(np.mean(darkest < paper - 70)) < _BLANK_INK


def _read(picture: Picture, scale: float, choice: RuntimeChoice, finer: Finer | None) -> RawPage:
    import cv2

    from extractor.read.ocr.picture import read_picture

    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        return read_picture(picture, scale, choice=choice, finer=finer)
    finally:
        cv2.setNumThreads(threads)
