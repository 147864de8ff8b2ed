"""The table, and the same with what it was measured on as JSON."""

import datetime as dt
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.runs import MEMORY_TOGGLES, Measured

PACKAGES = ("streamlit", "streamlit-folium", "folium", "geopandas", "shapely", "playwright")
WIDTHS = (44, 9, 9, 11, 11, 8, 8)


@dataclass(frozen=True)
class Row:
    """One measure of both apps. The ratio is of the p95, stock to product."""

    measure: str
    unit: str
    target: float
    product: list[float]
    stock: list[float]

    def figures(self) -> dict[str, Any]:
        """Return the row as figures."""
        ours = percentile(self.product, 95)
        theirs = percentile(self.stock, 95) if self.stock else None
        return {
            "measure": self.measure,
            "unit": self.unit,
            "count": len(self.product),
            "p50": percentile(self.product, 50),
            "p95": ours,
            "stock_p50": percentile(self.stock, 50) if self.stock else None,
            "stock_p95": theirs,
            "ratio": round(theirs / ours, 1) if theirs and ours > 0 else None,
            "target": self.target,
            "met": ours <= self.target,
        }


def percentile(values: list[float], percent: int) -> float:
    """Return the smallest value that at least so many per cent of all do not exceed.

    >>> percentile([3.0, 1.0, 2.0, 4.0], 50)
    2.0
    """
    ordered = sorted(values)
    rank = -(-percent * len(ordered) // 100)
    return round(ordered[rank - 1], 1)


def rows(product: Measured, stock: Measured) -> list[Row]:
    """Return a row for each measure that has a target."""
    return [
        Row(
            "click to drawn path, ms",
            "ms",
            33,
            [item.drawn for item in product.toggles],
            [item.drawn for item in stock.toggles],
        ),
        Row(
            "click to Python's confirmation, ms",
            "ms",
            250,
            [item.confirmed for item in product.toggles],
            [item.confirmed for item in stock.toggles],
        ),
        Row(
            "new slider value to drawn path, ms",
            "ms",
            200,
            [item.drawn for item in product.slider],
            [item.drawn for item in stock.slider],
        ),
        Row(
            "new reading to drawn path, ms",
            "ms",
            200,
            [item.drawn for item in product.readings],
            [item.drawn for item in stock.readings],
        ),
        Row(
            "key press to drawn step of a briefing, ms",
            "ms",
            150,
            [item.drawn for item in product.steps],
            [item.drawn for item in stock.steps],
        ),
        Row(
            f"memory growth in {MEMORY_TOGGLES} toggles, MB",
            "MB",
            5,
            product.growth,
            stock.growth,
        ),
    ]


def load() -> list[float]:
    """Return how many processes wanted to run in the last 1, 5 and 15 minutes, where that is known.

    More than there are cores means that something else made the figures worse than they are.
    """
    return [round(value, 1) for value in os.getloadavg()] if hasattr(os, "getloadavg") else []


def table(figures: list[dict[str, Any]], measured: dict[str, Measured]) -> Iterator[str]:
    """Yield the lines of the table."""
    heads = ("measure", "p50", "p95", "stock p50", "stock p95", "ratio", "target")
    yield _line(heads)
    for row in figures:
        keys = ("p50", "p95", "stock_p50", "stock_p95", "ratio", "target")
        cells = ["-" if row[key] is None else f"{row[key]:g}" for key in keys]
        yield _line((row["measure"], *cells)) + ("" if row["met"] else "  MISSED")
    for name, found in measured.items():
        view = "kept" if found.view_kept else "lost"
        yield f"{name}: mounted again in {found.remounts} of {found.changes} changes, view {view}"


def _line(cells: tuple[str, ...]) -> str:
    first, *others = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in others)


def document(
    figures: list[dict[str, Any]],
    measured: dict[str, Measured],
    vertices: dict[str, int],
    browser: str,
) -> dict[str, Any]:
    """Return everything that was measured, and on what."""
    return {
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "platform": platform.platform(), "load": load()},
        "versions": {
            "python": platform.python_version(),
            "chromium": browser,
            **{name: version(name) for name in PACKAGES},
        },
        "vertices": vertices,
        "rows": figures,
        "mounted_again": {name: found.remounts for name, found in measured.items()},
        "changes": {name: found.changes for name, found in measured.items()},
        "view_kept": {name: found.view_kept for name, found in measured.items()},
    }


def write(content: dict[str, Any], path: Path) -> None:
    """Write the document."""
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
