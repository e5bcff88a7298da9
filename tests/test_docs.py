"""What the documents say is true: commands exist, keys and codes are named."""

import re
import typing
from pathlib import Path

import pytest
import typer.main
from pydantic import BaseModel

from mimika.cli.main import app
from mimika.kb import schema
from mimika.kb.faults import Code
from mimika.kb.reading import FOLDERS, FORMS

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FORMAT = (ROOT / "docs" / "knowledge-format.md").read_text(encoding="utf-8")
COMMAND = re.compile(r"(?:^|[`\s$])mimika ((?:[a-z-]+ ?)+)?([^`\n]*)", re.MULTILINE)
CODE_BLOCK = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def commands():
    """Return (page, words after `mimika`) for every command that a document shows."""
    found = []
    for page in PAGES:
        for block, inline in CODE_BLOCK.findall(page.read_text(encoding="utf-8")):
            for line in (block or inline).splitlines():
                said = re.match(r"\s*(?:\$ )?(?:uv run )?(?:mimika |make run ARGS=['\"])(.*)", line)
                if said and "..." not in said[1]:
                    found.append((page.name, said[1].split("#")[0].rstrip("'\" ")))
    return found


def test_documents_show_commands():
    assert commands()


@pytest.mark.parametrize(("page", "said"), commands(), ids=lambda x: x[:50])
def test_a_command_in_a_document_exists_with_its_options(page, said):
    group = typer.main.get_command(app)
    words = said.split()
    while words and words[0] in getattr(group, "commands", {}):
        group = group.commands[words.pop(0)]
    assert not hasattr(group, "commands") or all(w.startswith(("-", "[", "<")) for w in words), f"{page}: mimika {said}"
    known = {option for parameter in group.params for option in (*parameter.opts, *parameter.secondary_opts)}
    known |= {"--help"}
    assert [w for w in re.findall(r"(?<!\S)\[?(--[a-z-]+)", said) if w not in known] == []


def records(model, seen):
    """Return a record type and every record type inside it."""
    if isinstance(model, type) and issubclass(model, BaseModel) and model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for part in inner(field.annotation):
                records(part, seen)
    return seen


def inner(annotation):
    yield annotation
    for part in typing.get_args(annotation):
        yield from inner(part)


@pytest.mark.parametrize("form", FORMS)
def test_the_format_page_names_every_key(form):
    if form == "lexicon":
        named = schema.LexiconEntryRecord.model_fields.keys() - {"finding"}
    else:
        named = {f.alias or n for n, f in FORMS[form][0].model_fields.items()}
    missing = [key for key in named if not re.search(rf"`?\b{re.escape(key)}\b", FORMAT)]
    assert missing == [], f"docs/knowledge-format.md says nothing of {missing} in {form}"


@pytest.mark.parametrize("form", FORMS)
def test_the_format_page_names_every_file(form):
    assert (f"{form}/" if form in FOLDERS else f"{form}.yaml") in FORMAT


def test_the_format_page_names_every_piece_of_logic():
    keys = {f.alias or n for n, f in schema.LogicRecord.model_fields.items()}
    assert [k for k in keys if not re.search(rf"\b{k}\b", FORMAT)] == []


@pytest.mark.parametrize("code", Code)
def test_every_fault_code_has_its_line(code):
    page = (ROOT / "docs" / "knowledge-faults.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| {code.value} \| [^|]+ \| [^|]+ \|$", page, re.MULTILINE)


def test_no_fault_code_is_documented_that_does_not_exist():
    page = (ROOT / "docs" / "knowledge-faults.md").read_text(encoding="utf-8")
    assert set(re.findall(r"KB\d{3}", page)) == {c.value for c in Code}


def link_targets():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                yield page, target


def test_links_between_documents_lead_somewhere():
    assert [(p.name, t) for p, t in link_targets() if not (p.parent / t).exists()] == []
