"""Presses of a clicker's keys on a briefing of the project, over the project's own data.

Motion is reduced, as an audience may ask for: how long a flight of the map takes is apart.
"""

from collections.abc import Callable, Iterator

from geodata.briefings.step_scenario import scenario_of
from geodata.catalog import Catalog
from geodata.scenario import Scenario
from tests.benchmarks.measures import PRESSES, Sample
from tests.benchmarks.place import Place
from tests.benchmarks.subject import product
from tests.benchmarks.work import work

BRIEFING = "the-talks-in-eight-steps"
SETTLE_MS = 2_000


def presses(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what goes through the briefing, forth and back."""
    catalog = place.builder.catalog
    steps = catalog.briefings[BRIEFING].step
    told = [
        _told(catalog, scenario_of(step, catalog), number)
        for number, step in enumerate(steps, start=1)
    ]
    subject = product(place.browser, place.hosts, reduced_motion="reduce")
    subject.load(f"{place.own}/?briefing={BRIEFING}")
    subject.page.wait_for_function("(step) => bench.stands(step)", arg=told[0])
    subject.page.wait_for_timeout(SETTLE_MS)
    subject.rest()
    forth = list(range(1, len(steps)))
    way = [*forth, *reversed(forth[:-1]), 0]

    def run(number: int) -> Iterator[Sample]:
        subject.page.bring_to_front()
        found = []
        for at in range(number * PRESSES, (number + 1) * PRESSES):
            to, before = way[at % len(way)], way[at % len(way) - 1]
            subject.page.evaluate("(step) => bench.arm({ event: 'keydown', step })", told[to])
            subject.page.keyboard.press("PageDown" if to > before else "PageUp")
            found.append(subject.times().drawn)
            subject.rest()
        yield Sample("step", found, [work()])

    return run


def _told(catalog: Catalog, shown: Scenario, number: int) -> dict[str, str]:
    names = sorted(
        f"{layer}@{reading}" for layer in shown.on for reading in shown.readings_of(layer, catalog)
    )
    return {"names": ",".join(names), "number": str(number)}
