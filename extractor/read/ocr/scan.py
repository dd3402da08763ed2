"""Reads the pages of a PDF that have no usable text layer, in parallel processes, with a cache.

Comes in: the file's bytes and page numbers. Goes out: pages in that order. PDFium is not thread-safe and the engine
is large: every worker process opens the file itself and keeps one engine.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version
from math import ceil
from multiprocessing import current_process, get_context
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.apart import end_with_parent, leave_interrupts_to_parent
from extractor.errors import ExtractorError, WorkersError
from extractor.files import write_whole
from extractor.read.ocr.colours import on_light_paper
from extractor.read.ocr.compose import compose
from extractor.read.ocr.networks import RuntimeChoice, runtime_name
from extractor.read.ocr.raw import RawPage, from_json, to_json
from extractor.read.ocr.second import tesseract_version
from extractor.read.page import Page

if TYPE_CHECKING:
    from extractor.read.ocr.engine import Picture

    Finer = Callable[[float], tuple[Picture, float]]

CACHE_FORMAT = "44"
"""Changes whenever the same picture would be read otherwise."""
RESOLUTION = 200
"""Dots an inch at which a page is rendered: print of 8 to 12 points then has letters that the network reads best."""
LARGEST = 20_000_000
"""Pixels of the largest picture that is read; a larger page is rendered smaller, with a note."""
_log = logging.getLogger(__name__)
_BLANK_INK = 0.0004
"""Share of dark pixels of a page with a few specks: a full line of print has three times as much."""


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
    if getattr(current_process(), "_inheriting", False):
        # this process is such a child itself and runs, unguarded, the script that asked for it
        raise WorkersError(name=f"{numbers[0]}-{numbers[-1]}")
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin_child) as pool:
            yield from pool.map(read_job, work)
    except BrokenProcessPool as error:
        raise WorkersError(name=f"{numbers[0]}-{numbers[-1]}") from error


def _begin_child() -> None:
    leave_interrupts_to_parent()
    end_with_parent()


def read_job(job: Job) -> Page:
    """Reads one page: from the cache, or by rendering it and reading the picture."""
    picture, scale = rendered(job.data, job.password, job.number)

    def finer(factor: float) -> tuple[Picture, float]:
        return rendered(job.data, job.password, job.number, factor)

    return noted(read_walled(picture, scale, job.number, job.cache, choice=job.choice, finer=finer), scale)


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


def read_walled(
    picture: Picture,
    scale: float,
    number: int,
    cache: Path | None,
    *,
    choice: RuntimeChoice = "auto",
    finer: Finer | None = None,
) -> Page:
    """What :func:`read_cached` gives; a fault of the program costs this page, which is then one that could not be
    read. Errors that a person can do something about, and the end of memory, pass.
    """
    try:
        return read_cached(picture, scale, number, cache, choice=choice, finer=finer)
    except (ExtractorError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  the wall around a page: it is logged here, and told as a page that could not be read
        _log.info("a fault in reading page %d was held back", number, exc_info=True)
        height, width = picture.shape[:2]
        return Page(number, width / scale, height / scale, method="ocr", trouble="fault")


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
    if blank(on_light_paper(picture)):
        return Page(number, picture.shape[1] / scale, picture.shape[0] / scale, method="ocr")
    if cache is None:
        return compose(_read(picture, scale, choice, finer), number)
    digest = hashlib.sha256(f"{reader(choice)} {scale:.6f} {picture.shape}".encode())
    digest.update(picture.tobytes())
    file = cache / f"{digest.hexdigest()}.json"
    raw = _kept(file)
    if raw is None:
        text = json.dumps(to_json(_read(picture, scale, choice, finer)), ensure_ascii=False, separators=(",", ":"))
        _keep(file, text)
        # what a second run takes from the cache is what the first one gives
        raw = from_json(json.loads(text))
    return compose(raw, number)


@lru_cache(maxsize=3)
def reader(choice: RuntimeChoice) -> str:
    """What reads pictures here, in all that changes a reading: it is a part of every kept reading's name."""
    models = f"rapidocr {version('rapidocr')}"
    return " ".join((CACHE_FORMAT, models, runtime_name(choice), tesseract_version() or "alone"))


def _kept(file: Path) -> RawPage | None:
    """A kept reading; ``None`` where there is none, or a broken one, which is read anew then."""
    try:
        return from_json(json.loads(file.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, IndexError) as error:
        _log.warning("kept reading %s is of no use (%s): the page is read again", file, error)
        return None


def _keep(file: Path, text: str) -> None:
    """Keeps a reading for the next run; a folder that cannot be written costs the keeping, not the page."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode("utf-8"))
    except OSError as error:
        _log.warning("the reading cannot be kept in %s: %s", file.parent, error.strerror or error)


def blank(picture: Picture) -> bool:
    """Whether nothing but a few specks is on the page."""
    import cv2
    import numpy as np

    # half of the rows, and of their pixels, tell as well
    blue, green, red = cv2.split(np.ascontiguousarray(picture[::2, ::2]))
    darkest = cv2.min(cv2.min(blue, green), red)
    paper = float(np.median(darkest[::4, ::4]))
    return bool(np.count_nonzero(darkest < max(0, ceil(paper - 70))) < _BLANK_INK * darkest.size)


def _read(picture: Picture, scale: float, choice: RuntimeChoice, finer: Finer | None) -> RawPage:
    import cv2

    from extractor.read.ocr.picture import read_picture

    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        return read_picture(picture, scale, choice=choice, finer=finer)
    finally:
        cv2.setNumThreads(threads)
