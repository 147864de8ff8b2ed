"""Under which names, and under which path, a browser finds the map, and what it keeps of it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import chromium
import pytest
from conftest import Dashboard, free_port, serve
from playwright.sync_api import Browser, Page, Response, expect

from dashboard.stage.published_files import FOLDER
from dashboard.text.ui_text import words
from tests.load import proxy

BRIEFING = "briefing=the-talks-in-eight-steps"
STRIPS = """
server {{
    listen 127.0.0.1:{listen};
    location /talks/ {{
        proxy_pass http://127.0.0.1:{port}/;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection upgrade;
    }}
}}
"""
OPENS = """new Promise((done) => {
  const socket = new WebSocket(`ws://${location.host}/_stcore/stream`, ['streamlit']);
  socket.onopen = () => done('opened');
  socket.onerror = () => done('refused');
})"""


@pytest.fixture
def stranger(browser: Browser, server: str) -> Iterator[Page]:
    """A page of another name that resolves to this machine."""
    told = "--host-resolver-rules=MAP evil.example 127.0.0.1"
    launched = browser.browser_type.launch(
        executable_path=chromium.find(), args=[*chromium.ARGUMENTS, told]
    )
    page = launched.new_page()
    answer = page.goto(f"http://evil.example:{urlsplit(server).port}/")
    assert answer
    assert answer.status == 400
    yield page
    launched.close()


def test_a_page_of_another_name_reads_nothing_and_says_why(stranger: Page) -> None:
    expect(stranger.locator("body")).to_have_text(words()["host_refused"])
    for path in ("/map/assets/v/base.json", "/_stcore/metrics", "/_stcore/health", "/media/x"):
        assert stranger.evaluate(f"fetch('{path}').then((answer) => answer.status)") == 400
    assert stranger.evaluate(OPENS) == "refused"


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_the_map_comes_under_the_names_of_this_machine(dashboard: Dashboard, name: str) -> None:
    dashboard.url = dashboard.url.replace("localhost", name)
    dashboard.open("on=druze-corridor")
    assert dashboard.page.evaluate(OPENS) == "opened"


@pytest.fixture
def under_path(dashboard: Dashboard) -> Iterator[Dashboard]:
    for url in serve(base="talks"):
        dashboard.url = url
        yield dashboard


@pytest.fixture
def behind_proxy(dashboard: Dashboard, tmp_path: Path) -> Iterator[Dashboard]:
    """A dashboard behind a proxy that takes the path off before it asks."""
    listen, port = free_port(), urlsplit(dashboard.url).port
    configuration = tmp_path / "nginx.conf"
    (tmp_path / "talks-map.conf").write_text(STRIPS.format(listen=listen, port=port))
    configuration.write_text(proxy.AROUND.format(folder=tmp_path))
    with proxy.started(tmp_path, listen, configuration):
        dashboard.url = f"http://localhost:{listen}/talks"
        yield dashboard


def check_all(dashboard: Dashboard) -> None:
    """Assert that page, map, layers and the presenter's window come, and nothing is missing."""
    missing: list[str] = []

    def note(answer: Response) -> None:
        if answer.status >= 400:
            missing.append(answer.url)

    dashboard.page.context.on("response", note)
    dashboard.page.goto(f"{dashboard.url}/?{BRIEFING}")
    dashboard.map.locator(".scale-line").first.wait_for()
    dashboard.settled()
    assert dashboard.shown()
    with dashboard.page.context.expect_page() as opened:
        dashboard.map.get_by_role("button", name=words()["brief"]["presenter"]).click()
    opened.value.locator("html.ready").wait_for(state="attached")
    assert opened.value.evaluate("document.styleSheets.length") == 1
    assert dashboard.errors == []
    assert missing == []


def test_all_of_it_comes_under_a_base_path(under_path: Dashboard) -> None:
    check_all(under_path)


@pytest.mark.skipif(proxy.find() is None, reason="nginx is missing: apt-get install nginx")
def test_all_of_it_comes_through_a_proxy_that_takes_the_path_off(behind_proxy: Dashboard) -> None:
    check_all(behind_proxy)


def test_the_files_of_the_map_are_asked_for_once(dashboard: Dashboard) -> None:
    asked: list[Response] = []
    dashboard.page.on("response", lambda answer: asked.append(answer))  # noqa: PLW0108 (Playwright takes no method of a list)
    dashboard.open("on=druze-corridor")
    first = [answer for answer in asked if f"/{FOLDER}/" in answer.url]
    assert len(first) > 4
    for answer in first:
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    sizes = "performance.getEntriesByType('resource').map(({ name, transferSize }) => [name, transferSize])"
    dashboard.open("on=no-fly-zone")
    again = [size for name, size in dashboard.in_map(sizes) if f"/{FOLDER}/" in name]  # type: ignore[attr-defined]
    assert len(again) > 4
    assert set(again) == {0}, "they came from what the browser keeps"
