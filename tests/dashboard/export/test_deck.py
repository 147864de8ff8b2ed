"""PowerPoint decks: parts, placeholders, native shapes against the map, notes, same bytes."""

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from dashboard.export.content.comparison_content import ComparisonContent
from dashboard.export.content.slide_content import briefing_pages, scenario_page
from dashboard.export.graphics.scene import Pen
from dashboard.export.graphics.sizes import WrongSizeError
from dashboard.export.slides.deck import deck
from dashboard.export.slides.deck_files import (
    NamedBriefing,
    briefing_deck,
    overlay_deck,
    scenario_deck,
)
from dashboard.export.slides.document_properties import Origin
from dashboard.export.slides.native_shapes import clean, office_dash
from dashboard.export.slides.slide_layout import divide_slide
from dashboard.export.slides.slide_map import map_of, sheet_of
from dashboard.export.slides.slide_master import own_master
from dashboard.presentation.layer_details import format_source
from dashboard.presentation.symbology import symbology
from dashboard.text.ui_text import words
from geodata.scenario import from_query
from tests.dashboard.export.drawn import EVERYTHING
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

EIGHT = "the-talks-in-eight-steps"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 12700
WIDTHS = {"16:9": 12192000, "4:3": 9144000}  # ECMA-376, 19.7.41: 13.333 and 10 inches of 914400


def scenario(query: str):
    found, told = from_query(query, CATALOG)
    assert told == []
    return found


def briefing(name: str, paper: str = "16:9", language: str = "en", marking: str = "") -> bytes:
    named = NamedBriefing(name, CATALOG.briefings[name])
    return briefing_deck(named, language, BUILDER, paper, marking)


@pytest.fixture(scope="module")
def content() -> bytes:
    return briefing(EIGHT, marking="Public information")


@pytest.fixture(scope="module")
def opened(content: bytes):
    return Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def everything():
    found = scenario_deck(scenario(EVERYTHING), BUILDER, "16:9", "")
    return Presentation(io.BytesIO(found))


def freeforms(slide) -> list:
    return [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM]


def alternative(shape) -> str:
    return shape._element._nvXxPr.cNvPr.get("descr", "")


def texts(slide) -> str:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def test_every_part_is_xml_and_every_relation_leads_to_a_part(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert parts.testzip() is None
        names = parts.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(parts.read(name))
                if name.endswith(".rels"):
                    folder = Path(name).parent.parent
                    for relation in root:
                        target = relation.get("Target")
                        joined = target[1:] if target[0] == "/" else str(folder / target)
                        assert str(Path("/", joined).resolve())[1:] in names


def test_a_slide_for_each_step_and_then_the_sources(opened) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in opened.slides]
    steps = CATALOG.briefings[EIGHT].step
    assert titles[:8] == [step.title for step in steps]
    assert all(title.startswith(words()["export"]["sources"]) for title in titles[8:])
    listed = "\n".join(texts(slide) for slide in list(opened.slides)[8:])
    pages = briefing_pages(CATALOG.briefings[EIGHT], BUILDER, "en")
    used = {name for page in pages for name in page.credit.sources}
    assert len(used) > 10
    assert all(format_source(CATALOG.sources[name]) in listed for name in used)


def test_title_and_caption_are_placeholders_of_the_master(opened) -> None:
    for slide in list(opened.slides)[:8]:
        kinds = [item.placeholder_format.type for item in slide.placeholders]
        assert kinds == [PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.OBJECT]
        assert all(item.text_frame.text for item in slide.placeholders)
        assert slide.slide_layout.name == "Title and Content"


@pytest.mark.parametrize("paper", WIDTHS)
@pytest.mark.parametrize("name", CATALOG.briefings)
def test_everything_lies_on_its_slide_and_texts_lie_apart(name: str, paper: str) -> None:
    found = Presentation(io.BytesIO(briefing(name, paper)))
    assert found.slide_width == WIDTHS[paper]
    for slide in found.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= found.slide_width + EMU
            assert shape.top + shape.height <= found.slide_height + EMU
        column = slide.placeholders[1].left
        told = [
            shape
            for shape in slide.shapes
            if shape.left >= column
            and (shape.has_table or (shape.has_text_frame and shape.text_frame.text))
        ]
        for above, below in pairwise(sorted(told, key=lambda shape: shape.top)):
            assert above.top + above.height <= below.top + EMU, (above.name, below.name)


def test_a_scenario_with_everything_on_goes_on_over_slides(everything) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in everything.slides]
    assert any(words()["legend"] in title for title in titles)
    assert any(words()["figures"] in title for title in titles)
    for slide in everything.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= everything.slide_height + EMU, shape.name


