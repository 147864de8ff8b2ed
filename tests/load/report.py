"""What was measured, as a table and as JSON, with what it was measured on."""

import datetime as dt
import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from tests.benchmarks.report import load, percentile
from tests.load.room import Found, Plan

CONFIRMED, DRAWN = "click to Python's confirmation", "click to the drawn path, in a browser"
ENDED = "click to the end of the script"
TARGETS_MS = {CONFIRMED: 500, DRAWN: 50}
"""For the p95."""
MEMORY_MB = 1024
PACKAGES = ("streamlit", "streamlit-folium", "folium", "aiohttp", "playwright")
HAS_TO_BE_NONE = ("errors", "tracebacks", "leaks", "lost")


def times(found: Found) -> dict[str, dict[str, Any]]:
    """Return count, p50, p95 and largest of each time, in milliseconds."""
    people, browsers = found.people, found.browsers
    rows = {
        "page asked for to the map's message": [1000 * x for item in people for x in item.opened],
        CONFIRMED: [1000 * x for item in people for x in item.confirmed],
        ENDED: [1000 * x for item in people for x in item.finished],
        DRAWN: [item.drawn for browser in browsers for item in browser.times],
        "the confirmation, in a browser": [
            item.confirmed for browser in browsers for item in browser.times
        ],
    }
    return {name: _summary(name, values) for name, values in rows.items() if values}


def _summary(name: str, values: list[float]) -> dict[str, Any]:
    p95 = percentile(values, 95)
    target = TARGETS_MS.get(name)
    return {
        "count": len(values),
        "p50": percentile(values, 50),
        "p95": p95,
        "most": round(max(values), 1),
        "target": target,
        "met": target is None or p95 <= target,
    }


def counts(found: Found) -> dict[str, int]:
    """Return how often something happened; what should never happen comes first."""
    everybody = (*found.people, *found.browsers)
    return {
        "errors": sum(len(item.errors) for item in everybody),
        "tracebacks": found.tracebacks,
        "leaks": sum(len(item.leaks) for item in everybody),
        "lost": sum(len(item.lost) for item in everybody),
        "late": sum(item.late for item in everybody),
        "moved": found.moved,
        "came back": sum(item.came_back for item in everybody),
        "clicks taken back": sum(item.taken_back for item in everybody),
        "own layers": sum(item.own_taken for item in found.people),
        "own layers gone": sum(item.own_gone for item in found.people),
    }


def document(plan: Plan, found: Found, browser: str) -> dict[str, Any]:
    """Return everything that was measured, and on what."""
    clicks = sum(len(item.confirmed) for item in found.people)
    clicks += sum(len(item.times) for item in found.browsers)
    busy = found.cpu.get("servers", 0.0) * found.seconds
    return {
        "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "platform": platform.platform(),
            "load before": found.load_before,
            "load after": load(),
        },
        "versions": {
            "python": platform.python_version(),
            "chromium": browser,
            **{name: version(name) for name in PACKAGES},
        },
        "plan": vars(plan),
        "seconds": round(found.seconds),
        "milliseconds": times(found),
        "memory_mb": {name: round(value) for name, value in found.memory.items()},
        "cores_busy": {name: round(value, 2) for name, value in found.cpu.items()},
        "server_ms_per_click": round(1000 * busy / clicks, 1) if clicks else None,
        "counts": counts(found),
    }


def lines(told: dict[str, Any]) -> Iterator[str]:
    """Yield what the document says, to be read."""
    plan, cores = told["plan"], told["machine"]["cores"]
    yield (
        f"{plan['sessions']} sessions and {plan['browsers']} browsers, a click of each every "
        f"{plan['every']:g} s for {told['seconds']} s, {plan['servers']} server process(es)"
    )
    yield f"{'ms':44}{'count':>8}{'p50':>10}{'p95':>10}{'most':>10}{'target':>8}"
    for name, row in told["milliseconds"].items():
        target = "-" if row["target"] is None else str(row["target"])
        cells = f"{row['count']:8}{row['p50']:10g}{row['p95']:10g}{row['most']:10g}{target:>8}"
        yield f"{name:44}{cells}{'' if row['met'] else '  MISSED'}"
    memory = told["memory_mb"].get("servers", 0)
    missed = "" if memory < MEMORY_MB * plan["servers"] else "  MISSED"
    yield f"memory of the servers, most: {memory} MB (target: less than {MEMORY_MB}){missed}"
    shares = ", ".join(f"{name} {value:g}" for name, value in told["cores_busy"].items())
    yield f"cores kept busy: {shares}. All of them share the machine's {cores} cores."
    yield f"a server's processor time for a click: {told['server_ms_per_click']} ms"
    yield ", ".join(f"{name} {count}" for name, count in told["counts"].items())
    if told["counts"]["late"]:
        yield "Late clicks were not made for want of time: the times above are too good."
    machine = told["machine"]
    yield f"load of the machine before {machine['load before']}, after {machine['load after']}"


def in_words(records: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the rows of the table in dashboard/deploy/README.md, with a column for each record."""
    plans = [told["plan"] for told in records]
    counts = [told["counts"] for told in records]
    busy = [told["cores_busy"] for told in records]
    rows = {
        "measured, UTC": [
            told["date"][: len("2026-11-23T21:58")].replace("T", " ") for told in records
        ],
        "server processes": [str(plan["servers"]) for plan in plans],
        "people; browsers on the same cores": [
            f"{plan['sessions']}; {plan['browsers'] or 'none'}" for plan in plans
        ],
        "Python's confirmation, p50 / p95, ms": [_shown(told, CONFIRMED) for told in records],
        "end of the script, p50 / p95, ms": [_shown(told, ENDED) for told in records],
        "drawn in a browser, p50 / p95, ms": [_shown(told, DRAWN) for told in records],
        "processor time of a click, ms": [f"{told['server_ms_per_click']:.0f}" for told in records],
        "cores busy: servers; browsers, proxy and measuring ahead": [
            f"{item['servers']:.2f}; {item['browsers and proxy']:.2f}" for item in busy
        ],
        "memory of the servers, most, MB": [str(told["memory_mb"]["servers"]) for told in records],
        "errors; scenarios lost; seen of others": [
            f"{item['errors']}; {item['lost']}; {item['leaks']}" for item in counts
        ],
        "moved by the kill; came back": [
            f"{item['moved']}; {item['came back']}" if item["moved"] else "" for item in counts
        ],
    }
    for title, cells in rows.items():
        yield f"| {title} | {' | '.join(cells)} |"


def _shown(told: dict[str, Any], name: str) -> str:
    found = told["milliseconds"].get(name)
    if found is None:
        return ""
    missed = "" if found["met"] else f": {found['target']} missed"
    return f"{found['p50']:,.0f} / {found['p95']:,.0f}{missed}"


def passed(told: dict[str, Any]) -> bool:
    """Return whether nothing happened that should never happen. Times are reported as they are."""
    return not any(told["counts"][name] for name in HAS_TO_BE_NONE)
