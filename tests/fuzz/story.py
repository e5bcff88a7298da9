"""Coverage-guided fuzzing of the way from words to a case: whatever is written, no crash and true spans.

    python -m tests.fuzz.story -max_total_time=600

Inputs are pieces of stories people tell, cut, repeated and mixed with any Unicode, as the fuzzer chooses.
"""

import sys

import atheris

with atheris.instrument_imports(include=["mimika.intake", "mimika.usecases"]):
    from mimika.errors import InputError
    from mimika.kb.load import load_knowledge
    from mimika.usecases.story import case_of_story

from tests.unit.intake import phrases_en, phrases_ru, scopes

_TABLES = (*(module.PLAIN + module.TIME + module.PEOPLE for module in (phrases_ru, phrases_en)), scopes.DENIED)
_SAID = [row[0] for table in _TABLES for row in table]
_GLUE = [" ", ". ", ", ", " не ", " not ", "\n", "", " и ", " and ", "?", " 12 ", "’", "\u0301"]
_KB = load_knowledge()


def read_any(data: bytes) -> None:
    """Build a text from the fuzzer's bytes and read it as a story."""
    chosen = atheris.FuzzedDataProvider(data)
    text = ""
    while chosen.remaining_bytes() > 1 and len(text) < 2000:
        is_said = chosen.ConsumeBool()
        text += chosen.PickValueInList(_SAID) if is_said else chosen.ConsumeUnicodeNoSurrogates(12)
        text += chosen.PickValueInList(_GLUE)
    try:
        case = case_of_story(_KB, text)
    except InputError:
        return
    for seen in case.observations:
        if seen.span and text[seen.span.start : seen.span.end] != seen.span.text:
            raise AssertionError((text, seen))


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_any)
    atheris.Fuzz()
