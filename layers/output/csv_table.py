"""Tables as CSV, safe from formula injection in spreadsheets."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from layers.output.atomic_files import write_text

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

MARK = "\ufeff"
"""The byte order mark. Without it, spreadsheets read UTF-8 in the local code page."""

Cell = str | float | None


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
    """Write a table as a CSV file in which no text is read as a formula.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_table(Path(folder, "a.csv"), ("name",), [("Line A",)])
    ...     Path(folder, "a.csv").read_text("utf-8-sig").split()
    ['name', 'Line', 'A']
    """
    write_text(path, table_text(columns, rows))


def table_text(columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> str:
    """Return a table as CSV in which no text is read as a formula.

    It always begins with `MARK`, since printed output is often redirected to a file.

    Examples
    --------
    >>> table_text(("name", "km2"), [("=1+1", 263.7)]).removeprefix(MARK).split()
    ['name,km2', "'=1+1,263.7"]
    """
    text = io.StringIO(newline="")
    text.write(MARK)
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def plain_cell(cell: Cell) -> Cell:
    """Return a cell with an apostrophe before text that a spreadsheet would run as a formula.

    Examples
    --------
    >>> plain_cell("=1+1"), plain_cell("Line A"), plain_cell(-3.5)
    ("'=1+1", 'Line A', -3.5)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
