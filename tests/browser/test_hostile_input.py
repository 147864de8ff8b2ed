"""Hostile files, names, briefings and links in a real browser: nothing runs, nothing is lost."""

import csv
import os
import sys
import sysconfig
import tempfile
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from conftest import FRAME, Dashboard, look_at, serve
from playwright.sync_api import Browser, FilePayload, expect

from dashboard.text.ui_text import words
from tests.browser.inert import VIEW, bring, goes_on, is_inert, watched_page
from tests.hostile.corpus.briefings import briefing
from tests.hostile.corpus.links import link, sent
from tests.hostile.corpus.shapes import zones
from tests.hostile.corpus.texts import DIRECTIONS, GDAL, SCRIPTS, TEXTS
from tests.hostile.plain import is_one_plain_line

ROOT = Path(__file__).resolve().parents[2]
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
ALERT = '[data-testid="stAlert"]'
SCRIPT = " ".join(SCRIPTS.values())
PLAIN = SCRIPT.replace("{", "(").replace("}", ")")
"""The same for captions, which have a template syntax of their own."""
READABLE = tuple(
    str(Path(path).resolve())
    for path in (
        *(ROOT, sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), tempfile.gettempdir()),
        *(
            "/usr/lib",
            "/usr/share/zoneinfo",
            "/usr/share/mime",
            "/proc/self",
            "/proc/version",
            "/dev/null",
        ),
    )
)
SETTINGS = ("mime.types", "config.toml", "secrets.toml", "credentials.toml", "machine-id")
"""Which the server looks for by itself, wherever they are."""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("watched") / "opened.txt"


@pytest.fixture(scope="module")
def watched(log: Path) -> Iterator[str]:
    """A server that writes down every file it opens, everyone it calls and what it starts."""
    program = (str(ROOT / "tests" / "hostile" / "watched.py"), str(log), "dashboard")
    yield from serve(program=program)


@pytest.fixture
def opened(watched: str, browser: Browser) -> Iterator[Dashboard]:
    with watched_page(browser, watched) as made:
        yield made


@pytest.mark.parametrize("of", ["script", "formula"])
def test_an_own_layer(of: str, opened: Dashboard, browser: Browser) -> None:
    texts = [*TEXTS[of].values()]
    opened.open(f"on=none&{VIEW}")
    bring(opened, zones(*texts), f"{texts[-1].strip()}.geojson")
    opened.map.locator('path[data-layer="own-1"]').first.wait_for(state="attached")
    opened.settled()
    is_inert(opened)
    told = {"script": "${7*7}", "formula": "=1+1"}[of]
    expect(opened.map.locator(".legend")).to_contain_text(told)
    expect(opened.page.locator(".figure-card").first).to_contain_text(told)
    box = opened.page.locator(FRAME).bounding_box()
    at = opened.in_map("Object.values(map.latLngToContainerPoint([33.05, 36.05]))")
    assert box is not None
    assert isinstance(at, list)
    opened.page.mouse.click(box["x"] + at[0], box["y"] + at[1])
    expect(opened.map.locator(".panel")).to_contain_text(told)
    assert opened.map.locator(".name.of-layer").count() >= 1
    is_inert(opened)
    look_at(opened, "measures")
    opened.page.locator('[data-testid="stDataFrame"]').hover()
    with opened.page.expect_download() as download:
        opened.page.get_by_label("Download as CSV").first.evaluate("(button) => button.click()")
    written = download.value.path().read_text("utf-8-sig")
    cells = [cell for row in csv.reader(written.splitlines()) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    is_inert(opened)
    other = Dashboard(browser.new_page(), opened.url).open(f"on=none&{VIEW}")
    assert other.map.locator('path[data-layer^="own-"]').count() == 0
    assert other.page.locator(ALERT).count() == 0
    goes_on(other)
    other.page.close()
    goes_on(opened)


def test_the_name_of_a_drawing(opened: Dashboard) -> None:
    said = words()["drawing"]
    opened.open(f"on=none&{VIEW}")
    opened.map.get_by_role("button", name=said["title"]).click()
    opened.map.get_by_label(said["name"]).fill(SCRIPTS["image"])
    opened.map.get_by_role("button", name=said["shape"]["circle"], exact=True).click()
    box = opened.page.locator(FRAME).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    opened.page.mouse.click(x - 60, y)
    opened.page.mouse.click(x - 20, y)
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    expect(opened.map.locator(".name.of-layer").first).to_contain_text("onerror")
    expect(opened.page.locator(".figure-card").first).to_contain_text("onerror")
    is_inert(opened)
    goes_on(opened)


def load(dashboard: Dashboard, content: bytes) -> None:
    given = FilePayload(name="a\u202e<b>.toml", mimeType="text/plain", buffer=content)
    dashboard.page.locator('.st-key-wide input[type="file"]').set_input_files(given)


def test_a_briefing_file(opened: Dashboard) -> None:
    opened.open(f"on=none&{VIEW}")
    look_at(opened, "compose")
    load(opened, briefing(PLAIN, PLAIN))
    expect(opened.page.locator(".st-key-wide details summary").first).to_be_visible()
    opened.page.get_by_role("button", name=words()["compose"]["give"], exact=True).click()
    said = opened.map.locator(".brief-said")
    expect(said).to_contain_text(PLAIN)
    with opened.page.expect_popup() as popup:
        opened.map.get_by_role("button", name=words()["brief"]["presenter"]).click()
    presenter = popup.value
    expect(presenter.locator("#caption")).to_contain_text(PLAIN)
    expect(presenter.locator("html")).to_have_class("ready")
    is_inert(opened, presenter)
    presenter.close()
    goes_on(opened)


REFUSED = {
    "title: has the hidden character U+202E: remove it": briefing("zone\u202egnp"),
    "has a key of more than 32 parts": b"title" + b".a" * 60_000 + b" = 1",
    "is not known; there are:": briefing(on='"<img src=x onerror=top.ran=1>.a"'),
    "byte 0: is not UTF-8": b"\xff\xfe" + SCRIPT.encode(),
}


def test_a_briefing_file_that_is_refused(opened: Dashboard) -> None:
    opened.open(f"on=none&{VIEW}")
    look_at(opened, "compose")
    for told, content in REFUSED.items():
        load(opened, content)
        alert = opened.page.locator(f".st-key-wide {ALERT}").filter(has_text=told)
        expect(alert).to_have_count(1)
        assert is_one_plain_line(alert.inner_text())
        opened.page.locator(IDLE).wait_for()
    is_inert(opened)
    goes_on(opened)


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (urlencode({"on": SCRIPT, "lang": SCRIPTS["tag"], SCRIPTS["image"]: ""}), 3),
        (urlencode({"on": ",".join(DIRECTIONS.values()), "view": "nan,36,9"}), len(DIRECTIONS) + 1),
        (f"on={'x,' * 5_000}", 13),
    ],
    ids=["script", "direction", "many"],
)
def test_a_link(query: str, lines: int, opened: Dashboard) -> None:
    opened.open(query)
    told = opened.page.locator(ALERT).first
    expect(told).to_contain_text(words()["link_told"])
    found = [line.replace("\u2060", "") for line in told.inner_text().splitlines() if line]
    assert len(found) == 1 + lines
    assert all(map(is_one_plain_line, found))
    is_inert(opened)
    goes_on(opened)


