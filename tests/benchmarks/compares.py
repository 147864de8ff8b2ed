"""A comparison from its address, and with another side; two scenarios that are new in each run."""

import time
from collections.abc import Callable, Iterator

from geodata.comparison_query import to_comparison_query
from geodata.scenario import Scenario, from_query, to_query
from tests.benchmarks.measures import Sample
from tests.benchmarks.place import Place
from tests.benchmarks.subject import IDLE, OPEN_MS, at_last, opened
from tests.benchmarks.work import work

SOUTH = "demilitarized-south.zone"
SIDES = (
    ("governorates", "three-bands"),
    ("nearly-to-damascus", "three-bands"),
    ("governorates", "think-tank-map"),
    ("nearly-to-damascus", "think-tank-map"),
    ("three-bands", "think-tank-map"),
)
"""Readings of the south that are compared in each run: none is kept from an earlier one."""
OTHER = ("druze-corridor", "economic-zone", "no-fly-zone", "full-withdrawal", "phased-withdrawal")
"""What is on, and takes the place of the second side."""


def compares(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what opens a comparison, and then puts what is on in place of its second side."""
    catalog = place.builder.catalog

    def reading(name: str) -> Scenario:
        return from_query(f"on={SOUTH}&{SOUTH}={name}", catalog)[0]

    def run(number: int) -> Iterator[Sample]:
        a, b = (reading(name) for name in SIDES[number])
        on = to_query(from_query(f"on={OTHER[number]}", catalog)[0], catalog)
        page = opened(place.browser, place.hosts)
        began = time.time()
        page.goto(f"{place.own}/?{on}&{to_comparison_query(a, b, catalog)}", wait_until="commit")
        drawn = at_last(page, {"paths": [".leaflet-compare-pane path"]}) - began
        page.locator(IDLE).wait_for(timeout=OPEN_MS)
        page.evaluate("bench.arm({ event: 'click', compares: true })")
        page.locator(".st-key-keep-b button").click()
        page.wait_for_function("() => bench.times", timeout=OPEN_MS)
        changed = float(page.evaluate("bench.times.drawn"))
        page.context.close()
        yield Sample("compare", [1000 * drawn], [work()])
        yield Sample("compare-changed", [changed], [work()])

    return run
