"""Each fault code has a small broken file; its message must name the place, the fault and the way out."""

import re
import shutil
from pathlib import Path

import pytest

from mimika.kb.compile import compile_folder, find_faults
from mimika.kb.faults import BrokenKnowledgeError, Code, KnowledgeNotFoundError

HERE = Path(__file__).parent
VALID = HERE / "valid"
BROKEN = sorted(HERE.glob("KB*.yaml"))
HEADER = re.compile(r"^# (\w+): (.*)$", re.MULTILINE)


def overlaid(broken: Path, folder: Path) -> tuple[Path, dict[str, str]]:
    """Return a copy of the valid folder with one broken file in it, and what the file's header says."""
    text = broken.read_text(encoding="utf-8")
    header = dict(HEADER.findall(text))
    root = folder / "knowledge"
    shutil.copytree(VALID, root)
    target = root / header["replaces"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return root, header


def test_the_valid_folder_has_no_faults():
    assert find_faults(VALID) == ()
    assert set(compile_folder(VALID).conditions) == {"one", "two"}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda p: p.stem)
def test_a_broken_file_gives_exactly_its_fault(broken, tmp_path):
    root, header = overlaid(broken, tmp_path)
    faults = find_faults(root)
    assert [f.code.value for f in faults] == [broken.stem.partition("-")[0]], "\n".join(map(str, faults))
    fault = faults[0]
    assert header["says"] in f"{fault.path} {fault.problem}"
    assert (fault.file, fault.line) == (header["replaces"], int(header["line"]))
    assert fault.hint.endswith((".", "?"))
    assert str(fault) == (
        f"{fault.file}:{fault.line}  {fault.path} {fault.problem}\n    → {fault.hint}  [{fault.code}]"
    )


@pytest.mark.parametrize("code", Code, ids=lambda c: f"{c.value}-{c.name}")
def test_every_code_has_a_broken_file(code):
    assert any(path.stem.startswith(f"{code.value}-") for path in BROKEN)


def test_codes_are_numbered_without_gaps():
    assert [c.value for c in Code] == [f"KB{n:03}" for n in range(1, len(Code) + 1)]


def test_all_faults_are_told_at_once_in_the_order_of_files_and_lines(tmp_path):
    root, _ = overlaid(HERE / "KB013-chance-over-one.yaml", tmp_path)
    for other in ("KB009-found-without-source", "KB018-red-flag-uses-not"):
        text = (HERE / f"{other}.yaml").read_text(encoding="utf-8")
        (root / dict(HEADER.findall(text))["replaces"].replace("one", "two")).write_text(text, encoding="utf-8")
    with pytest.raises(BrokenKnowledgeError) as caught:
        compile_folder(root)
    faults = caught.value.faults
    assert {f.code for f in faults} >= {Code.OUT_OF_RANGE, Code.FOUND_WITHOUT_SOURCE, Code.NOT_MONOTONE}
    assert [(f.file, f.line) for f in faults] == sorted((f.file, f.line) for f in faults)
    assert all(str(fault) in str(caught.value) for fault in faults)


@pytest.mark.parametrize(
    ("data", "problem", "line"),
    [
        ("title: №1\nname: был\n".encode("cp1251"), "is not UTF-8 text", 1),
        (b"id: rest\n\x01\n", "holds a character no text has", 1),
        (b"a: 1\n---\nb: 2\n", "is not YAML: ", 2),
        (b"a:\n\t- b\n", "is not YAML: ", 2),
    ],
)
def test_what_is_not_yaml_is_said_so(data, problem, line, tmp_path):
    root = tmp_path / "knowledge"
    shutil.copytree(VALID, root)
    (root / "examinations.yaml").write_bytes(data)
    fault = next(f for f in find_faults(root) if f.code is Code.SYNTAX)
    assert problem in fault.problem
    assert (fault.file, fault.line) == ("examinations.yaml", line)


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path):
    root = tmp_path / "knowledge"
    shutil.copytree(VALID, root)
    (root / "examinations.yaml").unlink()
    (root / "examinations.yaml").mkdir()
    assert any(f.file == "examinations.yaml" and "cannot be read" in f.problem for f in find_faults(root))


@pytest.mark.parametrize("name", ["about.yaml", "urgency.yaml", "texts.yaml", "complaints.yaml"])
def test_a_missing_file_is_named(name, tmp_path):
    root = tmp_path / "knowledge"
    shutil.copytree(VALID, root)
    (root / name).unlink()
    assert any(f.code is Code.MISSING_FILE and f.file == name for f in find_faults(root))


def test_an_empty_or_absent_folder_is_no_knowledge(tmp_path):
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(KnowledgeNotFoundError, match="holds no knowledge files"):
            compile_folder(folder)


@pytest.mark.parametrize("code", Code, ids=lambda c: f"{c.value}-{c.name}")
def test_every_code_is_explained(code):
    page = (HERE.parents[1] / "docs" / "knowledge-faults.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if line.startswith(f"| {code.value} |")]
    assert len(rows) == 1, f"docs/knowledge-faults.md needs one line on {code.value}"
    assert all(len(cell.strip("| ")) > 4 for cell in rows[0])
