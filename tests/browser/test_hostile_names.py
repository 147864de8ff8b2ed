"""Names of drawings that are hostile: text on the map and everywhere beside it."""

import csv
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from dashboard.text.choice_labels import distinct_names
from dashboard.text.ui_text import WORD_JOINER, words
from geodata.text.safe_text import clean_text
from geodata.user_layers.limits import MAX_TITLE
from layers.output.csv_table import plain_cell
from tests.browser.conftest import FRAME, Dashboard, look_at
from tests.browser.inert import VIEW, goes_on, is_inert, keeps_to_its_room, watched_page
from tests.hostile.corpus.texts import DIRECTIONS, FORMULAS, GDAL, SCRIPTS

WORDS = words()["drawing"]
LONG = {"word": "W" * MAX_TITLE, "arabic": "\u0634" * MAX_TITLE, "marks": "\u0301" * MAX_TITLE}
NAMES = {
    "scripts": list(SCRIPTS.values()),
    "formulas": [*FORMULAS.values(), GDAL["csv"], GDAL["vsicurl"]],
    "directions": list(DIRECTIONS.values()),
    "long": list(LONG.values()),
}


@pytest.fixture
def opened(server: str, browser: Browser) -> Iterator[Dashboard]:
    with watched_page(browser, server) as made:
        yield made.open(f"on=none&{VIEW}")


def draw_circles(dashboard: Dashboard, names: list[str]) -> list[str]:
    """Draw a circle for each name, all around the middle, and return the names as they are taken."""
    dashboard.map.get_by_role("button", name=WORDS["title"]).click()
    frame = dashboard.page.locator(FRAME).element_handle().content_frame()
    for number, name in enumerate(names, 1):
        dashboard.map.get_by_label(WORDS["name"]).fill(name)
        dashboard.map.get_by_role("button", name=WORDS["shape"]["circle"], exact=True).click()
        for east in (0, 0.05 + 0.01 * number):
            frame.evaluate(f'void map.fire("click", {{ latlng: L.latLng(33.05, 36.05 + {east}) }})')
        frame.wait_for_function("!talks.drawing.active()")
    for number in range(1, len(names) + 1):
        drawn = dashboard.map.locator(f'path[data-layer="own-{number}"]')
        drawn.wait_for(state="attached")
    dashboard.map.locator(".draw-card").get_by_role("button", name=words()["close"]).click()
    dashboard.settled()
    shown = {number: clean_text(name, MAX_TITLE) for number, name in enumerate(names)}
    return list(distinct_names(shown).values())


def texts(found: Locator) -> list[str]:
    """Return the texts of elements on one line each, without the joiners that break up addresses."""
    return [" ".join(text.replace(WORD_JOINER, "").split()) for text in found.all_inner_texts()]


@pytest.mark.parametrize("of", NAMES)
def test_a_name_is_text_wherever_it_stands(of: str, opened: Dashboard) -> None:
    names = draw_circles(opened, NAMES[of])
    page, inside = opened.page, opened.map
    expect(page.locator(".figure-card .of")).to_have_count(len(names))
    assert texts(page.locator(".figure-card .of")) == names
    assert texts(page.locator('[class*="st-key-own-own-"] label')) == names
    hints = inside.locator(".legend .legend-zoom").evaluate_all(
        "(nodes) => nodes.map((node) => node.title.split('\\n')[0])"
    )
    assert hints == names
    on_map = texts(inside.locator(".name.of-layer"))
    assert on_map
    shown = [text.rpartition(":")[0].partition("\u2026")[0] for text in on_map]
    assert all(any(name.startswith(text) for name in names) for text in shown)
    keeps_to_its_room(page, ".figure-card .of", '[class*="st-key-own-own-"] label')
    is_inert(opened)
    box = page.locator(FRAME).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2 + 4, box["y"] + box["height"] / 2 + 4)
    expect(inside.locator(".panel h2")).to_have_count(len(names))
    assert sorted(texts(inside.locator(".panel h2"))) == sorted(names)
    is_inert(opened)
    look_at(opened, "measures")
    with page.expect_download() as download:
        page.get_by_role("link", name=words()["download_csv"]).click()
    rows = csv.DictReader(download.value.path().read_text("utf-8-sig").splitlines())
    assert list(dict.fromkeys(row["layer"] for row in rows)) == [plain_cell(name) for name in names]
    is_inert(opened)
    look_at(opened, "compare")
    assert texts(page.locator(".matrix th[scope=row]")) == [
        f"{number}. {name}" for number, name in enumerate(names, 1)
    ]
    page.get_by_label("A", exact=True).click()
    for name in names:
        option = page.get_by_role("option", name=words()["compare_own"].format(name=name))
        expect(option.first).to_be_attached()
    page.get_by_role("option", name=words()["compare_own"].format(name=names[0])).first.click()
    opened.settled()
    keeps_to_its_room(page, ".st-key-wide .matrix")
    is_inert(opened)
    figures = words()["views"]["figures"]
    page.locator(".st-key-view").get_by_text(figures, exact=True).click()
    page.locator(".st-key-figures").wait_for()
    opened.settled()
    goes_on(opened)
