"""A case from a YAML or JSON file: person, complaints, findings or observations.

person: {age: 57, sex: female}
complaints: [movement]
findings: {half-face-contracts: true, side: one-side, duration-d: 700}
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, TypeGuard

import yaml

from mimika.errors import InputError
from mimika.model.case import Case, Complaint, Observation, Person, Value
from mimika.model.finding import Finding
from mimika.model.knowledge import KnowledgeBase
from mimika.usecases.inputs import OLDEST_YEARS

KEYS = {"person", "complaints", "absent_complaints", "findings", "observations", "checks"}
PERSON_KEYS = {"age", "sex"}
OBSERVATION_KEYS = {"finding", "value", "origin", "complaint"}
ORIGINS = ("words", "answer", "diary", "video", "examination", "fhir")
MOST_COMPLAINTS = 3
MOST_NUMBER = 1e9
ID = re.compile(r"[a-z0-9_-]{1,60}", re.IGNORECASE)


class BadCaseError(InputError):
    """A case file that cannot be used; every fault is named at once."""

    code = "M210"

    def __init__(self, faults: list[str]) -> None:
        listed = "\n".join(f"    {fault}" for fault in faults)
        super().__init__(
            en=(
                f"The case cannot be used: {len(faults)} fault(s).\n{listed}",
                "Mend them and try again; `mimika kb show FINDING` tells a finding's answers.",
            ),
            ru=(
                f"Этот случай нельзя прочитать: ошибок {len(faults)}.\n{listed}",
                "Исправьте и повторите; ответы признака покажет `mimika kb show ПРИЗНАК`.",
            ),
        )


def read_case(kb: KnowledgeBase, text: str) -> Case:
    """Return the case a YAML or JSON text holds.

    Raises:
        BadCaseError: If it cannot be used; all faults are named.
    """
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "$"
        raise BadCaseError([f"{where}: is neither YAML nor JSON."]) from None
    except (ValueError, RecursionError):
        raise BadCaseError(["$: holds a value that cannot be read."]) from None
    if not isinstance(data, dict):
        raise BadCaseError(["$: is not a mapping with person, complaints and findings."])
    faults = list(_faults(kb, data))
    if faults:
        raise BadCaseError(faults)
    return _case(kb, data)


def _faults(kb: KnowledgeBase, data: dict[Any, Any]) -> Iterator[str]:
    for key in data:
        if key not in KEYS:
            yield f"$.{shown(key)}: is not known; known are {', '.join(sorted(KEYS))}."
    yield from _person_faults(data.get("person"))
    for name in ("complaints", "absent_complaints"):
        kinds = data.get(name, [])
        if not isinstance(kinds, list):
            yield f"$.{name}: is not a list; write [movement]."
            continue
        for kind in kinds:
            if not isinstance(kind, str) or kind not in kb.complaints:
                yield f"$.{name}: {shown(kind)} is not one of {', '.join(kb.complaints)}."
        if len(kinds) > MOST_COMPLAINTS:
            yield f"$.{name}: {len(kinds)} complaints; at most {MOST_COMPLAINTS} can be weighed together."
    findings = data.get("findings", {})
    if not isinstance(findings, dict):
        yield "$.findings: is not a mapping; write `side: one-side`."
        return
    for finding, value in findings.items():
        yield from _value_faults(kb, f"$.findings.{shown(finding)}", finding, value)
    yield from _observation_faults(kb, data.get("observations", []))
    yield from _check_faults(kb, data.get("checks", {}))


def _person_faults(person: object) -> Iterator[str]:
    if person is None:
        return
    if not isinstance(person, dict):
        yield "$.person: is not a mapping; write {age: 57, sex: female}."
        return
    for key in person:
        if key not in PERSON_KEYS:
            yield f"$.person.{shown(key)}: is not known; known are age and sex."
    age, sex = person.get("age"), person.get("sex")
    if age is not None and (isinstance(age, bool) or not isinstance(age, int | float) or not 0 <= age <= OLDEST_YEARS):
        yield f"$.person.age: is {shown(age)}; an age lies between 0 and {OLDEST_YEARS} years."
    if sex not in (None, "female", "male"):
        yield f"$.person.sex: is {shown(sex)}; write female, male, or leave it out."


def _observation_faults(kb: KnowledgeBase, observations: object) -> Iterator[str]:
    if not isinstance(observations, list):
        yield "$.observations: is not a list."
        return
    for i, seen in enumerate(observations):
        path = f"$.observations[{i}]"
        if not isinstance(seen, dict):
            yield f"{path}: is not a mapping with finding and value."
            continue
        for key in seen:
            if key not in OBSERVATION_KEYS:
                yield f"{path}.{shown(key)}: is not known; known are {', '.join(sorted(OBSERVATION_KEYS))}."
        if seen.get("origin", "answer") not in ORIGINS:
            yield f"{path}.origin: is {shown(seen['origin'])}; known are {', '.join(ORIGINS)}."
        at = seen.get("complaint", 0)
        if at is not None and (isinstance(at, bool) or not isinstance(at, int) or not 0 <= at < MOST_COMPLAINTS):
            yield f"{path}.complaint: is {shown(at)}; the first complaint is 0, the next 1."
        yield from _value_faults(kb, path, seen.get("finding"), seen.get("value"))


def _check_faults(kb: KnowledgeBase, checks: object) -> Iterator[str]:
    if not isinstance(checks, dict):
        yield "$.checks: is not a mapping; write `d2-stroke-signs: false`."
        return
    for flag, there in checks.items():
        if flag not in kb.red_flags:
            yield f"$.checks.{shown(flag)}: there is no red flag {shown(flag)}."
        elif not isinstance(there, bool):
            yield f"$.checks.{shown(flag)}: {shown(there)} does not fit; expected true or false."


def _value_faults(kb: KnowledgeBase, path: str, finding_id: object, value: object) -> Iterator[str]:
    finding = kb.findings.get(finding_id) if isinstance(finding_id, str) else None
    if finding is None:
        near = difflib.get_close_matches(finding_id, kb.findings, 1) if isinstance(finding_id, str) else []
        meant = f" Did you mean {near[0]}?" if near else ""
        yield f"{path}: there is no finding {shown(finding_id)}.{meant}"
    elif not _is_plain(value) or finding.state_of(_number(value)) is None:
        yield f"{path}: {shown(value)} does not fit; expected {expected_value(finding)}."


def expected_value(finding: Finding) -> str:
    """Return what the value of a finding may be, for whoever writes a case."""
    if finding.kind == "boolean":
        return "true or false"
    answers = ", ".join(finding.states)
    return f"a number ({finding.unit}) or one of {answers}" if finding.kind == "quantity" else f"one of {answers}"


def _is_plain(value: object) -> TypeGuard[Value]:
    """Return whether a value is a word, yes or no, or a number that can be measured."""
    if isinstance(value, bool | str):
        return True
    return isinstance(value, int | float) and 0 <= value <= MOST_NUMBER


def shown(value: object) -> str:
    """Return a value as a message may show it: ids and numbers, never a person's sentences."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}" if abs(value) <= MOST_NUMBER else "a number too large"
    return value if isinstance(value, str) and ID.fullmatch(value) else "what stands there"


