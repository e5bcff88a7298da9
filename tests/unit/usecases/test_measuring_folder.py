"""A folder of films to one table; what a film says is made up here, so that no film is decoded."""

import json

import pytest

from mimika.measure.faults import NotATableError, NoVideosError
from mimika.usecases import measuring_folder
from mimika.usecases.inputs import FileNotWrittenError
from mimika.usecases.measuring_folder import Done, measure_folder
from mimika.usecases.tables import columns_of, read_rows, write_table

NAMES = ["a.mp4", "b.MOV", "deeper/c.mkv"]


@pytest.fixture
def folder(tmp_path):
    films = tmp_path / "films"
    for name in NAMES:
        path = films / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    (films / "notes.txt").write_text("no film")
    return films


@pytest.fixture
def measured(monkeypatch):
    """Give the names of the films that were measured; b cannot be, and `stop_at` ends everything."""

    class Measured(list):
        stop_at = None

    names = Measured()

    def rows_of(paths, _task, _language, _processes):
        for path in paths:
            if path.name == names.stop_at:
                raise KeyboardInterrupt
            names.append(path.name)
            yield path, {"fault": "M244"} if path.stem == "b" else {"fps": 30.0, f"only-{path.stem}": 1.5}

    monkeypatch.setattr(measuring_folder, "rows_of", rows_of)
    return names


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def test_every_film_has_its_row_and_a_bad_one_its_fault(folder, tmp_path, measured):
    out = tmp_path / "t.csv"
    assert measure_folder(folder, out, "rest", "en") == Done(2, 1, 0)
    rows = lines(out)
    assert rows[0].split(",")[:4] == ["file", "bytes", "modified_ns", "task"]
    assert [r.split(",")[0] for r in rows[1:]] == NAMES
    assert "M244" in rows[2]
    assert [p.name for p in tmp_path.iterdir()] == ["films", "t.csv"] or {p.name for p in tmp_path.iterdir()} == {
        "films",
        "t.csv",
    }


def test_stopped_it_goes_on_where_it_was(folder, tmp_path, measured):
    out = tmp_path / "t.csv"
    measured.stop_at = "c.mkv"
    with pytest.raises(KeyboardInterrupt):
        measure_folder(folder, out, "rest", "en")
    assert not out.exists()
    measured.stop_at = None
    # The fault is tried again, the good film is not.
    assert measure_folder(folder, out, "rest", "en") == Done(1, 1, 1)
    assert measured == ["a.mp4", "b.MOV", "b.MOV", "c.mkv"]
    assert len(lines(out)) == 4


def test_a_line_that_was_cut_off_costs_its_film_only(folder, tmp_path, measured):
    out = tmp_path / "t.csv"
    measured.stop_at = "c.mkv"
    with pytest.raises(KeyboardInterrupt):
        measure_folder(folder, out, "rest", "en")
    journal = tmp_path / "t.csv.unfinished.jsonl"
    first = lines(journal)[0]
    assert json.loads(first)["file"] == "a.mp4"
    journal.write_text(first + "\n" + first[:20], encoding="utf-8")
    measured.clear()
    with pytest.raises(KeyboardInterrupt):
        measure_folder(folder, out, "rest", "en")
    measured.stop_at = None
    measure_folder(folder, out, "rest", "en")
    assert "a.mp4" not in measured
    assert len(lines(out)) == 4


def test_a_changed_film_and_another_task_are_measured_anew(folder, tmp_path, measured):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra `video`)")
    out = tmp_path / "t.parquet"
    measure_folder(folder, out, "rest", "en")
    measured.clear()
    measure_folder(folder, out, "rest", "en")
    assert measured == ["b.MOV"]
    measured.clear()
    (folder / "a.mp4").write_bytes(b"other")
    measure_folder(folder, out, "rest", "en")
    assert measured == ["a.mp4", "b.MOV"]
    measured.clear()
    assert measure_folder(folder, out, "talk", "en") == Done(2, 1, 0)
    assert {row["task"] for row in read_rows(out)} == {"talk"}


def test_a_full_disk_keeps_what_was_measured(folder, tmp_path, measured, monkeypatch):
    out = tmp_path / "t.csv"
    kept = []

    def full(_):
        kept.append(1)
        if len(kept) > 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(measuring_folder.os, "fsync", full)
    with pytest.raises(FileNotWrittenError, match="No space left"):
        measure_folder(folder, out, "rest", "en")
    monkeypatch.undo()
    assert json.loads(lines(tmp_path / "t.csv.unfinished.jsonl")[0])["file"] == "a.mp4"


def test_a_table_that_cannot_be_written_is_told_before_anything_is_measured(folder, tmp_path, measured):
    with pytest.raises(FileNotWrittenError):
        measure_folder(folder, tmp_path / "nowhere" / "t.csv", "rest", "en")
    with pytest.raises(NotATableError):
        measure_folder(folder, tmp_path / "t.xlsx", "rest", "en")
    assert measured == []


def test_a_folder_without_films(tmp_path, measured):
    with pytest.raises(NoVideosError):
        measure_folder(tmp_path, tmp_path / "t.csv", "rest", "en")


def test_what_was_there_stays_until_the_new_table_is_whole(tmp_path, monkeypatch):
    out = tmp_path / "t.csv"
    out.write_text("before")

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(out), "write_text", full)
    with pytest.raises(FileNotWrittenError):
        write_table(out, {"a": [1]})
    assert out.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


def test_rows_with_different_keys_become_columns():
    assert columns_of([{"a": 1}, {"b": 2, "a": 3}]) == {"a": [1, 3], "b": [None, 2]}


def test_nothing_and_no_number_are_empty(tmp_path):
    write_table(tmp_path / "t.csv", {"a": [1.5, float("nan"), None], "b": ["x", "y,z", ""]})
    assert lines(tmp_path / "t.csv") == ["a,b", "1.5,x", ',"y,z"', ","]
