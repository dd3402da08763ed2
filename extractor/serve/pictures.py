"""What the room asks of an original: the sizes of its pages, a picture of one, the words in a box, the lines of a text.

These functions run in a child process that can be killed, never in the server: a hostile file costs its child. Each
takes what :data:`extractor.batch.engine.Work` takes and writes its answer to the place of the result.
"""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from extractor.batch.worker import Outcome
from extractor.errors import ExtractorError
from extractor.files import write_whole
from extractor.options import Options

_LINES = 200_000
"""Lines of a text that are shown, at the most."""
_LONGEST = 2_000_000
"""Characters of a file's text that are searched, at the most: some 700 pages."""


def _done(result: str, data: bytes) -> Outcome:
    Path(result).parent.mkdir(parents=True, exist_ok=True)
    write_whole(Path(result), data)
    return Outcome("ok")


def _failed(error: Exception, lang: str) -> Outcome:
    if isinstance(error, ExtractorError):
        return Outcome("failed", error.message_id, error.say(lang))
    return Outcome("failed", "damaged", str(error)[:200])


def nothing(path: str, result: str, options: Options) -> Outcome:  # noqa: ARG001  the form of all work
    """Does nothing: the first task of a child starts it, so that nobody waits for that later."""
    return Outcome("ok")


def sizes(path: str, result: str, options: Options) -> Outcome:
    """Writes width and height of every page, in points, as a JSON list of pairs; an empty list for a text."""
    from extractor.read.image import media_type
    from extractor.read.source import load

    try:
        _, data = load(Path(path))
        if b"%PDF-" in data[:1024]:
            found = _pdf_sizes(data, options)
        elif media_type(data):
            found = _picture_sizes(data, options.max_pages)
        else:
            found = []
        return _done(result, json.dumps([[round(w, 2), round(h, 2)] for w, h in found]).encode())
    except (ExtractorError, ValueError, OSError) as error:
        return _failed(error, options.lang)


def _pdf(data: bytes, options: Options) -> Any:
    import pypdfium2 as pdfium

    try:
        return pdfium.PdfDocument(data, password=options.password)
    except pdfium.PdfiumError as error:
        raise ValueError(str(error)) from error


def _pdf_sizes(data: bytes, options: Options) -> list[tuple[float, float]]:
    document = _pdf(data, options)
    try:
        return [document.get_page_size(k) for k in range(min(len(document), options.max_pages))]
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    try:
        return Image.open(BytesIO(data))
    except (Image.DecompressionBombError, UnidentifiedImageError, SyntaxError, EOFError) as error:
        raise ValueError(str(error)) from error


def _picture_sizes(data: bytes, most: int) -> list[tuple[float, float]]:
    from extractor.read.image import pixels_per_point

    image = _opened(data)
    found = []
    for k in range(min(getattr(image, "n_frames", 1), most)):
        try:
            image.seek(k)
        except (EOFError, SyntaxError) as error:
            raise ValueError(str(error)) from error
        scale = pixels_per_point(image)
        found.append((image.width / scale, image.height / scale))
    return found


def draw(number: int, width: int, most: int, path: str, result: str, options: Options) -> Outcome:
    """Writes a picture (PNG) of page ``number`` (1-based), ``width`` pixels wide, of ``most`` pixels at the most."""
    from extractor.read.source import load

    try:
        _, data = load(Path(path))
        image = _pdf_page(data, number, width, most, options) if b"%PDF-" in data[:1024] else _frame(data, number)
        factor = min(1.0, width / image.width, (most / (image.width * image.height)) ** 0.5)
        if factor < 1:
            image = image.resize((max(1, round(image.width * factor)), max(1, round(image.height * factor))))
        stream = BytesIO()
        image.save(stream, "PNG", compress_level=3)
        return _done(result, stream.getvalue())
    except (ExtractorError, ValueError, OSError) as error:
        return _failed(error, options.lang)


