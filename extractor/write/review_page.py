"""The review page: one HTML file with pictures, boxes, values and findings of a document, to mail or keep.

Comes in: what the reading room knows of a file (or an extraction that was just made), and pictures of its pages. Goes
out: a page that needs no server and asks nobody for anything: the scripts and styles of the reading room stand in it,
and its own policy lets a browser run those and load nothing else. Values can be looked at there, not changed.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from extractor.options import Options
from extractor.schema import Extraction
from extractor.serve.words import texts

MODULES = ("dom.js", "model.js", "paper.js", "zones.js", "values.js", "looking.js", "reader.js")
"""Scripts of the reading room that the page needs, those that others import first."""
WIDTH = 1200
"""Pixels of a page's picture: print of 9 points can be read, and a page takes some 100 kB."""
_PIXELS = 4_000_000
"""Pixels of a page's picture, at the most: large sheets are drawn smaller."""
_IMPORT = re.compile(r'^import\s+\{[^}]*\}\s+from\s+"[^"]+";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export\s+", re.MULTILINE)
_START = """
const data = JSON.parse(document.getElementById("data").textContent);
const source = {picture: (page) => data.pictures[page - 1], say: () => {}, readonly: true};
new Reader(document.getElementById("room"), data.view, source, null, data.texts, document.documentElement.lang);
"""


def review_page(view: dict[str, Any], pictures: list[str], lang: str) -> str:
    """The page of a file.

    ``view`` is what ``GET /v1/documents/{id}`` of the reading room answers; ``pictures`` are the pages as ``data:``
    addresses, in their order.
    """
    style = _asset("room.css")
    script = "\n".join(_EXPORT.sub("", _IMPORT.sub("", _asset(name))) for name in MODULES) + _START
    data = json.dumps({"view": view, "pictures": pictures, "texts": texts(lang)}, ensure_ascii=False)
    documents = view["result"]["documents"]
    name = next((d["title"] for d in documents if d.get("title")), None) or view["name"]
    policy = (
        f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(name)}</title><style>{style}</style></head>"
        f'<body class="reader"><header class="top"><h1 class="name">{escape(name)}'
        f"<small>{escape(view['name'])}</small></h1></header>"
        '<main id="main"><div id="room"></div></main><div id="toasts" role="status"></div>'
        # in a block of data only "<" can end the block or begin a comment
        f'<script id="data" type="application/json">{data.replace("<", chr(92) + "u003c")}</script>'
        f'<script type="module">{script}</script></body></html>\n'
    )


def review_of(source: str | bytes | Path, extraction: Extraction, options: Options) -> str:
    """The page of a file that was just read, with its pages drawn here. Raises ``ValueError`` for an extraction that
    was made without provenance.
    """
    if extraction.provenance is None:
        raise ValueError("a review page needs provenance")
    from extractor.serve import pictures
    from extractor.serve.desk import doubtful
    from extractor.write.json_text import to_json

    result = json.loads(to_json(extraction))
    drawn: list[str] = []
    with TemporaryDirectory(prefix="review-") as name:
        path = Path(name, "source")
        path.write_bytes(source if isinstance(source, bytes) else Path(source).read_bytes())
        out = Path(name, "out")
        if result["source"]["media_type"] == "text/plain":
            done, sizes = pictures.lines(str(path), str(out), options), None
            lines = json.loads(out.read_bytes()) if done.state == "ok" else []
        else:
            done, lines = pictures.sizes(str(path), str(out), options), None
            sizes = json.loads(out.read_bytes()) if done.state == "ok" else []
            for page in range(1, len(sizes) + 1):
                done = pictures.draw(page, WIDTH, _PIXELS, str(path), str(out), options)
                drawn.append(_address(out.read_bytes()) if done.state == "ok" else "")
    view: dict[str, Any] = {
        "name": extraction.source.name,
        "result": {**result, "findings": []},
        "findings": result["findings"],
        "doubtful": doubtful(result),
        "sizes": sizes,
        "lines": lines,
    }
    nothing_done: dict[str, list[Any]] = {key: [] for key in ("changes", "removed", "conflicts", "reviews")}
    return review_page({**nothing_done, **view}, drawn, options.lang)


def _address(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _asset(name: str) -> str:
    return resources.files("extractor.serve").joinpath("static", name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
