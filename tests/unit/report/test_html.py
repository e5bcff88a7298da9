"""Reports as HTML: one file that needs nothing else, well formed, legible, and deaf to markup in words."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from mimika.report.html import TEMPLATES, as_html
from mimika.report.printed import printed
from mimika.report.wording import Wording
from mimika.usecases.assessing import Assessing, Told

STORIES = [
    "My left eyelid has twitched for a week. I sleep badly. I am 30.",
    "A sudden worst headache of my life an hour ago, within a minute, vomiting, stiff neck. Man of 52.",
    "My head hurts.",
]
EMPTY = {"meta", "br"}
# Text of normal size needs this contrast: WCAG 2.2, level AA.
LEAST_CONTRAST = 4.5
PAIRS = [
    *((ink, "paper") for ink in ("ink", "quiet", "accent", "yes", "no")),
    *(("ink", ground) for ground in ("urgent", "routine", "self-care")),
    ("emergency-ink", "emergency"),
]


class Read(HTMLParser):
    """Reads a page and keeps its tags, its headings and what is not closed."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.headings, self.open = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def use(kb):
    return Assessing(kb)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("reader", ["patient", "doctor"])
@pytest.mark.parametrize("story", STORIES, ids=["eyelid", "haemorrhage", "little"])
class TestPage:
    @pytest.fixture
    def page(self, use, story, reader, language):
        return as_html(printed(Wording(use.kb, language), use.assess(Told(story)), reader, story))

    def test_it_needs_nothing_from_outside(self, page):
        assert not re.search(r"<script|<link|<iframe|<img|<object|@import|url\(|\bsrc=|srcset=|\son\w+=", page)

    def test_it_is_well_formed(self, page):
        read = Read(page)
        assert read.open == []
        assert read.tags[0][1] == {"lang": "ru" if "ПЛАН" in page or "СЕЙЧАС" in page or "МОЖНО" in page else "en"}

    def test_headings_skip_no_level(self, page):
        levels = Read(page).headings
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))

    def test_every_picture_has_words_or_is_no_content(self, page):
        pictures = [attrs for tag, attrs in Read(page).tags if tag == "svg"]
        assert pictures
        assert all(p.get("aria-label") or p.get("aria-hidden") == "true" for p in pictures)

    def test_a_number_stays_with_its_per_cent_sign(self, page):
        assert not re.search(r"\d %", page)


@pytest.mark.parametrize(
    "hostile", ["<b>x</b><script>alert(1)</script>", '" onload="x', "{{ 7*7 }} {% raw %}", "</style>"]
)
def test_words_are_never_markup(use, hostile):
    page = as_html(printed(Wording(use.kb, "en"), use.assess(Told(STORIES[0])), "doctor", hostile))
    plain = as_html(printed(Wording(use.kb, "en"), use.assess(Told(STORIES[0])), "doctor", "plain"))
    assert [tag for tag, _ in Read(page).tags] == [tag for tag, _ in Read(plain).tags]
    assert "49" not in re.search(r"<blockquote>(.*?)</blockquote>", page, re.DOTALL)[1]


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_by_day_by_night_and_on_paper(ink, ground):
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    palettes = [
        dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    ]
    assert len(palettes) == 3
    for palette in palettes:
        light, dark = sorted((luminance(palette[ink]), luminance(palette[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST
