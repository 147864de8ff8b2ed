"""A person with a real browser: how long until the map shows what was clicked, and Python says so."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Error, WebSocket, sync_playwright

from dashboard.rehearse.chromium import ARGUMENTS, OWN_HOSTS, find
from dashboard.session.switches import apply_switch, css_class, switches
from geodata.catalog import Catalog
from geodata.scenario import Scenario, to_query
from tests.benchmarks.subject import LIMIT_MS, Subject, Times, product
from tests.load.person import LATE_S, SECRET, names, scenario_of

MAP = 'iframe[title^="streamlit_folium"]'
TALKS = f"document.querySelector('{MAP}').contentWindow.talks"
STANDS = f"(names) => {TALKS}.confirmed().join() === names"
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
SAID = f"() => document.body.innerText + document.querySelector('{MAP}').contentDocument.body.innerText"
DOUBT_MS = 3_000
"""The page takes its own answer back after half of this, if Python has said nothing else."""
POLL_MS = 100
OPENED_MS = 60_000


@dataclass
class Watched:
    """What was measured and seen in a browser."""

    times: list[Times] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    came_back: int = 0
    late: int = 0
    taken_back: int = 0


class Watcher:
    """One browser with one page, and the scenario that it has to show."""

    def __init__(self, number: int, catalog: Catalog, subject: Subject) -> None:
        self.number, self.catalog, self.subject = number, catalog, subject
        self.now = scenario_of(number, catalog)
        self.seen = Watched()
        self.sockets = self.known = 0
        self._random = random.Random(number)
        subject.page.on("websocket", self._connected)

    def _connected(self, _: WebSocket) -> None:
        self.sockets += 1

    def open(self, address: str) -> None:
        """Open the link, and wait until the map stands."""
        self.subject.load(f"{address}/?{to_query(self.now, self.catalog)}")
        self._stand()

    def _stand(self) -> None:
        self.subject.page.wait_for_function(
            f"() => document.querySelector('{MAP}')?.contentWindow.talks?.truthNumber > 0",
            timeout=OPENED_MS,
        )
        self._wait(self.now)
        self.subject.rest()
        self.known = self.sockets

    def click(self) -> None:
        """Use the switch of a proposal, and look at what the page then shows."""
        page, before = self.subject.page, self.now
        page.locator(CONNECTED).wait_for()  # without a server the page takes no click
        rule = self._random.choice(
            [item for item in switches(self.catalog, self.now) if item.key.startswith("proposal:")]
        )
        self.now = apply_switch(self.catalog, self.now, rule.key, checked=not rule.checked)
        control = css_class(rule.key)
        box = page.locator(f".{control} input, [class*='{control}--'] input").first
        box.evaluate("(node) => node.scrollIntoView({ block: 'center' })")
        layer = rule.shows[0]
        task = {"event": "click", "name": layer, "want": not rule.checked}
        task |= {"selector": f'path[data-layer="{layer}"]', "witness": "path"}
        page.evaluate("(task) => bench.arm(task)", task)
        box.click(force=True)
        until = time.monotonic() + LIMIT_MS / 1_000
        while time.monotonic() < until and self.sockets == self.known:
            if page.evaluate("Boolean(bench.times)"):
                break
            page.wait_for_timeout(POLL_MS)
        if self.sockets == self.known:
            self.seen.times.append(self.subject.times())
            self._wait(self.now)
        else:
            self._come_back(before)
        self.subject.rest()
        if SECRET.search(page.evaluate(SAID).encode()):
            self.seen.leaks.append(f"browser {self.number} shows what another has named")

    def _come_back(self, before: Scenario) -> None:
        """Look at what another process has made of the page's link."""
        self.seen.came_back += 1
        self.subject.page.wait_for_timeout(DOUBT_MS)
        self.subject.rest()
        shown = self.subject.page.evaluate(f"() => {TALKS}.shown()")
        if shown == names(before, self.catalog):
            self.seen.taken_back += 1
            self.now = before
        elif shown != names(self.now, self.catalog):
            self.seen.lost.append(f"browser {self.number} shows {', '.join(shown)}")
        self.subject.page.reload()  # what was waited for is not to be measured later
        self._stand()

    def _wait(self, shown: Scenario) -> None:
        told = ",".join(names(shown, self.catalog))
        self.subject.page.wait_for_function(STANDS, arg=told, polling=POLL_MS)


def watch(
    number: int,
    catalog: Catalog,
    address: str,
    opened: Callable[[], None],
    moments: Callable[[], list[float]],
) -> Watched:
    """Open a browser, say so, click at each of the moments told then, and return what was measured."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        watcher = Watcher(number, catalog, product(browser, set()))
        page = watcher.subject.page
        page.on(
            "pageerror", lambda error: watcher.seen.errors.append(f"page: {error} {error.stack}")
        )
        try:
            watcher.open(address)
            opened()
            beats = moments()
            for done, beat in enumerate(beats):
                if time.monotonic() > beats[-1] + LATE_S:
                    watcher.seen.late = len(beats) - done
                    break
                page.wait_for_timeout(1_000 * max(0.0, beat - time.monotonic()))
                watcher.click()
        except Error as error:
            watcher.seen.errors.append(f"browser {number}: {error}"[:300])
        if foreign := watcher.subject.hosts - OWN_HOSTS:
            watcher.seen.errors.append(f"browser {number} asked {', '.join(sorted(foreign))}")
        browser.close()
    return watcher.seen
