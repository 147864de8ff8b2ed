"""Every shape that is taken goes out by every way, with coordinates that are numbers."""

import io
import json
import math
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import shapely

from dashboard.export.content.comparison_content import ComparisonContent
from dashboard.export.content.snapshot import Snapshot, UserLayerPicture
from dashboard.export.graphics.sizes import format_of
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture_files import overlay_picture, picture
from dashboard.export.slides.deck_files import overlay_deck, scenario_deck
from dashboard.panels.user_layer_cards import own_card
from dashboard.session.map_report import MapDrawing
from dashboard.session.sketches import take_sketch
from dashboard.session.user_layer_description import describe_user_layer, details_of
from dashboard.session.user_layers import UserLayer, UserLayers
from geodata.scenario import make_scenario
from geodata.user_layers import read_layer
from layers.user_layers.output import own_rows, to_take_away
from tests.dashboard.export.drawn import SMALL, text_of_pdf
from tests.hostile.corpus.drawings import DRAWINGS
from tests.hostile.corpus.own_files import OWN_FILES
from tests.hostile.corpus.texts import Case
from tests.layers.project import BUILDER, CATALOG
from tests.map_reports import drawing_report, drawing_told

pytestmark = pytest.mark.slow

TEXTS = {"script", "formula", "direction"}
"""Classes whose cases differ by their texts alone, which other tests look at."""
SVG = "{http://www.w3.org/2000/svg}"
LARGEST = 2**31 - 1
"""Many readers keep a coordinate of a slide, in English Metric Units, as a 32-bit integer."""
MADE = RenderOptions(format_of(SMALL, None))


def _cases() -> Iterator[Any]:
    for way, cases in (("file", OWN_FILES), ("drawing", DRAWINGS)):
        for case in cases:
            never_said = (way, case.name) == ("drawing", "surrogate")  # see test_ways_in
            if not case.told and case.of not in TEXTS and not never_said:
                yield pytest.param((way, case), id=f"{case.id}-{way}")


@pytest.fixture(scope="module", params=_cases())
def taken(request: pytest.FixtureRequest) -> UserLayerPicture:
    shelf, (way, case) = UserLayers(), request.param
    item = shelf.take(case.content, "a.geojson", BUILDER) if way == "file" else _drawn(case, shelf)
    assert_told(item)
    return UserLayerPicture(describe_user_layer(shelf, item), item.layer_features)


def _drawn(case: Case, shelf: UserLayers) -> UserLayer:
    given = json.loads(case.content)
    drawing = drawing_told(drawing_report(given["shape"], given["positions"], given["name"]))
    assert isinstance(drawing, MapDrawing)
    assert take_sketch(drawing, shelf, BUILDER)
    return shelf.shown[0]


def assert_told(item: UserLayer) -> None:
    """Assert what the map, the card, the table and the file that is taken away say of it."""
    sent = json.loads(item.shape)["features"]
    given = [feature.geometry for feature in item.features]
    assert len(sent) == len(given)
    assert all(map(math.isfinite, shapely.get_coordinates(given).flat))
    figures = [cell for row in own_rows("a", item.id, item.figures) for cell in row]
    assert all(math.isfinite(cell) for cell in figures if isinstance(cell, float))
    for text in (own_card(item), json.dumps(details_of(item))):
        assert not re.search(r"\b(?:nan|inf|infinity)\b", text, re.IGNORECASE)
    away = to_take_away(item.layer, item.figures, item.drawing)
    again = read_layer(away.encode(), "again.geojson")
    assert [feature.geometry for feature in again.features] == [
        feature.geometry for feature in item.layer.features
    ]


def numbers_of(svg: bytes) -> list[float]:
    """Return the numbers of all paths, which hold nothing else but letters of commands."""
    paths = [item.get("d", "") for item in ET.fromstring(svg).iter(f"{SVG}path")]
    found = [part for path in paths for part in re.split(r"[MLHVZ ,]+", path) if part]
    return [float(part) for part in found]


def assert_on_slides(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        slides = [parts.read(name).decode() for name in parts.namelist() if "/slides/slide" in name]
    for slide in slides:
        ids = re.findall(r'cNvPr id="(\d+)"', slide)
        assert len(ids) == len(set(ids)), "software would offer to repair the file"
        values = [int(value) for value in re.findall(r' (?:x|y|cx|cy|w|h)="([^"]*)"', slide)]
        assert values
        assert max(map(abs, values)) <= LARGEST


def test_a_picture(taken: UserLayerPicture) -> None:
    made = picture("svg", Snapshot(make_scenario(CATALOG), MADE, own=(taken,)), BUILDER)
    assert all(map(math.isfinite, numbers_of(made)))


def test_a_printed_page(taken: UserLayerPicture) -> None:
    made = picture("pdf", Snapshot(make_scenario(CATALOG), MADE, own=(taken,)), BUILDER)
    assert taken.description["title"].split()[0][:20] in text_of_pdf(made), "what is longer is cut"


def test_slides(taken: UserLayerPicture) -> None:
    assert_on_slides(scenario_deck(make_scenario(CATALOG), BUILDER, "16:9", "", own=(taken,)))


def test_a_comparison(taken: UserLayerPicture) -> None:
    """Where no view is given, the sheet is made for what is laid over each other."""
    sides = make_scenario(CATALOG), make_scenario(CATALOG, ["druze-corridor"])
    overlay = ComparisonContent(*sides, own_a=(taken,))
    assert all(map(math.isfinite, numbers_of(overlay_picture("svg", overlay, MADE, BUILDER))))
    assert_on_slides(overlay_deck(overlay, BUILDER, "16:9", ""))
