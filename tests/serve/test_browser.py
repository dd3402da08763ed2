"""The reading room in a real browser: what a clerk does, from the upload to the export.

Needs Chromium; ``.ci/run`` installs it where it is missing. Elsewhere these tests are skipped with a word why.
"""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from .conftest import FAULTY, SAMPLES
from .server import Server, ended, serving

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = os.environ.get("EXTRACT_BROWSER") or next((p for name in _NAMES if (p := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine (EXTRACT_BROWSER names one)")
TOTAL = '.v[data-pointer="/documents/0/budget_total"]'
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page as on an office computer; it fails the test when anything asks another host or a script fails."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID", accept_downloads=True)
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.set_default_timeout(20_000)
    yield opened
    context.close()
    strangers = [u for u in asked if not u.startswith(("http://127.0.0.1:", "data:", "blob:", "file:"))]
    assert strangers == []
    assert faults == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("browser") / "arsip") as found:
        yield found


def no_serious_violations(page: Any) -> None:
    found = axe.Axe().run(page).response["violations"]
    grave = [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found if v["impact"] in SERIOUS]
    assert grave == []


def chosen(page: Any, key: str) -> None:
    page.locator(".values").focus()
    page.keyboard.press(key)


def corrected(page: Any, text: str) -> None:
    page.locator(TOTAL).click()
    chosen(page, "e")
    page.locator(".looking input[type=text]").fill(text)
    page.keyboard.press("Enter")


def test_a_clerk_finds_the_wrong_total_corrects_it_and_exports(page: Any, server: Server) -> None:
    page.goto(server.url)
    no_serious_violations(page)
    page.set_input_files("#files", [str(SAMPLES / FAULTY), str(SAMPLES / "cascading.txt")])
    ended(server, 2)
    page.locator("#fresh:not([hidden])").wait_for()
    page.goto(f"{server.url}/?code=budget-total-mismatch")
    page.locator(f"tr:has-text('{FAULTY}') .what a").click()
    page.locator(".sheet img").first.wait_for()
    no_serious_violations(page)

    # a finding leads to its value and its place
    page.get_by_role("button", name="Jumlah anggaran tertulis").click()
    assert page.locator(f"{TOTAL}.on").count() == 1
    assert page.locator('.box.on[data-pointer="/documents/0/budget_total"]').is_visible()

    # from doubt to doubt
    left = page.locator(".bar .where", has_text="perlu dilihat")
    seen = set()
    for _ in range(4):
        chosen(page, "n")
        seen.add(page.locator(".v.on").get_attribute("data-pointer"))
    assert len(seen) == 4
    assert left.is_visible()

    corrected(page, "Rp 200.000.000")
    page.locator(f"{TOTAL}.done").wait_for()
    assert page.locator(TOTAL).text_content() == "200.000.000"
    assert page.get_by_role("button", name="Jumlah anggaran tertulis").count() == 0
    chosen(page, "u")
    page.get_by_role("button", name="Jumlah anggaran tertulis").wait_for()
    assert page.locator(TOTAL).text_content() == "210.000.000"
    corrected(page, "200000000")
    page.locator(f"{TOTAL}.done").wait_for()

    server.kill()
    server.start()
    exported = httpx.get(f"{server.url}/v1/export", params={"format": "json"}, timeout=60)
    with zipfile.ZipFile(io.BytesIO(exported.content)) as archive:
        name = next(n for n in archive.namelist() if n.endswith(f"{FAULTY}.json"))
        assert '"budget_total": 200000000' in archive.read(name).decode()


def opened(page: Any, server: Server, name: str) -> None:
    rows = httpx.get(f"{server.url}/v1/documents", timeout=30).json()["rows"]
    page.goto(f"{server.url}/documents/{next(r['id'] for r in rows if r['name'] == name)}")
    page.locator(".values .v").first.wait_for()


def test_a_drawn_box_gives_a_value_its_place_and_text(page: Any, server: Server) -> None:
    opened(page, server, FAULTY)
    page.locator(".sheet img").first.wait_for()
    page.locator('.v[data-pointer="/documents/0/indicators/1/target"]').click()
    source = page.locator('.box[data-pointer="/documents/0/indicators/0/target"]')
    frame = source.bounding_box()
    chosen(page, "b")
    page.mouse.move(frame["x"] - 3, frame["y"] - 2)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] + 3, frame["y"] + frame["height"] + 2, steps=4)
    page.mouse.up()
    field = page.locator(".looking input[type=text]")
    field.wait_for()
    assert field.input_value() == "350 Foto"
    page.keyboard.press("Enter")
    page.locator('.v.done[data-pointer="/documents/0/indicators/1/target"]').wait_for()
    assert page.locator('.v[data-pointer="/documents/0/indicators/1/target"]').text_content() == "350 Foto"


def test_keys_languages_and_dark_colours_hold_to_the_rules(page: Any, server: Server) -> None:
    opened(page, server, "cascading.txt")
    chosen(page, "?")
    no_serious_violations(page)
    page.keyboard.press("Escape")
    page.emulate_media(color_scheme="dark")
    page.get_by_role("link", name="EN").click()
    page.locator(".values .v").first.wait_for()
    assert page.locator("#approve").text_content() == "Approve document"
    no_serious_violations(page)
    page.goto(f"{server.url}/?lang=id")
    no_serious_violations(page)


def test_two_people_at_one_value_lose_nothing(page: Any, server: Server) -> None:
    opened(page, server, "cascading.txt")
    other = page.context.new_page()
    opened(other, server, "cascading.txt")
    year = '.v[data-pointer="/documents/0/year"]'
    for tab, text in ((other, "2042"), (page, "2043")):
        tab.locator(year).click()
        chosen(tab, "e")
        tab.locator(".looking input[type=text]").fill(text)
        tab.keyboard.press("Enter")
        tab.locator(f"{year}.done, .toast.bad").first.wait_for()
    assert "diubah oleh" in page.locator(".toast.bad").text_content()
    page.locator(f"{year}.done").wait_for()
    assert page.locator(year).text_content() == "2042"
    other.close()


def test_the_review_page_works_alone(page: Any, tmp_path: Path) -> None:
    from extractor import extract
    from extractor.options import Options
    from extractor.write.review_page import review_of

    source = SAMPLES / FAULTY
    file = tmp_path / "review.html"
    file.write_text(review_of(source, extract(source), Options()), encoding="utf-8")
    page.goto(file.as_uri())
    page.locator(".sheet img").first.wait_for()
    page.keyboard.press("f")
    page.keyboard.press("f")
    assert page.locator(f"{TOTAL}.on").is_visible()
    assert page.locator(".box.on").is_visible()
    assert page.get_by_role("button", name="Simpan", exact=True).count() == 0
