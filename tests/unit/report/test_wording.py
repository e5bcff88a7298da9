"""Ids and numbers become words; every sentence the code asks for exists, and none stands idle."""

import ast
import re
from pathlib import Path

import pytest

from mimika.model.assessment import EvidenceLine, Urgency
from mimika.model.case import Person
from mimika.report.wording import DEGREES, WEIGHTS, Wording

SOURCES = Path(__file__).parents[3] / "src" / "mimika"
LANGUAGES = ("ru", "en")
TEMPLATES = {".j2", ".html", ".typ"}


@pytest.fixture(params=LANGUAGES)
def words(kb, request):
    return Wording(kb, request.param)


def literals():
    """Return every plain string of the code and its templates, and how every composed string begins."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    plain = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    composed = {n.values[0].value for n in nodes if isinstance(n, ast.JoinedStr) and hasattr(n.values[0], "value")}
    templates = [p for p in SOURCES.rglob("*") if p.suffix in TEMPLATES]
    quoted = re.compile(r"""["']([a-z0-9-]+)["']""")
    plain |= {s for path in templates for s in quoted.findall(path.read_text(encoding="utf-8"))}
    starts = {s for s in plain | composed if isinstance(s, str) and re.fullmatch(r"[a-z-]{4,}", s)}
    return plain, tuple(s for s in starts if s.endswith("-") or s in composed)


def laid_out():
    """Return what the templates say, and how every composed key of theirs begins."""
    kinds = (".html", ".j2", ".typ")
    texts = "\n".join(p.read_text(encoding="utf-8") for p in SOURCES.rglob("templates/*") if p.suffix in kinds)
    return set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+|[a-z]+", texts)), tuple(re.findall(r'"([a-z-]{3,}-)" [~+]', texts))


def said_keys():
    """Return every key that is asked for by its whole name."""
    code = "\n".join(p.read_text(encoding="utf-8") for p in SOURCES.rglob("*.py"))
    return set(re.findall(r'say\(\s*"([a-z0-9-]+)"', code))


def test_every_sentence_that_is_asked_for_exists(kb):
    assert len(said_keys()) > 20
    assert sorted(said_keys() - kb.texts.keys()) == []


def test_no_sentence_stands_idle(kb):
    plain, starts = literals()
    shown, begun = laid_out()
    assert [k for k in kb.texts if k not in plain | shown and not k.startswith(starts + begun)] == []


@pytest.mark.parametrize(
    ("p", "low", "high", "ru", "en"),
    [
        (0.42, 0.11, 0.95, "42 % (от 11 до 95)", "42 % (11 to 95)"),
        (0.05, 0.001, 0.4, "5 % (до 40)", "5 % (up to 40)"),
        (0.9, 0.6, 0.999, "90 % (от 60 и выше)", "90 % (60 or more)"),
        (0.5, 0.0, 1.0, "50 % (пределы неизвестны)", "50 % (limits not known)"),
        (0.004, 0.0, 0.009, "меньше 1 %", "under 1 %"),
        (0.999, 0.995, 1.0, "больше 99 %", "over 99 %"),
        (0.001, 0.0, 0.02, "меньше 1 % (до 2)", "under 1 % (up to 2)"),
    ],
)
def test_a_chance_is_said_with_its_limits(kb, p, low, high, ru, en):
    assert Wording(kb, "ru").chance(p, low, high) == ru
    assert Wording(kb, "en").chance(p, low, high) == en


def test_a_chance_is_never_said_to_be_nothing_or_certain(words):
    for p in (0.0, 1e-9, 0.00999, 0.99001, 1.0):
        assert not re.search(r"\b(0|100)\b", words.percent(p))


@pytest.mark.parametrize(
    ("level", "days", "part"),
    [
        ("emergency", 0, "112"),
        ("urgent", 0, "24"),
        ("urgent", 1, "24"),
        ("urgent", 3, "3 days"),
        ("urgent", 7, "a week"),
        ("urgent", 14, "two weeks"),
        ("urgent", None, "two weeks"),
        ("routine", 60, "no hurry"),
        ("self_care", None, "SELF-CARE"),
    ],
)
def test_each_urgency_is_one_sentence(kb, level, days, part):
    urgency = Urgency(level, days)
    assert part in Wording(kb, "en").level(urgency)
    assert Wording(kb, "ru").level(urgency).endswith(".")
    assert Wording(kb, "ru").within(urgency)
    assert Wording(kb, "en").within(urgency)


@pytest.mark.parametrize("table", [DEGREES, WEIGHTS])
def test_tables_go_down_to_nothing(kb, table):
    limits = [least for least, _ in table]
    assert limits == sorted(limits, reverse=True)
    assert limits[-1] == 0.0
    assert all(key in kb.texts for _, key in table)


def test_a_child_is_a_girl_or_a_boy(kb):
    assert Wording(kb, "ru").sex(Person(7.0, "male")) == "мальчик"
    assert Wording(kb, "ru").sex(Person(18.0, "male")) == "мужчина"
    assert Wording(kb, "en").sex(Person(None, "female")) == "female"


def test_every_finding_can_be_said_in_every_state(kb, words):
    for finding in kb.findings.values():
        for state in range(len(finding.states)):
            assert words.evidence(EvidenceLine(finding.id, state, 1.0), Person()).strip()


@pytest.mark.parametrize("key", ["age", "sex", "absent-complaint"])
def test_evidence_that_is_no_finding_has_words(words, key):
    assert words.evidence(EvidenceLine(key, 0, 1.0), Person()).strip()
    assert "57" in words.evidence(EvidenceLine("age", 0, 1.0), Person(57.0))


def test_whatever_criteria_may_miss_has_words(kb, words):
    for criteria in kb.criteria.values():
        for leaf in criteria.logic.leaves():
            key = {"age": "age", "sex": "sex"}.get(leaf.op, leaf.subject)
            assert words.missing(key).strip()
