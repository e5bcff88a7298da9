"""YAML read with the line of every value, and with duplicate keys refused."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from mimika.kb.faults import Code, Fault, Place

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MEND_NEAR = "Check quotes, colons and indents on this line and just above; two spaces an indent, no tabs."


def read_yaml(path: Path, name: str) -> tuple[Any, Place, list[Fault]]:
    """Return the data of a file, where everything stands in it, and its faults."""
    place = Place(name, {})
    try:
        data = path.read_bytes()
        node = yaml.compose(data.decode("utf-8-sig"), Loader=Loader)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}."
        return None, place, [_syntax(place, 1, problem, "Check that it is a readable file.")]
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, place, [_syntax(place, line, "is not UTF-8 text.", "Save the file as UTF-8.")]
    except yaml.reader.ReaderError:
        return None, place, [_syntax(place, 1, "holds a character no text has.", "Delete control characters.")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = str(getattr(error, "problem", None) or "it cannot be read")
        return None, place, [_syntax(place, mark.line + 1 if mark else 1, f"is not YAML: {what}.", MEND_NEAR)]
    builder = _Builder(place)
    return (None if node is None else builder.build(node, "$")), place, builder.faults


def _syntax(place: Place, line: int, problem: str, hint: str) -> Fault:
    place.lines["$"] = line
    return place.fault("$", problem, hint, Code.SYNTAX)


class _Builder:
    """Builds plain data from nodes and notes where everything stands."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.faults: list[Fault] = []
        self._constructor = SafeConstructor()
        self._open: set[int] = set()

    def build(self, node: yaml.Node, path: str) -> Any:
        """Return the data of a node; a value's line is that of its key."""
        self.place.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._open:
            self._refuse(path, "refers to itself.", "Write the value out instead of using & and *.")
            return None
        self._open.add(id(node))
        try:
            if isinstance(node, yaml.SequenceNode):
                return [self.build(child, f"{path}[{i}]") for i, child in enumerate(node.value)]
            return self._mapping(node, path) if isinstance(node, yaml.MappingNode) else self._scalar(node, path)
        finally:
            self._open.discard(id(node))

    def _mapping(self, node: yaml.MappingNode, path: str) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node, path) if isinstance(key_node, yaml.ScalarNode) else None
            if key is None or not isinstance(key, Hashable):
                self.place.lines[f"{path}.?"] = key_node.start_mark.line + 1
                self._refuse(f"{path}.?", "is a key that is not a word.", "Write `key: value`; quote a key if needed.")
                continue
            here = f"{path}.{key}"
            is_repeated = key in found
            self.place.lines[here] = key_node.start_mark.line + 1
            if is_repeated:
                hint = "Keep one of the two; the later one would silently win."
                self.faults.append(self.place.fault(here, "stands twice in one mapping.", hint, Code.DUPLICATE_KEY))
            found[key] = self.build(value_node, here)
        return found

    def _scalar(self, node: yaml.Node, path: str) -> Any:
        try:
            return self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self._refuse(path, "cannot be read as the kind of value it looks like.", "Put it in quotes.")
            return None

    def _refuse(self, path: str, problem: str, hint: str) -> None:
        self.faults.append(self.place.fault(path, problem, hint, Code.SYNTAX))
