"""YAML read with the line of every value, and with duplicate keys refused."""

from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from mimika.kb.faults import Code, Fault, Place

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path, name: str) -> tuple[Any, Place, list[Fault]]:
    """Return the data of a file, where everything stands in it, and its faults."""
    place = Place(name, {"$": 1})
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except UnicodeDecodeError:
        fault = place.fault("$", "is not UTF-8 text.", "Save the file as UTF-8.", Code.SYNTAX)
        return None, place, [fault]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place.lines["$"] = mark.line + 1 if mark else 1
        what = str(getattr(error, "problem", None) or "cannot be read")
        hint = "Check quotes, colons and indents near this line; two spaces an indent, no tabs."
        return None, place, [place.fault("$", f"is not YAML: {what}.", hint, Code.SYNTAX)]
    faults: list[Fault] = []
    return (None if node is None else _build(node, "$", place, faults)), place, faults


def _build(node: yaml.Node, path: str, place: Place, faults: list[Fault]) -> Any:
    place.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, f"{path}[{i}]", place, faults) for i, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return SafeConstructor().construct_object(node, deep=True)
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _build(key_node, path, place, faults)
        here = f"{path}.{key}"
        place.lines[path] = node.start_mark.line + 1
        if key in found:
            place.lines[here] = key_node.start_mark.line + 1
            hint = "Keep one of the two; the later one would silently win."
            faults.append(place.fault(here, "stands twice in one mapping.", hint, Code.DUPLICATE_KEY))
        found[key] = _build(value_node, here, place, faults)
    return found
