"""The page in a real browser: the whole way in both languages, wide and narrow, by keyboard, without script."""

import contextlib
import re

import pytest
from benchmarks.running import FLAGS, browser_path, service
from playwright.sync_api import expect, sync_playwright
from tests.e2e.browsing import NARROW, WIDE, has_no_sideways_scroll, violations

pytestmark = pytest.mark.skipif(browser_path() is None, reason="no Chromium on this machine (Debian package chromium)")

STORY = {
    "ru": "Женщина, 57 лет. Полгода сами зажмуриваются оба глаза, хуже на ярком свету. Говорю — отпускает.",
    "en": "A woman of 57. For half a year both eyes squeeze shut by themselves, worse in bright light, less as I talk.",
}
LIKELY = {"ru": "лефароспазм", "en": "lepharospasm"}
MOST_FIRST_PAGE_BYTES = 150_000
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 300);
})"""
WAIT_S, STEP_MS = 20, 20


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with service(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield launched
        launched.close()


def tell(page, story):
    page.fill("#story", story)
    page.click("form.tell button")
    page.wait_for_url("**/understood")


@contextlib.contextmanager
def next_page(page):
    """Wait until what is done here has brought the next page."""
    before = page.evaluate("window.swaps")
    yield
    for _ in range(WAIT_S * 1000 // STEP_MS):
        if page.evaluate("window.swaps") > before:
            return
        page.wait_for_timeout(STEP_MS)
    raise AssertionError("no next page came")


def no_to_all(page):
    """Answer every screen: nothing of the dangers, and otherwise "I don't know"; end at the result."""
    for _ in range(40):
        if page.locator("section.banner").count():
            return
        with next_page(page):
            page.locator("button[name=rest][value=no], .options button.quiet, form.person button").first.click()
    raise AssertionError("the questions do not end")


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_whole_way(open_page, language, size):
    page = open_page(language, size)
    assert violations(page) == []
    tell(page, STORY[language])
    assert page.locator("mark").count() >= 3
    assert violations(page) == []
    assert has_no_sideways_scroll(page)
    with next_page(page):
        page.click(".go a.main")
    expect(page.locator("input[type=checkbox]").first).to_be_visible()
    assert violations(page) == []
    no_to_all(page)
    expect(page.locator(".cause").first).to_contain_text(LIKELY[language])
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page) == []
    assert has_no_sideways_scroll(page)
    page.goto(page.url.replace("/result", "/doctor"))
    assert "G24.5" in page.content()
    assert violations(page) == []
    assert has_no_sideways_scroll(page)


@pytest.mark.parametrize("scheme", ["dark"])
def test_the_dark_page_can_be_read(open_page, scheme):
    page = open_page("ru", NARROW, color_scheme=scheme)
    assert violations(page) == []
    tell(page, STORY["ru"])
    assert violations(page) == []
    page.goto(page.url.replace("/understood", "/result"))
    assert violations(page) == []


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_whole_way_by_keyboard_alone(open_page, language):
    page = open_page(language)
    keys = page.keyboard
    focused = "document.activeElement.outerHTML"

    def tab_to(selector):
        for _ in range(80):
            keys.press("Tab")
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"{selector} cannot be reached from {page.evaluate(focused)}")

    tab_to("#story")
    keys.type(STORY[language])
    tab_to("form.tell button")
    keys.press("Enter")
    page.wait_for_url("**/understood")
    expect(page.locator("h1")).to_be_focused()
    tab_to(".go a.main")
    with next_page(page):
        keys.press("Enter")
    for _ in range(40):
        if page.locator("section.banner").count():
            break
        expect(page.locator("h1")).to_be_focused()
        with next_page(page):
            tab_to("button[name=rest][value=no], .options button.quiet, form.person button")
            keys.press("Enter")
    expect(page.locator(".cause").first).to_contain_text(LIKELY[language])


def test_number_keys_answer(open_page):
    page = open_page()
    tell(page, STORY["en"])
    page.click(".go a.main")
    page.wait_for_selector("input[type=checkbox]")
    page.locator("h1").focus()
    page.keyboard.press("1")
    assert page.locator("input[type=checkbox]").first.is_checked()


def test_without_script_everything_works(open_page):
    page = open_page("en", NARROW, java_script_enabled=False)
    tell(page, STORY["en"])
    with page.expect_navigation():
        page.click(".go a.main")
    for _ in range(40):
        if page.locator("section.banner").count():
            break
        with page.expect_navigation():
            page.locator("button[name=rest][value=no], .options button.quiet, form.person button").first.click()
    expect(page.locator(".cause").first).to_contain_text(LIKELY["en"])


def test_the_first_page_is_light_and_stands_still(browser, running):
    context = browser.new_context(viewport=NARROW, locale="ru")
    page = context.new_page()
    sizes = []
    page.on("response", lambda r: sizes.append(len(r.body())))
    page.goto(running.address, wait_until="networkidle")
    assert 10_000 < sum(sizes) <= MOST_FIRST_PAGE_BYTES
    assert page.evaluate(SHIFTS) == 0
    context.close()


def test_what_was_misheard_is_corrected_and_removed_with_one_tap(open_page):
    page = open_page()
    tell(page, STORY["en"])
    before = page.locator(".reads li").count()
    page.locator(".reads form button").first.click()
    expect(page.locator(".reads li")).to_have_count(before - 1)
    page.locator("#read-side a").click()
    page.wait_for_url("**/ask?about=side")
    with next_page(page):
        page.get_by_role("button", name="on one side only").click()
    page.goto(re.sub(r"/ask.*", "/understood", page.url))
    expect(page.locator("#read-side")).to_contain_text("on one side only")


def test_a_danger_is_told_at_once_and_back_takes_it_away(open_page):
    page = open_page()
    tell(page, STORY["en"])
    page.click(".go a.main")
    expect(page.locator("#main")).to_contain_text("Is any of this so?")
    page.check("input[type=checkbox][value=d2-stroke-signs]")
    with next_page(page):
        page.click("button[name=rest][value=no]")
    expect(page.locator(".alarm")).to_contain_text("TODAY")
    with next_page(page):
        page.locator("form[action$='/back'] button").click()
    expect(page.locator("input[type=checkbox][value=d2-stroke-signs]")).not_to_be_checked()
    expect(page.locator("#main")).not_to_contain_text("TODAY")


def test_a_case_is_kept_only_when_asked_resumed_and_erased_for_good(open_page, running):
    page = open_page()
    tell(page, STORY["en"])
    page.goto(page.url.replace("/understood", "/result"))
    address = page.url
    page.goto(running.address)
    assert page.locator(".kept").count() == 0
    page.goto(address)
    page.get_by_role("button", name="Keep on this computer").click()
    expect(page.locator(".keep")).to_contain_text("come back")
    page.goto(running.address)
    page.locator(".kept a").first.click()
    page.wait_for_url("**/result")
    page.get_by_role("button", name="Erase for good").click()
    page.wait_for_url(running.address + "/")
    assert page.locator(".kept").count() == 0
    assert page.request.get(address).status == 404


def test_the_language_can_change_at_any_time(open_page):
    page = open_page("en")
    tell(page, STORY["en"])
    page.get_by_role("button", name="Русский").click()
    expect(page.locator("h1")).to_contain_text("понято")
    assert page.locator("html").get_attribute("lang") == "ru"


def test_a_story_that_cannot_be_read_is_told_kindly(open_page):
    page = open_page("ru")
    page.fill("#story", "!!!")
    page.evaluate("document.body.removeAttribute('hx-boost'); document.querySelector('form.tell').submit()")
    expect(page.locator("h1")).to_contain_text("нет русских или английских слов")
