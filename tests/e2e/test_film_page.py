"""Films on the page in a real browser: from a file or the camera to what they show, cancelled, refused, compared."""

import csv
import io
from importlib.util import find_spec

import pytest
from benchmarks.made_faces import Close, Move, Script, portrait, render
from benchmarks.running import FLAGS, browser_path, service
from playwright.sync_api import expect, sync_playwright
from tests.e2e.browsing import NARROW, WIDE, has_no_sideways_scroll, violations
from tests.films import SHARED_CLIPS, recorded

CLIPS = SHARED_CLIPS
CLIP, EMPTY_SCENE = CLIPS / "single_face.mp4", CLIPS / "no_face.mp4"
pytestmark = [
    pytest.mark.skipif(browser_path() is None, reason="no Chromium on this machine (Debian package chromium)"),
    pytest.mark.skipif(find_spec("mediapipe") is None, reason="the extra `video` is not installed"),
    pytest.mark.skipif(not CLIP.exists(), reason=f"no film at {CLIP}"),
]

CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
DRAWN_WITHIN_S = 5
MEASURED_MS = 90_000
SECONDS = 15


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return where the service puts what it writes for a while."""
    return tmp_path_factory.mktemp("folder")


@pytest.fixture(scope="module")
def running(tmp_path_factory, folder):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        with service(tmp_path_factory.mktemp("data")) as running:
            yield running


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser_path(), args=[*FLAGS, *CAMERA])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def twitching(tmp_path_factory):
    """Return a film of a quarter of a minute in which the left half of a face contracts every two seconds."""
    import av

    with av.open(str(CLIP)) as film:
        still = next(f for f in film.decode(video=0) if f.time >= 0.5).to_ndarray(format="rgb24")
    times = [1.7 + 1.9 * i for i in range(7)]
    moves = [Move("mouth-corner-left", t + 0.02, 0.3, 9) for t in times]
    script = Script(SECONDS, moves, [Close("left", t, 0.3, 0.95) for t in times])
    return render(tmp_path_factory.mktemp("film") / "twitching.mp4", portrait("single", still), script)


@pytest.fixture
def open_film_page(open_page):
    """Return how to open the film page of a new talk."""

    def open_(*args, **options):
        page = open_page(*args, **options)
        page.click("form[action='/film'] button")
        page.wait_for_url("**/film")
        return page

    return open_


def send(page, film, task="rest"):
    page.check(f"input[value={task}]")
    page.set_input_files("#film", film)
    page.click("form.send button.main")


def measured(page):
    page.wait_for_selector("form[action$='/forget']", timeout=MEASURED_MS)


@pytest.mark.parametrize(("language", "size", "scheme"), [("ru", NARROW, "dark"), ("en", WIDE, "light")])
def test_from_a_file_to_what_it_adds_to_the_talk(open_film_page, twitching, folder, language, size, scheme):
    page = open_film_page(language, size, color_scheme=scheme)
    assert violations(page) == []
    assert has_no_sideways_scroll(page)
    send(page, twitching)
    page.wait_for_selector(".share progress, form[action$='/forget']")
    assert violations(page) == []
    measured(page)
    assert list(folder.glob("mimika-film-*")) == []
    page.wait_for_selector(".chart canvas")
    expect(page.locator(".twin")).to_be_hidden()
    assert page.locator(".stills img").count() >= 2
    assert page.evaluate("[...document.querySelectorAll('.stills img')].every((i) => i.naturalWidth > 100)")
    assert violations(page) == []
    assert has_no_sideways_scroll(page)
    assert page.locator("html").get_attribute("lang") == language
    added = page.locator(".reads li").count()
    assert added >= 2
    page.click("nav.steps a[href$='/understood']")
    page.wait_for_selector("#read-mouth-corner-pulls")
    assert page.locator(".reads li").count() >= added
    page.click("#read-mouth-corner-pulls form button")
    expect(page.locator("#read-mouth-corner-pulls")).to_have_count(0)
    page.locator(".go a[href$='/film']").click()
    page.locator(".jobs a").click()
    expect(page.locator(".reads li form")).to_have_count(added - 1)


def drawn(page, is_ready):
    """Return the picture of the timeline once it is as it should be and stays; a busy machine takes a while to draw."""
    before = None
    for _ in range(DRAWN_WITHIN_S * 10):
        now = page.locator(".chart canvas").screenshot()
        if now == before and is_ready(now):
            return now
        before = now
        page.wait_for_timeout(100)
    raise AssertionError("the timeline was not drawn so")


def test_the_timeline_zooms_by_button_and_back(open_film_page, twitching):
    page = open_film_page()
    send(page, twitching)
    measured(page)
    page.wait_for_selector(".chart canvas")
    whole = page.locator(".chart canvas").screenshot()
    page.click("[data-zoom=in]")
    drawn(page, lambda now: now != whole)
    page.click("[data-zoom=whole]")
    drawn(page, lambda now: now == whole)


def pinch(page, places):
    """Put two fingers on the timeline and move them through pairs of places, as shares of its width."""
    box = page.locator(".chart .u-over").bounding_box()
    y = box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    for kind, pair in zip(["touchStart", *["touchMove"] * (len(places) - 1)], places, strict=True):
        points = [{"x": box["x"] + share * box["width"], "y": y, "id": i} for i, share in enumerate(pair)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(100)


def test_the_timeline_zooms_by_two_fingers_and_the_page_stays(open_film_page, twitching):
    page = open_film_page("en", NARROW, has_touch=True, is_mobile=True)
    send(page, twitching)
    measured(page)
    page.wait_for_selector(".chart canvas")
    page.locator(".chart").scroll_into_view_if_needed()
    whole = page.locator(".chart canvas").screenshot()
    pinch(page, [(0.4, 0.6), (0.3, 0.7), (0.1, 0.9)])
    near = drawn(page, lambda now: now != whole)
    assert page.evaluate("visualViewport.scale") == 1
    pinch(page, [(0.5,), (0.2,)])
    assert page.locator(".chart canvas").screenshot() == near, "one finger scrolls the page, not the timeline"
    pinch(page, [(0.05, 0.95), (0.3, 0.7), (0.45, 0.55)])
    # It never leaves the film.
    drawn(page, lambda now: now == whole)
    page.tap("[data-zoom=in]")
    drawn(page, lambda now: now != whole)


def test_tables_and_signals_can_be_taken_along(open_film_page, twitching):
    import pyarrow.parquet as pq

    page = open_film_page()
    send(page, twitching)
    measured(page)
    film = page.url
    events = list(csv.DictReader(io.StringIO(page.request.get(f"{film}/events.csv").text())))
    assert {"blink", "twitch"} <= {e["kind"] for e in events}
    assert page.locator("details tbody tr").count() == len(events)
    signals = pq.read_table(io.BytesIO(page.request.get(f"{film}/signals.parquet").body()))
    assert signals.num_rows == len(page.request.get(f"{film}/signals").json()["t_s"])
    page.click("form[action$='/forget'] button")
    page.wait_for_url("**/film")
    assert page.request.get(film).status == 404


def test_two_films_are_compared(open_film_page, twitching):
    page = open_film_page()
    for _ in range(2):
        send(page, twitching)
        measured(page)
        page.locator(".go a[href$='/film']").click()
        page.wait_for_selector("form.send")
    page.locator(".jobs a").last.click()
    page.locator(".jobs a[href*='change']").click()
    expect(page.locator("tbody tr")).not_to_have_count(0)
    assert violations(page) == []
    assert has_no_sideways_scroll(page)


def test_without_script_a_film_is_measured_and_shown(open_film_page, twitching):
    page = open_film_page("en", NARROW, java_script_enabled=False)
    expect(page.locator(".camera")).to_be_hidden()
    send(page, twitching)
    measured(page)
    expect(page.locator(".twin svg")).to_be_visible()
    expect(page.locator(".chart")).to_be_hidden()
    page.locator(".reads form button").first.click()
    expect(page.locator(".reads")).to_contain_text("removed")


def test_a_film_under_way_is_cancelled_and_gone(open_film_page, twitching, folder):
    page = open_film_page()
    send(page, twitching)
    page.click("form[action$='/cancel'] button")
    expect(page.locator("h1")).to_have_text("The measurement was cancelled")
    assert list(folder.glob("mimika-film-*")) == []
    assert violations(page) == []


def test_a_recording_that_does_not_say_its_length_shows_how_far_it_is(open_film_page, twitching, tmp_path):
    page = open_film_page()
    send(page, recorded(twitching, tmp_path / "camera recording.webm"))
    page.wait_for_selector(".share progress[value]", timeout=MEASURED_MS)
    expect(page.locator(".share p")).to_contain_text("% done")
    measured(page)
    assert page.locator(".reads li").count() >= 2


def test_what_is_no_film_is_told_with_its_name(open_film_page, tmp_path):
    page = open_film_page("ru")
    (tmp_path / "письмо.mp4").write_text("Это не видео. " * 50, encoding="utf-8")
    send(page, tmp_path / "письмо.mp4")
    expect(page.locator("h1")).to_contain_text("«письмо.mp4» не видео", timeout=MEASURED_MS)
    expect(page.locator("main")).to_contain_text("Файл удалён")
    assert violations(page) == []


def test_a_film_too_short_to_tell_says_why_and_how_to_film(open_film_page):
    page = open_film_page()
    send(page, CLIP)
    measured(page)
    expect(page.locator("h1")).to_have_text("This film cannot be measured")
    expect(page.locator("main")).to_contain_text("10 s are needed")
    assert page.locator(".advice li").count() >= 1


def test_a_file_over_the_limit_is_told_before_it_is_sent(open_film_page):
    page = open_film_page()
    page.evaluate("document.querySelector('form.send').dataset.most = '1000'")
    send(page, CLIP)
    expect(page.locator("#film-large")).to_be_visible()
    assert page.url.endswith("/film")


def test_the_camera_records_and_a_picture_without_a_face_is_told_kindly(open_film_page):
    page = open_film_page("en", permissions=["camera"])
    page.click("[data-do=on]")
    page.wait_for_selector(".camera video:visible")
    assert "matrix(-1" in page.evaluate("getComputedStyle(document.querySelector('.camera video')).transform")
    assert violations(page) == []
    page.click("[data-do=start]")
    expect(page.locator(".told")).to_contain_text("57", timeout=20_000)
    page.click("[data-do=stop]")
    expect(page.locator(".told")).to_contain_text("Recorded")
    assert page.evaluate("document.querySelector('#film').files[0].size") > 10_000
    page.click("form.send button.main")
    measured(page)
    expect(page.locator("h1")).to_have_text("No face can be seen in this film")
    assert page.locator(".advice li").count() >= 1
    assert violations(page) == []
