"""A server on a free port, and a page in a real browser that may talk to nobody else."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
import chromium

from dashboard.text.ui_text import words

ROOT = Path(__file__).resolve().parents[2]
FRAME = 'iframe[title^="streamlit_folium"]'
CLOCK_PUT_BACK = "{ const now = Date.now; Date.now = () => now() - 366 * 86_400_000; }"
expect.set_options(timeout=20_000)  # a wait that a busy machine needs, not a measure


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(
    *options: str, program: tuple[str, ...] = ("-m", "dashboard"), base: str = ""
) -> Iterator[str]:
    """Start the dashboard, yield its address once it answers, and stop it afterwards."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, *program, "--port", str(port), *options],
        cwd=ROOT,
        env={**os.environ, "STREAMLIT_SERVER_BASE_URL_PATH": base},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://localhost:{port}/{base}".rstrip("/")
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.2)
    yield url
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    yield from serve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.ARGUMENTS
        )
        yield launched
        launched.close()


@dataclass
class Dashboard:
    """The dashboard in a page, as a person meets it."""

    page: Page
    url: str
    hosts: set[str] = field(default_factory=set)
    clicked_at: int = 0
    errors: list[str] = field(default_factory=list)

    def open(self, query: str = "") -> "Dashboard":
        self.page.goto(f"{self.url}/?{query}" if query else self.url)
        self.map.locator(".scale-line").first.wait_for(timeout=30_000)
        self.settled()
        return self

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator(FRAME)

    def in_map(self, script: str) -> object:
        return self.page.locator(FRAME).element_handle().content_frame().evaluate(script)

    def shown(self) -> list[str]:
        return list(self.in_map("talks.shown()"))

    def confirmed(self) -> list[str]:
        return list(self.in_map("talks.confirmed()"))

    def fetched(self, layer: str) -> None:
        """Wait until the browser has the shape of a layer, by its name, that may not be on yet."""
        frame = self.page.locator(FRAME).element_handle().content_frame()
        frame.wait_for_function(
            "(layer) => performance.getEntriesByType('resource')"
            ".some(({ name }) => name.includes('/shape?') && name.includes(`&${layer}&`))",
            arg=layer.replace("@", "="),
        )

    def settled(self) -> None:
        """Wait until the browser shows what Python last said, and Python is done."""
        frame = self.page.locator(FRAME).element_handle().content_frame()
        frame.wait_for_function(
            f"talks.truthNumber > {self.clicked_at} && JSON.stringify(talks.shown()) == "
            "JSON.stringify(talks.confirmed())",
            timeout=20_000,
        )
        self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()

    def switch(self, title: str, group: str = "proposal") -> None:
        """Click the switch with this title; `settled` then waits for Python's next word.

        Where the page moves it away from under the pointer, it is clicked where it has come to.
        """
        self.clicked_at = int(str(self.in_map("talks.truthNumber")))
        box = self.page.locator(f'[class*="st-key-{group}-"]').filter(has_text=title)
        box.locator("label").first.click()

    def choose_ground(self, name: str) -> None:
        """Choose what lies under the map, by the keyboard: the list moves while it opens."""
        self.page.get_by_text(words()["online"]).first.click()
        choice = self.page.locator(".st-key-online")
        choice.get_by_role("radio", name=name, exact=True).press("Space")


def look_at(dashboard: Dashboard, view: str) -> str:
    """Choose a panel, and return what it says once Python is done."""
    dashboard.page.locator(".st-key-view").get_by_text(words()["views"][view], exact=True).click()
    panel = dashboard.page.locator(".st-key-wide")
    title = words()[f"{view}_title"]
    panel.locator("h2").get_by_text(title, exact=True).wait_for(timeout=30_000)
    dashboard.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(
        timeout=180_000
    )
    return panel.inner_text()


@pytest.fixture
def dashboard(server: str, browser: Browser) -> Iterator[Dashboard]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    made = Dashboard(page, server)
    page.on("request", lambda request: made.hosts.add(urlsplit(request.url).hostname or ""))
    page.on("websocket", lambda socket: made.hosts.add(urlsplit(socket.url).hostname or ""))
    page.on("pageerror", lambda error: made.errors.append(str(error)))
    yield made
    context.close()
