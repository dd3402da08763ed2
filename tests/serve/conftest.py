"""What tests of the reading room share: a folder of results made of the samples, a desk over it, a room that serves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractor.options import Options
from extractor.serve.app import create_app
from extractor.serve.archive import Archive
from extractor.serve.desk import Desk
from extractor.serve.settings import STATE, Settings
from extractor.serve.store import Store

SAMPLES = Path(__file__).parents[2] / "samples"
FAULTY = "perjanjian_kinerja_keliru.pdf"
NAMES = (FAULTY, "perjanjian_kinerja.pdf", "cascading.txt", "peraturan.pdf")


def filled(folder: Path) -> Path:
    """A folder as a batch leaves it: samples with their results beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        shutil.copy(SAMPLES / name, folder / name)
        shutil.copy(SAMPLES / f"{name}.json", folder / f"{name}.json")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = filled(tmp_path / "results")
    return Desk(Archive(folder), Store(folder / STATE))


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a room over the samples; tests that change a file take one that no other test looks at."""
    folder = filled(tmp_path_factory.mktemp("room") / "results")
    settings = Settings(folder=folder, options=Options(lang="id"), jobs=1, max_upload=3 * 2**20, max_pages=50)
    with TestClient(create_app(settings), "http://localhost", raise_server_exceptions=False) as client:
        client.app.state.room.shelf.look()
        yield client
