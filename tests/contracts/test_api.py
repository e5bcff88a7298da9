"""The API: a case from the story to the report, faults told, and nothing in its description that breaks it."""

import time

import pytest
import schemathesis
from benchmarks.scripted import InProcess, patients, visit
from benchmarks.through_api import ThroughApi
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from mimika.bootstrap import talking
from mimika.service.app import create_app
from mimika.usecases.desk import Desk


def no_shelf():
    raise AssertionError


@pytest.fixture(scope="module")
def api():
    app, _ = create_app(talking(), Desk(no_shelf, lambda: False))
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def begun(api, **case):
    answer = api.post("/api/cases", json={"language": "en"} | case)
    assert answer.status_code == 201
    return answer.json()


def test_a_case_from_story_to_report(api):
    case = begun(api, story="I am 40. My left eyelid has been twitching for a week.")
    assert case["person"] == {"age": 40, "sex": None}
    assert case["complaints"] == ["movement"]
    words = next(u for u in case["understood"] if u["finding"] == "side")
    assert case["story"][words["start"] : words["end"]] == words["text"]
    path = f"/api/cases/{case['id']}"
    assert api.put(f"{path}/person", json={"age": 41, "sex": "female"}).json()["person"] == {"age": 41, "sex": "female"}
    asked = api.get(f"{path}/question").json()
    assert asked["kind"] == "danger"
    assert all(ask["question"] and ask["why"] and ask["options"] for ask in asked["asks"])
    while asked["kind"] == "danger":
        answers = [{"about": ask["about"], "value": False} for ask in asked["asks"]]
        api.post(f"{path}/answers", json={"answers": answers})
        asked = api.get(f"{path}/question").json()
    assert api.get(f"{path}/assessment").json()["differential"][0]["id"] == "eyelid-myokymia"
    assert "eyelid" in api.get(f"{path}/report").text
    assert api.get(f"{path}/report?format=pdf&reader=doctor").content.startswith(b"%PDF")
    assert api.get(f"{path}/report?format=html").text.lower().startswith("<!doctype html>")


def test_back_and_changed_answers(api):
    case = begun(api, story="My left eyelid twitches.", person={"age": 30, "sex": "male"})
    path = f"/api/cases/{case['id']}"
    api.post(f"{path}/answers", json={"answers": [{"about": "side", "value": "both-together"}]})
    assert api.post(f"{path}/back").json()["answers"] == []


def test_an_erased_case_is_gone(api):
    path = f"/api/cases/{begun(api, story='my eyelid twitches')['id']}"
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 404
    assert api.delete(path).status_code == 404


@pytest.fixture
def filmed_api():
    """Return an API whose films are measured by a stand-in."""
    pytest.importorskip("mediapipe", reason="the extra `video` is not installed")
    from tests.fake_films import quick

    app, _ = create_app(talking(), Desk(no_shelf, lambda: False), work=quick)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def test_a_film_from_its_arrival_to_what_it_adds(filmed_api):
    path = f"/api/cases/{begun(filmed_api, complaints=['movement'])['id']}"
    sent = filmed_api.post(f"{path}/film", files={"film": ("me.mp4", b"a film")}, data={"task": "rest"})
    assert sent.status_code == 202
    film = f"{path}/film/{sent.json()['id']}"
    for _ in range(300):
        shown = filmed_api.get(film).json()
        if shown["state"] not in {"waiting", "measuring"}:
            break
        time.sleep(0.1)
    assert shown["state"] == "done"
    assert shown["measures"]["twitch-rate"]["low"] < shown["measures"]["twitch-rate"]["high"]
    assert shown["events"]
    added = {one["finding"] for one in shown["video"]["shown"]}
    answers = {a["about"]: a["origin"] for a in filmed_api.get(path).json()["answers"]}
    assert answers == dict.fromkeys(added, "video")
    assert filmed_api.delete(film).status_code == 204
    assert filmed_api.get(film).status_code == 404


def test_a_film_of_no_case_and_a_case_without_a_film(filmed_api):
    assert filmed_api.post("/api/cases/none/film", files={"film": ("me.mp4", b"a film")}).status_code == 404
    path = f"/api/cases/{begun(filmed_api)['id']}"
    told = filmed_api.post(f"{path}/film", data={"task": "rest"})
    assert (told.status_code, told.json()["code"]) == (422, "M261")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/cases", {"story": ""}, 422),
        ("/api/cases", {"story": "x" * 200_001}, 422),
        ("/api/cases", {"storey": "my eyelid twitches"}, 422),
        ("/api/cases", {"person": {"age": 400}}, 422),
        ("/api/cases", {"complaints": ["toothache"]}, 422),
        ("/api/cases/none/answers", {"answers": [{"about": "side", "value": True}]}, 404),
    ],
)
def test_what_does_not_fit_is_told_with_a_code_a_problem_and_a_hint(api, path, body, status):
    answer = api.post(path, json=body)
    assert answer.status_code == status
    told = answer.json()
    assert set(told) == {"code", "problem", "hint"}
    assert all(told.values())


def test_an_answer_that_does_not_fit_leaves_the_case_as_it_was(api):
    case = begun(api, story="my eyelid twitches")
    path = f"/api/cases/{case['id']}"
    refused = api.post(f"{path}/answers", json={"answers": [{"about": "side", "value": "up"}]})
    assert refused.status_code == 422
    assert api.get(path).json() == case


def test_the_api_leads_the_same_talk_as_the_use_case(api):
    told = patients(talking().kb, 4)
    if not told:
        pytest.skip("the real cases are not part of the repository")
    for patient in told:
        through, within = (
            visit(talking().kb, leader, patient, "en") for leader in (ThroughApi(api), InProcess(talking()))
        )
        assert (through.end, through.screens) == (within.end, within.screens)


app, _ = create_app(talking(), Desk(no_shelf, lambda: False))
schema = schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"host": "127.0.0.1"})


@schema.parametrize()
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_nothing_that_the_description_allows_or_forbids_breaks_the_service(case):
    answer = case.call(headers={"host": "127.0.0.1"})
    assert answer.status_code < 500
    case.validate_response(answer, checks=[schemathesis.checks.not_a_server_error])