def test_a_link_to_a_comparison(opened: Dashboard) -> None:
    side = urlencode({"on": SCRIPTS["link"], "lang": SCRIPTS["tag"]})
    opened.open(f"a={quote(side, safe='')}&b={quote('on=none', safe='')}")
    expect(opened.page.locator(ALERT).first).to_contain_text("A: '")
    is_inert(opened)
    figures = words()["views"]["figures"]
    opened.page.locator(".st-key-view").get_by_text(figures, exact=True).click()
    opened.page.locator(".st-key-figures").wait_for()
    goes_on(opened)


def test_a_link_with_a_briefing(opened: Dashboard) -> None:
    opened.open(f"briefing=~{link(sent(SCRIPT)).decode()}")
    expect(opened.map.locator(".brief-said")).to_contain_text("onerror")
    is_inert(opened)
    goes_on(opened)
    opened.clicked_at = 0
    opened.open(f"briefing=~{link(sent(on=[SCRIPTS['image']])).decode()}")
    expect(opened.page.locator(ALERT).first).to_contain_text("is not known; there are:")
    is_inert(opened)
    goes_on(opened)


def test_documents_of_gdal_and_what_the_server_opened(opened: Dashboard, log: Path) -> None:
    """The list is of all that the server did since it started, for every test that ran before."""
    opened.open(f"on=none&{VIEW}")
    for name in ("vrt", "vsicurl"):
        bring(opened, GDAL[name].encode(), f"{name}.geojson")
        told = f"{name}.geojson: is not JSON: Expecting value (line 1, column 1)"
        expect(opened.page.locator(ALERT).filter(has_text=told)).to_have_count(1)
    is_inert(opened)
    goes_on(opened)
    lines = [line.split("\t", 1) for line in log.read_text("utf-8").splitlines()]
    files = {os.path.realpath(literal_eval(what)) for event, what in lines if event == "open"}
    foreign = {
        path
        for path in files
        if not path.startswith(READABLE) and not path.endswith(SETTINGS) and Path(path).exists()
    }
    assert len(files) > 100
    assert foreign == set()
    (started,) = [what for event, what in lines if event in ("subprocess.Popen", "os.system")]
    assert (
        "dashboard.server.warm_up" in started
    )  # measures the project's own data ahead, and nothing else
    called = [what for event, what in lines if event == "socket.connect"]
    assert not [what for what in called if "127.0.0.1" not in what and "::1" not in what]
