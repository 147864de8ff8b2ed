"""Text that came from a file reaches the page as text, wherever it is shown."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FRAME, Dashboard, look_at, serve
from playwright.sync_api import Browser, expect

from dashboard.text.ui_text import words
from tests.browser.inert import is_inert, watched_page

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "</script><img src=x onerror='top.ran=1;window.ran=1'>{{7*7}}[a](javascript:top.ran=1)"


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over data in which every title, clause and name is hostile."""
    data = tmp_path_factory.mktemp("hostile") / "geodata"
    for part in ("reference", "proposals"):
        shutil.copytree(ROOT / "geodata" / part, data / part)
    for path in (ROOT / "geodata").glob("*.toml"):
        shutil.copy(path, data)
    for path in data.rglob("*.toml"):
        lines = path.read_text("utf-8").splitlines()
        fields = ("title = ", "summary = ", "why = ", "publisher = ", "attribution = ", "label = ")
        changed = [
            f'{line.split(" = ")[0]} = "{HOSTILE}"' if line.startswith(fields) else line
            for line in lines
        ]
        path.write_text("\n".join(changed) + "\n", "utf-8")
    places = data / "reference" / "places.geojson"
    text = places.read_text("utf-8").replace('"en":"Damascus"', f'"en":"{HOSTILE}"')
    places.write_text(text, "utf-8")
    yield from serve("--data", str(data))


def test_no_text_of_a_file_becomes_markup(hostile_server: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    dashboard = Dashboard(page, hostile_server)
    dashboard.open("on=disengagement-1974,druze-corridor,demilitarized-south,israeli-positions")
    page.locator(".figure-card").first.wait_for()
    point = dashboard.in_map("Object.values(map.latLngToContainerPoint([32.867, 36.25]))")
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    assert isinstance(point, list)
    page.mouse.click(box["x"] + point[0], box["y"] + point[1])
    dashboard.map.locator(".panel .fact-text").first.wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None
    assert dashboard.in_map("window.ran || null") is None
    assert page.locator("img[src='x']").count() == 0
    assert dashboard.map.locator("img[src='x']").count() == 0
    assert "onerror" in page.locator('[class*="st-key-proposal-"]').first.inner_text()
    assert "onerror" in dashboard.map.locator(".legend").inner_text()
    assert "onerror" in dashboard.map.locator(".panel").inner_text()
    for view in ("readings", "positions", "timeline", "precedents", "sources", "sensitivity"):
        look_at(dashboard, view)
        assert page.locator("img[src='x']").count() == 0, view
        assert page.evaluate("window.ran") is None, view
        assert "onerror" in page.locator(".st-key-wide").inner_text(), view
    page.close()


@pytest.mark.parametrize("view", ["readings", "precedents"])
def test_no_text_of_a_file_becomes_markup_on_a_chart(
    hostile_server: str, browser: Browser, view: str
) -> None:
    """Its axes are drawn texts; what a point tells when the mouse rests on it is HTML."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    dashboard = Dashboard(page, hostile_server)
    dashboard.open("on=druze-corridor,demilitarized-south,israeli-positions")
    look_at(dashboard, view)
    points = page.locator('.st-key-wide [aria-roledescription="point"]')
    points.first.wait_for()
    told = page.locator("#vg-tooltip-element")
    said = []
    for number in range(points.count()):
        points.nth(number).hover(force=True)
        told.wait_for()
        said.append(told.inner_text())
        assert told.locator("img, script, a").count() == 0
    assert "onerror" in " ".join(said)
    assert page.evaluate("window.ran") is None
    page.close()


def test_no_text_of_a_file_becomes_markup_on_the_axes_of_a_sweep(
    hostile_server: str, browser: Browser
) -> None:
    """They are named by the parameter; the lists above the chart by what it belongs to."""
    with watched_page(browser, hostile_server) as dashboard:
        dashboard.open("on=druze-corridor")
        look_at(dashboard, "sensitivity")
        page = dashboard.page
        titles = page.locator('.st-key-wide [aria-roledescription="axis"]')
        titles.first.wait_for()
        assert "onerror" in " ".join(titles.all_text_contents())
        parameter = page.get_by_label(words()["sensitivity_parameter"], exact=True)
        expect(parameter).to_have_value(re.compile(f"^{re.escape(HOSTILE)}"))
        page.locator(".st-key-wide .vega-embed").hover()
        is_inert(dashboard)
