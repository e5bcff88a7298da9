"""What is drawn and taken along of a film holds every event, however long the film is."""

import csv
import io
import json

import numpy as np
from tests.fake_films import filmed
from tests.unit.measure.faces import Bump, clip_of, face

from mimika.measure.measuring import measure
from mimika.usecases import film_files
from mimika.usecases.film_files import film_table, signals_json
from mimika.usecases.measuring_films import Film


def test_a_table_has_a_row_for_each_event_and_each_frame():
    film = filmed().film
    events = list(csv.DictReader(io.StringIO(film_table(film, "events", "csv").decode())))
    assert len(events) == len(film.measurement.events)
    assert film_table(film, "signals", "csv").count(b"\n") == len(film.signals) + 1
    assert film_table(film, "signals", "parquet").startswith(b"PAR1")


def test_what_is_drawn_is_what_was_measured():
    film = filmed().film
    drawn = json.loads(signals_json(film))
    assert len(drawn["t_s"]) == len(film.signals)
    assert len(drawn["events"]) == len(film.measurement.events)
    left = np.array([np.nan if v is None else v for v in drawn["opening"]["left"]])
    assert np.allclose(left, film.signals.aperture[:, 0], atol=1e-4, equal_nan=True)
    assert {len(values) for values in drawn["motion"].values()} == {len(drawn["t_s"])}


def test_thinning_a_long_film_keeps_its_shortest_blink(monkeypatch):
    monkeypatch.setattr(film_files, "MOST_POINTS", 100)
    signals = face(60.0, closes=([Bump(30.0, 0.12, 0.9)], []))
    drawn = json.loads(signals_json(Film(signals, measure(signals, clip_of(signals), "rest"))))
    assert len(drawn["t_s"]) <= 100
    assert min(v for v in drawn["opening"]["left"] if v is not None) <= float(np.nanmin(signals.aperture[:, 0])) + 1e-4
    assert {len(values) for values in drawn["motion"].values()} == {len(drawn["t_s"])}
