"""The record of an earlier run, and whether a new one is worse.

Machines differ, so only ratios are compared: to the stock app, or to the fixed work load, measured
beside in the same run.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.measures import STOCK
from tests.benchmarks.report import number

PATH = Path(__file__).with_name("record.json")
ALLOWED = 1.5
"""A ratio that is more times the record's is worse."""


def read() -> dict[str, Any] | None:
    """Return the record, or None if there is none yet."""
    if not PATH.exists():
        return None
    found: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return found


def in_words(record: dict[str, Any]) -> Iterator[str]:
    """Yield the rows of the README's table: median, p95, target, and the stock app's median."""
    for row in record["rows"]:
        beside = median(row["against_runs"]) if row["against"] == STOCK else None
        found = [number(value) for value in (row["median"], row["p95"], row["target"], beside)]
        missed = "" if row["met"] else ": missed"
        title = f"{row['title']}, {row['unit']}"
        yield f"| {title} | {found[0]} | {found[1]} | {found[2]}{missed} | {found[3]} |"


def worse(record: dict[str, Any], found: list[dict[str, Any]]) -> list[str]:
    """Return a line for each row that is worse than the record's: measure, then, now.

    A row that the record does not have, or that is told against nothing, is not compared.
    """
    then = {row["measure"]: row["ratio"] for row in record["rows"]}
    return [
        f"{row['title']}: {then[row['measure']]:.4g} of {row['against']} then, "
        f"{row['ratio']:.4g} now, which is more than {ALLOWED:g} times as much"
        for row in found
        if row["ratio"] is not None
        and then.get(row["measure"]) is not None
        and row["ratio"] > ALLOWED * then[row["measure"]]
    ]