def test_letters_are_12_points_at_least_and_10_in_the_notes(opened, everything) -> None:
    for slide in (*opened.slides, *everything.slides):
        for shape in slide.shapes:
            frames = [shape.text_frame] if shape.has_text_frame else []
            if shape.has_table:
                frames = [cell.text_frame for row in shape.table.rows for cell in row.cells]
            least = 10 if shape.name == words()["export"]["data"] else 12
            sizes = [
                run.font.size.pt for frame in frames for p in frame.paragraphs for run in p.runs
            ]
            assert all(size >= least for size in sizes), shape.name


def test_every_picture_and_shape_has_a_name_and_an_alternative_text(opened) -> None:
    for slide in opened.slides:
        for shape in slide.shapes:
            assert shape.name
            assert alternative(shape) or shape.is_placeholder, shape.name
    assert "Three zones south-west of Damascus" in [
        item.name.split(" · ")[1] for item in freeforms(opened.slides[3]) if " · " in item.name
    ]


def test_freeforms_lie_where_the_map_has_them_to_a_hundredth_of_a_point() -> None:
    pages = briefing_pages(CATALOG.briefings[EIGHT], BUILDER, "en")
    master = own_master("16:9")
    page = pages[3]
    box = divide_slide(page, master.area, "").map
    drawn = map_of(page, box, BUILDER)
    opened = Presentation(io.BytesIO(deck([page], Origin("t", "t"), master, BUILDER)))
    shapes = [item for item in freeforms(opened.slides[0]) if " · " in item.name]
    assert [item.name for item in shapes] == [item.name for item in drawn.map_shapes]
    for shape, expected in zip(shapes, drawn.map_shapes, strict=True):
        path = shape._element.find(f".//{A}path")
        points = [
            ((shape.left + int(pt.get("x"))) / EMU, (shape.top + int(pt.get("y"))) / EMU)
            for pt in path.iter(f"{A}pt")
        ]
        told = [point for outline in expected.filled for point in outline.points]
        assert points == [pytest.approx(point, abs=0.01) for point in told]
        assert len(points) < 1500


def test_the_map_puts_a_place_where_mercator_has_it() -> None:
    page = briefing_pages(CATALOG.briefings[EIGHT], BUILDER, "en")[0]
    sheet = sheet_of(page, (0, 0, 540, 340))
    # Damascus against Line A's step: east of the middle and north of it; one degree of longitude
    # is 256 * 2^zoom / 360 units (the definition of the projection).
    x, y = sheet.point(36.29, 33.51)
    assert x - sheet.middle[0] == pytest.approx((36.29 - 35.7) * 256 * 2**sheet.zoom / 360)
    assert y < sheet.middle[1]


