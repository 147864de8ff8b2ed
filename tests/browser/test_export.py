"""Taking a file away from the screen, and an SVG as a browser draws it."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from pptx import Presentation

from dashboard.export.files import made
from dashboard.export.metadata import record_of
from dashboard.export.named import NamedBriefing
from dashboard.export.pictures import picture
from dashboard.symbology import symbology
from dashboard.words import words
from tests.browser.conftest import Dashboard
from tests.dashboard.export.drawn import pixels_of_png, snapshot
from tests.layers.project import BUILDER, CATALOG

SAID = words()["export"]


def test_a_picture_is_taken_away_from_any_view_and_the_map_stays(
    dashboard: Dashboard, tmp_path
) -> None:
    dashboard.open("on=druze-corridor")
    page = dashboard.page
    before = dashboard.in_map("talks.truthNumber")
    page.get_by_text(SAID["title"], exact=True).click()
    page.get_by_role("button", name=SAID["prepare"]).click()
    button = page.get_by_role("button", name=SAID["download"].format(name="druze-corridor.png"))
    with page.expect_download() as download:
        button.click()
    path = tmp_path / download.value.suggested_filename
    assert path.name == "druze-corridor.png"
    download.value.save_as(path)
    record = record_of(path)
    assert record.scenario.startswith("on=druze-corridor")
    assert record.theme == "light"
    assert dashboard.in_map("talks.truthNumber") == before
    dashboard.switch("Secure passage")
    dashboard.settled()
    button.wait_for(state="detached")  # what was made is not what is on any more


def choose(page: Page, kind: str) -> None:
    """Choose a format; a list that opens while the part around it unfolds is closed again."""
    title = SAID["formats"][kind]
    formats = page.locator(".st-key-export_format input")
    option = page.get_by_role("option", name=title)
    for _ in range(20):
        if option.is_visible():
            break
        formats.fill("")
        formats.press_sequentially(title, delay=30)
    option.click()


def test_a_briefing_is_taken_away_whole_as_a_page(dashboard: Dashboard, tmp_path) -> None:
    dashboard.open("briefing=corridor-what-100-km-means")
    page = dashboard.page
    page.get_by_text(SAID["title"], exact=True).click()
    choose(page, "html")
    page.get_by_text(SAID["whole_briefing"]).wait_for()
    page.get_by_role("button", name=SAID["prepare"]).click()
    name = "corridor-what-100-km-means.html"
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name=SAID["download"].format(name=name)).click()
    path = tmp_path / download.value.suggested_filename
    assert path.name == name
    download.value.save_as(path)
    given = NamedBriefing(path.stem, CATALOG.briefings[path.stem])
    assert path.read_bytes() == made("html", snapshot("on=none"), BUILDER, given)


@pytest.mark.parametrize(
    ("address", "name", "slides"),
    [
        ("on=druze-corridor", "druze-corridor.pptx", 2),
        ("briefing=corridor-what-100-km-means", "corridor-what-100-km-means.pptx", 6),
        ("a=on%3Ddruze-corridor&b=on%3Deconomic-zone", "comparison.pptx", 2),
    ],
)
def test_slides_are_of_what_the_view_shows(
    dashboard: Dashboard, tmp_path, address: str, name: str, slides: int
) -> None:
    dashboard.open(address)
    page = dashboard.page
    page.get_by_text(SAID["title"], exact=True).click()
    choose(page, "pptx")
    page.get_by_role("button", name=SAID["prepare"]).click()
    button = page.get_by_role("button", name=SAID["download"].format(name=name))
    button.wait_for(timeout=90_000)
    with page.expect_download() as download:
        button.click()
    path = tmp_path / name
    download.value.save_as(path)
    assert len(Presentation(path).slides) == slides


@pytest.mark.parametrize("language", ["en", "ar", "he"])
def test_a_browser_draws_an_svg_as_the_png_is(browser: Browser, tmp_path, language: str) -> None:
    snap = snapshot(f"on=disengagement-1974&lang={language}", "1280x720")
    path = tmp_path / "map.svg"
    path.write_bytes(picture("svg", snap, BUILDER))
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto(path.as_uri())
    page.evaluate("document.fonts.ready")
    shot = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), float)
    page.close()
    png = pixels_of_png(picture("png", snap, BUILDER))[..., :3]
    paper = [int(symbology().sheet["light"].paper[at : at + 2], 16) for at in (1, 3, 5)]
    assert shot[710, 5].tolist() == paper
    # Letters' edges are blended otherwise; everything else is the same.
    assert np.mean(np.abs(shot - png).max(axis=2) > 40) < 0.02
