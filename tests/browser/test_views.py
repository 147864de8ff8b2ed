"""The panels beside the map: readings, parties, timeline, precedents, sources."""

import pytest
from conftest import Dashboard

from dashboard.words import words
from geodata.catalog import load
from layers.build import Builder
from layers.readings import spread

CATALOG = load()
BUILDER = Builder(CATALOG)


def look_at(dashboard: Dashboard, view: str) -> str:
    """Choose a panel, and return what it says once Python is done."""
    dashboard.page.locator(".st-key-view").get_by_text(words()["views"][view.lower()], exact=True).click()
    panel = dashboard.page.locator(".st-key-wide")
    title = words()["figures" if view == "Figures" else f"{view.lower()}_title"]
    panel.locator("h2").get_by_text(title, exact=True).wait_for(timeout=30_000)
    dashboard.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(
        timeout=60_000
    )
    return panel.inner_text()


def test_readings_say_how_much_the_wording_matters(dashboard: Dashboard) -> None:
    dashboard.open("on=druze-corridor")
    text = look_at(dashboard, "Readings")
    found = spread(BUILDER, "druze-corridor.passage")
    assert found is not None
    for row in found.rows:
        assert row.quantity.text() in text
    assert f"The largest reading is {found.ratio:.1f} times the smallest." in text
    assert "Reported: 100 km, read as 90 to 110." in text
    dashboard.clicked_at = int(str(dashboard.in_map("talks.truthNumber")))
    button = dashboard.page.locator('[class*="st-key-all-readings-druze-corridor"] button')
    button.click()
    dashboard.settled()
    names = [f"druze-corridor.passage@{row.reading.id}" for row in found.rows]
    assert dashboard.shown() == sorted(names)


def test_an_issue_shows_its_layers_and_every_stance_its_date(dashboard: Dashboard) -> None:
    dashboard.open()
    look_at(dashboard, "Positions")
    for party in ("Israel", "Syria", "United States"):
        heads = dashboard.page.locator(".stance b").filter(has_text=f"{party}: ")
        assert heads.count() == 13
    assert dashboard.page.locator(".stance small").filter(has_text="as of 20").count() == 39
    dashboard.clicked_at = int(str(dashboard.in_map("talks.truthNumber")))
    dashboard.page.locator(".st-key-issue-corridor button").first.click()
    dashboard.settled()
    assert dashboard.shown() == ["druze-corridor.passage@via-izra"]


def test_an_event_with_a_place_moves_the_map_there(dashboard: Dashboard) -> None:
    dashboard.open()
    text = look_at(dashboard, "Timeline")
    assert text.index("Joint") < text.index("After 6 January 2026")
    event = next(item for item in CATALOG.timeline if item.id.startswith("beit-jinn"))
    dashboard.page.locator(f".st-key-event-{event.id} button").last.click()
    dashboard.map.locator(".mark").wait_for()
    centre = None
    for _ in range(40):
        centre = dashboard.in_map("[map.getCenter().lat, map.getCenter().lng]")
        if centre == pytest.approx([event.latitude, event.longitude], abs=0.01):
            break
        dashboard.page.wait_for_timeout(100)
    assert centre == pytest.approx([event.latitude, event.longitude], abs=0.01)


def test_precedents_and_sources_follow_from_the_files(dashboard: Dashboard) -> None:
    dashboard.open()
    text = look_at(dashboard, "Precedents")
    for item in CATALOG.precedents:
        assert str(item.title) in text
    text = look_at(dashboard, "Sources")
    for source_id, source in CATALOG.sources.items():
        assert source_id in text, source_id
        assert source.title in text
    assert "Line A-1" in text


def test_the_map_is_the_same_one_in_every_view(dashboard: Dashboard) -> None:
    dashboard.open("on=druze-corridor&view=32.9000,36.2000,9.5")
    dashboard.in_map("window.marked = true")
    for view in ("Positions", "Timeline", "Sources"):
        look_at(dashboard, view)
        assert dashboard.in_map("window.marked === true"), "the frame was mounted again"
        centre = dashboard.in_map("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
        assert centre == pytest.approx([32.9, 36.2, 9.5], abs=0.01)
    assert dashboard.errors == []
