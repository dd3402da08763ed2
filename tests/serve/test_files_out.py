"""What leaves the room as files: merged exports, gold for evaluation, the review page; and what the commands say."""

from __future__ import annotations

import csv
import json
import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from extractor.batch.worker import Outcome
from extractor.cli import main
from extractor.errors import ExitCode
from extractor.serve.across import across
from extractor.serve.desk import Desk
from extractor.serve.index import Index
from extractor.serve.pointers import get
from extractor.serve.shelf import Shelf
from extractor.serve.store import insert_review
from extractor.serve.webhook import Caller
from extractor.serve.words import texts
from extractor.write.review_page import MODULES, review_page

from .conftest import FAULTY

TOTAL = "/documents/0/budget_total"


def run(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(args))
    return result.exit_code, result.stderr


def approved(desk: Desk) -> None:
    desk.correct(FAULTY, TOTAL, 200_000_000, before=210_000_000, who="Rina")
    with desk.store.changing(FAULTY, None) as db:
        insert_review(db, FAULTY, "approved", None, None, "Rina")


def totals(tables: Path) -> set[str]:
    with (tables / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["budget_total"] for row in csv.DictReader(stream)}


def test_export_merges_corrections_only_where_asked(desk: Desk, tmp_path: Path) -> None:
    approved(desk)
    folder = str(desk.archive.folder)
    assert run("export", folder, "-o", str(tmp_path / "plain"))[0] == ExitCode.OK
    assert run("export", folder, "-o", str(tmp_path / "merged"), "--reviewed")[0] == ExitCode.OK
    assert "210000000" in totals(tmp_path / "plain")
    assert "200000000" in totals(tmp_path / "merged")
    assert "210000000" not in totals(tmp_path / "merged")


def test_corrections_writes_approved_files_as_gold(desk: Desk, tmp_path: Path) -> None:
    approved(desk)
    desk.correct("perjanjian_kinerja.pdf", "/documents/0/year", 2042, before=2041, who="Rina")
    gold = tmp_path / "gold"
    code, said = run("corrections", str(desk.archive.folder), "-o", str(gold), "--lang", "en")
    assert (code, said.strip()) == (ExitCode.OK, "1 files and 2 corrections written.")
    written = json.loads((gold / f"{FAULTY}.json").read_text(encoding="utf-8"))
    assert written["documents"][0]["budget_total"] == 200_000_000
    assert "provenance" not in written
    lines = [json.loads(line) for line in (gold / "corrections.jsonl").read_text(encoding="utf-8").splitlines()]
    assert next((c["file"], c["before"], c["after"]) for c in lines) == (FAULTY, 210_000_000, 200_000_000)
    run("corrections", str(desk.archive.folder), "-o", str(gold), "--all")
    assert (gold / "perjanjian_kinerja.pdf.json").exists()


def test_a_folder_that_nobody_reviewed_has_no_corrections(tmp_path: Path) -> None:
    assert run("corrections", str(tmp_path), "-o", str(tmp_path / "gold"))[0] == ExitCode.NOT_FOUND


def test_another_host_without_a_token_is_refused(tmp_path: Path) -> None:
    code, said = run("serve", str(tmp_path), "--host", "0.0.0.0", "--lang", "en")
    assert code == ExitCode.USAGE
    assert "--token" in said


def test_one_nip_under_two_names_in_two_files_is_found(desk: Desk, tmp_path: Path) -> None:
    at = "/documents/0/signatories/0/nip"
    before = get(desk.view("perjanjian_kinerja.pdf").merged.result, at)
    desk.correct("perjanjian_kinerja.pdf", at, "200311242029011007", before=before, who="A")
    index = Index(tmp_path, desk.store.path)
    Shelf(desk.archive, desk, index).look()
    found = [f for f in across(index) if f.code == "nip-duplicate" and f.subject == "200311242029011007"]
    assert len(found) == 1
    assert {s.file for s in found[0].spots} == {FAULTY, "perjanjian_kinerja.pdf"}


def test_an_activity_with_two_amounts_in_two_agreements_is_found(desk: Desk, tmp_path: Path) -> None:
    copy = json.loads(desk.archive.place(FAULTY).read_text(encoding="utf-8"))
    copy["documents"][0]["budgets"][0]["amount"] = 99
    desk.archive.place("salinan.pdf").write_text(json.dumps(copy), encoding="utf-8")
    index = Index(tmp_path, desk.store.path)
    Shelf(desk.archive, desk, index).look()
    found = [f for f in across(index) if f.code == "amount-conflict"]
    assert [(f.subject, sorted(s.value for s in f.spots)) for f in found] == [
        ("Alih Media Arsip Foto", [99, 120_500_000])
    ]


def test_the_index_follows_the_folder(desk: Desk, tmp_path: Path) -> None:
    index = Index(tmp_path, desk.store.path)
    shelf = Shelf(desk.archive, desk, index)
    shelf.look()
    assert index.totals()["files"] == 4
    desk.archive.place(FAULTY).unlink()
    (desk.archive.folder / "other.json").write_text('{"a": 1}', encoding="utf-8")
    shelf.look()
    assert index.totals()["files"] == 3


def test_only_hosts_that_were_named_are_told_of_a_job() -> None:
    heard: list[dict[str, object]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    caller = Caller([host])
    assert not caller.allowed("http://elsewhere.example/hook")
    assert not caller.allowed(f"http://name:word@{host}/hook")
    assert not caller.allowed(f"file://{host}/hook")
    caller.tell("http://elsewhere.example/hook", "no", Outcome("ok"))
    caller.tell(f"http://{host}/hook", "job-1", Outcome("failed", "damaged"))
    caller.close()
    server.shutdown()
    server.server_close()
    assert heard == [{"id": "job-1", "state": "failed", "code": "damaged"}]


def test_the_review_page_holds_nothing_that_a_browser_would_fetch_or_run_unasked(desk: Desk) -> None:
    view = {"name": "</script><script>alert(1)</script>", "result": desk.view(FAULTY).merged.result}
    view["result"]["documents"][0]["title"] = "<img src=x onerror=alert(1)>"
    page = review_page(view, [], "id")
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert not re.search(r'(src|href)="?https?:', page)
    assert "default-src 'none'" in page


def test_the_scripts_of_the_review_page_can_stand_in_one_file() -> None:
    page = review_page({"name": "x", "result": {"documents": []}}, [], "id")
    script = page.rpartition('<script type="module">')[2]
    assert not re.search(r"^(import|export) ", script, re.MULTILINE)
    names = re.findall(r"^(?:class|function|const|let) (\w+)", script, re.MULTILINE)
    assert len(names) == len(set(names)), "two scripts use one name"
    assert len(MODULES) > 1


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_text_of_the_pages_is_there_in_both_languages(lang: str) -> None:
    room = Path(__file__).parents[2] / "extractor" / "serve"
    known = texts(lang)
    assert all(known.values())
    used: set[str] = set()
    for script in (room / "static").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        used |= set(re.findall(r'\bt\["([\w-]+)"\]', text)) | set(re.findall(r"\bt\.([a-z]\w*)", text))
    for template in (room / "templates").glob("*.html"):
        text = template.read_text(encoding="utf-8")
        used |= set(re.findall(r"""\bt\[["']([\w-]+)["']\]""", text)) | set(re.findall(r"\bt\.([a-z]\w*)", text))
    assert used - known.keys() == set()
