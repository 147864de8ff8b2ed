"""Files of text and tables: written beside, then put in place of what was there."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

MARK = "\ufeff"
"""The byte order mark. Without it a spreadsheet takes UTF-8 for the code page of its machine."""

Cell = str | float | None


def write_text(path: Path, text: str) -> None:
    """Write a text, and leave no half of it under its name or beside it."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, and leave no half of it under its name or beside it."""
    with _put_in_place(path) as beside:
        beside.write_bytes(content)


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


def print_whole(text: str) -> None:
    """Print a text as UTF-8, as a file of it has it, whatever the terminal would make of it."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


@contextmanager
def _put_in_place(path: Path) -> Iterator[Path]:
    beside = path.with_suffix(path.suffix + ".part")
    try:
        yield beside
        beside.replace(path)
    except BaseException as error:
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)  # a full disk is told without the name of the file
        beside.unlink(missing_ok=True)
        raise
