"""What the axe rules find wrong in each view, and the briefing by keyboard alone."""

import json
import re
from collections.abc import Iterable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from dashboard.presentation.symbology import symbology
from dashboard.text.ui_text import words
from tests.browser.conftest import FRAME, Dashboard

TALKS = "the-talks-in-eight-steps"
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'

OF_THE_FRAMEWORK = {
    ("presentation-role-conflict", "stFileUploaderDropzone"): "Streamlit's place for files",
}
"""By rule and a part of the element: what is not ours to mend. This list may only shrink."""


ALONE = {
    "resultTypes": ["violations"],
    "rules": {name: {"enabled": False} for name in ("landmark-one-main", "page-has-heading-one")},
}
"""In the frame alone: what a page needs once stands in the page around it."""


VIEWS = words()["views"]
SAMPLE = ("figures", "compare", "compose", "brief")
"""Cards, a table of figures, a form with a place for files, and a briefing in the map's frame."""


@pytest.fixture
def schemed(scheme: str, server: str, browser: Browser) -> Iterator[Dashboard]:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    yield Dashboard(context.new_page(), server)
    context.close()


def violations(dashboard: Dashboard) -> set[tuple[str, str]]:
    """Return rule and element of all that axe finds in the map's frame, and in the page with it."""
    axe = Axe()
    frame = dashboard.page.locator(FRAME).element_handle().content_frame()
    inside = axe.run(frame, options=ALONE).response["violations"]
    whole = axe.run(dashboard.page).response["violations"]
    return {(rule["id"], node["html"]) for rule in (*inside, *whole) for node in rule["nodes"]}


@pytest.mark.parametrize(
    ("scheme", "views"),
    [("light", VIEWS), ("dark", SAMPLE), pytest.param("dark", VIEWS, marks=pytest.mark.full)],
    ids=["light", "dark-sample", "dark"],
)
def test_axe_finds_nothing_in_what_is_ours(schemed: Dashboard, views: Iterable[str]) -> None:
    schemed.open()
    page = schemed.page
    found = {("opening", *item) for item in violations(schemed)}
    for view in views:
        page.locator('.st-key-view, [class*="st-key-view--"]').get_by_text(
            VIEWS[view], exact=True
        ).click()
        page.wait_for_timeout(500)
        page.locator(IDLE).wait_for(timeout=180_000)
        if view == "compose":
            page.get_by_role("button", name=words()["compose"]["take"]).click()
            page.locator(".st-key-wide details summary").first.click()
            expect(page.get_by_label("Caption")).to_be_visible()
        if view == "brief":
            expect(schemed.map.locator(".brief-said h2")).to_be_visible()
        found |= {(view, *item) for item in violations(schemed)}
    known = {
        (rule, part): [item for item in found if item[1] == rule and part in item[2]]
        for rule, part in OF_THE_FRAMEWORK
    }
    ours = found - {item for items in known.values() for item in items}
    assert ours == set()
    assert [name for name, items in known.items() if not items] == [], "take it off the list"


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_names_over_the_map_stand_out(theme: str) -> None:
    """4.5 to 1 for text (WCAG 2.2, 1.4.3), against the land and the halo of the page's colour."""
    told = json.loads(symbology().model_dump_json())
    paper = {"light": "#FBFAF7", "dark": "#16191D"}[theme]
    for kind, colour in told["name"].items():
        for ground in (told["sheet"][theme]["land"], paper):
            assert contrast(colour[theme], ground) >= 4.5, (kind, theme, ground)


def press_until(dashboard: Dashboard, name: str, *, limit: int = 120) -> None:
    """Press Tab until the control of this name in the map's frame has the focus."""
    for _ in range(limit):
        dashboard.page.keyboard.press("Tab")
        if dashboard.in_map("document.hasFocus() && document.activeElement.textContent") == name:
            return
    raise AssertionError(f"{name} is not reached within {limit} tabs")


def test_a_briefing_is_given_by_keyboard_alone(dashboard: Dashboard) -> None:
    dashboard.open(f"briefing={TALKS}")
    count = dashboard.map.locator(".brief-count")
    press_until(dashboard, "Next")
    outline = dashboard.in_map("getComputedStyle(document.activeElement).outline")
    assert re.search(r"solid [3-9]px", str(outline)), outline
    dashboard.page.keyboard.press("Enter")
    expect(count).to_have_text("2 of 8")
    dashboard.page.keyboard.press("Space")
    expect(count).to_have_text("3 of 8")
    dashboard.page.keyboard.press("Shift+Tab")
    dashboard.page.keyboard.press("Enter")
    expect(count).to_have_text("2 of 8")
    press_until(dashboard, "Presenter window")
    with dashboard.page.expect_popup() as opened:
        dashboard.page.keyboard.press("Enter")
    expect(opened.value.locator("#count")).to_have_text("2 of 8")
    opened.value.close()
    dashboard.page.keyboard.press("Tab")
    dashboard.page.keyboard.press("Enter")
    dashboard.map.locator(":fullscreen").first.wait_for()
    dashboard.page.keyboard.press("PageDown")
    expect(count).to_have_text("3 of 8")
