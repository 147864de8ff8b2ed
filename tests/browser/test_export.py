"""Taking a file away from the screen, and an SVG as a browser draws it."""

import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from pptx import Presentation

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.formats import export_file
from dashboard.export.picture.provenance_record import record_of
from dashboard.export.picture_files import picture
from dashboard.presentation.symbology import symbology
from dashboard.text.ui_text import words
from tests.browser.conftest import Dashboard, look_at
from tests.dashboard.export.drawn import pixels_of_png, snapshot
from tests.layers.project import BUILDER, CATALOG

SAID = words()["export"]


def taken(page: Page, kind: str, tmp_path: Path) -> Path:
    """Return the file that one click on the button hands over."""
    name = SAID["download"].format(kind=SAID["formats"][kind])
    with page.expect_download(timeout=90_000) as download:
        page.get_by_role("link", name=name).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_picture_is_taken_away_by_one_click_and_the_map_stays(
    dashboard: Dashboard, tmp_path: Path
) -> None:
    dashboard.open("on=druze-corridor")
    dashboard.in_map("window.drawn = [...document.querySelectorAll('path.layer')]")
    path = taken(dashboard.page, "png", tmp_path)
    assert path.name == "druze-corridor.png"
    record = record_of(path)
    assert record.scenario.startswith("on=druze-corridor")
    assert record.theme == "light"
    dashboard.settled()
    assert dashboard.in_map("drawn.length > 0 && drawn.every((path) => path.isConnected)")
    again = taken(dashboard.page, "png", tmp_path)  # the same button, once more
    assert again.read_bytes() == path.read_bytes()
    dashboard.switch("Secure passage")
    dashboard.settled()
    record = record_of(taken(dashboard.page, "png", tmp_path))
    assert not record.scenario.startswith("on=druze-corridor")


def test_a_picture_shows_what_is_seen_after_the_last_move(
    dashboard: Dashboard, tmp_path: Path
) -> None:
    dashboard.open("on=druze-corridor")
    dashboard.in_map("map_div.setView([33.1, 36.2], 10, { animate: false })")
    dashboard.page.wait_for_url("**view=33.1*")
    view = parse_qs(urlsplit(dashboard.page.url).query)["view"]
    record = record_of(taken(dashboard.page, "png", tmp_path))
    assert parse_qs(record.scenario)["view"] == view


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
    path = taken(page, "html", tmp_path)
    assert path.name == "corridor-what-100-km-means.html"
    given = NamedBriefing(path.stem, CATALOG.briefings[path.stem])
    assert path.read_bytes() == export_file("html", snapshot("on=none"), BUILDER, given)


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
    path = taken(page, "pptx", tmp_path)
    assert path.name == name
    assert len(Presentation(path).slides) == slides


def test_a_comparison_and_a_bridge_are_pictures_of_what_the_map_shows(
    dashboard: Dashboard, tmp_path: Path
) -> None:
    zone = "demilitarized-south.zone"
    dashboard.open(f"a=on%3D{zone}%26{zone}%3Dgovernorates&b=on%3D{zone}%26{zone}%3Dthree-bands")
    path = taken(dashboard.page, "png", tmp_path)
    assert path.name == "comparison.png"
    assert record_of(path).scenario.startswith("a=on%3D")
    look_at(dashboard, "bridge")
    path = taken(dashboard.page, "png", tmp_path)
    assert path.name == "between-positions.png"
    assert record_of(path).scenario.endswith("&at=50")


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
