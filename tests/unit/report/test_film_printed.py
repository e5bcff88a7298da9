"""What a film showed in the reports to print: words for the patient, numbers for the doctor, pictures told in words."""

import re

import pytest
from tests.unit.report.test_html import Read
from tests.unit.report.test_measured import FOUND, STOPPED
from tests.unit.report.test_pdf import DAY, LONGEST, assessed, bare, parts_of, read, words_of

from mimika.measure.signals import Measurement, Verdict
from mimika.model.shown import Shown
from mimika.report.film_printed import printed_film
from mimika.report.film_section import Film
from mimika.report.html import as_html
from mimika.report.pdf import MOST_PAGES, as_pdf
from mimika.report.printed import printed
from mimika.report.wording import Wording
from mimika.usecases.assessing import Assessing, Told

STORY = "My right cheek has twitched for half a year. I am 55."
SHOWN = (
    Shown("cheek-twitches", value=True, measures=("twitch-rate.cheek-right",), side="right"),
    Shown("frequent-blinking", value=False, measures=("blink-rate",)),
)
SEEN = Film(FOUND, SHOWN)
DARK = Verdict("light", False, 0.1, 0.7, ("all",))
UNSEEN = Film(Measurement("rest", FOUND.clip, 59.0, (DARK,), {"all": ("light",)}), ())
# An interval stands only in the numbers of the doctor.
LIMITS = "0.1…5.6"


@pytest.fixture(scope="module")
def use(kb):
    return Assessing(kb)


@pytest.fixture(params=["ru", "en"])
def words(kb, request):
    return Wording(kb, request.param)


@pytest.fixture(params=["patient", "doctor"])
def reader(request):
    return request.param


def report(use, words, reader, *films):
    return printed(words, use.assess(Told(STORY)), reader, STORY, DAY, films)


def figures(pdf):
    return [str(f["/Alt"]) for f in parts_of(read(pdf).trailer["/Root"]["/StructTreeRoot"], "/Figure")]


def test_the_pdf_tells_what_was_seen_and_only_the_doctor_reads_numbers(use, words, reader):
    pdf = as_pdf(report(use, words, reader, SEEN))
    told = bare(words_of(pdf))
    label, side = words.finding("cheek-twitches", 1), words.say("measured-side-right")
    for said in (words.say("film-print-title", task=words.say("measured-task-rest")), f"{label}, {side}"):
        assert bare(said) in told
    assert bare(words.finding("frequent-blinking", 0)) in told
    assert (LIMITS in told) is (reader == "doctor")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_the_pictures_of_the_pdf_say_in_words_what_they_show(use, words, reader):
    alts = figures(as_pdf(report(use, words, reader, SEEN)))
    (over_time,) = (alt for alt in alts if alt.startswith(words.say("measured-timeline-alt", length="60")))
    (face,) = (alt for alt in alts if alt.startswith(words.say("measured-map-alt")))
    cheek = words.say("measured-region-cheek-right")
    assert f"{cheek}: {words.say('measured-kind-twitch')} — 1" in over_time
    assert f"{cheek}: 1.0" in face
    assert words.say("measured-region-nose") not in face


def test_the_doctors_numbers_are_a_table_with_heads(use, words):
    tree = read(as_pdf(report(use, words, "doctor", SEEN))).trailer["/Root"]["/StructTreeRoot"]
    assert len(list(parts_of(tree, "/TH"))) == 4


def test_the_page_holds_both_drawings_and_only_the_doctor_reads_numbers(use, words, reader):
    page = as_html(report(use, words, reader, SEEN))
    tags = Read(page).tags
    drawn = {attrs["class"]: attrs for tag, attrs in tags if tag == "svg" and attrs.get("role") == "img"}
    film = printed_film(words, SEEN)
    assert drawn["timeline"]["aria-label"] == film.timeline_alt.replace(" —", "\xa0—")
    assert drawn["face"]["aria-label"] == film.map_alt
    assert Read(page).open == []
    assert (LIMITS in bare(page)) is (reader == "doctor")


def test_without_a_film_nothing_is_said_of_one(use, words, reader):
    assert 'class="film"' not in as_html(report(use, words, reader))


def test_what_cannot_be_told_stands_with_its_reason_and_how_to_film_better(use, words, reader):
    for film, id_, seen, needed in ((UNSEEN, "light", 10, 70), (Film(STOPPED, ()), "rate-for-twitches", 12, 24)):
        why = bare(words.say(f"measured-verdict-{id_}", seen=seen, needed=needed)[1:])
        made = report(use, words, reader, film)
        assert why in bare(words_of(as_pdf(made)))
        assert why in bare(as_html(made))


def test_of_a_film_that_tells_nothing_there_is_no_picture(use, words, reader):
    made = report(use, words, reader, UNSEEN)
    assert [alt for alt in figures(as_pdf(made)) if words.say("measured-timeline-alt", length="60") in alt] == []
    assert 'class="timeline"' not in as_html(made)
    assert bare(words.say("film-print-unmeasured")) in bare(words_of(as_pdf(made)))


def test_regions_that_were_measured_and_did_not_move_are_named(words):
    silent = printed_film(words, SEEN).silent
    assert silent == words.say("film-silent", regions=words.say("measured-region-nose"))
    assert printed_film(words, Film(STOPPED, ())).silent == ""


@pytest.mark.parametrize("films", [1, 2])
def test_with_films_the_longest_reports_keep_to_their_pages(use, reader, films):
    words = Wording(use.kb, "ru")
    for example in (e for e in use.kb.examples if e.id in LONGEST):
        pages = read(as_pdf(printed(words, assessed(use, example), reader, STORY, DAY, [SEEN] * films))).pages
        most = MOST_PAGES + (films > 1 or reader == "doctor")
        assert len(pages) <= most, example.id


def test_the_same_film_gives_the_same_bytes(use, words):
    one, other = (as_pdf(report(use, words, "doctor", SEEN)) for _ in range(2))
    assert one == other


def test_no_drawing_asks_for_anything_from_outside(use, words, reader):
    page = as_html(report(use, words, reader, SEEN))
    assert not re.search(r"<script|<link|<img|@import|url\(|\bsrc=|\bhref=\"(?!https?:)", page)
