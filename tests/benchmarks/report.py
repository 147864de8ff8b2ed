"""The table of what was measured, and the same with machine and versions as JSON."""

import datetime as dt
import json
import os
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.measures import MEASURES, Measure, Sample

PACKAGES = (
    "streamlit",
    "streamlit-folium",
    "folium",
    "geopandas",
    "shapely",
    "pyproj",
    "uvicorn",
    "playwright",
)
WIDTHS = (44, 9, 9, 9, 9, 9)
HEADS = ("measure", "median", "p95", "target", "against", "ratio")
CPU_INFO = Path("/proc/cpuinfo")


def percentile(values: list[float], percent: int) -> float:
    """Return the smallest value that at least so many per cent of all do not exceed.

    >>> percentile([3.0, 1.0, 2.0, 4.0], 50)
    2.0
    """
    ordered = sorted(values)
    rank = -(-percent * len(ordered) // 100)
    return ordered[rank - 1]


def rows(samples: Iterable[Sample]) -> list[dict[str, Any]]:
    """Return a row of figures for each measure that has samples, in the order of the table."""
    by_measure: dict[str, list[Sample]] = {}
    for sample in samples:
        by_measure.setdefault(sample.measure, []).append(sample)
    return [row(item, by_measure[item.id]) for item in MEASURES if item.id in by_measure]


def row(measure: Measure, runs: list[Sample]) -> dict[str, Any]:
    """Return the figures of a measure.

    Each run counts by its middle value, and by how that stands to what was measured beside it in
    the same run; the row by the middle one of the runs. The target is held against all values.
    """
    every = [value for run in runs for value in run.values]
    held = percentile(every, measure.percent)
    ratios = [median(run.values) / median(run.against) for run in runs if run.against]
    return {
        "measure": measure.id,
        "title": measure.title,
        "unit": measure.unit,
        "count": len(every),
        "runs": [round(median(run.values), 2) for run in runs],
        "median": round(median(median(run.values) for run in runs), 2),
        "p95": round(percentile(every, 95), 2) if measure.percent == 95 else None,
        "target": measure.target,
        "met": measure.target is None or held <= measure.target,
        "against": measure.against,
        "against_runs": [round(median(run.against), 2) for run in runs if run.against],
        "ratio": round(median(ratios), 4) if ratios else None,
    }


def table(found: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield _line(HEADS)
    for item in found:
        cells = [
            item["median"],
            item["p95"],
            item["target"],
            median(item["against_runs"]) if item["against_runs"] else None,
            item["ratio"],
        ]
        shown = map(number, cells)
        title = f"{item['title']}, {item['unit']}"
        told = f"  of {item['against']}" if item["against"] else ""
        missed = "" if item["met"] else "  TARGET MISSED"
        yield _line((title, *shown)) + told + missed


def number(value: float | None) -> str:
    """Return three digits that count, and no more decimals.

    >>> [number(value) for value in (None, 0.01234, 12.345, 12345.6)]
    ['-', '0.0123', '12.3', '12,346']
    """
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _line(cells: tuple[str, ...]) -> str:
    first, *others = zip(cells, WIDTHS, strict=True)
    return first[0].ljust(first[1]) + "".join(cell.rjust(width) for cell, width in others)


def document(found: list[dict[str, Any]], browser: str, before: list[float]) -> dict[str, Any]:
    """Return everything that was measured, and on what.

    Parameters
    ----------
    browser
        Its version.
    before
        The load of the machine when it began.
    """
    return {
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "machine": {**machine(), "load_before": before, "load_after": load()},
        "versions": {
            "python": platform.python_version(),
            "chromium": browser,
            **{name: version(name) for name in PACKAGES},
        },
        "rows": found,
    }


def machine() -> dict[str, Any]:
    """Return processor, cores, memory and operating system, as far as the system tells them."""
    lines = CPU_INFO.read_text("utf-8").splitlines() if CPU_INFO.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = None
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1)
    return {
        "cpu": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gib": memory,
        "os": platform.platform(),
    }


def load() -> list[float]:
    """Return how many processes wanted to run in the last 1, 5 and 15 minutes, where that is known.

    More than there are cores means that something else made the figures worse than they are.
    """
    return [round(value, 1) for value in os.getloadavg()] if hasattr(os, "getloadavg") else []


def write(content: dict[str, Any], path: Path) -> None:
    """Write the document."""
    path.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
