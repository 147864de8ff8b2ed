"""Text that came in goes out as text, in every file and under every name."""

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pyogrio
import pytest
from lxml import etree
from pptx import Presentation

from dashboard.analyse.measures import table_on_screen
from dashboard.controls.export_subject import WholeBriefing
from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.snapshot import Snapshot, UserLayerPicture
from dashboard.export.formats import KINDS
from dashboard.export.gis.data_files import data_file
from dashboard.export.graphics.sizes import format_of
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture.provenance_record import record_of
from dashboard.export.picture_files import PictureKind, picture, record_for
from dashboard.export.slides.deck_files import briefing_deck, scenario_deck
from dashboard.export.slides.native_shapes import clean
from dashboard.export.web_page.page import page
from dashboard.panels.user_layer_cards import own_card
from dashboard.session.user_layer_description import describe_user_layer, details_of
from dashboard.session.user_layers import UserLayers
from dashboard.text.ui_text import escape_markdown
from geodata.briefings.briefing_io import from_link, read_briefing, to_link, to_toml
from geodata.models.briefing import Briefing
from geodata.scenario import Scenario, make_scenario
from geodata.text.safe_text import clean_text
from geodata.user_layers import read_layer
from geodata.user_layers.limits import MAX_TITLE
from layers.build.builder import Builder
from layers.output.csv_table import FORMULA_STARTS, table_text
from layers.output.figure_table import COLUMNS
from layers.user_layers.output import own_rows, to_take_away
from tests.dashboard.export.drawn import SMALL, text_of_pdf
from tests.dashboard.export.test_page import Seen, seen
from tests.hostile.corpus.briefings import briefing
from tests.hostile.corpus.shapes import zones
from tests.hostile.corpus.texts import DIRECTIONS, FORMULAS, SCRIPTS, TEXTS
from tests.hostile.project import CORRIDOR, builder_of
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

WRITTEN = {"script": " ".join(SCRIPTS.values()), "formula": FORMULAS["equals"], "empty": ""}
"""What stands for every title, summary and publisher in the data of a class."""
LINK = re.compile(r"https?://|\bwww\.|\w@\w")
HARMLESS = {"svg", "title", "metadata", "defs", "style", "g", "path", "rect", "text", "tspan", "image", "pattern", "clipPath"}  # fmt: skip
"""What an SVG of ours consists of; its metadata have names of their own."""

NAMES = [
    pytest.param(text, id=f"{of}-{name}")
    for of, texts in TEXTS.items()
    for name, text in texts.items()
]
MADE = RenderOptions(format_of(SMALL, None))


@dataclass(frozen=True)
class Data:
    """Data in which everything that is written is of one class."""

    of: str
    text: str
    builder: Builder

    @property
    def shown(self) -> Scenario:
        return make_scenario(self.builder.catalog, [CORRIDOR])


