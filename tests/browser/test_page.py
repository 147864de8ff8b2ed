"""The page around the map: controls, figures, theme, and the choice of an online base map."""

import re

import pytest
from conftest import FRAME, Dashboard
from playwright.sync_api import Frame, expect

from dashboard.text.ui_text import words
from geodata.load import load_catalog
from layers.build.builder import Builder

BUILDER = Builder(load_catalog())


def test_readings_stand_side_by_side_with_their_figures(dashboard: Dashboard) -> None:
    dashboard.open("on=druze-corridor")
    dashboard.switch("From the Yarmouk", "reading")
    dashboard.settled()
    assert dashboard.shown() == [
        "druze-corridor.passage@southern",
        "druze-corridor.passage@via-izra",
    ]
    figures = dashboard.page.locator(".st-key-figures")
    for reading in ("via-izra", "southern"):
        layer = BUILDER.layer("druze-corridor.passage", reading)
        length = BUILDER.figures(layer)["axis", "length"].text()
        figures.get_by_text(length, exact=True).first.wait_for()
    assert "does not agree: 23 % less" in figures.inner_text()


def test_a_slider_draws_a_wider_zone_and_marks_the_assumption(dashboard: Dashboard) -> None:
    dashboard.open("on=druze-corridor")
    zone = dashboard.map.locator('path[data-feature="zone"]')
    before = zone.first.get_attribute("d")
    dashboard.clicked_at = int(str(dashboard.in_map("talks.truthNumber")))
    thumb = dashboard.page.locator('[class*="st-key-parameter-"] input[type="range"]').first
    thumb.focus()
    thumb.press("ArrowRight")
    dashboard.settled()
    assert zone.first.get_attribute("d") != before
    assert zone.count() == 1
    assert "* Width of the passage: 5.5 km" in dashboard.map.locator(".legend").inner_text()
    assert "width_km=5.5" in dashboard.page.url


def test_what_is_drawn_follows_the_thumb_of_a_slider(dashboard: Dashboard) -> None:
    """While the thumb is held, Python has not been told: the address still says the old value."""
    dashboard.open("on=druze-corridor")
    zone = dashboard.map.locator('path[data-feature="zone"]').first
    before = zone.get_attribute("d")
    thumb = dashboard.page.locator('[class*="st-key-parameter-"] input[type="range"]').first
    thumb.evaluate("(node) => node.scrollIntoView({ block: 'center' })")
    box = thumb.bounding_box()
    assert box is not None
    mouse = dashboard.page.mouse
    mouse.move(box["x"] + 0.6 * box["width"], box["y"] + box["height"] / 2)
    mouse.down()
    expect(zone).not_to_have_attribute("d", before or "")
    dashboard.page.wait_for_timeout(2_500)  # longer than an answer of the browser may stand alone
    held = zone.get_attribute("d")
    assert held != before
    assert "width_km" not in dashboard.page.url
    mouse.up()
    dashboard.page.wait_for_url("**width_km=*")
    dashboard.settled()
    assert zone.get_attribute("d") == held
    value = float(thumb.input_value())
    frame = dashboard.page.locator(FRAME).element_handle().content_frame()
    _asked_ahead(frame, value - 0.5, value + 0.5)


def test_one_step_of_a_slider_is_drawn_before_python_is_heard(dashboard: Dashboard) -> None:
    dashboard.open("on=druze-corridor")
    zone = dashboard.map.locator('path[data-feature="zone"]').first
    before = zone.get_attribute("d")
    frame = dashboard.page.locator(FRAME).element_handle().content_frame()
    thumb = dashboard.page.locator('[class*="st-key-parameter-"] input[type="range"]').first
    thumb.focus()
    _asked_ahead(frame, 4.5, 5.5)
    frame.evaluate("talks.receive = () => {}")
    dashboard.page.route("**/map/value*", lambda route: route.abort())
    thumb.press("ArrowRight")
    expect(zone).not_to_have_attribute("d", before or "")


def _asked_ahead(frame: Frame, *values: float) -> None:
    for value in values:
        frame.wait_for_function(
            "(value) => performance.getEntriesByType('resource').some(({ name, responseEnd }) =>"
            " responseEnd && name.includes('map/value') && name.endsWith(`width_km=${value}`))",
            arg=value,
        )


def test_the_labels_of_the_opening_view_do_not_collide(dashboard: Dashboard) -> None:
    dashboard.open()
    boxes = [
        label.bounding_box()
        for label in dashboard.map.locator(".leaflet-labels-pane .name span").all()
    ]
    seen = [box for box in boxes if box and box["x"] >= 0]
    assert len(seen) > 10
    for index, a in enumerate(seen):
        for b in seen[index + 1 :]:
            apart = (
                a["x"] + a["width"] <= b["x"] + 6
                or b["x"] + b["width"] <= a["x"] + 6
                or a["y"] + a["height"] <= b["y"] + 2
                or b["y"] + b["height"] <= a["y"] + 2
            )
            assert apart, (a, b)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_follows_the_theme(dashboard: Dashboard, scheme: str) -> None:
    dashboard.page.emulate_media(color_scheme=scheme)
    dashboard.open()
    assert dashboard.in_map("talks.symbols.theme()") == scheme
    ground = str(dashboard.in_map("getComputedStyle(map.getContainer()).backgroundColor"))
    brightness = sum(int(part) for part in ground[4:-1].split(","))
    assert (brightness > 380) == (scheme == "light")


def test_an_online_base_map_is_asked_for_only_when_it_is_chosen(dashboard: Dashboard) -> None:
    dashboard.page.route("**/*", _only_here)
    dashboard.open()
    assert dashboard.hosts <= {"localhost", ""}
    with dashboard.page.expect_request(re.compile("^https://[^/]*openstreetmap")):
        dashboard.choose_ground("OpenStreetMap")
    dashboard.page.get_by_text("comes from the internet").wait_for()
    frame = dashboard.page.locator(FRAME).element_handle().content_frame()
    assert frame.evaluate("document.querySelectorAll('.leaflet-tile').length") > 0


def _only_here(route) -> None:
    if "localhost" in route.request.url:
        route.continue_()
    else:
        route.abort()


def test_the_figures_are_there_as_a_table(dashboard: Dashboard) -> None:
    dashboard.open("on=druze-corridor")
    dashboard.page.get_by_text("As a table").click()
    table = dashboard.page.locator(".as-table table")
    assert table.locator("thead th").all_inner_texts() == list(
        map(words()["column"].get, ("layer", "reading", "part", "measure", "value", "as_of"))
    )
    length = table.locator("tr").filter(has_text="Length")
    assert "100 ± 3 km" in length.inner_text()
