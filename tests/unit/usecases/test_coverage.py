"""No statement of the three source articles is left without its place, and the page that says so is up to date."""

import dataclasses
import shutil
from collections import Counter

import pytest
import yaml

from mimika.cli.coverage import DOCUMENT, coverage_command
from mimika.kb.coverage import FILE, load_coverage, read_coverage
from mimika.kb.faults import BrokenKnowledgeError, Code
from mimika.kb.load import BUILT_IN
from mimika.kb.schema_coverage import ARTICLES, KINDS, CoverageRecord
from mimika.usecases.coverage import CoverageLeadsNowhereError, coverage_document, leads_nowhere

LEAST_STATEMENTS = 120
needs_coverage = pytest.mark.skipif(
    not (BUILT_IN / FILE).exists(), reason="knowledge/coverage.yaml is written with the second part of the knowledge"
)

ONE = {
    "id": "a1-001",
    "article": 1,
    "kind": "sign",
    "statement": {"ru": "Глаз дёргается.", "en": "The eye | twitches."},
    "carried_by": [{"form": "findings", "id": "one-eyelid-flickers"}],
    "verdict": "kept",
}
ANSWERED = {"carried_by": [{"form": "corrections", "id": "every-movement-a-tic"}], "verdict": "corrected"}
NOTE = {"ru": "Не всегда.", "en": "Not always."}


def record(**changed):
    return CoverageRecord.model_validate(ONE | changed)


