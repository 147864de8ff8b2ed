"""Drawing and measuring: with mouse or keys, ellipsoidal at once, kept, compared, taken away."""

import csv
import io
import json
import re
from typing import Any

import pytest
from conftest import CLOCK_PUT_BACK, FRAME, Dashboard, look_at
from geographiclib.geodesic import Geodesic
from playwright.sync_api import expect

from dashboard.text.ui_text import words
from geodata.scenario import make_scenario
from layers.accuracy.quantity import Quantity
from layers.analysis.comparison import compare
from layers.output.position_formats import notations
from layers.user_layers.features import UserLayerFeatures, features_of
from layers.user_layers.sketch import Sketch
from tests.layers.project import BUILDER, CATALOG

HOSTILE = "<img src=x onerror='top.ran=1;window.ran=1'>"
DRAWING = words()["drawing"]


@pytest.fixture
def opened(dashboard: Dashboard) -> Dashboard:
    dashboard.open("on=none&view=33.0000,36.1000,9")
    dashboard.map.get_by_role("button", name=DRAWING["title"]).click()
    return dashboard


def choose(dashboard: Dashboard, shape: str) -> None:
    name = DRAWING["shape"][shape]
    dashboard.map.get_by_role("button", name=name, exact=True).click()


def place(dashboard: Dashboard, east: float, north: float) -> tuple[float, float]:
    """Return where on the page a part of the map lies, from its middle in pixels."""
    box = dashboard.page.locator(FRAME).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2 + east, box["y"] + box["height"] / 2 - north


def click(dashboard: Dashboard, *spots: tuple[float, float]) -> None:
    for spot in spots:
        dashboard.page.mouse.click(*place(dashboard, *spot))


def handed_over(dashboard: Dashboard) -> dict[str, Any]:
    """Return the drawing that the browser hands to Python: what was set is what is measured."""
    return dict(dashboard.in_map("window.__GLOBAL_DATA__.last_active_drawing"))  # type: ignore[call-overload]


def test_an_area_is_measured_at_once_and_becomes_an_own_layer(opened: Dashboard) -> None:
    opened.map.get_by_label(DRAWING["name"]).fill(HOSTILE)
    choose(opened, "area")
    click(opened, (-150, 60), (0, 80), (-20, -60))
    opened.page.mouse.dblclick(*place(opened, -160, -50))
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    drawn = handed_over(opened)
    points = drawn["geometry"]["coordinates"]
    assert len(points) == 4, "the second click of a double click is no position"
    planimeter = Geodesic.WGS84.Polygon()
    for longitude, latitude in points:
        planimeter.AddPoint(latitude, longitude)
    _, perimeter, area = planimeter.Compute(reverse=False, sign=True)
    card = opened.page.locator(".figure-card").filter(has_text="onerror")
    for quantity in (
        *Quantity(abs(area) / 1e6, 0.0, "km2", exact=True).in_units(),
        *Quantity(perimeter / 1000, 0.0, "km", exact=True).in_units(),
    ):
        expect(card).to_contain_text(quantity.text())
        expect(opened.map.locator(".draw-figures")).to_contain_text(quantity.text())
    assert "own" not in opened.page.url
    assert opened.page.evaluate("window.ran") is None
    assert opened.in_map("window.ran || null") is None
    expect(opened.page.locator(".figure-note.own")).to_contain_text("without ±")
    card.locator("summary").click()
    for text in notations(*points[0]):
        expect(card).to_contain_text(text)


def test_a_drawing_is_made_with_keys_alone(opened: Dashboard) -> None:
    keyboard = opened.page.keyboard
    opened.map.get_by_role("button", name=DRAWING["shape"]["line"], exact=True).focus()
    keyboard.press("Enter")
    expect(opened.map.locator(".cross")).to_be_visible()
    keyboard.press("Enter")
    said = opened.map.locator(".draw-said")
    expect(said).to_have_text("Position 1 set")

    def moved(key: str) -> None:
        before = opened.in_map("map.getCenter().toString()")
        keyboard.press(key)
        for _ in range(40):
            opened.page.wait_for_timeout(50)
            now = opened.in_map(
                "[map.getCenter().toString(), Boolean(map._panAnim && map._panAnim._inProgress)]"
            )
            assert isinstance(now, list)
            if now[0] != before and not now[1]:
                return
        raise AssertionError(key)

    moved("ArrowRight")
    keyboard.press("Enter")
    moved("ArrowDown")
    keyboard.press("Enter")
    expect(said).to_have_text("Position 3 set")
    keyboard.press("Backspace")
    expect(said).to_have_text("2 left")
    keyboard.press("f")
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    (x1, y1), (x2, y2) = handed_over(opened)["geometry"]["coordinates"]
    metres = Geodesic.WGS84.Inverse(y1, x1, y2, x2)["s12"]
    length = Quantity(metres / 1000, 0.0, "km", exact=True).text()
    expect(opened.page.locator(".figure-card").first).to_contain_text(length)
    choose(opened, "circle")
    keyboard.press("Enter")
    keyboard.press("Escape")
    expect(opened.map.locator(".cross")).to_be_hidden()
    expect(opened.map.locator(".draw-card")).to_be_visible()
    keyboard.press("Escape")
    expect(opened.map.locator(".draw-card")).to_be_hidden()
    assert opened.page.locator('[class*="st-key-own-own-"]').count() == 1