def _number(value: Value) -> Value:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _case(kb: KnowledgeBase, data: dict[str, Any]) -> Case:
    person = data.get("person") or {}
    seen = [Observation(f, _number(v)) for f, v in data.get("findings", {}).items()]
    seen += [
        Observation(o["finding"], _number(o["value"]), o.get("origin", "answer"), o.get("complaint"))
        for o in data.get("observations", [])
    ]
    complaints = [Complaint(kind) for kind in data.get("complaints", [])]
    complaints += [Complaint(kind, is_absent=True) for kind in data.get("absent_complaints", [])]
    age = person.get("age")
    checks = tuple(data.get("checks", {}).items())
    whose = Person(None if age is None else float(age), person.get("sex"))
    return with_complaints(kb, Case(whose, tuple(complaints), tuple(seen), checks))


def case_as_yaml(case: Case) -> str:
    """Return a case as the YAML that `read_case` reads."""
    person = {"age": case.person.age_years, "sex": case.person.sex}
    data: dict[str, Any] = {
        "person": {key: value for key, value in person.items() if value is not None},
        "complaints": [c.kind for c in case.complaints if not c.is_absent],
        "absent_complaints": [c.kind for c in case.complaints if c.is_absent],
        "observations": [_observation_as_data(o) for o in case.observations],
        "checks": dict(case.checks),
    }
    kept = {key: value for key, value in data.items() if value}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False)


def _observation_as_data(seen: Observation) -> dict[str, Any]:
    data: dict[str, Any] = {"finding": seen.finding, "value": seen.value, "origin": seen.origin}
    return data if seen.complaint is None else {**data, "complaint": seen.complaint}


def with_complaints(kb: KnowledgeBase, case: Case) -> Case:
    """Return the case with a complaint opened for each kind in which something is there that makes one."""
    there = [kb.findings[o.finding] for o in case.observations if o.value is not False]
    kinds = [c.kind for c in case.complaints]
    for opens in ("always", "alone"):
        if opens == "alone" and kinds:
            break
        opened = (f.complaint for f in there if f.opens == opens)
        kinds += [kind for kind in dict.fromkeys(opened) if kind and kind not in kinds]
    added = tuple(Complaint(kind) for kind in kinds[len(case.complaints) :])
    return replace(case, complaints=(*case.complaints, *added)[:MOST_COMPLAINTS])
