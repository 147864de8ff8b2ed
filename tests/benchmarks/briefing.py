"""Presses of a clicker's keys on a briefing of the project, over the project's own data.

Motion is reduced, as an audience may ask for: how long a flight of the map takes is apart.
"""

from playwright.sync_api import Browser

from geodata.catalog import Catalog
from geodata.scenario import Scenario
from geodata.steps import scenario_of
from tests.benchmarks.subject import Times, product

BRIEFING = "the-talks-in-eight-steps"
PRESSES = 20


def presses(browser: Browser, url: str, catalog: Catalog) -> tuple[list[Times], set[str]]:
    """Return the times of each press, and the hosts that something was asked of."""
    steps = catalog.briefings[BRIEFING].step
    subject = product(browser, reduced_motion="reduce")
    subject.load(f"{url}/?briefing={BRIEFING}")
    subject.page.wait_for_function(
        "(step) => bench.stands(step)", arg=_step(catalog, scenario_of(steps[0], catalog), 1)
    )
    subject.page.wait_for_timeout(2_000)
    subject.rest()
    found = []
    at, by = 0, 1
    for _ in range(PRESSES):
        by = {0: 1, len(steps) - 1: -1}.get(at, by)
        at += by
        told = _step(catalog, scenario_of(steps[at], catalog), at + 1)
        subject.page.evaluate("(step) => bench.arm({ event: 'keydown', step })", told)
        subject.page.keyboard.press("PageDown" if by > 0 else "PageUp")
        found.append(subject.times())
        subject.rest()
    return found, subject.hosts


def _step(catalog: Catalog, shown: Scenario, number: int) -> dict[str, str]:
    names = sorted(
        f"{layer}@{reading}" for layer in shown.on for reading in shown.readings_of(layer, catalog)
    )
    return {"names": ",".join(names), "number": str(number)}
