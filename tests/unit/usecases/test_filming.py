"""Films: at most two at once, each ended at will, and the file is gone whatever happens."""

import os
import time

import pytest
from tests.fake_films import dying, endless, quick, refusing

from mimika.bootstrap import talking
from mimika.errors import InputError
from mimika.model.talk import Answer, Talk
from mimika.usecases.desk import Desk
from mimika.usecases.faults_of_films import NoSuchFilmError, TooManyFilmsError
from mimika.usecases.film_folder import FILE, STALE_S, clear_stale, new_place
from mimika.usecases.film_in_talk import filming
from mimika.usecases.filming import MOST_AT_ONCE, MOST_OPEN, Filming

WAIT_S = 30


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def made():
    """Return how to make films that end with the test."""
    films = []

    def make(work, show=lambda job, others: ()):
        films.append(Filming(show, work))
        return films[-1]

    yield make
    for one in films:
        one.end()


def film():
    path = new_place()
    path.write_bytes(b"a film")
    return path


def until(condition):
    for _ in range(WAIT_S * 50):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it does not come to that")


def ended(films, job):
    until(lambda: not films.get(job.key, job.id).is_open)
    return films.get(job.key, job.id)


def test_a_measured_film_is_there_and_its_file_is_not(made, own_folder):
    films, path = made(quick), film()
    job = ended(films, films.begin("k", path, "rest", "a.mp4"))
    assert (job.state, job.share) == ("done", 1.0)
    assert job.filmed.film.measurement.events
    assert list(own_folder.iterdir()) == []


@pytest.mark.parametrize(("work", "code"), [(refusing, "M244"), (dying, "M248")])
def test_a_fault_is_told_and_the_file_is_gone(made, own_folder, work, code):
    films = made(work)
    job = ended(films, films.begin("k", film(), "rest", "моё.mp4"))
    assert (job.state, job.fault.code) == ("failed", code)
    problem, _ = job.fault.told("ru", job.name)
    assert "моё.mp4" in problem
    assert FILE not in problem
    assert list(own_folder.iterdir()) == []


def test_a_cancelled_film_is_gone_at_once_with_its_process(made, own_folder):
    films = made(endless)
    job = films.begin("k", film(), "rest", "a.mp4")
    until(lambda: films.get("k", job.id).share == 0.25)
    films.cancel("k", job.id)
    assert list(own_folder.iterdir()) == []
    assert films.get("k", job.id).state == "cancelled"
    time.sleep(0.2)
    assert films.get("k", job.id).state == "cancelled"


def test_two_are_measured_at_once_and_the_next_when_one_ends(made):
    films = made(endless)
    jobs = [films.begin("k", film(), "rest", "a.mp4") for _ in range(MOST_AT_ONCE + 1)]

    def states():
        return sorted(films.get("k", job.id).state for job in jobs)

    until(lambda: states() == ["measuring", "measuring", "waiting"])
    time.sleep(0.3)
    assert states() == ["measuring", "measuring", "waiting"]
    films.cancel("k", next(job.id for job in films.of("k") if job.state == "measuring"))
    until(lambda: states() == ["cancelled", "measuring", "measuring"])


def test_a_waiting_film_can_be_cancelled(made, own_folder):
    films = made(endless)
    jobs = [films.begin("k", film(), "rest", "a.mp4") for _ in range(MOST_AT_ONCE + 1)]
    until(lambda: sum(job.state == "measuring" for job in films.of("k")) == MOST_AT_ONCE)
    waiting = next(job for job in films.of("k") if job.state == "waiting")
    films.cancel("k", waiting.id)
    assert len(list(own_folder.iterdir())) == len(jobs) - 1


def test_too_many_films_are_refused_and_not_kept(made, own_folder):
    films = made(endless)
    for _ in range(MOST_OPEN):
        films.begin("k", film(), "rest", "a.mp4")
    with pytest.raises(TooManyFilmsError):
        films.begin("k", film(), "rest", "a.mp4")
    assert len(list(own_folder.iterdir())) == MOST_OPEN


def test_the_end_of_the_program_leaves_no_file(made, own_folder):
    films = made(endless)
    for _ in range(3):
        films.begin("k", film(), "rest", "a.mp4")
    films.end()
    assert list(own_folder.iterdir()) == []


def test_what_a_killed_program_left_is_cleared_a_day_later(own_folder):
    old, new = film(), film()
    os.utime(old.parent, (time.time() - STALE_S - 60,) * 2)
    clear_stale()
    assert not old.exists()
    assert new.exists()


def test_a_film_belongs_to_its_talk_and_is_forgotten_with_it(made):
    films = made(quick)
    job = ended(films, films.begin("k", film(), "rest", "a.mp4"))
    with pytest.raises(NoSuchFilmError):
        films.get("other", job.id)
    films.forget("k")
    with pytest.raises(NoSuchFilmError):
        films.get("k", job.id)
    assert films.of("k") == ()


def test_old_results_make_room_for_new_films(made, monkeypatch):
    monkeypatch.setattr("mimika.usecases.filming.MOST_HELD", 2)
    films = made(refusing)
    for i in range(3):
        ended(films, films.begin(f"k{i}", film(), "rest", "a.mp4"))
    assert [len(films.of(f"k{i}")) for i in range(3)] == [0, 1, 1]


def no_shelf():
    raise AssertionError


@pytest.fixture
def desk():
    return Desk(no_shelf, lambda: False)


def test_what_a_film_shows_becomes_answers_that_can_be_taken_back(desk):
    films = filming(talking(), desk, quick)
    key = desk.begin(talking().complain(Talk("en"), ["movement"]))
    job = ended(films, films.begin(key, film(), "rest", "a.mp4"))
    talk = desk.get(key).talk
    assert talk.held["half-face-contracts"] == Answer("half-face-contracts", True, "video")
    assert {s.finding for s in job.shown} == set(talk.held)
    seen = {o.finding: o.origin for o in talking().case(talk).observations}
    assert seen["side"] == "video"
    removed = talking().answer(talk, [Answer("side")])
    assert "side" not in {o.finding for o in talking().case(removed).observations}


def test_a_film_is_no_screen_that_back_takes_away(desk):
    films = filming(talking(), desk, quick)
    key = desk.begin(talking().complain(Talk("en"), ["movement"]))
    ended(films, films.begin(key, film(), "rest", "a.mp4"))
    talk = desk.get(key).talk
    assert talking().back(talk) == talk
    asked = talking().answer(talk, [Answer("frequent-blinking", False)])
    assert talking().back(asked) == talk


def test_rest_and_talk_together_tell_more_of_blinking(desk):
    films = filming(talking(), desk, quick)
    key = desk.begin(talking().complain(Talk("en"), ["movement"]))
    ended(films, films.begin(key, film(), "rest", "a.mp4"))
    assert "blink-rate-rest-above-talk" not in desk.get(key).talk.held
    ended(films, films.begin(key, film(), "talk", "b.mp4"))
    assert "blink-rate-rest-above-talk" in desk.get(key).talk.held


def test_a_film_whose_talk_was_erased_meanwhile_leaves_nothing(desk, own_folder):
    films = filming(talking(), desk, quick)
    job = films.begin("erased", film(), "rest", "a.mp4")

    def is_gone():
        try:
            films.get("erased", job.id)
        except InputError:
            return True
        return False

    until(is_gone)
    assert list(own_folder.iterdir()) == []
