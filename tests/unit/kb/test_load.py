"""The knowledge is compiled once and kept under the hash of its files."""

import shutil
from pathlib import Path

import pytest

from mimika.kb import load
from mimika.kb.faults import BrokenKnowledgeError, Code, KnowledgeNotFoundError
from mimika.kb.load import content_hash, load_knowledge

VALID = Path(__file__).parents[2] / "broken_kb" / "valid"


@pytest.fixture
def root(tmp_path):
    return Path(shutil.copytree(VALID, tmp_path / "knowledge"))


@pytest.fixture
def compiled(monkeypatch):
    """Names of the folders that were compiled, in order."""
    done = []
    real = load.compile_knowledge

    def counted(root):
        done.append(root.name)
        return real(root)

    monkeypatch.setattr(load, "compile_knowledge", counted)
    return done


def rename_condition(root, name):
    path = root / "conditions" / "one.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("condition one", name), encoding="utf-8")


def test_it_is_compiled_once_and_comes_back_the_same(root, tmp_path, compiled):
    first = load_knowledge(root, tmp_path / "cache")
    again = load_knowledge(root, tmp_path / "cache")
    assert compiled == ["knowledge"]
    assert again.conditions == first.conditions
    assert again.findings == first.findings
    assert again.lexicons["en"].entries == first.lexicons["en"].entries
    assert list(again.conditions) == list(first.conditions)


def test_a_changed_file_is_compiled_anew_and_the_old_form_goes(root, tmp_path, compiled):
    load_knowledge(root, tmp_path / "cache")
    rename_condition(root, "condition renamed")
    kb = load_knowledge(root, tmp_path / "cache")
    assert kb.conditions["one"].name.en == "condition renamed"
    assert len(compiled) == 2
    assert [p.name for p in (tmp_path / "cache").iterdir()] == [f"knowledge-{content_hash(root)}.msgpack"]


def test_a_renamed_or_added_file_changes_the_hash(root):
    before = content_hash(root)
    (root / "findings" / "all.yaml").rename(root / "findings" / "every.yaml")
    renamed = content_hash(root)
    (root / "lexicon" / "en" / "more.yaml").write_text("classes: {}\n", encoding="utf-8")
    assert len({before, renamed, content_hash(root)}) == 3


def test_the_same_files_elsewhere_have_the_same_hash(root):
    assert content_hash(root) == content_hash(VALID)


@pytest.mark.parametrize("kept", [b"", b"\xff\xff", b"\x80", b"\x93\x01\x02\x03"])
def test_a_spoilt_cache_is_made_anew(root, tmp_path, compiled, kept):
    cache = tmp_path / "cache"
    load_knowledge(root, cache)
    file = next(cache.iterdir())
    file.write_bytes(kept)
    assert set(load_knowledge(root, cache).conditions) == {"one", "two"}
    load_knowledge(root, cache)
    assert len(compiled) == 2


def test_a_cache_that_cannot_be_written_only_costs_time(root, tmp_path, compiled):
    blocked = tmp_path / "cache"
    blocked.write_text("a file stands where the folder should be", encoding="utf-8")
    for _ in range(2):
        assert set(load_knowledge(root, blocked).conditions) == {"one", "two"}
    assert len(compiled) == 2


def test_nothing_half_written_stays_when_the_disk_refuses(root, tmp_path, monkeypatch):
    def refuse(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    kb = load_knowledge(root, tmp_path / "cache")
    assert set(kb.conditions) == {"one", "two"}
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_broken_file_names_its_faults_and_leaves_no_cache(root, tmp_path):
    (root / "conditions" / "one.yaml").write_text("id: one\nicd10: 'open\n", encoding="utf-8")
    with pytest.raises(BrokenKnowledgeError, match=r"conditions/one.yaml:\d+") as caught:
        load_knowledge(root, tmp_path / "cache")
    assert {f.code for f in caught.value.faults} == {Code.SYNTAX}
    assert not (tmp_path / "cache").exists()


def test_a_broken_change_is_told_although_an_older_form_is_kept(root, tmp_path):
    load_knowledge(root, tmp_path / "cache")
    (root / "urgency.yaml").write_text("", encoding="utf-8")
    with pytest.raises(BrokenKnowledgeError, match=r"urgency\.yaml"):
        load_knowledge(root, tmp_path / "cache")


def test_a_folder_without_knowledge_is_said_so(tmp_path):
    with pytest.raises(KnowledgeNotFoundError, match="holds no knowledge files"):
        load_knowledge(tmp_path / "nowhere", tmp_path / "cache")