def test_a_shape_that_crosses_itself_is_one_plain_line_and_nothing_is_lost(
    opened: Dashboard,
) -> None:
    choose(opened, "area")
    click(opened, (-150, -50), (0, 50), (0, -50), (-150, 50))
    refusal = opened.map.locator(".draw-refusal")
    expect(refusal).to_contain_text("the area crosses itself at longitude 3")
    opened.page.keyboard.press("f")
    expect(refusal).to_contain_text("crosses itself")
    opened.map.get_by_role("button", name=DRAWING["undo"]).click()
    expect(refusal).to_be_empty()
    opened.map.get_by_role("button", name=DRAWING["finish"]).click()
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    assert opened.errors == []


@pytest.mark.parametrize("before_each", ["", CLOCK_PUT_BACK], ids=["steady", "clock-put-back"])
def test_drawings_that_are_finished_sooner_than_python_takes_them_are_all_taken(
    opened: Dashboard, before_each: str
) -> None:
    opened.in_map(
        """(async () => {
            for (const north of [32.9, 33.0, 33.1, 33.2]) {
                BEFORE
                talks.drawing.choose("distance");
                for (const east of [36.0, 36.3]) map.fire("click", { latlng: L.latLng(north, east) });
                while (talks.drawing.active()) await new Promise((done) => { setTimeout(done, 5); });
            }
        })()""".replace("BEFORE", before_each)
    )
    for number in range(1, 5):
        expect(opened.map.locator(f'path[data-layer="own-{number}"]')).to_have_count(1)
    names = [f"Distance {number}" for number in range(1, 5)]
    switches = opened.page.locator('[class*="st-key-own-own-"]')
    expect(switches).to_have_text([re.compile(name) for name in names])


def test_a_name_that_is_typed_while_the_drawing_before_it_is_taken_stays(
    opened: Dashboard,
) -> None:
    opened.in_map(
        """(async () => {
            talks.drawing.choose("distance");
            for (const east of [36.0, 36.3]) map.fire("click", { latlng: L.latLng(33, east) });
            while (talks.drawing.active()) await new Promise((done) => { setTimeout(done, 5); });
            document.querySelector(".draw-name input").value = "Next";
        })()"""
    )
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    expect(opened.map.locator(".draw-said")).to_have_text(DRAWING["done"])
    expect(opened.map.get_by_label(DRAWING["name"])).to_have_value("Next")