def _frame(data: bytes, number: int) -> Any:
    image = _opened(data)
    try:
        image.seek(number - 1)
        picture = image.convert("L" if image.mode in ("1", "L") else "RGB")
    except (EOFError, SyntaxError) as error:
        raise ValueError(f"no page {number}") from error
    if not (picture.width and picture.height):
        raise ValueError(f"page {number} has no size")
    return picture


def _pdf_page(data: bytes, number: int, width: int, most: int, options: Options) -> Any:
    import pypdfium2 as pdfium

    document = _pdf(data, options)
    try:
        if not 1 <= number <= len(document):
            raise ValueError(f"no page {number}")
        page = document[number - 1]
        wide, high = page.get_size()
        if not (wide > 0 and high > 0):
            raise ValueError(f"page {number} has no size")
        scale = min(width / max(1.0, wide), (most / max(1.0, wide * high)) ** 0.5)
        return page.render(scale=scale).to_pil()
    except pdfium.PdfiumError as error:
        raise ValueError(str(error)) from error
    finally:
        document.close()


def words_in(box: tuple[float, float, float, float], path: str, result: str, options: Options) -> Outcome:
    """Writes what stands in a box of the page that ``options.pages`` names: text, confidence and method, as JSON.

    The box is in points of the page as the file shows it. A word belongs to it when its middle does.
    """
    from extractor.read.source import open_source
    from extractor.read.words import Span

    try:
        page = next(open_source(Path(path), replace(options, jobs=1)).pages)
    except (ExtractorError, OSError) as error:
        return _failed(error, options.lang)
    x0, top, x1, bottom = box

    def inside(place: tuple[float, float, float, float]) -> bool:
        return x0 <= (place[0] + place[2]) / 2 <= x1 and top <= (place[1] + place[3]) / 2 <= bottom

    words = [w for w in page.words if inside(w.paper or w.box)]
    rows: list[list[Any]] = []
    for word in sorted(words, key=lambda w: (w.box[1] + w.box[3]) / 2):
        middle = (word.box[1] + word.box[3]) / 2
        if rows and middle < rows[-1][0].box[3] - 0.2 * (rows[-1][0].box[3] - rows[-1][0].box[1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    span = Span(w for row in rows for w in sorted(row, key=lambda w: w.box[0]))
    said = {
        "text": span.text if words else "",
        "confidence": round(span.confidence, 3),
        "method": words[0].method if words else page.method,
        "bbox": [round(v, 2) for v in (span.paper if words else box)],
    }
    return _done(result, json.dumps(said, ensure_ascii=False).encode())


def full_text(path: str, result: str, options: Options) -> Outcome:
    """Writes all text that the file itself holds: of a PDF its text layer, of a picture nothing."""
    from extractor.read.image import media_type
    from extractor.read.source import load
    from extractor.read.text_decode import decode

    try:
        name, data = load(Path(path))
        if media_type(data):
            found = ""
        elif b"%PDF-" in data[:1024]:
            found = _pdf_text(data, options)
        else:
            found = decode(data, name)
        return _done(result, found[:_LONGEST].encode("utf-8", "replace"))
    except (ExtractorError, ValueError, OSError) as error:
        return _failed(error, options.lang)


def _pdf_text(data: bytes, options: Options) -> str:
    document = _pdf(data, options)
    parts = []
    try:
        for number in range(min(len(document), options.max_pages)):
            page = document[number]
            text = page.get_textpage()
            parts.append(text.get_text_bounded())
            text.close()
            page.close()
    finally:
        document.close()
    return "\n".join(parts)


def lines(path: str, result: str, options: Options) -> Outcome:
    """Writes the lines of a text as a JSON list, decoded as the reader of texts decodes it."""
    from extractor.read.source import load
    from extractor.read.text_decode import decode

    try:
        name, data = load(Path(path))
        found = decode(data, name).splitlines()[:_LINES]
        return _done(result, json.dumps(found, ensure_ascii=False).encode())
    except (ExtractorError, OSError) as error:
        return _failed(error, options.lang)
