"""The service stays with its own machine and its own page."""

import logging

import pytest
from starlette.testclient import TestClient

from mimika.bootstrap import talking
from mimika.service.app import create_app
from mimika.service.guard import MOST_BODY_BYTES, MOST_FORM_BYTES, MOST_REQUESTS, is_loopback
from mimika.usecases.desk import Desk

SECRET = "забористая история про левое веко"


class NoShelf:
    """A shelf that may not be opened: nothing is kept unasked."""

    def __call__(self):
        raise AssertionError


def client(host="127.0.0.1", **options):
    app, door = create_app(talking(), Desk(NoShelf(), lambda: False), host)
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False, **options), door


@pytest.fixture
def page():
    return client()[0]


def test_a_page_may_load_nothing_from_elsewhere_and_run_no_inline_script(page):
    headers = page.get("/").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "mimika.evil.example:80", ""])
def test_another_host_name_is_refused(page, host):
    answer = page.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert answer.json()["problem"]


@pytest.mark.parametrize("host", ["127.0.0.1:8417", "localhost:1", "[::1]:8417"])
def test_names_of_this_machine_are_let_in(page, host):
    assert page.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "origin": "http://127.0.0.1"},
    ],
)
def test_another_page_cannot_change_anything(page, headers):
    assert page.post("/tell", data={"story": SECRET}, headers=headers).status_code == 403


def test_the_own_page_can(page):
    headers = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    story = {"story": "дёргается веко"}
    assert page.post("/tell", data=story, headers=headers, follow_redirects=False).status_code == 303


def test_a_body_larger_than_the_limit_is_refused_told_or_untold(page):
    big = b"x" * (MOST_BODY_BYTES + 1)
    assert page.post("/api/cases", content=big).status_code == 413
    untold = page.post("/api/cases", content=iter([big[:600_000], big[:600_000]]))
    assert untold.status_code >= 400


def test_a_film_alone_may_be_larger(page):
    key = page.post("/api/cases", json={"language": "en"}).json()["id"]
    big = b"x" * (MOST_BODY_BYTES + 1)
    for path in (f"/api/cases/{key}/film", f"/talk/{key}/film"):
        told = page.post(path, content=big, headers={"content-type": "application/json"})
        assert told.status_code == 422
    for path in (f"/talk/{key}/film/x", f"/talk/{key}/filmy", f"/talk/{key}/words"):
        assert page.post(path, content=big).status_code == 413


def test_a_film_over_its_own_limit_is_told_before_it_is_read(page):
    key = page.post("/api/cases", json={"language": "en"}).json()["id"]
    headers = {"content-length": str(MOST_FORM_BYTES + 1), "content-type": "multipart/form-data; boundary=x"}
    told = page.post(f"/api/cases/{key}/film", content=b"", headers=headers)
    assert (told.status_code, told.json()["code"]) == (413, "M260")
    assert "2 ГБ" in page.post(f"/talk/{key}/film", content=b"", headers=headers).text


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_another_page_cannot_send_a_film(page, headers):
    key = page.post("/api/cases", json={"language": "en"}).json()["id"]
    assert page.post(f"/talk/{key}/film", content=b"x", headers=headers).status_code == 403


def test_too_many_requests_are_slowed_down(page, monkeypatch):
    # The clock stands still: on a busy machine so many requests take longer than the time they are counted in.
    monkeypatch.setattr("time.time", lambda: 1.8e9)
    statuses = {page.get("/static/mark.svg").status_code for _ in range(MOST_REQUESTS + 5)}
    assert statuses == {200, 429}


def test_loopback_needs_no_token_and_any_other_address_does():
    assert client("127.0.0.1")[1].token is None
    page, door = client("0.0.0.0")
    assert len(door.token) >= 32
    assert page.get("/").status_code == 401
    assert page.get("/api/openapi.json", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert page.get("/api/openapi.json", headers={"authorization": f"Bearer {door.token}"}).status_code == 200


def test_a_token_in_the_link_becomes_a_cookie_and_leaves_the_address():
    page, door = client("0.0.0.0")
    answer = page.get(f"/?token={door.token}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert page.get("/").status_code == 200


@pytest.mark.parametrize(
    ("host", "is_own"),
    [("127.0.0.1", True), ("::1", True), ("127.8.0.1", True), ("0.0.0.0", False), ("10.0.0.1", False), ("x", False)],
)
def test_what_is_loopback(host, is_own):
    assert is_loopback(host) is is_own


def test_no_words_of_a_person_reach_an_address_or_a_log(page, caplog):
    caplog.set_level(logging.DEBUG)
    answer = page.post("/tell", data={"story": SECRET}, follow_redirects=True)
    assert answer.status_code == 200
    seen = [str(answer.url), *(str(r.headers.get("location")) for r in answer.history)]
    ours = {"mimika", "uvicorn", "fastapi", "starlette"}
    own = [r.getMessage() for r in caplog.records if r.name.split(".")[0] in ours]
    assert not any("веко" in text or "%D0" in text for text in [*seen, *own])


def test_a_fault_of_ours_shows_no_trace_and_logs_no_words(monkeypatch, caplog):
    app, _ = create_app(talking(), Desk(NoShelf(), lambda: False))
    page = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)

    def fails(*_):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(type(talking()), "tell", fails)
    answer = page.post("/tell", data={"story": SECRET})
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert SECRET not in caplog.text
    assert "RuntimeError" in caplog.text
