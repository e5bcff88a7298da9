"""Every value knows its line; what YAML silently allows is refused."""

import pytest

from mimika.kb.faults import Code
from mimika.kb.yaml_lines import read_yaml

TEXT = """# a comment
id: one
name: {ru: "Ж",
       en: "J"}
when:
  any:
    - {finding: a}

    - finding: b
      is: [x]
note: |
  long
  text
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "x.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yaml(path, "x.yaml")

    return read_text


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("$", 2),
        ("$.id", 2),
        ("$.name", 3),
        ("$.name.en", 4),
        ("$.when", 5),
        ("$.when.any", 6),
        ("$.when.any[0].finding", 7),
        ("$.when.any[1]", 9),
        ("$.when.any[1].is[0]", 10),
        ("$.note", 11),
    ],
)
def test_a_value_stands_on_the_line_of_its_key(read, path, line):
    _, place, faults = read(TEXT)
    assert faults == []
    assert place.lines[path] == line


def test_the_data_is_plain(read):
    data, _, _ = read(TEXT)
    assert data["when"] == {"any": [{"finding": "a"}, {"finding": "b", "is": ["x"]}]}
    assert data["note"] == "long\ntext\n"


def test_a_fault_below_what_is_written_points_to_the_nearest_parent(read):
    _, place, _ = read(TEXT)
    assert place.fault("$.when.any[1].is[7].deep", "is odd.", "Mend it.", Code.NEVER_MET).line == 10


def test_each_repeated_key_is_a_fault_at_its_own_line(read):
    _, _, faults = read("a: 1\nb: {c: 1, c: 2}\na: 3\n")
    assert [(f.code, f.line, f.path) for f in faults] == [
        (Code.DUPLICATE_KEY, 2, "$.b.c"),
        (Code.DUPLICATE_KEY, 3, "$.a"),
    ]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_an_empty_file_holds_nothing(read, text):
    data, _, faults = read(text)
    assert data is None
    assert faults == []


def test_a_byte_order_mark_is_no_fault(read):
    data, _, faults = read(b"\xef\xbb\xbfid: one\n")
    assert data == {"id": "one"}
    assert faults == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 'open\n", 2),
        ("ok: 1\nbad: 2026-02-31\n", 2),
        ("ok: 1\n? {a: 1}\n: 2\n", 2),
        ("ok: 1\nbad: !!python/name:os.system x\n", 2),
        ("a: &a\n  b: *a\n", 2),
        ("ok: 1\nbad: *nowhere\n", 2),
        (b"ok: 1\nname: \xe2\xe5\xea\xee\n", 2),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_its_line_and_never_a_trace(read, text, line):
    _, _, faults = read(text)
    assert [(f.code, f.line) for f in faults] == [(Code.SYNTAX, line)]
    assert faults[0].hint