def test_an_area_that_the_map_cuts_is_filled_to_the_edge_and_has_no_outline_there() -> None:
    query = "on=demilitarized-south&view=32.7,36.3,11"
    opened = Presentation(io.BytesIO(scenario_deck(scenario(query), BUILDER, "16:9", "")))
    shape = next(item for item in freeforms(opened.slides[0]) if " · " in item.name)
    filled, *edges = shape._element.findall(f".//{A}path")
    assert filled.get("stroke") == "0"
    assert all(path.get("fill") == "none" for path in edges)
    picture = next(s for s in opened.slides[0].shapes if s.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert picture.left <= shape.left + 1
    assert shape.left + shape.width <= picture.left + picture.width + 1


def test_dash_hatch_and_colour_are_those_of_the_symbology(opened) -> None:
    agreed, asked = opened.slides[1], opened.slides[3]
    zone = next(item for item in freeforms(asked) if "Three governorates" in item.name)
    israel = symbology().party["israel"]
    assert zone.fill.type == MSO_FILL.PATTERNED
    line = zone._element.find(f".//{A}ln")
    assert line.find(f".//{A}srgbClr").get("val") == israel.stroke["light"][1:].upper()
    assert line.find(f"{A}prstDash").get("val") == symbology().status["asked"].office
    pattern = zone._element.find(f".//{A}pattFill").get("prst")
    assert pattern == symbology().hatch.office["45"][0]
    band = next(item for item in freeforms(agreed) if "Area of separation" in item.name)
    assert band.fill.type == MSO_FILL.SOLID
    alpha = band._element.find(f"./*/{A}solidFill//{A}alpha").get("val")
    assert int(alpha) == symbology().fill.opacity * 100_000


@pytest.mark.parametrize("status", symbology().status)
def test_each_status_has_the_dash_of_the_symbology(status: str) -> None:
    look = symbology().status[status]
    pen = Pen("#000000", 1.7, tuple(step * 1.7 for step in look.dash))
    assert office_dash(pen) in {
        item.office for item in symbology().status.values() if item.dash == look.dash
    }


def test_two_readings_at_once_have_patterns_of_their_own(opened) -> None:
    patterns = {
        item._element.find(f".//{A}pattFill").get("prst")
        for item in freeforms(opened.slides[3])
        if item._element.find(f".//{A}pattFill") is not None
    }
    assert patterns == {"ltUpDiag", "wdUpDiag"}


def test_key_figures_are_a_native_table_and_what_is_assumed_has_an_asterisk(opened) -> None:
    page = briefing_pages(CATALOG.briefings[EIGHT], BUILDER, "en")[3]
    table = next(item.table for item in opened.slides[3].shapes if item.has_table)
    cells = [(row.cells[0].text, row.cells[1].text) for row in table.rows]
    assert cells == [(row.value, row.of) for row in page.figures]
    assert [value.endswith(" *") for value, _ in cells] == [False, True]


def test_dates_note_credits_marking_and_legend_stand_on_every_map_slide(opened) -> None:
    for slide in list(opened.slides)[:8]:
        told = texts(slide)
        assert words()["neutrality"] in told
        assert "© OpenStreetMap contributors" in told
        assert f"{words()['asOfFirst']} 202" in told
        assert "Public information" in told
        assert CATALOG.version in told
    assert "Israel asks · not agreed" in texts(opened.slides[3])


def test_notes_tell_what_to_say_how_it_is_drawn_and_from_what(opened) -> None:
    notes = opened.slides[3].notes_slide.notes_text_frame.text
    assert notes.startswith("Every outline is an illustration of words")
    assert words()["method"]["plus_minus"]["text"] in notes
    assert words()["export"]["sources"] in notes
    assert "demilitarized-south.zone=governorates,three-bands" in notes
    assert CATALOG.version in notes


def test_properties_say_what_it_was_made_of_and_nothing_of_when(opened) -> None:
    told = opened.core_properties
    assert told.title == CATALOG.briefings[EIGHT].title
    assert told.identifier == EIGHT
    assert told.version == CATALOG.version
    assert told.created.year == told.modified.year == 1980
    assert "haaretz" in told.keywords or len(told.keywords) == 255


def test_the_same_deck_has_the_same_bytes(content: bytes) -> None:
    assert briefing(EIGHT, marking="Public information") == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_comparison_is_three_shapes_with_their_areas() -> None:
    zone = "demilitarized-south.zone"
    a, b = (scenario(f"on={zone}&{zone}={reading}") for reading in ("governorates", "three-bands"))
    slide = Presentation(
        io.BytesIO(overlay_deck(ComparisonContent(a, b), BUILDER, "16:9", ""))
    ).slides[0]
    said = words()["comparison"]
    names = [item.name for item in freeforms(slide) if ":" not in item.name]
    assert names == [said["common"], said["only-a"], said["only-b"]]
    table = next(item.table for item in slide.shapes if item.has_table)
    values = {row.cells[1].text: row.cells[0].text for row in table.rows}
    areas = [float(values[said[key]].split()[0].replace(",", "")) for key in ("common", "only-a")]
    whole = float(values[said["area-a"]].split()[0].replace(",", ""))
    assert sum(areas) == pytest.approx(whole, abs=200)  # rounded as they are printed
    assert "Israel asks · not agreed" in texts(slide)


@pytest.mark.parametrize("language", ["ar", "he"])
def test_right_to_left_texts_run_from_the_right(language: str) -> None:
    page = scenario_page(scenario(f"on=disengagement-1974&lang={language}"), BUILDER)
    opened = Presentation(io.BytesIO(deck([page], Origin("t", "t"), own_master("16:9"), BUILDER)))
    marked = opened.slides[0]._element.findall(f".//{A}pPr[@rtl='1']")
    assert marked


def test_nothing_on_makes_a_deck_as_well() -> None:
    opened = Presentation(io.BytesIO(scenario_deck(scenario("on=none"), BUILDER, "4:3", "")))
    assert not freeforms(opened.slides[0])


@pytest.mark.parametrize("paper", ["square", "a4"])
def test_slides_have_no_other_proportions(paper: str) -> None:
    with pytest.raises(WrongSizeError, match="16:9, 4:3"):
        scenario_deck(scenario("on=druze-corridor"), BUILDER, paper, "")


def test_texts_are_never_markup_and_control_characters_are_left_out() -> None:
    hostile = 'Line\x00 <a:t>&amp;"\x1b\ud800</a:t>\u2029\x0b'
    page = scenario_page(scenario("on=druze-corridor"), BUILDER)
    made = deck([page], Origin(hostile, hostile, hostile), own_master("16:9"), BUILDER)
    opened = Presentation(io.BytesIO(made))
    assert clean(hostile) in opened.core_properties.title
    assert '<a:t>&amp;"' in texts(opened.slides[0])
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                etree.fromstring(parts.read(name))
