"""Refuses PDFs whose streams unpack to more than any paper holds, before pdfium unpacks them whole.

Comes in: the file's bytes. Goes out: nothing, or an error. Separate because pdfium has no limit of its own: where the
memory ends it ends the process. A megabyte of zlib unpacks to a gigabyte at most; only streams that could pass the
limit are counted through, so that other files cost a search for their streams.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

from extractor.errors import ContentTooLargeError

LARGEST = 256_000_000
"""Bytes that one stream may unpack to: plotted maps of whole provinces have some 50 megabytes of drawing."""
_MOST_RATIO = 1032
"""What zlib gains at the most (RFC 1951: 258 bytes for 2 bits)."""
_PIECE = 1_000_000
"""Bytes that are unpacked at a time: no more are held of a stream that unpacks to gigabytes."""
_HEAD = 600
"""Bytes before ``stream`` in which its filters are named."""
_BEGIN, _END = b"stream", b"endstream"
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s{0,9}/Image\b")
"""Pictures are unpacked line by line, and only where they are looked at."""


def refuse_bombs(data: bytes, name: str, most: int = LARGEST) -> None:
    """Raises ``ContentTooLargeError`` where a stream unpacks to more than ``most`` bytes."""
    begin, end = data.find(_BEGIN), 0
    while begin >= 0:
        if data.endswith(b"end", max(0, begin - 3), begin):  # of a stream that nobody began
            begin = data.find(_BEGIN, begin + 1)
            continue
        head = data[max(end, begin - _HEAD) : begin]
        end = data.find(_END, begin)
        end = end if end >= 0 else len(data)
        stages = len(_FLATE.findall(head[head.rfind(b"obj") + 1 :]))
        if (end - begin) * _MOST_RATIO**stages > most and not _PICTURE.search(head):
            packed = memoryview(data)[begin + len(_BEGIN) : end]
            if _unpacks_to_more(packed, stages, most):
                raise ContentTooLargeError(name=name, size=most // 1_000_000)
        end += len(_END)
        begin = data.find(_BEGIN, end)


def _unpacks_to_more(packed: memoryview, stages: int, most: int) -> bool:
    pieces: Iterable[bytes] = (bytes(packed[k : k + _PIECE]) for k in range(0, len(packed), _PIECE))
    for _ in range(stages):
        pieces = _unpacked(pieces, most)
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            return True
    return False


def _unpacked(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    """One filter's output in pieces, as far as it goes: what is damaged ends there."""
    unpack = zlib.decompressobj()
    size, begun = 0, False
    for packed in pieces:
        rest = packed if begun else packed.lstrip(b"\r\n")
        begun = True
        while rest and not unpack.eof:
            try:
                piece = unpack.decompress(rest, _PIECE)
            except zlib.error:
                return
            rest = unpack.unconsumed_tail
            size += len(piece)
            yield piece
            if size > most:
                return