@pytest.fixture(scope="module", params=WRITTEN)
def data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Data:
    text = WRITTEN[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    return Data(request.param, text, builder_of(folder, text))


def hostile_briefing(text: str) -> Briefing:
    found = read_briefing(briefing(text), "a.toml", CATALOG)
    step = found.step[0].model_copy(update={"caption": text.replace("{", "(").replace("}", ")")})
    return found.model_copy(update={"step": [step]})


def tags(found: Seen) -> list[str]:
    return [tag for tag, _ in found.elements]


def test_a_page(data: Data) -> None:
    found = seen(page(data.shown, data.builder))
    usual = seen(page(make_scenario(CATALOG, [CORRIDOR]), BUILDER))
    assert set(tags(found)) <= set(tags(usual))
    assert tags(found).count("script") == tags(usual).count("script")
    names = {name for _, attributes in found.elements for name in attributes}
    assert not {name for name in names if name.startswith("on")}
    assert "default-src 'none'" in found.meta("Content-Security-Policy")


@pytest.mark.parametrize("of", WRITTEN)
def test_a_page_of_a_briefing(of: str) -> None:
    named = NamedBriefing("a", hostile_briefing(WRITTEN[of]))
    usual = NamedBriefing("a", hostile_briefing("T"))
    found, expected = (
        seen(page(make_scenario(CATALOG), BUILDER, "", item)) for item in (named, usual)
    )
    assert tags(found) == tags(expected)
    assert found.held()["briefing"]["title"] == WRITTEN[of]


def test_a_picture(data: Data) -> None:
    root = ET.fromstring(picture("svg", Snapshot(data.shown, MADE), data.builder))
    assert_harmless(root)
    assert data.of != "script" or "<script>" in "".join(root.itertext())


def assert_harmless(root: ET.Element) -> None:
    space = "{http://www.w3.org/2000/svg}"
    drawn = {item.tag.removeprefix(space) for item in root.iter() if item.tag.startswith(space)}
    assert drawn <= HARMLESS
    for item in root.iter():
        for name, value in item.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name or value.startswith("data:image/png;base64,")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_an_own_layer(name: str) -> None:
    shelf = UserLayers()
    item = shelf.take(zones(name), f"{name}.geojson", BUILDER)
    own = (UserLayerPicture(describe_user_layer(shelf, item), item.layer_features),)
    snap = Snapshot(make_scenario(CATALOG), MADE, own=own)
    root = ET.fromstring(picture("svg", snap, BUILDER))
    assert_harmless(root)
    written = " ".join(
        " ".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")
    )
    assert item.layer.name.split()[0] in written


def test_a_printed_page(data: Data) -> None:
    content = picture("pdf", Snapshot(data.shown, MADE), data.builder)
    for sign in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/OpenAction", b"/EmbeddedFile"):
        assert sign not in content
    assert data.of != "script" or "<script>" in text_of_pdf(content)


def test_a_kml(data: Data) -> None:
    found = ET.fromstring(data_file("kml", data.shown, data.builder))
    usual = ET.fromstring(data_file("kml", make_scenario(CATALOG, [CORRIDOR]), BUILDER))
    assert {item.tag for item in found.iter()} == {item.tag for item in usual.iter()}
    space = "{http://www.opengis.net/kml/2.2}"
    for item in found.iter(f"{space}description"):
        assert "<" not in (item.text or ""), "its readers take it for HTML"
        assert not LINK.search(item.text or ""), "they make a link of an address"
    title = next(found.iter(f"{space}Data"))
    assert title.get("name") == "feature"


def test_a_geopackage(data: Data, tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(data_file("gpkg", data.shown, data.builder))
    names = [name for name, kind in pyogrio.list_layers(path) if kind]
    frame = pyogrio.read_dataframe(path, layer=names[0])
    assert any(data.text.strip() in text for text in frame["cited"])
    assert {"about", "layer_styles"} < {name for name, _ in pyogrio.list_layers(path)}
    for styles in pyogrio.read_dataframe(path, layer="layer_styles")[
        ["styleQML", "styleSLD"]
    ].to_numpy():
        for style in styles:
            ET.fromstring(style)


def assert_well_made(content: bytes, text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(parts.read(name))
                targets = [
                    item.get("Target")
                    for item in root.iter()
                    if item.get("TargetMode") == "External"
                ]
                assert targets == []
    shapes = [item for slide in Presentation(io.BytesIO(content)).slides for item in slide.shapes]
    shown = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    in_words = [shape._element._nvXxPr.cNvPr.get("descr") for shape in shapes]
    said = "\n".join([*shown, *in_words])  # a title that has no room is whole in words only
    assert " ".join(clean(text).split()) in " ".join(said.split())


def test_slides(data: Data) -> None:
    assert_well_made(scenario_deck(data.shown, data.builder, "16:9", ""), data.text)


@pytest.mark.parametrize("of", WRITTEN)
def test_slides_of_a_briefing(of: str) -> None:
    named = NamedBriefing("a", hostile_briefing(WRITTEN[of]))
    assert_well_made(briefing_deck(named, "en", BUILDER, "16:9", ""), WRITTEN[of])


def cells(content: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]


def test_a_table_of_measures(data: Data) -> None:
    line = make_scenario(data.builder.catalog, ["disengagement-1974.line-a"])
    found = cells(data_file("csv", line, data.builder).decode("utf-8-sig"))
    assert data.text.strip() in " ".join(found)
    rows = table_on_screen(data.builder, data.builder.layers(line), [], "en")
    on_screen = [cell for row in rows for cell in row.values() if isinstance(cell, str)]
    assert not [cell for cell in (*found, *on_screen) if cell.startswith(FORMULA_STARTS)]


@pytest.mark.parametrize("name", NAMES)
def test_the_figures_of_an_own_layer(name: str) -> None:
    """In the file, in the table on the screen, whose button writes it as it is, and on its card."""
    shelf = UserLayers()
    item = shelf.take(zones(name), "a.geojson", BUILDER)
    shelf.rename(item.id, name)
    item = shelf.layers[item.id]
    found = cells(table_text(COLUMNS, own_rows(item.layer.name, item.id, item.figures)))
    rows = table_on_screen(BUILDER, [], [item], "en")
    on_screen = [cell for row in rows for cell in row.values() if isinstance(cell, str)]
    assert not [cell for cell in (*found, *on_screen) if cell.startswith(FORMULA_STARTS)]
    shown = clean_text(name, MAX_TITLE) or "a.geojson"
    assert {shown, f"'{shown}"} & set(found)
    card = Seen()
    card.feed(own_card(item))
    assert set(tags(card)) == {"div", "dl", "dt", "dd"}
    assert {attribute for _, attributes in card.elements for attribute in attributes} <= {
        "class",
        "dir",
    }
    assert details_of(item)["title"] == shown
    assert json.loads(item.shape)["features"][0]["properties"]["title"]


def test_a_geojson(data: Data) -> None:
    found = json.loads(data_file("geojson", data.shown, data.builder))
    usual = json.loads(data_file("geojson", make_scenario(CATALOG, [CORRIDOR]), BUILDER))
    for ours, theirs in zip(found["features"], usual["features"], strict=True):
        assert ours["geometry"] == theirs["geometry"]
        assert ours["properties"].keys() == theirs["properties"].keys()
    assert data.text.strip() in " ".join(item["properties"]["cited"] for item in found["features"])


@pytest.mark.parametrize("name", NAMES)
def test_an_own_layer_that_is_taken_away(name: str) -> None:
    item = UserLayers().take(zones(name), "a.geojson", BUILDER)
    again = read_layer(to_take_away(item.layer, item.figures, None).encode(), "b.geojson")
    assert [feature.title for feature in again.features] == [
        clean_text(name, MAX_TITLE) or "Feature 1"
    ]


@pytest.mark.parametrize("of", WRITTEN)
def test_a_briefing_that_is_saved(of: str) -> None:
    written = hostile_briefing(WRITTEN[of])
    assert read_briefing(to_toml(written).encode(), "a.toml", CATALOG) == written
    assert from_link(to_link(written), CATALOG) == written


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_what_a_picture_says_of_itself(data: Data, kind: PictureKind, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(picture(kind, Snapshot(data.shown, MADE), data.builder))
    assert record_of(path) == record_for(kind, Snapshot(data.shown, MADE), data.builder)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file(name: str) -> None:
    shelf = UserLayers()
    assert shelf.take(zones(name), name, BUILDER).id == "own-1", "it is taken away as own-1.geojson"
    for kind in KINDS:
        briefing = NamedBriefing(name, CATALOG.briefings["the-talks-in-eight-steps"])
        found = WholeBriefing(briefing, kind).name
        assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-.")
        assert len(found) < 100


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("www.evil.example", "www\u2060.evil.example"),
        ("https://evil.example", "https:\u2060//evil.example"),
        ("a@evil.example", "a@\u2060evil.example"),
        ("&copy; &#58; R&D", "\\&copy; \\&#58; R&D"),
        (":smile: 11:30", ":\u2060smile: 11\\:30"),
        ("[a](javascript:b)", "\\[a\\](javascript\\:b)"),
        ("step.one: a, b; 5 < 6", "step.one: a, b; 5 \\< 6"),
    ],
)
def test_a_text_beside_markdown(text: str, shown: str) -> None:
    """What Streamlit makes of it is looked at in a browser."""
    assert escape_markdown(text) == shown


def test_every_direction_is_refused_or_cleaned() -> None:
    """So that none reaches what is made of the project's files."""
    assert all(clean_text(text, 99) != text for text in DIRECTIONS.values())
