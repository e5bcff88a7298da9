"""`mimika measure`, run as a person runs it: films, two films, folders, bad input."""

import csv
import json
import os
import re
import subprocess
import sys

import pytest
from tests.films import PLAIN, need_video, pictures_of, write

need_video()

USAGE, DATA, UNAVAILABLE = 2, 65, 69
RUN = [sys.executable, "-W", "error", "-m", "mimika.cli"]


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """The right eye closes alone every two seconds in `one`, both eyes do in `both`."""
    from benchmarks.made_faces import Close, Script

    folder = tmp_path_factory.mktemp("films")
    for name, side in (("one", "right"), ("both", "both")):
        closes = [Close(side, 2 + 2 * i, 0.3) for i in range(5)]
        write(folder / f"{name}.mp4", pictures_of(Script(13, closes=closes)))
    return folder


@pytest.fixture(scope="module")
def measure(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")

    def command(*args, status=0, line=RUN):
        env = {**os.environ, "XDG_CACHE_HOME": str(home), "HOME": str(home), "NO_COLOR": "1", "TERM": "dumb"}
        done = subprocess.run(
            [*line, "measure", *map(str, args)], capture_output=True, text=True, env=env, timeout=300, check=False
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done

    return command


def test_text_in_both_languages_and_nothing_on_standard_error(films, measure):
    done = measure(films / "one.mp4", "--lang", "ru")
    assert done.stderr == ""
    assert "Моргания" in done.stdout
    assert "не диагноз" in done.stdout
    assert "no diagnosis" in measure(films / "one.mp4", "--lang", "en").stdout


def test_json_says_which_eye(films, measure):
    found = json.loads(measure(films / "one.mp4", "--format", "json").stdout)
    assert found["film"]["frames"] == 390
    assert found["not_assessable"] == {}
    closed = [e for e in found["events"] if e["kind"] == "blink"]
    assert [e["side"] for e in closed] == ["right"] * 5
    assert found["measures"]["blink-rate"]["low"] < 25 < found["measures"]["blink-rate"]["high"]


def test_html_stands_alone_and_draws_what_happened(films, measure, tmp_path):
    out = tmp_path / "r.html"
    measure(films / "one.mp4", "--format", "html", "--out", out, "--lang", "en")
    page = out.read_text(encoding="utf-8")
    assert page.count('class="trace"') == 2
    in_key = page.count('class="blink" width="10" height="10"')
    assert page.count('class="blink"') - in_key == 5
    assert not re.search(r'<script|(src|href)="|url\(', page)
    assert "one.mp4" not in page


def test_events_and_signals_as_tables(films, measure, tmp_path):
    from pyarrow import parquet

    measure(films / "one.mp4", "--events", tmp_path / "e.csv", "--signals", tmp_path / "s.parquet")
    events = list(csv.DictReader((tmp_path / "e.csv").read_text().splitlines()))
    assert {e["side"] for e in events if e["kind"] == "blink"} == {"right"}
    signals = parquet.read_table(tmp_path / "s.parquet").to_pydict()
    assert len(signals["t_s"]) == 360
    assert min(signals["aperture.right"]) < 0.6 * min(signals["aperture.left"])


def test_two_films(films, measure, tmp_path):
    done = measure(films / "one.mp4", "--compare", films / "both.mp4", "--format", "json")
    change = json.loads(done.stdout)["changes"]["one-eyed-share"]
    assert (change["before"]["value"], change["after"]["value"]) == (1.0, 0.0)
    assert change["is_certain"]
    assert "●" in measure(films / "one.mp4", "--compare", films / "both.mp4", "--lang", "en").stdout
    page = tmp_path / "c.html"
    measure(films / "one.mp4", "--compare", films / "both.mp4", "--format", "html", "--out", page)
    assert "●" in page.read_text(encoding="utf-8")


def test_a_folder_with_bad_films_goes_on_and_is_not_measured_twice(films, measure, tmp_path):
    from pyarrow import parquet

    folder = tmp_path / "films"
    folder.mkdir()
    (folder / "a.mp4").write_bytes((films / "one.mp4").read_bytes())
    (folder / "b.mp4").write_text("dear diary")
    (folder / "c.mp4").write_bytes(b"")
    write(folder / "d.mp4", [PLAIN] * 90)
    out = tmp_path / "t.parquet"
    assert "2; failed: 2; finished before: 0" in measure(folder, "--out", out, "--lang", "en").stdout
    rows = {row["file"]: row for row in parquet.read_table(out).to_pylist()}
    assert [rows[f"{n}.mp4"]["fault"] for n in "abcd"] == [None, "M244", "M243", None]
    assert "is not a video" in rows["b.mp4"]["fault_told"]
    assert rows["a.mp4"]["blink-rate"] > 10
    assert rows["d.mp4"]["blink-rate"] is None
    assert "face-found" in rows["d.mp4"]["not_assessable"]
    again = measure(folder, "--out", out, "--lang", "en").stdout
    assert "0; failed: 2; finished before: 2" in again


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["nothing.mp4"], DATA, "M242"),
        (["text.mp4"], DATA, "M244"),
        (["empty.mp4"], DATA, "M243"),
        (["."], USAGE, "--out"),
        ([".", "--out", "t.xlsx"], USAGE, "M250"),
        (["empty", "--out", "t.csv"], DATA, "M249"),
        (["text.mp4", "--events", "e.xml"], USAGE, "M250"),
        (["text.mp4", "--task", "sing"], USAGE, "sing"),
        (["text.mp4", "--compare", "text.mp4", "--events", "e.csv"], USAGE, "--events"),
    ],
)
def test_bad_input_is_told_in_a_sentence(measure, tmp_path, monkeypatch, args, status, said):
    (tmp_path / "text.mp4").write_text("dear diary")
    (tmp_path / "empty.mp4").write_bytes(b"")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    done = measure(*args, status=status)
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("package", ["av", "mediapipe", "scipy", "threadpoolctl"])
def test_without_the_packages_it_says_how_to_install_them(films, measure, package):
    code = (
        f"import sys; sys.modules[{package!r}] = None; sys.argv[0] = 'mimika'; from mimika.cli.main import main; main()"
    )
    done = measure(films / "one.mp4", "--lang", "en", status=UNAVAILABLE, line=[sys.executable, "-c", code])
    assert "pip install 'mimika[video]'" in done.stderr
    assert package in done.stderr


def test_a_folder_that_cannot_be_written_to(films, measure, tmp_path):
    assert "M213" in measure(films, "--out", tmp_path / "nowhere" / "t.csv", status=DATA).stderr
    assert "M213" in measure(films / "one.mp4", "--out", tmp_path / "nowhere" / "r.txt", status=DATA).stderr


def test_the_rest_works_without_the_packages_of_video(tmp_path):
    missing = ("av", "mediapipe", "cv2", "scipy", "pyarrow", "threadpoolctl")
    code = f"import sys; sys.modules.update(dict.fromkeys({missing!r})); from mimika.cli.main import main; main()"
    line = [sys.executable, "-c", code, "assess", "--lang", "en", "For a week my left lower eyelid has been twitching."]
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    done = subprocess.run(line, capture_output=True, text=True, env=env, timeout=100, check=False)
    assert done.returncode == 0, done.stderr
    assert "eyelid" in done.stdout
