"""Python's confirmation while more and more people click at once, over the real websocket."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.benchmarks.measures import ROOMS, Sample
from tests.benchmarks.place import Place
from tests.benchmarks.work import work
from tests.load import room

SECONDS = 10
EVERY = 2
"""Between the clicks of each."""


def rooms(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what has one, then more people click for a while, each with their own scenario."""
    catalog, url = place.builder.catalog, place.own

    def run(_: int) -> Iterator[Sample]:
        for people in ROOMS:
            visit = room.measure(room.Plan(people, 0, SECONDS, EVERY), catalog, url, [])
            with ThreadPoolExecutor(1) as pool:  # Playwright's own loop runs in this thread
                found = pool.submit(asyncio.run, visit).result()
            for one in found.people:
                for line in (*one.errors, *one.leaks, *one.lost):
                    raise ValueError(line)
            clicks = [1000 * seconds for one in found.people for seconds in one.confirmed]
            yield Sample(f"people-{people}", clicks, [work()])

    return run
