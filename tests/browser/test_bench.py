"""The analyst's panels: measures, comparisons with their link and swipe, sensitivity."""

import csv
import io
import json

import pytest
from conftest import Dashboard, look_at
from playwright.sync_api import expect

from geodata.comparison_query import to_comparison_query
from geodata.load import load_catalog
from geodata.scenario import make_scenario
from layers.analysis.comparison import compare
from layers.analysis.sensitivity import sweep
from layers.build.builder import Builder

CATALOG = load_catalog()
BUILDER = Builder(CATALOG)
PASSAGE, SOUTH = "druze-corridor.passage", "demilitarized-south.zone"
A = make_scenario(CATALOG, [SOUTH], {SOUTH: ("three-bands",)})
B = make_scenario(CATALOG, [SOUTH], {SOUTH: ("governorates",)})


def test_measures_are_those_of_the_program_and_can_be_taken_away(dashboard: Dashboard) -> None:
    dashboard.open(f"on={PASSAGE}")
    look_at(dashboard, "measures")
    taken = {}
    for name in ("CSV", "GeoJSON"):
        with dashboard.page.expect_download() as download:
            dashboard.page.get_by_role("link", name=f"({name})").click()
        taken[name] = download.value.path().read_text("utf-8-sig")
    measured = BUILDER.measures(BUILDER.layer(PASSAGE))
    rows = list(csv.DictReader(io.StringIO(taken["CSV"])))
    assert {(row["feature"], row["measure"]): float(row["value_raw"]) for row in rows} == {
        name: pytest.approx(quantity.value) for name, quantity in measured.items()
    }
    ids = [feature["id"] for feature in json.loads(taken["GeoJSON"])["features"]]
    assert ids == [feature.id for feature in BUILDER.layer(PASSAGE).features]
    places = dashboard.page.locator(".st-key-wide details").filter(has_text="Places").first
    places.locator("summary").click()
    expect(places).to_contain_text("Izra")


def test_a_link_opens_a_comparison_with_its_figures_and_fills(dashboard: Dashboard) -> None:
    dashboard.open(to_comparison_query(A, B, CATALOG))
    panel = dashboard.page.locator(".st-key-wide")
    for quantity in compare(BUILDER, A, B).quantities.values():
        expect(panel.get_by_text(quantity.text(), exact=True).first).to_be_visible()
    legend = dashboard.map.locator(".legend")
    for part in ("In both", "Only in A", "Only in B"):
        expect(legend).to_contain_text(part)
    assert dashboard.map.locator(".leaflet-compare-pane path").count() == 3
    assert dashboard.map.locator("path[data-layer]").count() == 0
    assert "a=on" in dashboard.page.url


def test_two_sides_are_swiped_by_keyboard(dashboard: Dashboard) -> None:
    dashboard.open(to_comparison_query(A, B, CATALOG))
    dashboard.page.locator(".st-key-swipe label").first.click()
    handle = dashboard.map.locator("input.swipe")
    handle.wait_for()
    panes = [dashboard.map.locator(f".leaflet-side-{side}-pane") for side in "ab"]
    for pane in panes:
        expect(pane.locator("path").first).to_be_attached()
    before = [pane.evaluate("(node) => node.style.clip") for pane in panes]
    handle.focus()
    for _ in range(10):
        handle.press("ArrowLeft")
    after = [pane.evaluate("(node) => node.style.clip") for pane in panes]
    assert all(one != other for one, other in zip(before, after, strict=True))
    look_at(dashboard, "readings")
    expect(handle).to_have_count(0)


def test_sensitivity_tells_the_present_value_and_the_whole_range(dashboard: Dashboard) -> None:
    dashboard.open(f"on={PASSAGE}")
    text = look_at(dashboard, "sensitivity")
    first = next(iter(CATALOG.parameters))
    found = sweep(BUILDER, first)
    assert found.current is not None
    assert found.current.text() in text
    with dashboard.page.expect_download() as download:
        dashboard.page.get_by_role("link", name="(CSV)").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert len(rows) == len(found.steps)
    assert float(rows[0]["figure_raw"]) == pytest.approx(found.steps[0].figure)


def test_a_bridge_moves_from_one_end_to_the_other(dashboard: Dashboard) -> None:
    dashboard.open("on=none")
    text = look_at(dashboard, "bridge")
    ends = [
        BUILDER.figures(BUILDER.layer(address, reading))["whole", "area"].text()
        for address, reading in (
            ("disengagement-1974.limitation-east", "as-written"),
            (SOUTH, "three-bands"),
        )
    ]
    assert all(end in text for end in ends)
    assert dashboard.map.locator(".leaflet-compare-pane path").count() > 3
    thumb = dashboard.page.locator('.st-key-bridge-at input[type="range"]')
    thumb.focus()
    thumb.press("Home")
    cells = dashboard.page.locator(".st-key-wide .spread tr").nth(1).locator("td")
    expect(cells.nth(1)).to_have_text(ends[0])  # at its first end a bridge is that end
