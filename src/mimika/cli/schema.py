"""`mimika schema`: the shapes of what Mimika writes."""

import json
from enum import StrEnum

import typer

from mimika.report.contract import assessment_schema


class Shape(StrEnum):
    """What a schema can be printed of."""

    ASSESSMENT = "assessment"


def schema_command(shape: Shape) -> None:
    """Print the JSON Schema of what `--format json` writes."""
    schemas = {Shape.ASSESSMENT: assessment_schema}
    typer.echo(json.dumps(schemas[shape](), ensure_ascii=False, indent=2))
