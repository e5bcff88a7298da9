"""What tests of pages in a browser share: how a page is opened and watched."""

import pytest
from tests.e2e.browsing import WIDE

# Counts the pages swapped in, so that a test can wait for the next one.
COUNT_SWAPS = "window.swaps = 0; document.addEventListener('htmx:afterSettle', () => { window.swaps += 1; });"
OWN = ("data:", "blob:")


@pytest.fixture
def open_page(browser, running):
    """Return how to open the first page; every request and every console message is looked at in the end."""
    contexts, faults = [], []

    def open_(language="en", size=WIDE, **options):
        context = browser.new_context(viewport=size, locale=language, **options)
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(COUNT_SWAPS)
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" and "422" not in m.text else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((running.address, *OWN)) else faults.append(r.url))
        page.goto(running.address)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []
