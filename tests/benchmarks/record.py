"""The record of an earlier run, and whether a new one is worse.

Machines differ, so only ratios are compared: to the stock app, or to the fixed work load, measured
beside in the same run.
"""

import json
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("record.json")
ALLOWED = 1.5
"""A ratio that is more times the record's is worse."""


def read() -> dict[str, Any] | None:
    """Return the record, or None if there is none yet."""
    if not PATH.exists():
        return None
    found: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return found


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
