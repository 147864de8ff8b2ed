"""A person's own layer: on the map, measured, private, removed; a bad file is one plain line."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from conftest import FRAME, Dashboard, look_at
from playwright.sync_api import Browser, expect

from dashboard.text.ui_text import words
from layers.geometry.measure import geodesic_area

SQUARE = [[36.0, 32.9], [36.2, 32.9], [36.2, 33.1], [36.0, 33.1], [36.0, 32.9]]
BOW = [[36, 33], [37, 34], [37, 33], [36, 34], [36, 33]]
HOSTILE = "<img src=x onerror='top.ran=1;window.ran=1'>"


def geojson(path: Path, ring: list[Any], name: str) -> str:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"name": name}, "geometry": geometry}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    return str(path)


def bring(dashboard: Dashboard, file: str) -> None:
    dashboard.page.locator(".st-key-own-file input[type=file]").set_input_files(file)


@pytest.fixture
def opened(dashboard: Dashboard) -> Dashboard:
    dashboard.open("on=none")
    dashboard.page.get_by_text(words()["group"]["own"], exact=True).first.click()
    return dashboard


def test_an_own_layer_is_drawn_measured_switched_and_removed(
    opened: Dashboard, tmp_path: Path
) -> None:
    bring(opened, geojson(tmp_path / "mine.geojson", SQUARE, HOSTILE))
    path = opened.map.locator('path[data-layer="own-1"]')
    path.wait_for(state="attached")
    card = opened.page.locator(".figure-card").filter(has_text="mine.geojson")
    # Straight edges in degrees, as RFC 7946 has them: the box's own parallel is no geodesic.
    parallel = shapely.Polygon(SQUARE).segmentize(0.001)
    area = f"{geodesic_area(parallel) / 1e6:.2f}"
    expect(card).to_contain_text(f"{area} km²")
    heading = opened.page.locator(".st-key-figures").get_by_role("heading", name=words()["figures"])
    below = heading.evaluate(
        "(node, card) => node.compareDocumentPosition(card)", card.element_handle()
    )
    assert below == 4  # DOCUMENT_POSITION_FOLLOWING: the heading comes first
    assert "own" not in opened.page.url
    assert opened.page.evaluate("window.ran") is None
    assert opened.in_map("window.ran || null") is None
    box = opened.page.locator(FRAME).bounding_box()
    point = opened.in_map("Object.values(map.latLngToContainerPoint([33.0, 36.15]))")
    assert box is not None
    assert isinstance(point, list)
    opened.page.mouse.click(box["x"] + point[0], box["y"] + point[1])
    panel = opened.map.locator(".panel")
    expect(panel).to_contain_text("onerror")
    expect(panel).to_contain_text(f"Area: {area} km²")
    expect(panel).to_contain_text(words()["own_private"])
    assert opened.in_map("window.ran || null") is None
    opened.page.locator(".st-key-own-own-1 label").first.click()
    expect(path).to_have_count(0)
    # What stands below the switch stays, or the page moves under the pointer.
    expect(
        opened.page.locator("section").get_by_text("Not in the link: mine.geojson")
    ).to_be_visible()
    opened.page.locator(".st-key-own-own-1 label").first.click()
    expect(path).to_have_count(1)
    opened.page.locator('[class*="st-key-own-more"] button').first.click()
    opened.page.locator('[class*="st-key-own-remove"] button').first.click()
    expect(path).to_have_count(0)
    expect(opened.page.locator(".st-key-own-own-1")).to_have_count(0)
    assert opened.errors == []


def test_a_bad_file_is_one_plain_line_and_the_session_goes_on(
    opened: Dashboard, tmp_path: Path
) -> None:
    bring(opened, geojson(tmp_path / "bow.geojson", BOW, "bow"))
    told = opened.page.locator('[data-testid="stAlert"]').first
    expect(told).to_contain_text(
        "bow.geojson: feature 1: the area crosses itself at longitude 36.50000, latitude 33.50000"
    )
    opened.switch("Secure passage")
    opened.settled()
    assert opened.shown() == ["druze-corridor.passage@via-izra"]


def test_nobody_else_gets_an_own_layer(opened: Dashboard, browser: Browser, tmp_path: Path) -> None:
    addresses: list[str] = []
    opened.page.on("request", lambda request: addresses.append(request.url))
    bring(opened, geojson(tmp_path / "mine.geojson", SQUARE, "mine"))
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    address = next(item for item in addresses if "/map/own/" in item)
    token = address.split("/map/own/")[1].split("/")[0]
    assert len(token) >= 24
    guessed = opened.page.request.get(address.replace(token, "x" * len(token)))
    assert guessed.status == 404
    other = browser.new_page()
    second = Dashboard(other, opened.url).open("on=none")
    assert second.map.locator('path[data-layer^="own-"]').count() == 0
    other.close()


def test_a_file_that_is_brought_in_the_moment_in_which_the_map_moves_is_taken(
    dashboard: Dashboard, tmp_path: Path
) -> None:
    """Streamlit tells of both at once, and asks for the part of the page with the map alone."""
    dashboard.page.add_init_script(
        "const own = setTimeout;"
        "window.setTimeout = (task, ms, ...rest) => own(task, ms || (window.together ? 2000 : 0), ...rest);"
    )
    dashboard.open("on=none")
    dashboard.page.get_by_text(words()["group"]["own"], exact=True).first.click()
    dashboard.page.wait_for_timeout(1_000)  # the map tells where it opened
    dashboard.page.evaluate("window.together = true")
    dashboard.in_map("map.setView([32.7, 36.4], 10, { animate: false })")
    bring(dashboard, geojson(tmp_path / "mine.geojson", SQUARE, "mine"))
    expect(dashboard.map.locator('path[data-layer="own-1"]')).to_have_count(1)
    expect(dashboard.page.locator(".st-key-own-own-1 label").first).to_have_text("mine.geojson")


def choose(dashboard: Dashboard, side: str, option: str) -> None:
    box = dashboard.page.locator(f'[class*="st-key-choice-{side}"]')
    box.locator("input").click()
    box.locator("input").fill(option)  # in a long list an option may move under the pointer
    dashboard.page.get_by_role("option", name=option, exact=True).click()
    expect(box.locator("input")).to_have_value(option)


def test_two_files_of_one_name_are_compared_as_the_two_that_they_are(
    opened: Dashboard, tmp_path: Path
) -> None:
    """The second is twice as wide: 415 km2 of 829 are in both."""
    wide = [[x if x == 36.0 else 36.4, y] for x, y in SQUARE]
    for number, ring in enumerate((SQUARE, wide), 1):
        (tmp_path / str(number)).mkdir()
        bring(opened, geojson(tmp_path / str(number) / "zone.geojson", ring, "zone"))
        opened.map.locator(f'path[data-layer="own-{number}"]').wait_for(state="attached")
    legend = opened.map.locator(".legend-title")
    expect(legend).to_have_text(["zone.geojson", "zone.geojson (2)"])
    look_at(opened, "compare")
    choose(opened, "a", "My layer: zone.geojson")
    choose(opened, "b", "My layer: zone.geojson (2)")
    rows = opened.page.locator(".st-key-wide .spread tr")
    expect(rows.filter(has_text=words()["comparison"]["area-a"])).to_contain_text("415 km²")
    expect(rows.filter(has_text=words()["comparison"]["area-b"])).to_contain_text("829 km²")
    expect(rows.filter(has_text=words()["comparison"]["overlap-ratio"])).to_contain_text("50")
    expect(opened.page.locator(".matrix")).to_contain_text("zone.geojson (2)")


def test_the_same_file_again_is_told(opened: Dashboard, tmp_path: Path) -> None:
    file = geojson(tmp_path / "mine.geojson", SQUARE, "mine")
    bring(opened, file)
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    with opened.page.expect_file_chooser() as chooser:
        opened.page.locator(".st-key-own-file").get_by_role("button", name="Add files").click()
    chooser.value.set_files(file)
    told = opened.page.locator('[data-testid="stAlert"]').first
    expect(told).to_contain_text("mine.geojson is already among your layers")
    expect(opened.map.locator('path[data-layer="own-2"]')).to_have_count(0)


def sees(dashboard: Dashboard, latitude: float, longitude: float) -> None:
    """Wait until the map shows a place."""
    frame = dashboard.page.locator(FRAME).element_handle().content_frame()
    frame.wait_for_function(f"map.getBounds().contains([{latitude}, {longitude}])", timeout=20_000)


def test_a_file_with_swapped_axes_is_flown_to_and_swapped(
    opened: Dashboard, tmp_path: Path
) -> None:
    bring(opened, geojson(tmp_path / "a.geojson", [[y, x] for x, y in SQUARE], "mine"))
    sees(opened, 36.1, 33.0)
    expect(opened.page.locator('[data-testid="stAlert"]').last).to_contain_text(
        "it would be with latitude and longitude swapped"
    )
    opened.page.get_by_role("button", name=words()["own_swap"]).click()
    sees(opened, 33.0, 36.1)
    expect(opened.map.locator('path[data-layer^="own-"]')).to_have_count(1)
    expect(opened.page.locator(".figure-card").filter(has_text="a.geojson")).to_contain_text(
        "414.57 km²"
    )
    expect(opened.page.get_by_role("button", name=words()["own_swap"])).to_have_count(0)
    assert opened.errors == []


def test_a_file_in_view_moves_nothing_and_has_no_date(opened: Dashboard, tmp_path: Path) -> None:
    centre = opened.in_map("[map.getCenter(), map.getZoom()]")
    bring(opened, geojson(tmp_path / "mine.geojson", SQUARE, "mine"))
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    opened.settled()
    assert opened.in_map("[map.getCenter(), map.getZoom()]") == centre
    expect(opened.map.locator(".legend")).to_contain_text(words()["status"]["own"])
    for part in (".legend", ".credit"):
        text = opened.map.locator(part).inner_text().lower()
        assert words()["asOf"] not in text


OVERFLOWING = """(mark) => [...document.querySelectorAll("*")].filter((node) => {
  if (node.children.length || !node.textContent.includes(mark) || node.matches("script, .spoken")) return false;
  let home = node.parentElement;
  while (home && getComputedStyle(home).overflowX === "visible") home = home.parentElement;
  const [own, room] = [node, home || document.body].map((item) => item.getBoundingClientRect());
  return own.width && (own.left < room.left - 1 || own.right > room.right + 1);
}).map((node) => `${node.tagName}.${node.className}`)"""


@pytest.mark.parametrize("letter", ["W", "\u5b57"])
def test_an_unbroken_name_stays_in_its_room(opened: Dashboard, tmp_path: Path, letter: str) -> None:
    name = letter * 120
    bring(opened, geojson(tmp_path / "mine.geojson", SQUARE, name))
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    opened.page.locator('[class*="st-key-own-more"] button').first.click()
    field = opened.page.locator('[class*="st-key-own-name"] input')
    field.fill(name)
    field.press("Enter")
    row = opened.map.locator(".legend-zoom")
    expect(row).to_have_attribute("title", f"{name}\n{words()['zoomTo']}")
    opened.page.keyboard.press("Escape")
    opened.switch("Demilitarized southern")
    opened.settled()
    box = opened.page.locator(FRAME).bounding_box()
    point = opened.in_map("Object.values(map.latLngToContainerPoint([33.0, 36.15]))")
    assert box is not None
    assert isinstance(point, list)
    opened.page.mouse.click(box["x"] + point[0], box["y"] + point[1])
    expect(opened.map.locator(".panel")).to_contain_text(name)
    mark = letter * 10
    assert opened.in_map(f"({OVERFLOWING})('{mark}')") == []
    for view in ("figures", "measures", "compare"):
        if view != "figures":
            look_at(opened, view)
        assert opened.page.evaluate(OVERFLOWING, mark) == []
        assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
