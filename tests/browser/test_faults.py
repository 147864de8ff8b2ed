"""What goes wrong under an open page: the network, the tiles, the files, the server itself."""

import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FRAME, ROOT, Dashboard, free_port, look_at
from playwright.sync_api import Browser, FilePayload, Route, expect

from dashboard.text.ui_text import words
from tests.hostile.corpus.shapes import zones

BANDS = "demilitarized-south.zone=three-bands"
RUNNING = '[data-testid="stApp"][data-test-script-state="notRunning"]'
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
ZONE = '.st-key-proposal-economic-zone input, [class*="st-key-proposal-economic-zone--"] input'
LOST = '[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])'


class Server:
    """A dashboard of its own on one port, to be stopped and started again."""

    def __init__(self, *options: str) -> None:
        self.port, self.options = free_port(), options
        self.url = f"http://localhost:{self.port}"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "--port", str(self.port), *self.options],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.2)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


def opened_by(browser: Browser, server: Server, query: str = "") -> Dashboard:
    return Dashboard(browser.new_context().new_page(), server.url).open(query)


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A server over a copy of the data."""
    data = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", data, ignore=shutil.ignore_patterns("rebuild", "*.py"))
    server = Server("--data", str(data))
    yield server, data
    server.kill()


@pytest.fixture
def own_server() -> Iterator[Server]:
    server = Server()
    yield server
    server.kill()


@pytest.mark.parametrize("answer", ["refused", "never"])
def test_where_tiles_do_not_come_the_ground_stays_and_a_line_says_so(
    dashboard: Dashboard, answer: str
) -> None:
    def away(route: Route) -> None:
        if "localhost" in route.request.url:
            route.continue_()
        elif answer == "refused":
            route.abort()

    dashboard.page.route("**/*", away)
    dashboard.open()
    shown = dashboard.shown()
    dashboard.choose_ground("OpenStreetMap")
    notice = dashboard.map.locator(".notice")
    expect(notice).to_have_text(words()["tilesMissing"], timeout=30_000)
    assert dashboard.shown() == shown
    assert dashboard.map.locator("img.leaflet-image-layer").count() == 1
    assert dashboard.map.get_by_text("Damascus", exact=True).count() == 1
    dashboard.page.get_by_text(words()["online_off"]).click()
    expect(notice).to_have_text("")


def test_files_damaged_under_a_running_server_change_nothing_for_it(
    copied: tuple[Server, Path], browser: Browser
) -> None:
    """All data are read before the first request; the next start says which file is damaged."""
    server, data = copied
    first = opened_by(browser, server)
    for path in [*data.rglob("*.geojson"), *data.rglob("*.toml"), *data.rglob("*.png")]:
        path.write_bytes(b"damaged")
    second = opened_by(browser, server, "on=druze-corridor")
    for page in (first, second):
        page.switch("Joint economic zone")
        page.settled()
        assert any("economic-zone" in name for name in page.shown())
        relief = page.map.locator("img.leaflet-image-layer").first
        assert relief.evaluate("(node) => node.naturalWidth") > 0
        assert words()["went_wrong"][:20] not in page.page.content()
        page.page.context.close()


def test_a_switch_answers_offline_and_python_agrees_when_the_network_is_back(
    dashboard: Dashboard,
) -> None:
    dashboard.open("on=disengagement-1974")
    dashboard.fetched("economic-zone.zone@both-sides")
    dashboard.page.context.set_offline(True)
    dashboard.switch("Joint economic zone")
    zone = dashboard.map.locator('path[data-layer^="economic-zone"]')
    expect(zone).not_to_have_count(0)
    notice = dashboard.map.locator(".notice")
    expect(notice).to_have_text(words()["offline"])
    dashboard.page.wait_for_timeout(2_500)  # longer than an answer of the browser may stand alone
    expect(zone).not_to_have_count(0)
    shown = dashboard.shown()
    dashboard.page.context.set_offline(False)
    dashboard.settled()
    assert dashboard.confirmed() == dashboard.shown() == shown
    assert "economic-zone" in dashboard.page.url
    expect(notice).to_have_text("")


def test_beside_a_comparison_a_lost_network_is_told_as_well(dashboard: Dashboard) -> None:
    dashboard.open(f"on=demilitarized-south&{BANDS}")
    look_at(dashboard, "compare")
    dashboard.page.context.set_offline(True)
    dashboard.switch("Joint economic zone")
    expect(dashboard.map.locator(".notice")).to_have_text(words()["offline"])
    dashboard.page.context.set_offline(False)


def test_a_server_that_is_started_again_finds_the_page_as_it_was(
    own_server: Server, browser: Browser
) -> None:
    page = opened_by(browser, own_server, f"on=demilitarized-south&{BANDS}")
    page.switch("Joint economic zone")
    page.settled()
    before, link = page.shown(), page.page.url
    own_server.kill()
    page.page.locator(LOST).wait_for(timeout=30_000)
    assert page.shown() == before, "the map stays while the server is away"
    own_server.start()
    page.page.locator(CONNECTED).wait_for(timeout=90_000)
    page.page.locator(RUNNING).wait_for()
    page.settled()
    assert page.shown() == before
    assert page.page.url == link
    again = opened_by(browser, own_server, link.partition("?")[2])
    assert again.shown() == before
    assert again.page.locator(FRAME).count() == 1
    for opened in (page, again):
        opened.page.context.close()


def test_a_click_that_was_under_way_when_the_server_ended_leaves_the_page_whole(
    own_server: Server, browser: Browser
) -> None:
    """It is taken or taken back: the other server knows only the address, from before the click."""
    page = opened_by(browser, own_server, "on=disengagement-1974")
    page.page.on("pageerror", lambda error: page.errors.append(str(error)))
    for _ in range(3):
        expect(page.page.locator(ZONE)).to_be_attached()
        own_server.process.send_signal(signal.SIGSTOP)
        page.switch("Joint economic zone")
        page.page.wait_for_timeout(300)
        own_server.kill()
        page.page.locator(LOST).wait_for(timeout=30_000)
        own_server.start()
        page.page.locator(CONNECTED).wait_for(timeout=90_000)
        page.page.locator(RUNNING).wait_for()
        page.clicked_at = 0  # the map's frame may be another one
        page.settled()
        assert page.errors == []
        for part in (".st-key-figures .figure-card", ".st-key-export_download", ".st-key-language"):
            expect(page.page.locator(part)).not_to_have_count(0)
        for _ in range(40):  # the click may be taken late, by switch and map alike
            on = any("economic-zone" in name for name in page.confirmed())
            if page.page.locator(ZONE).is_checked() == on:
                break
            page.page.wait_for_timeout(250)
        else:
            pytest.fail("the switch says one thing, and the map another")
    page.page.context.close()


def test_own_layers_that_a_start_has_lost_are_told_until_one_is_brought_again(
    own_server: Server, browser: Browser
) -> None:
    page = opened_by(browser, own_server, "on=disengagement-1974")
    given = FilePayload(name="mine.geojson", mimeType="application/json", buffer=zones("Mine"))

    def bring() -> None:
        page.page.get_by_text(words()["group"]["own"]).first.click()
        page.page.locator(".st-key-own-file input[type=file]").set_input_files(given)
        expect(page.map.locator('path[data-layer="own-1"]')).to_have_count(1)

    bring()
    notice = page.map.locator(".notice")
    expect(notice).to_have_text("")
    own_server.kill()
    page.page.locator(LOST).wait_for(timeout=30_000)
    own_server.start()
    page.page.locator(CONNECTED).wait_for(timeout=90_000)
    page.page.locator(RUNNING).wait_for()
    page.switch("Joint economic zone")  # an idle page asks nothing until then
    expect(notice).to_have_text(words()["ownGone"], timeout=30_000)
    expect(page.map.locator('path[data-layer="own-1"]')).to_have_count(0)
    page.page.reload()
    bring()
    expect(notice).to_have_text("")
    page.page.context.close()


def test_a_server_that_is_killed_in_the_middle_of_an_upload_takes_it_when_it_is_back(
    own_server: Server, browser: Browser
) -> None:
    page = opened_by(browser, own_server, "on=disengagement-1974")
    content = zones("Mine") + b" " * 2_000_000

    def bring(name: str, content: bytes) -> None:
        place = page.page.locator(".st-key-own-file input[type=file]")
        if not place.count():
            page.page.get_by_text(words()["group"]["own"]).first.click()
        place.set_input_files(FilePayload(name=name, mimeType="application/json", buffer=content))

    bring("first.geojson", zones("First"))
    own = page.map.locator('path[data-layer="own-1"]')
    expect(own).to_have_count(1)
    slow = page.page.context.new_cdp_session(page.page)
    conditions = {"offline": False, "latency": 0, "downloadThroughput": -1}
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", {**conditions, "uploadThroughput": 200_000})
    with page.page.expect_event("requestfailed", lambda sent: sent.method == "PUT"):
        with page.page.expect_request(lambda sent: sent.method == "PUT"):
            bring("mine.geojson", content)
        page.page.wait_for_timeout(2_000)
        own_server.kill()
    page.page.locator(LOST).wait_for(timeout=30_000)
    own_server.start()
    slow.send("Network.emulateNetworkConditions", {**conditions, "uploadThroughput": -1})
    page.page.locator(CONNECTED).wait_for(timeout=90_000)
    page.page.locator(RUNNING).wait_for()
    page.switch("Joint economic zone")
    expect(page.map.locator(".notice")).to_have_text(words()["ownGone"], timeout=30_000)
    expect(page.map.locator('path[data-layer^="own-"]')).to_have_count(0)
    page.page.reload()
    bring("mine.geojson", content)
    expect(own).to_have_count(1)
    page.page.context.close()
