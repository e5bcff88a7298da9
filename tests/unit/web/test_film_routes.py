"""The routes of films over a stand-in for the measurement: what they refuse, hold together and let go."""

import io
import re
import time

import pypdf
import pytest
from starlette.testclient import TestClient
from tests.fake_films import endless, quick, refusing

from mimika.bootstrap import talking
from mimika.service.app import create_app
from mimika.usecases.desk import Desk

WAIT_S = 30


def no_shelf():
    raise AssertionError


@pytest.fixture
def serve(tmp_path, monkeypatch):
    """Return how to serve pages whose films are measured by a stand-in; none need the extra `video`."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("mimika.usecases.film_in_talk.NEEDED", ())
    opened = []

    def served(work):
        app, _ = create_app(talking(), Desk(no_shelf, lambda: False), work=work)
        client = TestClient(app, base_url="http://127.0.0.1", headers={"accept-language": "en"})
        opened.append(client.__enter__())
        return opened[-1]

    yield served
    for client in opened:
        client.__exit__(None, None, None)
    assert list(tmp_path.glob("mimika-film-*")) == []


def begun(page):
    return page.post("/film", follow_redirects=False).headers["location"]


def sent(page, talk, task="rest"):
    answer = page.post(talk, files={"film": ("me.mp4", b"a film")}, data={"task": task}, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def ended(page, film):
    for _ in range(WAIT_S * 20):
        answer = page.get(f"{film}/progress")
        if "hx-redirect" in answer.headers:
            return page.get(film)
        time.sleep(0.05)
    raise AssertionError("the film is never done")


def test_without_the_extra_the_page_says_how_to_install(serve, monkeypatch):
    page = serve(quick)
    talk = begun(page)
    monkeypatch.setattr("mimika.usecases.film_in_talk.NEEDED", ("a_package_that_lacks",))
    shown = page.get(talk).text
    assert "pip install" in shown
    assert 'type="file"' not in shown
    refused = page.post(talk, files={"film": ("me.mp4", b"a film")})
    assert refused.status_code == 422
    assert "pip install" in refused.text


def test_a_measured_film_shows_everything_and_no_other_talk_sees_it(serve):
    page = serve(quick)
    talk = begun(page)
    film = sent(page, talk)
    shown = ended(page, film)
    for part in ("Added to the talk", 'class="timeline"', 'class="face"', "still/0", "events.parquet"):
        assert part in shown.text
    assert page.get(f"{film}/still/0").content.startswith(b"\xff\xd8")
    assert page.get(f"{film}/still/1").status_code == 404
    assert page.get(f"{film}/signals").json()["events"]
    other = film.replace(talk, begun(page))
    for part in ("", "/progress", "/signals", "/still/0", "/events.csv"):
        assert page.get(other + part).status_code == 404
    assert page.post(f"{other}/forget").status_code == 404


def test_the_reports_of_a_talk_tell_what_its_films_showed(serve):
    page = serve(quick)
    talk = begun(page)
    film = sent(page, talk)
    ended(page, film)
    place, key = talk.rpartition("/")[0], talk.split("/")[2]
    told = "What the film showed: face at rest"
    for reader in ("patient", "doctor"):
        shown = page.get(f"{place}/report.html?reader={reader}").text
        assert told in shown
        assert 'class="timeline"' in shown
        assert told in text_of(page.get(f"{place}/report.pdf?reader={reader}").content)
        assert told in page.get(f"/api/cases/{key}/report?format=html&reader={reader}").text
    assert "WHAT THE FILM SHOWED" in page.get(f"{place}/report.txt").text
    assert page.get(f"/api/cases/{key}/assessment").json()["video"]["shown"]
    half = "one half of the face contracts together"
    assert half in section_of(page.get(f"{place}/report.html").text)
    page.post(f"{film}/remove", data={"about": "half-face-contracts"})
    assert half not in section_of(page.get(f"{place}/report.html").text)
    page.post(f"{film}/forget")
    assert told not in page.get(f"{place}/report.html").text


def test_a_report_tells_the_last_film_of_a_task(serve):
    page = serve(quick)
    talk = begun(page)
    for task in ("talk", "rest", "rest"):
        ended(page, sent(page, talk, task))
    shown = page.get(talk.rpartition("/")[0] + "/report.html").text
    assert re.findall(r"What the film showed: ([\w ]+)<", shown) == ["face at rest", "talking"]


def text_of(pdf):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def section_of(page):
    return re.search(r'<section class="film">.*?</section>', page, re.DOTALL)[0]


def test_what_is_removed_stays_removed(serve):
    page = serve(quick)
    film = sent(page, begun(page))
    before = ended(page, film).text.count('name="about"')
    after = page.post(f"{film}/remove", data={"about": "side"}).text
    assert after.count('name="about"') == before - 1
    assert "removed" in after


def test_two_films_are_compared_in_the_order_in_which_they_came(serve):
    page = serve(quick)
    talk = begun(page)
    films = [sent(page, talk, task) for task in ("rest", "talk")]
    for film in films:
        ended(page, film)
    ids = [film.rpartition("/")[2] for film in films]
    pages = [page.get(f"{films[a]}/change?other={ids[b]}").text for a, b in ((0, 1), (1, 0))]
    assert [p.index(ids[0]) < p.index(ids[1]) for p in (p.rpartition("</table>")[2] for p in pages)] == [True, True]
    assert page.get(f"{films[0]}/change?other={ids[0]}").status_code == 404


def test_a_fault_is_a_page_of_its_own(serve):
    page = serve(refusing)
    shown = ended(page, sent(page, begun(page)))
    assert "“me.mp4” is not a video" in shown.text
    assert "The file is deleted" in shown.text


def test_a_film_under_way_says_so_without_script_too_and_is_cancelled(serve):
    page = serve(endless)
    film = sent(page, begun(page))
    shown = page.get(film).text
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert 'hx-trigger="every 1s"' in shown
    assert page.get(f"{film}/signals").status_code == 404
    assert "was cancelled" in page.post(f"{film}/cancel").text


def test_a_talk_that_is_erased_takes_its_films_with_it(serve):
    page = serve(quick)
    talk = begun(page)
    film = sent(page, talk)
    ended(page, film)
    page.post(talk.replace("/film", "/erase"))
    assert page.get(f"{film}/still/0").status_code == 404


def test_the_language_can_change_on_the_page_of_a_film(serve):
    page = serve(quick)
    film = sent(page, begun(page))
    ended(page, film)
    here = film.split("/", 3)[3]
    shown = page.post(film.rpartition("/film/")[0] + "/language", data={"language": "ru", "here": here})
    assert shown.url.path == film
    assert "Добавлено в разговор" in shown.text
