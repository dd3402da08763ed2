"""Turns Indonesian government documents into typed, validated, traceable JSON."""

from __future__ import annotations

# nothing is imported here that Python has not loaded itself: ``python -m extractor`` must be able to put the working
# folder, which may hold a ``typing.py`` of the user's, behind the standard library first (see __main__)
from os.path import dirname, isdir  # no pathlib, for the same reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from extractor.match.entities import entities
    from extractor.options import Options
    from extractor.pipeline import extract
    from extractor.schema import Extraction

__all__ = ["Extraction", "Options", "__version__", "entities", "extract"]
__version__ = "0.1.0"

if not isdir(f"{__path__[0]}/patterns"):  # noqa: PTH112
    # in a clone, whose folder goes before an installed program: ``patterns`` and ``models`` stand beside this one
    __path__.append(dirname(__path__[0]))  # noqa: PTH120

_LAZY = {
    "entities": "extractor.match.entities",
    "extract": "extractor.pipeline",
    "Options": "extractor.options",
    "Extraction": "extractor.schema",
}


def __getattr__(name: str) -> object:
    """Public names are imported when first used, so that ``extract --help`` costs no PDF library."""
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
