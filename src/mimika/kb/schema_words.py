"""What the schema refuses, in words: the schema library's kinds of error become codes, problems and hints."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from mimika.kb.faults import Code

SHARES = {"p", "rho", "share"}
LONGEST_SHOWN = 60
PROBLEMS = {
    "missing": "is missing.",
    "extra_forbidden": "is not a known key.",
    "string_type": "is {input}; text is expected.",
    "tuple_type": "is {input}; a list is expected.",
    "dict_type": "is {input}; a mapping (key: value) is expected.",
    "model_type": "is {input}; a mapping (key: value) is expected.",
    "model_attributes_type": "is {input}; a mapping (key: value) is expected.",
    "float_type": "is {input}; a number is expected.",
    "float_parsing": "is {input}; a number is expected.",
    "int_type": "is {input}; a whole number is expected.",
    "int_parsing": "is {input}; a whole number is expected.",
    "int_from_float": "is {input}; a whole number is expected.",
    "string_too_short": "is empty.",
    "too_short": "holds too little; at least {min_length} expected.",
    "string_pattern_mismatch": "is {input}, which is not written as an id or number of this kind.",
    "less_than_equal": "is {input}; {le:g} is the most.",
    "greater_than_equal": "is {input}; {ge:g} is the least.",
    "value_error": "is not one rule: {error}.",
}
HINTS = {
    Code.UNKNOWN_KEY: "Check the spelling; the known keys are in docs/knowledge-format.md.",
    Code.MISSING_LANGUAGE: "Everything a person reads is written in ru and en.",
    Code.NO_BASIS: "Write basis: found, known, derived or estimate.",
    Code.OUT_OF_RANGE: "Write 0.13 for 13 %, or delete the line if no source gives a number.",
}
QUOTE = "Put it in quotes: YAML reads no, yes, on, off as true or false, bare digits as a number or a date."
HINTS_OF_KIND = {
    "string_pattern_mismatch": "Ids are small Latin letters, digits and hyphens; see docs/knowledge-format.md.",
    "string_too_short": "Write the text, or delete the key if it is optional.",
}


def code_of(kind: str, loc: tuple[int | str, ...]) -> Code:
    """Return the code of one error of the schema library."""
    last = loc[-1] if loc else ""
    missing = {"ru": Code.MISSING_LANGUAGE, "en": Code.MISSING_LANGUAGE, "basis": Code.NO_BASIS}
    if kind == "extra_forbidden":
        return Code.UNKNOWN_KEY
    if kind == "missing" and last in missing:
        return missing[str(last)]
    if kind in ("less_than_equal", "greater_than_equal") and SHARES & set(loc):
        return Code.OUT_OF_RANGE
    return Code.INVALID_VALUE


def said(one: Mapping[str, Any], code: Code) -> tuple[str, str]:
    """Return the problem and the hint of one error of the schema library."""
    kind, given = one["type"], one["input"]
    problem = PROBLEMS.get(kind, "is {input}; {message}.")
    message = one["msg"][:1].lower() + one["msg"][1:]
    filled = problem.format(input=_shown(given), message=message, **one.get("ctx", {}))
    hint = HINTS.get(code) or HINTS_OF_KIND.get(kind, "See docs/knowledge-format.md for what stands here.")
    if kind == "string_type" and isinstance(given, bool | int | float | dt.date):
        hint = QUOTE
    return filled, hint


def _shown(given: object) -> str:
    """Return a value as it is shown in a message: short, and as YAML writes it."""
    if given is None or isinstance(given, bool):
        return {None: "empty", True: "true", False: "false"}[given]
    if isinstance(given, dict | list):
        return "a mapping" if isinstance(given, dict) else "a list"
    return repr(given)[:LONGEST_SHOWN] if isinstance(given, str) else str(given)[:LONGEST_SHOWN]