def test_the_tool_disturbs_neither_the_map_nor_a_click_that_asks(dashboard: Dashboard) -> None:
    dashboard.open("on=demilitarized-south&view=32.9000,36.3000,9")
    dashboard.in_map("window.marked = true")
    panel = dashboard.map.locator(".panel")
    dashboard.map.get_by_role("button", name=DRAWING["title"]).click()
    choose(dashboard, "distance")
    click(dashboard, (-60, 0))
    expect(panel).to_be_hidden()
    click(dashboard, (0, 40))
    dashboard.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    expect(panel).to_be_hidden()
    view = dashboard.in_map("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
    assert view == pytest.approx([32.9, 36.3, 9], abs=0.01)
    assert dashboard.in_map("window.marked === true"), "the frame was mounted again"
    dashboard.map.locator(".draw-card").get_by_role("button", name=words()["close"]).click()
    click(dashboard, (60, 0))
    expect(panel).to_be_visible()
    assert dashboard.errors == []


def test_a_drawing_is_named_switched_taken_away_and_removed(opened: Dashboard) -> None:
    choose(opened, "circle")
    click(opened, (-100, 0), (-60, 0))
    path = opened.map.locator('path[data-layer="own-1"]')
    path.wait_for(state="attached")
    centre, rim = handed_over(opened)["geometry"]["coordinates"]
    metres = Geodesic.WGS84.Inverse(centre[1], centre[0], rim[1], rim[0])["s12"]
    radius = Quantity(metres / 1000, 0.0, "km", exact=True).text()
    expect(opened.map.locator(".name.of-layer")).to_contain_text(f"Circle 1: {radius}")
    page = opened.page
    page.locator('[class*="st-key-own-more"] button').first.click()
    field = page.get_by_label(words()["own_name"], exact=True)
    expect(field).to_have_value("Circle 1")
    with page.expect_download() as download:
        page.get_by_role("link", name=words()["own_download"]).click()
    (feature,) = json.loads(download.value.path().read_text("utf-8"))["features"]
    assert feature["properties"]["radius_km"] == pytest.approx(metres / 1000, rel=0, abs=1e-9)
    assert feature["properties"]["positions"] == [centre, rim]
    field.fill("North *ridge*")
    field.press("Enter")
    expect(opened.map.locator(".name.of-layer")).to_contain_text(f"North *ridge*: {radius}")
    expect(page.locator(".st-key-own-own-1 label")).to_have_text("North *ridge*")
    field.press("Escape")
    expect(field).to_be_hidden()
    page.locator(".st-key-own-own-1 label").first.click()
    expect(path).to_have_count(0)
    page.locator('[class*="st-key-own-more"] button').first.click()
    page.get_by_role("button", name=words()["own_remove"]).click()
    expect(page.locator(".st-key-own-own-1")).to_have_count(0)


def test_a_drawing_is_a_side_of_a_comparison_and_stands_in_the_matrix(opened: Dashboard) -> None:
    page = opened.page
    choose(opened, "circle")
    click(opened, (-120, 0), (-50, 0))
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    points = tuple(map(tuple, handed_over(opened)["geometry"]["coordinates"]))
    opened.switch("Demilitarized southern Syria")
    opened.settled()
    look_at(opened, "compare")
    page.get_by_label("A", exact=True).click()
    page.get_by_role("option", name="My layer: Circle 1").click()
    only = CATALOG.layers["demilitarized-south.zone"].default_reading
    mine = UserLayerFeatures("Circle 1", features_of(Sketch("circle", points).layer("Circle 1")))
    page.get_by_label("B", exact=True).click()
    titles = CATALOG.layers["demilitarized-south.zone"]
    reading = next(item for item in titles.reading if item.id == only)
    page.keyboard.type(str(reading.title))
    page.get_by_role("option", name=f"{titles.title}: {reading.title}").click()
    now = make_scenario(CATALOG, ["demilitarized-south"])
    found = compare(BUILDER, make_scenario(CATALOG), now, own_a=[mine])
    table = page.locator(".spread table").first
    for quantity in found.quantities.values():
        expect(table).to_contain_text(quantity.text())
    expect(page.locator(".matrix")).to_contain_text("Circle 1")
    assert "a=" not in page.url
    opened.map.get_by_role("button", name=words()["link"]["copy"]).click()
    expect(opened.map.locator(".notice")).to_contain_text("Circle 1")
    expect(page.locator(".st-key-wide")).to_contain_text("Not in the link: Circle 1")


def test_the_table_of_measures_and_its_files_have_own_layers(opened: Dashboard) -> None:
    choose(opened, "distance")
    click(opened, (-100, 0), (-20, 30))
    opened.map.locator('path[data-layer="own-1"]').wait_for(state="attached")
    (x1, y1), (x2, y2) = handed_over(opened)["geometry"]["coordinates"]
    kilometres = Geodesic.WGS84.Inverse(y1, x1, y2, x2)["s12"] / 1000
    look_at(opened, "measures")
    page = opened.page
    expect(page.locator('[data-testid="stAlert"]')).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name=words()["download_csv"]).click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    length = next(row for row in rows if row["measure"] == "length")
    assert (length["proposal"], length["layer"]) == ("own", "Distance 1")
    assert float(length["value_raw"]) == pytest.approx(kilometres, rel=0, abs=1e-9)
    assert length["plus_minus"] == ""
    with page.expect_download() as download:
        page.get_by_role("link", name=words()["download_geojson"]).click()
    (feature,) = json.loads(download.value.path().read_text("utf-8"))["features"]
    assert feature["properties"]["layer"] == "Distance 1"
    assert feature["properties"]["positions"] == [[x1, y1], [x2, y2]]
