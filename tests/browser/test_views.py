"""The panels beside the map: readings, parties, timeline, precedents, sources."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Dashboard, look_at, serve
from playwright.sync_api import Browser, expect

from geodata.load import load_catalog
from layers.analysis.reading_spread import spread
from layers.build.builder import Builder
from tests.layers.project import copied, replace_once

CATALOG = load_catalog()
BUILDER = Builder(CATALOG)
SOUTH = "demilitarized-south.zone"


def test_readings_say_how_much_the_wording_matters(dashboard: Dashboard) -> None:
    dashboard.open("on=druze-corridor")
    text = look_at(dashboard, "readings")
    found = spread(BUILDER, "druze-corridor.passage")
    assert found is not None
    for row in found.rows:
        assert row.quantity.text() in text
    assert f"The largest interpretation is {found.ratio:.1f} times the smallest." in text
    assert "Reported: 100 km, taken as 90 to 110." in text
    dashboard.clicked_at = int(str(dashboard.in_map("talks.truthNumber")))
    button = dashboard.page.locator('[class*="st-key-all-readings-druze-corridor"] button')
    button.click()
    dashboard.settled()
    names = [f"druze-corridor.passage@{row.reading.id}" for row in found.rows]
    assert dashboard.shown() == sorted(names)


def test_an_issue_shows_its_layers_and_every_stance_its_date(dashboard: Dashboard) -> None:
    dashboard.open()
    look_at(dashboard, "positions")
    for party in ("Israel", "Syria", "United States"):
        heads = dashboard.page.locator(".stance b").filter(has_text=f"{party}: ")
        expect(heads).to_have_count(len(CATALOG.stances))
    dated = dashboard.page.locator(".stance small").filter(has_text="as of 20")
    expect(dated).to_have_count(3 * len(CATALOG.stances))
    dashboard.clicked_at = int(str(dashboard.in_map("talks.truthNumber")))
    dashboard.page.locator(".st-key-issue-corridor button").first.click()
    dashboard.settled()
    assert dashboard.shown() == ["druze-corridor.passage@via-izra"]


def test_an_event_with_a_place_moves_the_map_there(dashboard: Dashboard) -> None:
    dashboard.open()
    text = look_at(dashboard, "timeline")
    assert text.index("Joint") < text.index("After 6 January 2026")
    for gap in CATALOG.gaps:
        assert f"Nothing found between {gap.since} and {gap.until}" in text
        assert f"Searched on {gap.searched_on}." in text
    assert text.index("Nothing found between") < text.index("A report of a new line")
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
    text = look_at(dashboard, "precedents")
    for item in CATALOG.precedents:
        assert str(item.title) in text
    text = look_at(dashboard, "sources")
    for source_id, source in CATALOG.sources.items():
        assert source_id in text, source_id
        assert source.title in text
    assert "Line A-1" in text
    assert CATALOG.article
    for sentence in CATALOG.article.sentence:
        assert str(sentence.summary) in text
    folded = dashboard.page.locator(".entry dd").all_text_contents()
    assert "timeline.kommersant-2025" in " ".join(folded)  # an event rests on its source


def test_the_rows_of_the_matrix_say_which_reading_each_is(dashboard: Dashboard) -> None:
    dashboard.open(f"on={SOUTH}&{SOUTH}=governorates,nearly-to-damascus")
    look_at(dashboard, "compare")
    rows = dashboard.page.locator(".matrix th[dir=auto]").all_inner_texts()
    titles = [str(item.title) for item in CATALOG.layers[SOUTH].reading[:2]]
    assert len(rows) == len(titles)
    assert [title for row, title in zip(rows, titles, strict=True) if title not in row] == []


def test_the_map_is_the_same_one_in_every_view(dashboard: Dashboard) -> None:
    dashboard.open("on=druze-corridor&view=32.9000,36.2000,9.5")
    dashboard.in_map("window.marked = true")
    for view in ("positions", "timeline", "sources"):
        look_at(dashboard, view)
        assert dashboard.in_map("window.marked === true"), "the frame was mounted again"
        centre = dashboard.in_map("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
        assert centre == pytest.approx([32.9, 36.2, 9.5], abs=0.01)
    assert dashboard.errors == []


@pytest.fixture
def arabic(tmp_path: Path, browser: Browser) -> Iterator[Dashboard]:
    """The dashboard over data in which one proposal has its texts in Arabic as well."""
    folder = copied(tmp_path)
    file = folder / "proposals" / "druze-corridor.toml"
    replace_once(
        file, 'title = "Secure passage to Jabal al-Druze / Jabal al-Arab"', f"title = {FIXTURE}"
    )
    replace_once(
        file,
        'title = "A passage of about 100 km to Jabal al-Druze / Jabal al-Arab"',
        f"title = {FIXTURE}",
    )
    for url in serve("--data", str(folder)):
        yield Dashboard(browser.new_page(viewport={"width": 1280, "height": 720}), url)


FIXTURE = '{ en = "A passage", ar = "عنوان للتجربة" }'
"""Not a translation of anything: a text that runs from right to left."""


def test_a_text_from_right_to_left_runs_so_everywhere(arabic: Dashboard) -> None:
    arabic.open("on=druze-corridor&lang=ar")
    page = arabic.page
    for place in (
        page.locator(".figure-card .of"),
        arabic.map.locator(".legend-title"),
        page.locator(".st-key-proposal-druze-corridor label p"),
    ):
        found = place.filter(has_text="عنوان").first
        found.wait_for()
        runs = found.evaluate(
            "(node) => node.matches(':dir(rtl)') || getComputedStyle(node).unicodeBidi == 'plaintext'"
        )
        assert runs, place
    assert arabic.map.get_by_text("دمشق", exact=True).first.is_visible()
