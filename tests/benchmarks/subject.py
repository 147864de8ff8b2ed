"""An app in a page of the browser: what can be done to it, and how long it took."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Locator, Page, ViewportSize

from tests.benchmarks.twelve import COLOURS, IDS, MOVABLE, SECOND_COLOUR, address

if TYPE_CHECKING:
    from tests.benchmarks.place import Place

WATCH = Path(__file__).with_name("watch.js").read_text("utf-8")
LIMIT_MS = 20_000
OPEN_MS = 60_000
POLL_MS = 20
"""Looked at so often, and not in every frame, which would have to be drawn for it."""
REST_MS = 120
"""A pause after each change, so that the next one begins with nothing under way."""

LOOK = (32.9, 36.2, 9.5)
VIEW_TOLERANCE = 0.01
VIEWPORT: ViewportSize = {"width": 1280, "height": 720}
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass
class Times:
    """Milliseconds from a click or key until the map showed it, and until Python had said so."""

    drawn: float
    confirmed: float
    remounted: bool


@dataclass
class Subject:
    """The dashboard or the stock app.

    Attributes
    ----------
    path
        From a layer's name to the selector of its path in the map.
    control
        From a layer's name to the class of the checkbox that shows it.
    slider
        The class of the slider.
    """

    name: str
    page: Page
    path: Callable[[str], str]
    control: Callable[[str], str]
    slider: str
    hosts: set[str]

    def open(self, url: str) -> None:
        """Open the app with every layer on and the map moved to a place of its own."""
        self.load(url)
        paths = [self.path(f"{address(proposal_id)}@first") for proposal_id in IDS]
        frame = self.page.frame_locator('iframe[title^="streamlit_folium"]')
        for path in paths:
            frame.locator(path).first.wait_for(timeout=OPEN_MS, state="attached")
        self.page.wait_for_timeout(1_000)
        self.page.evaluate("(at) => { bench.mark(); bench.look(...at); }", LOOK)
        self.rest()
        self.page.wait_for_timeout(1_000)

    def load(self, url: str) -> None:
        """Open an address of the app, watched."""
        watched(self.page, self.hosts)
        self.page.goto(url)

    def rest(self) -> None:
        """Wait until Python has nothing to do, and the browser neither."""
        self.page.wait_for_timeout(REST_MS)
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait for the end of the run: until then, what is below a control may move."""
        self.page.locator(IDLE).wait_for(timeout=LIMIT_MS)

    def click(self, layer: str, *, want: bool) -> None:
        """Click the checkbox of a layer, with a real click."""
        task = {"event": "click", "name": layer, "want": want}
        box = self._inside(self.control(layer))
        self._arm(box, task, layer)
        box.click(force=True)

    def move_slider(self, key: str) -> None:
        """Press an arrow key on the slider."""
        thumb = self._inside(self.slider)
        thumb.focus()
        self._arm(thumb, {"event": "keydown", "moves": True}, f"{address(MOVABLE)}@first")
        self.page.keyboard.press(key)

    def times(self) -> Times:
        """Wait until the map shows what was asked for, and return how long that took."""
        self.page.wait_for_function("() => bench.times", timeout=LIMIT_MS, polling=POLL_MS)
        found: dict[str, Any] = self.page.evaluate("bench.times")
        return Times(**found)

    def view_kept(self) -> bool:
        """Return whether the map still shows the place that it was moved to."""
        view = self.page.evaluate("bench.view()")
        return all(abs(a - b) < VIEW_TOLERANCE for a, b in zip(view, LOOK, strict=True))

    def heap(self) -> float:
        """Return how many MB the page and its frame use, once garbage is collected."""
        session: CDPSession = self.page.context.new_cdp_session(self.page)
        session.send("Performance.enable")
        for _ in range(3):
            session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        session.detach()
        return next(item["value"] for item in metrics if item["name"] == "JSHeapUsedSize") / 1e6

    def _inside(self, css_class: str) -> Locator:
        return self.page.locator(f".{css_class} input, [class*='{css_class}--'] input").first

    def _arm(self, control: Locator, task: dict[str, Any], layer: str) -> None:
        # Not at the window's edge: a box that is focused there scrolls from under the pointer.
        control.evaluate("(node) => node.scrollIntoView({ block: 'center' })")
        other = IDS[-1] if layer.startswith(IDS[1]) else IDS[1]
        witness = self.path(f"{address(other)}@first")
        told = {**task, "selector": self.path(layer), "witness": witness}
        self.page.evaluate("(task) => bench.arm(task)", told)


def watched(page: Page, hosts: set[str]) -> None:
    """Have the page watch its map from the first, and note whom anything is asked of."""
    page.on("request", lambda made: hosts.add(urlsplit(made.url).hostname or ""))
    page.add_init_script(f"if (window === window.top) {{ {WATCH} }}")


def opened(browser: Browser, hosts: set[str]) -> Page:
    """Return an empty page of a browser that has seen nothing yet."""
    page = browser.new_context(viewport=VIEWPORT).new_page()
    watched(page, hosts)
    return page


def drawn_at(page: Page, url: str, task: dict[str, Any]) -> float:
    """Open an address, and return when its map was first as wanted, in seconds since the epoch."""
    page.goto(url, wait_until="commit")
    return at_last(page, task)


def at_last(page: Page, task: dict[str, Any]) -> float:
    """Return when the page was first as wanted, in seconds since the epoch."""
    page.set_default_timeout(OPEN_MS)
    told = [task, OPEN_MS]
    return float(page.evaluate("([task, limit]) => bench.opened(task, limit)", told)) / 1000


def product(browser: Browser, hosts: set[str], **options: Any) -> Subject:
    """Return the dashboard in a page of its own, with these options of its context.

    Every host that it asks is added to `hosts`.
    """
    return Subject(
        "product",
        _page(browser, **options),
        lambda layer: f'path[data-layer="{layer}"]',
        lambda layer: (
            f"st-key-reading-{layer.replace('.', '-').replace('@', '-')}"
            if layer.endswith("@second")
            else f"st-key-proposal-{layer.partition('.')[0]}"
        ),
        f"st-key-parameter-{MOVABLE}-layer-width_km",
        hosts,
    )


def stock(place: "Place") -> Subject:
    """Return the stock app in a page of its own."""
    return Subject(
        "stock",
        _page(place.browser),
        stock_path,
        lambda layer: (
            "st-key-second"
            if layer.endswith("@second")
            else f"st-key-layer-{layer.partition('.')[0]}"
        ),
        "st-key-width",
        place.hosts,
    )


def stock_path(layer: str) -> str:
    """Return the selector of a layer's path in the stock app."""
    second = layer.endswith("@second")
    return f'path[stroke="{SECOND_COLOUR if second else COLOURS[layer.partition(".")[0]]}"]'


def _page(browser: Browser, **options: Any) -> Page:
    return browser.new_context(viewport=VIEWPORT, **options).new_page()
