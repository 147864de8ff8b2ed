"""Files of text and tables: written beside, then put in place of what was there."""

import csv
from collections.abc import Iterable
from pathlib import Path

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | float


def write_text(path: Path, text: str) -> None:
    """Write a text, and leave no half of it under its name."""
    beside = _beside(path)
    beside.write_text(text, "utf-8", newline="")
    beside.replace(path)


def write_table(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> None:
    """Write a table as CSV in which no text is a formula to a spreadsheet."""
    beside = _beside(path)
    with beside.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    beside.replace(path)


def _beside(path: Path) -> Path:
    return path.with_suffix(path.suffix + ".part")


def plain_cell(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
