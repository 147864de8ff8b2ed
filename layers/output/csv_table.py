"""Tables as CSV, in which no text is a formula to a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from layers.output.atomic_files import write_text

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

MARK = "\ufeff"
"""The byte order mark. Without it a spreadsheet takes UTF-8 for the code page of its machine."""

Cell = str | float | None


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
    """Write a table as CSV in which no text is a formula to a spreadsheet."""
    write_text(path, table_text(columns, rows))


def table_text(columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> str:
    """Return a table as CSV in which no text is a formula to a spreadsheet.

    It begins with `MARK`, whatever way it takes: what is printed is often redirected into a file.
    """
    text = io.StringIO(newline="")
    text.write(MARK)
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def plain_cell(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
