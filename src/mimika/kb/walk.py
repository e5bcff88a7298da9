"""Every part of a record with its path, so that a check need not know where things stand."""

from collections.abc import Iterator

from mimika.kb.schema import Founded, Strict, TextRecord


def parts(path: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield a value and everything inside it, each with its path."""
    yield path, value
    if isinstance(value, Strict):
        for name in type(value).model_fields:
            yield from parts(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from parts(f"{path}[{i}]", part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from parts(f"{path}.{key}", part)


def founded_parts(record: object) -> Iterator[tuple[str, Founded]]:
    """Yield every part of a record that says what it rests on, with its path."""
    yield from ((path, part) for path, part in parts("", record) if isinstance(part, Founded))


def texts(record: object) -> Iterator[tuple[str, str]]:
    """Yield every text of a record with its path."""
    for path, part in parts("", record):
        if isinstance(part, TextRecord):
            yield f"{path}.ru", part.ru
            yield f"{path}.en", part.en
