"""From the start of a process, or of a page, to the first drawn map; and a panel that asks for all.

The product has the project's own data, as people meet it, with the figures that its first start
left on disk, and the stock app the twelve proposals.
Every page is of a browser that has seen nothing yet.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from dashboard.text.ui_text import words
from geodata.catalog import FOLDER
from geodata.scenario import make_scenario
from tests.benchmarks import servers
from tests.benchmarks.measures import Sample
from tests.benchmarks.place import Place
from tests.benchmarks.subject import IDLE, LIMIT_MS, OPEN_MS, drawn_at, opened, stock_path
from tests.benchmarks.twelve import IDS, address
from tests.benchmarks.work import work

SETTLED_S = 30
"""How long after its start a server still warms up, at most."""


def starts(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what starts both, and looks at all readings right after the product's start."""
    ours, theirs = _opening(place), _all_of_stock()
    servers.warm_up(FOLDER)
    data, script = place.twelve, place.stock_script

    def run(number: int) -> Iterator[Sample]:
        page = opened(place.browser, place.hosts)
        began = time.time()
        with servers.dashboard(FOLDER, place.log(f"start-{number}")) as url:
            product = drawn_at(page, url, ours) - began
            began = time.time()
            page.locator(".st-key-view").get_by_text(words()["views"]["readings"]).click()
            panel = page.locator(".st-key-wide")
            panel.locator("h2").filter(has_text=words()["readings_title"]).wait_for(timeout=OPEN_MS)
            page.locator(IDLE).wait_for(timeout=OPEN_MS)
            readings = time.time() - began
            page.context.close()
        page = opened(place.browser, place.hosts)
        began = time.time()
        with servers.stock(data, script, place.log(f"stock-{number}")) as url:
            stock = drawn_at(page, url, theirs) - began
            page.context.close()
        yield Sample("start", [1000 * product], [1000 * stock])
        yield Sample("panel", [1000 * readings], [work()])

    return run


def pages(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what opens a new page of both servers."""
    servers.warm_up(FOLDER)
    visits = ((place.own, _opening(place)), (place.stock, _all_of_stock()))
    for url, task in visits:
        _visit(place, url, task)
    time.sleep(SETTLED_S)

    def run(_: int) -> Iterator[Sample]:
        product, stock = ([_visit(place, url, task)] for url, task in visits)
        yield Sample("page", product, stock)

    return run


def _visit(place: Place, url: str, task: dict[str, Any]) -> float:
    """Return the milliseconds from asking for a page to its drawn map, once it is left again."""
    page = opened(place.browser, place.hosts)
    began = time.time()
    found = 1000 * (drawn_at(page, url, task) - began)
    page.locator(IDLE).wait_for(timeout=LIMIT_MS)
    page.context.close()
    return found


def _opening(place: Place) -> dict[str, Any]:
    """Return what stands on the map for someone who comes without a link: what is in force."""
    catalog = place.builder.catalog
    on = [key for key, proposal in catalog.proposals.items() if proposal.status == "in-force"]
    layers = place.builder.layers(make_scenario(catalog, on))
    return {"paths": [f'path[data-layer="{layer.name}"]' for layer in layers]}


def _all_of_stock() -> dict[str, Any]:
    return {"paths": [stock_path(f"{address(proposal_id)}@first") for proposal_id in IDS]}
