"""A person's own file of 100,000 vertices: brought, read, measured, listed and drawn."""

import json
import math
import time
from collections.abc import Callable, Iterator
from typing import Any

from dashboard.text.ui_text import words
from tests.benchmarks.measures import Sample
from tests.benchmarks.place import Place
from tests.benchmarks.subject import IDLE, OPEN_MS, at_last, opened
from tests.benchmarks.work import work

SETTLE_MS = 500
AREAS, CORNERS = 20, 5_000
SHOWN = {
    "page": [".st-key-own-own-1 input", ".figure-card dd"],
    "paths": ['path[data-layer="own-1"]'],
}


def uploads(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what brings the file to a new page on which nothing is on."""
    path = place.folder / "own.geojson"
    areas = {"type": "FeatureCollection", "features": [_area(number) for number in range(AREAS)]}
    path.write_text(json.dumps(areas), "utf-8")

    def run(_: int) -> Iterator[Sample]:
        page = opened(place.browser, place.hosts)
        page.goto(f"{place.own}/?on=none")
        page.get_by_text(words()["group"]["own"], exact=True).first.click(timeout=OPEN_MS)
        page.wait_for_timeout(SETTLE_MS)  # the place for a file is drawn once more after the click
        page.locator(IDLE).wait_for(timeout=OPEN_MS)
        began = time.time()
        page.locator(".st-key-own-file input[type=file]").set_input_files(path)
        shown = 1000 * (at_last(page, SHOWN) - began)
        page.context.close()
        yield Sample("upload", [shown], [work()])

    return run


def _area(number: int) -> dict[str, Any]:
    """Return a star about a point of its own."""
    east, north = 35.6 + 0.3 * (number % 5), 32.5 + 0.3 * (number // 5)
    ring = []
    for corner in range(CORNERS):
        angle, radius = 2 * math.pi * corner / CORNERS, 0.1 + 0.01 * (corner % 2)
        ring.append([east + radius * math.cos(angle), north + radius * math.sin(angle)])
    return {
        "type": "Feature",
        "properties": {"name": f"Area {number}"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }
