"""Tables in the terminal."""

import sys
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

WIDTH_WITHOUT_TERMINAL = 120


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; the columns fit the terminal."""
    width = None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL
    table = Table(*heads, box=box.SIMPLE, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(file=sys.stdout, width=width, highlight=False, markup=False).print(table)
