"""The HTTP API: documents, values, corrections, exports, and who is let in."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from extractor.serve.archive import identity
from extractor.serve.guard import Guard
from extractor.serve.settings import Settings

from .conftest import FAULTY, SAMPLES

TEXT = """PERJANJIAN KINERJA TAHUN 2044
KEPALA BIDANG CONTOH

NO\tSASARAN\tINDIKATOR KINERJA\tTARGET
1\tA\tJumlah buku\t{}
"""


def waited(client: TestClient, job: str, seconds: float = 60) -> dict[str, Any]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found: dict[str, Any] = client.get(f"/v1/jobs/{job}").json()
        if found["state"] not in ("queued", "running"):
            return found
        time.sleep(0.1)
    raise AssertionError(f"job {job} has no end")


def sent(client: TestClient, name: str, data: bytes, **headers: str) -> dict[str, Any]:
    answer = client.post("/v1/jobs", params={"name": name}, content=data, headers=headers)
    assert answer.status_code == 202, answer.text
    first: dict[str, Any] = answer.json()["jobs"][0]
    return first


def test_the_list_finds_by_words_filters_and_counts(served: TestClient) -> None:
    found = served.get("/v1/documents", params={"q": "alih media", "kind": "perjanjian_kinerja"}).json()
    assert FAULTY in [row["key"] for row in found["rows"]]
    assert "\x02" in found["rows"][0]["snippet"]
    found = served.get("/v1/documents", params={"code": "budget-total-mismatch"}).json()
    assert [row["key"] for row in found["rows"]] == [FAULTY]
    kinds = dict(served.get("/v1/documents").json()["facets"]["kind"])
    assert kinds["cascading"] == 1


def test_words_that_stand_in_no_value_are_found_too(served: TestClient) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        found = served.get("/v1/documents", params={"q": '"guna mewujudkan pemerintahan"'}).json()
        if FAULTY in [row["key"] for row in found["rows"]]:
            return
        time.sleep(0.2)
    raise AssertionError("the running text is not in the index")


@pytest.mark.parametrize("words", ['"', "a OR", "NEAR(", "title:x", "*", "x* AND", "'; DROP TABLE files"])
def test_no_search_text_is_a_query_of_its_own(served: TestClient, words: str) -> None:
    assert served.get("/v1/documents", params={"q": words}).status_code == 200


def test_values_lead_to_their_places_and_pages_to_pictures(served: TestClient) -> None:
    base = f"/v1/documents/{identity('perjanjian_kinerja.pdf')}"
    values = served.get(f"{base}/values").json()
    title = next(v for v in values if v["pointer"] == "/documents/0/title")
    assert title["page"] == 1
    assert title["text"] == title["value"]
    assert len(served.get(f"{base}/pages").json()) == 4
    picture = served.get(f"{base}/pages/1.png", params={"width": 240})
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert served.get(f"{base}/pages/99.png").status_code == 422


def test_the_words_in_a_box_are_those_that_stand_there(served: TestClient) -> None:
    base = f"/v1/documents/{identity('perjanjian_kinerja.pdf')}"
    title = next(v for v in served.get(f"{base}/values").json() if v["pointer"] == "/documents/0/title")
    box = ",".join(str(v) for v in title["bbox"])
    words = served.get(f"{base}/pages/1/words", params={"bbox": box}).json()
    assert words["text"] == title["text"]
    assert served.get(f"{base}/pages/1/words", params={"bbox": "0,0,5,5"}).json()["text"] == ""


def test_a_change_an_approval_and_an_undoing_by_http(served: TestClient) -> None:
    base = f"/v1/documents/{identity('peraturan.pdf')}"
    change = {
        "pointer": "/documents/0/about",
        "before": "TATA KELOLA ARSIP DINAMIS",
        "value": "TATA ARSIP",
        "who": "Rina",
    }
    kept = served.post(f"{base}/corrections", json=change)
    assert kept.status_code == 201
    again = served.post(f"{base}/corrections", json={**change, "who": "Budi"})
    assert (again.status_code, again.json()["who"], again.json()["present"]) == (409, "Rina", "TATA ARSIP")
    assert served.get(f"{base}/result").json()["documents"][0]["about"] == change["before"]
    assert served.get(f"{base}/result", params={"reviewed": True}).json()["documents"][0]["about"] == "TATA ARSIP"
    late = served.post(f"{base}/review", json={"state": "approved", "version": 0})
    assert (late.status_code, late.json()["version"]) == (409, 1)
    assert served.post(f"{base}/review", json={"state": "approved", "version": 1}).status_code == 201
    assert [r["key"] for r in served.get("/v1/documents", params={"review": "approved"}).json()["rows"]] == [
        "peraturan.pdf"
    ]
    assert served.delete(f"{base}/corrections/{kept.json()['id']}").status_code == 200
    assert served.get(base).json()["result"]["documents"][0]["about"] == change["before"]
    assert served.get(f"{base}/corrections", params={"undone": True}).json()[0]["undone_by"]


def test_an_upload_is_read_and_the_same_one_once(served: TestClient) -> None:
    data = TEXT.format("3 Buku").encode()
    job = sent(served, "contoh.txt", data, **{"idempotency-key": "k1"})
    assert waited(served, job["id"])["state"] == "ok"
    assert sent(served, "contoh.txt", data, **{"idempotency-key": "k1"})["id"] == job["id"]
    assert sent(served, "contoh.txt", data)["id"] == job["id"]
    other = served.post("/v1/jobs", content=data + b"x", headers={"idempotency-key": "k1"})
    assert other.status_code == 422
    view = served.get(f"/v1/documents/{job['document']}").json()
    assert view["result"]["documents"][0]["indicators"][0]["target"]["value"] == 3
    assert view["lines"][0] == "PERJANJIAN KINERJA TAHUN 2044"


def test_a_zip_gives_a_job_a_file_and_no_name_leads_out(served: TestClient) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("../../../etc/a.txt", TEXT.format("1 Buku"))
        archive.writestr("C:\\temp\\b.txt", TEXT.format("2 Buku"))
        archive.writestr("__MACOSX/c.txt", "x")
    answer = served.post("/v1/jobs", files={"file": ("arsip.zip", data.getvalue())}).json()
    assert sorted(job["name"] for job in answer["jobs"]) == ["a.txt", "b.txt"]
    folder = served.app.state.room.settings.folder  # type: ignore[attr-defined]
    assert all(waited(served, job["id"])["state"] == "ok" for job in answer["jobs"])
    assert len(list((folder / "uploads").rglob("a.txt"))) == 1
    assert not (folder.parent.parent / "etc").exists()


def test_a_zip_that_grows_too_large_is_refused_and_leaves_nothing(served: TestClient) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"0" * (4 * 2**20))
    answer = served.post("/v1/jobs", params={"name": "bomb.zip"}, content=data.getvalue())
    assert (answer.status_code, answer.json()["exit_code"]) == (413, 11)
    incoming = served.app.state.room.settings.state / "incoming"  # type: ignore[attr-defined]
    assert list(incoming.iterdir()) == []


def test_too_much_is_refused_before_it_is_read(served: TestClient) -> None:
    def endless() -> Any:
        for _ in range(8):
            yield b"x" * 2**20

    assert served.post("/v1/jobs", content=b"x" * (4 * 2**20)).status_code == 413
    assert served.post("/v1/jobs", content=endless()).status_code == 413


def test_extract_answers_with_the_contract_and_keeps_nothing(served: TestClient) -> None:
    answer = served.post("/v1/extract", params={"name": "surat.txt"}, content=TEXT.format("7 Buku").encode())
    assert answer.status_code == 200
    assert answer.json()["source"]["name"] == "surat.txt"
    folder = served.app.state.room.settings.folder  # type: ignore[attr-defined]
    assert list(folder.rglob("surat.txt*")) == []


@pytest.mark.parametrize(
    ("name", "data", "status", "exit_code"),
    [
        ("kosong.pdf", b"", 422, 4),
        ("rusak.pdf", b"%PDF-1.7\nnothing of a PDF", 422, 7),
        ("biner.txt", bytes(range(256)) * 40, 415, 5),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_the_exit_code(
    served: TestClient, name: str, data: bytes, status: int, exit_code: int
) -> None:
    answer = served.post("/v1/extract", params={"name": name}, content=data)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["exit_code"]) == (status, exit_code)


def test_the_export_holds_the_corrections(served: TestClient) -> None:
    key = "perjanjian_kinerja.pdf"
    unit = served.get(f"/v1/documents/{identity(key)}").json()["result"]["documents"][1]["unit"]
    change = {"pointer": "/documents/1/unit", "before": unit, "value": "UNIT YANG BENAR"}
    assert served.post(f"/v1/documents/{identity(key)}/corrections", json=change).status_code == 201
    for form, name in (("json", f"{key}.json"), ("csv", "documents.csv")):
        answer = served.get("/v1/export", params={"format": form})
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert "UNIT YANG BENAR" in archive.read(name).decode()
    plain = served.get("/v1/export", params={"format": "json", "reviewed": False})
    with zipfile.ZipFile(io.BytesIO(plain.content)) as archive:
        assert json.loads(archive.read(f"{key}.json"))["documents"][1]["unit"] == unit


def test_every_answer_tells_the_browser_to_load_nothing_else(served: TestClient) -> None:
    for path in ("/", "/v1/documents", "/static/room.css", "/nothing"):
        policy = served.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_request_of_another_site_changes_nothing(served: TestClient) -> None:
    for headers in ({"origin": "http://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        answer = served.post("/v1/jobs", content=b"x", headers=headers)
        assert (answer.status_code, answer.json()["type"]) == (403, "urn:arsip-extractor:problem:forged")


def test_another_name_for_this_machine_is_not_answered(served: TestClient) -> None:
    assert served.get("/healthz", headers={"host": "rebound.example:8000"}).status_code == 403
    assert served.get("/healthz", headers={"host": "localhost:8000"}).status_code == 200


def test_names_of_documents_never_become_html(served: TestClient) -> None:
    job = sent(served, '<img src=x onerror="alert(1)">.txt', TEXT.format("9 <script>alert(1)</script>").encode())
    assert waited(served, job["id"])["state"] == "ok"
    page = served.get("/", params={"q": "script alert"})
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text


def test_health_and_figures(served: TestClient) -> None:
    assert served.get("/healthz").json()["status"] == "ok"
    assert 'room_jobs{state="queued"}' in served.get("/metrics").text


def test_the_pages_speak_both_languages(served: TestClient) -> None:
    assert "Findings across files" in served.get("/across", params={"lang": "en"}).text
    assert "built-in method" not in served.get("/", params={"kind": "peraturan", "q": "x"}).text
    assert "Temuan antarberkas" in served.get("/across", params={"lang": "id"}).text
    found = served.get(f"/v1/documents/{identity(FAULTY)}/findings", params={"lang": "en"}).json()
    assert any("The stated total" in f["message"] for f in found)


class _Inner:
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def test_with_a_token_nobody_else_is_let_in(tmp_path: Path) -> None:
    settings = Settings(folder=tmp_path, host="0.0.0.0", token="rahasia")
    client = TestClient(Guard(_Inner(), settings), base_url="http://arsip.example")
    assert client.get("/v1/documents").status_code == 401
    assert client.get("/v1/documents", headers={"authorization": "Bearer salah"}).status_code == 401
    assert client.get("/v1/documents", headers={"authorization": "Bearer rahasia"}).status_code == 200
    page = client.get("/", headers={"accept": "text/html"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/login")


def test_another_host_needs_a_token(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="token"):
        Settings(folder=tmp_path, host="0.0.0.0")
    assert SAMPLES.is_dir()