def written(folder, *records):
    (folder / FILE).write_text(yaml.safe_dump(list(records), allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def records():
    return load_coverage(BUILT_IN)


@needs_coverage
class TestTheArticles:
    def test_every_article_is_taken_apart(self, records):
        assert len(records) >= LEAST_STATEMENTS
        assert set(Counter(r.article for r in records)) == set(ARTICLES)
        assert {r.kind for r in records} == set(KINDS)

    def test_ids_run_on_within_each_article(self, records):
        for article in ARTICLES:
            own = [r.id for r in records if r.article == article]
            assert own == [f"a{article}-{i:03d}" for i in range(1, len(own) + 1)]

    def test_everything_named_exists(self, records, kb):
        assert leads_nowhere(records, kb) == ()

    def test_what_is_outdated_is_answered_by_a_correction(self, records):
        assert [r.id for r in records if r.verdict == "corrected" and not r.is_answered] == []

    def test_what_is_narrowed_says_its_limits(self, records):
        assert [r.id for r in records if r.verdict == "narrowed" and not r.is_answered and not r.note] == []

    def test_no_statement_stands_twice(self, records):
        twice = Counter((r.article, r.statement.ru) for r in records)
        assert [said for said, times in twice.items() if times > 1] == []

    def test_the_page_is_what_the_command_makes(self, records, kb):
        assert DOCUMENT.read_text(encoding="utf-8") == coverage_document(records, kb), "run: mimika kb coverage --write"


class TestThePage:
    def test_it_shows_both_languages_the_verdict_and_the_name(self, kb):
        page = coverage_document([record()], kb)
        label = kb.findings["one-eyelid-flickers"].label.en
        assert r"| a1-001 | sign | The eye \| twitches.<br>*Глаз дёргается.* | **kept** |" in page
        assert f"finding: {label} (`one-eyelid-flickers`)" in page

    def test_it_counts_by_article_and_by_kind(self, kb):
        page = coverage_document([record(), record(id="a1-002", **ANSWERED), record(id="a2-001", article=2)], kb)
        assert "| article 1 | 1 | 0 | 1 | 2 |" in page
        assert "| sign | 2 | 1 | 0 | 3 |" in page
        assert page.count("| all |") == 4  # the last column of two heads, the first of two sums

    def test_it_tells_the_note_and_the_correction(self, kb):
        page = coverage_document([record(note=NOTE, **ANSWERED)], kb)
        assert "**corrected**<br>Not always.<br>*Не всегда.*" in page
        assert "correction: F1 (`every-movement-a-tic`)" in page
        assert f"| F1 | {kb.corrections['every-movement-a-tic'].claim.en}<br>" in page

    @pytest.mark.parametrize(
        ("form", "holder"),
        [
            ("conditions", "conditions"),
            ("criteria", "criteria"),
            ("red_flags", "red_flags"),
            ("advice", "advice"),
            ("examinations", "examinations"),
            ("specialists", "specialists"),
        ],
    )
    def test_it_names_an_item_of_every_form(self, kb, form, holder):
        id_ = next(iter(getattr(kb, holder)))
        assert f"(`{id_}`)" in coverage_document([record(carried_by=[{"form": form, "id": id_}])], kb)

    def test_it_is_refused_when_something_leads_nowhere(self, kb):
        lost = record(carried_by=[{"form": "advice", "id": "no-such-advice"}])
        assert leads_nowhere([record(), lost], kb) == (lost,)
        with pytest.raises(CoverageLeadsNowhereError, match="a1-001 names 'no-such-advice', which is not in advice"):
            coverage_document([lost], kb)

    def test_an_item_of_another_form_does_not_count(self, kb):
        lost = record(carried_by=[{"form": "advice", "id": "one-eyelid-flickers"}])
        assert leads_nowhere([lost], dataclasses.replace(kb)) == (lost,)


class TestTheFile:
    def test_it_is_read(self, tmp_path):
        assert read_coverage(written(tmp_path, ONE)) == ((record(),), ())

    @pytest.mark.parametrize(
        ("changed", "path", "code", "said"),
        [
            ({"verdict": "true"}, "$[0].verdict", Code.INVALID_VALUE, "kept"),
            ({"kind": "rumour"}, "$[0].kind", Code.INVALID_VALUE, "sign"),
            ({"source": 1}, "$[0].source", Code.UNKNOWN_KEY, "not a known key"),
            ({"id": "x-1"}, "$[0].id", Code.INVALID_VALUE, "x-1"),
            ({"statement": {"ru": "Глаз."}}, "$[0].statement.en", Code.MISSING_LANGUAGE, "missing"),
            ({"carried_by": []}, "$[0].carried_by", Code.INVALID_VALUE, "too little"),
            ({"article": 2}, "$[0].id", Code.INVALID_VALUE, "the article is 2"),
            ({"verdict": "corrected"}, "$[0].carried_by", Code.INVALID_VALUE, "no correction"),
            ({"verdict": "narrowed"}, "$[0].verdict", Code.INVALID_VALUE, "no limits"),
        ],
    )
    def test_each_fault_is_named_with_its_place(self, tmp_path, changed, path, code, said):
        _, faults = read_coverage(written(tmp_path, ONE | changed))
        assert [(f.file, f.path, f.code) for f in faults] == [(FILE, path, code)]
        assert said in faults[0].problem

    def test_all_faults_are_named_at_once_and_good_records_are_kept(self, tmp_path):
        good = ONE | {"id": "a1-002"}
        found, faults = read_coverage(written(tmp_path, ONE | {"kind": "rumour"}, good, good))
        assert [r.id for r in found] == ["a1-002"]
        assert [f.code for f in faults] == [Code.INVALID_VALUE, Code.DUPLICATE_ID]

    @pytest.mark.parametrize("text", ["id: a1-001", "", "- [", "- {id: a1-001"])
    def test_what_is_no_list_is_refused(self, tmp_path, text):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        with pytest.raises(BrokenKnowledgeError, match=FILE):
            load_coverage(tmp_path)

    def test_a_missing_file_is_named(self, tmp_path):
        with pytest.raises(BrokenKnowledgeError, match="is missing"):
            load_coverage(tmp_path)


class TestTheCommand:
    @pytest.fixture
    def knowledge(self, tmp_path, monkeypatch):
        root = tmp_path / "knowledge"
        shutil.copytree(BUILT_IN, root, ignore=shutil.ignore_patterns(FILE))
        monkeypatch.setattr("mimika.cli.coverage.BUILT_IN", written(root, ONE))
        monkeypatch.setattr("mimika.cli.coverage.compile_knowledge", lambda _: self.kb)
        monkeypatch.setattr("mimika.cli.coverage.DOCUMENT", tmp_path / "docs" / "source-coverage.md")
        return tmp_path

    @pytest.fixture(autouse=True)
    def _keep(self, kb):
        self.kb = kb

    def test_it_prints_the_page(self, knowledge, capsys):
        coverage_command()
        assert capsys.readouterr().out == coverage_document([record()], self.kb)

    def test_it_writes_the_page(self, knowledge, capsys):
        (knowledge / "docs").mkdir()
        coverage_command(write=True)
        page = (knowledge / "docs" / "source-coverage.md").read_text(encoding="utf-8")
        assert page == coverage_document([record()], self.kb)
        assert capsys.readouterr().out == "docs/source-coverage.md\n"

    def test_it_says_where_there_is_no_docs_folder(self, knowledge):
        with pytest.raises(Exception, match="no docs folder"):
            coverage_command(write=True)
