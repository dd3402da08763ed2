"""A PDF as a scanner would give it: grey pictures, a little turned, unclean, without a text layer.

The same input gives the same picture with the same versions of PDFium and OpenCV.
"""

from __future__ import annotations

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

RESOLUTION = 150
PAGES = 2
"""The first pages are enough to try with, and small."""
_QUALITY = 55
_TURNS = (0.4, -0.3)
"""Degrees by which the sheets lie aslant."""
_NOISE = 3.0
_PAPER = 244


def scan(data: bytes) -> bytes:
    """The first pages of a PDF as pictures in a PDF."""
    document = pdfium.PdfDocument(data)
    pages = []
    for number in range(min(PAGES, len(document))):
        page = document[number]
        grey = page.render(scale=RESOLUTION / 72, grayscale=True).to_numpy()
        pages.append((page.get_size(), *_scanned(np.ascontiguousarray(grey).reshape(grey.shape[:2]), number)))
    document.close()
    return _pdf(pages)


def _scanned(grey: NDArray[np.uint8], number: int) -> tuple[tuple[int, int], bytes]:
    """Size in pixels and JPEG of a sheet on the glass."""
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), _TURNS[number % len(_TURNS)], 1.0)
    aslant = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255.0,))
    dull = cv2.GaussianBlur(aslant, (3, 3), 0.6).astype(np.float32) * (_PAPER / 255)
    unclean = dull + np.random.default_rng(number).normal(0, _NOISE, grey.shape)
    picture = np.clip(unclean, 0, 255).astype(np.uint8)
    _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return (width, height), jpeg.tobytes()


def _pdf(pages: list[tuple[tuple[float, float], tuple[int, int], bytes]]) -> bytes:
    """Pictures as the pages of a PDF: sizes in points, sizes in pixels, JPEGs."""
    kids = " ".join(f"{3 + 3 * k} 0 R" for k in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    for k, ((across, down), (width, height), jpeg) in enumerate(pages):
        at = 3 + 3 * k
        box = f"/MediaBox [0 0 {across:g} {down:g}] /Resources << /XObject << /I {at + 2} 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {at + 1} 0 R >>".encode())
        draw = f"{across:g} 0 0 {down:g} 0 0 cm /I Do".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
        head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray"
        stream = f"<< {head} /BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)} >>\nstream\n".encode()
        objects.append(stream + jpeg + b"\nendstream")
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + tail
