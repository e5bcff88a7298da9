"""Printed reports: they fit their pages, can be read aloud, and take no user's word for markup."""

import io
import re
from datetime import date

import pypdf
import pytest

from mimika.model.case import Case, Complaint, Observation, Person
from mimika.report.pdf import MOST_PAGES, NO_SIGN, as_pdf
from mimika.report.printed import MOST_STORY_CHARACTERS, printed, shortened
from mimika.report.sheet import sheet
from mimika.report.wording import Wording
from mimika.usecases.assessing import Assessing, Told
from mimika.usecases.case_file import with_complaints

# Every so many examples are printed, and these, which have the most to say.
STEP = 30
LONGEST = {
    "gca-called-jaw-disorder-man-76",
    "jaw-pain-on-exercise-man-57",
    "cluster-called-toothache-woman-46",
    "sinus-face-pain-that-is-migraine",
    "eyelid-myoclonia-called-tic-girl-of-4",
}
DAY = date(2026, 11, 27)
STORY = "My left eyelid has twitched for a week. I sleep badly. I am 30."
HOSTILE = (
    '#sys.version #let x = 1 $x^2$ ] } ) *bold* _thin_ <b>b</b> = Title // gone @ref `raw` \\u{41} "quoted" {{ 7*7 }}'
)
READERS = ("patient", "doctor")


@pytest.fixture(scope="module")
def use(kb):
    return Assessing(kb)


def assessed(use, example):
    case = Case(
        Person(example.age_years, example.sex),
        tuple(Complaint(kind) for kind in example.complaints),
        tuple(Observation(finding, value) for finding, value in example.findings.items()),
    )
    return use.assess_case(with_complaints(use.kb, case))


def read(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf))


def words_of(pdf):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in read(pdf).pages))


def bare(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("reader", READERS)
def test_every_example_fits_two_pages(use, reader):
    longest = [e for e in use.kb.examples if e.id in LONGEST]
    assert {e.id for e in longest} == LONGEST
    for place, example in enumerate((*longest, *use.kb.examples[::STEP])):
        language = ("ru", "en")[place % 2]
        assessment = assessed(use, example)
        pages = read(as_pdf(printed(Wording(use.kb, language), assessment, reader))).pages
        told = [page.extract_text() for page in pages]
        sources = use.kb.texts["sources-heading"].pick(language)
        main = [page for page in told if page.strip() and not page.startswith(sources)]
        assert len(main) <= MOST_PAGES, (example.id, language)
        assert len(pages) <= MOST_PAGES + (reader == "doctor"), (example.id, language)


@pytest.fixture(scope="module")
def assessment(use):
    return use.assess(Told(STORY))


@pytest.fixture(scope="module")
def pdf(use, assessment, language, reader):
    return as_pdf(printed(Wording(use.kb, language), assessment, reader, STORY, DAY))


@pytest.mark.parametrize("language", ["ru", "en"], scope="module")
@pytest.mark.parametrize("reader", READERS, scope="module")
class TestPdf:
    def test_it_is_tagged_and_says_what_and_in_which_language_it_is(self, use, pdf, language, reader):
        document = read(pdf)
        root = document.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"].value
        assert root["/StructTreeRoot"]["/K"]
        assert root["/Lang"] == language
        assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
        assert document.metadata.title == use.kb.texts[f"print-title-{reader}"].pick(language)
        assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf

    def test_every_picture_has_words(self, pdf):
        figures = list(parts_of(read(pdf).trailer["/Root"]["/StructTreeRoot"], "/Figure"))
        assert figures
        assert all(str(figure.get("/Alt", "")).strip() for figure in figures)

    def test_it_has_headings(self, pdf):
        root = read(pdf).trailer["/Root"]["/StructTreeRoot"]
        assert len(list(parts_of(root, "/H1"))) >= 3

    def test_the_banner_is_told_in_words(self, use, assessment, pdf, language):
        banner = sheet(use.kb, assessment, language).banner
        text = bare(words_of(pdf))
        assert [
            said
            for said in (banner.headline, banner.where, *(r.text for r in banner.reasons))
            if bare(said) not in text
        ] == []

    def test_the_same_day_gives_the_same_bytes(self, use, assessment, pdf, language, reader):
        assert as_pdf(printed(Wording(use.kb, language), assessment, reader, STORY, DAY)) == pdf

    def test_cyrillic_is_set_in_fonts_that_the_file_holds(self, pdf):
        fonts = [font.get_object() for page in read(pdf).pages for font in page["/Resources"]["/Font"].values()]
        assert fonts
        assert all("/FontFile3" in f["/DescendantFonts"][0]["/FontDescriptor"] for f in fonts)


def parts_of(part, kind):
    """Yield the parts of a structure tree that are of one kind."""
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        for inner in part:
            yield from parts_of(inner, kind)
    elif isinstance(part, dict):
        if part.get("/S") == kind:
            yield part
        if "/K" in part:
            yield from parts_of(part["/K"], kind)


class TestWordsAreNeverMarkup:
    def test_signs_of_markup_stand_as_they_were_written(self, use):
        pdf = as_pdf(printed(Wording(use.kb, "en"), use.assess(Told(STORY)), "doctor", HOSTILE, DAY))
        assert bare(HOSTILE) in bare(words_of(pdf))

    @pytest.mark.parametrize("sign", ["\U0001f600", "日本", "\x07", "\u0007\x9f", "\ue000", "\U000e0041"])
    def test_signs_that_no_font_has_become_boxes(self, use, sign):
        pdf = as_pdf(printed(Wording(use.kb, "en"), use.assess(Told(STORY)), "doctor", f"before {sign} after", DAY))
        assert f"before {NO_SIGN * len(sign)} after" in words_of(pdf)

    def test_the_knowledge_uses_only_signs_that_can_be_printed(self, use):
        for example in use.kb.examples[:: 2 * STEP]:
            for language in ("ru", "en"):
                report = printed(Wording(use.kb, language), assessed(use, example), "doctor")
                assert NO_SIGN not in words_of(as_pdf(report))


class TestShortened:
    def test_a_short_story_stays(self):
        assert shortened("one\n two") == "one two"

    def test_a_long_story_is_cut_at_a_word(self):
        cut = shortened("word, " * MOST_STORY_CHARACTERS)
        assert cut.endswith("word…")
        assert len(cut) <= MOST_STORY_CHARACTERS + 1


@pytest.mark.parametrize("story", ["How do I bake bread with rye flour?", "My head hurts."])
@pytest.mark.parametrize("reader", READERS)
def test_a_story_without_causes_is_printed_too(use, story, reader):
    assessment = use.assess(Told(story))
    assert assessment.scope != "in_scope"
    said = sheet(use.kb, assessment, "en")
    assert bare(said.fit) in bare(words_of(as_pdf(printed(Wording(use.kb, "en"), assessment, reader, story, DAY))))
