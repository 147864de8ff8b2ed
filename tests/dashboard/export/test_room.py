"""Names of any length and legends of any number of entries keep to their room."""

import io
import re

import pytest
from pptx import Presentation
from pptx.util import Pt

from dashboard.export.content.comparison_content import (
    ComparisonContent,
    overlay_page,
    overlay_scene,
)
from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.snapshot import Snapshot, UserLayerPicture, scene_of
from dashboard.export.graphics.fonts import MISSING
from dashboard.export.graphics.scene import Look, Part, Scene, Writing
from dashboard.export.graphics.sizes import PAPERS, format_of
from dashboard.export.graphics.text_flow import wrap_text
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture.legend import LegendEntry, legend
from dashboard.export.picture_files import picture
from dashboard.export.slides.deck_files import briefing_deck, overlay_deck, scenario_deck
from dashboard.presentation.symbology import Theme
from dashboard.text.ui_text import words
from geodata.briefings.briefing_io import read_briefing
from geodata.scenario import from_query, make_scenario
from tests.dashboard.export.own_layers import drawings, own_files
from tests.dashboard.export.test_scene import EVERY_READING
from tests.hostile.corpus.briefings import briefing
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

NAMES = {
    "latin": "W" * 120,
    "arabic": "قسطنطينيةوالمستنصرونوالمتعاونونوالمستعمراتالمتنازععليها" * 2,
    "chinese": "\u533a" * 90,
    "emoji": "\U0001f681" * 100,
}
QUERY = "on=disengagement-1974"
THEMES: tuple[Theme, ...] = ("light", "dark")
SIZES = {"16:9": (Pt(960), Pt(540)), "4:3": (Pt(720), Pt(540))}


def scene(
    own: tuple[UserLayerPicture, ...],
    query: str = QUERY,
    paper: str = "16:9",
    theme: Theme = "light",
) -> Scene:
    shown, _ = from_query(query, CATALOG)
    return scene_of(Snapshot(shown, RenderOptions(format_of(None, paper), theme), own=own), BUILDER)


def writings(part: Part) -> list[Writing]:
    return [item for item in part.items if isinstance(item, Writing)]


def part_of(made: Scene, name: str) -> Part:
    return next(part for part in made.parts if part.name == name)


def assert_in_its_room(made: Scene) -> None:
    """Beside the map stands the legend, above it the title, below it the notes; names upon it."""
    left, top, right, bottom = made.map_box
    assert right - left > 0.35 * made.width
    assert bottom - top > 0.35 * made.height
    for item in writings(part_of(made, "legend")):
        assert item.left + item.width <= left
        assert item.at[1] + 0.3 * item.look.size <= bottom
        assert item.at[1] - item.look.size >= top - 1
    for item in writings(part_of(made, "names")):
        assert left <= item.left
        assert item.left + item.width <= right
    for item in writings(part_of(made, "title")):
        assert item.left >= 0
        assert item.left + item.width <= made.width
        assert item.at[1] <= top
    for item in writings(part_of(made, "notes")):
        assert bottom < item.at[1] < made.height


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_without_a_blank_keeps_to_legend_and_map(name: str, paper: str) -> None:
    made = scene(own_files(f"{name}.geojson"), paper=paper)
    assert_in_its_room(made)
    texts = [item.text for item in writings(part_of(made, "legend"))]
    if name == NAMES["chinese"]:
        assert f"{MISSING}.geojson" in texts
    else:
        assert any(text.startswith(name[:5]) for text in texts)
        assert any(text.endswith("…") for text in texts)


def test_the_name_of_a_drawing_is_cut_before_its_figure_on_the_map_and_not_said_twice() -> None:
    made = scene(drawings(1, NAMES["latin"]), "on=none")
    assert [
        item.text
        for item in writings(part_of(made, "names"))
        if item.text.endswith("W…: 21.796 km")
    ]
    texts = [item.text for item in writings(part_of(made, "legend"))]
    assert "21.796 km" in texts
    assert sum(text.startswith("W") for text in texts) == 3


def test_an_svg_keeps_the_whole_name_of_what_it_cuts() -> None:
    snapshot = Snapshot(
        make_scenario(CATALOG),
        RenderOptions(format_of(None, None)),
        own=own_files(f"{NAMES['latin'][:110]}.json", "\u533a7.json"),
    )
    drawing = picture("svg", snapshot, BUILDER).decode()
    assert f"<title>{NAMES['latin'][:110]}.json</title>" in drawing
    assert "<title>\u533a7.json</title>" in drawing


def left_out(made: Scene) -> int:
    """Return how many layers a legend says that it leaves out."""
    said = words()["legend_more"]
    several = re.compile(said["several"].format(count=r"(\d+)"))
    texts = [item.text for item in writings(part_of(made, "legend"))]
    counts = [int(found[1]) for text in texts if (found := several.fullmatch(text))]
    return sum(counts) + texts.count(said["one"])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("case", ["drawings", "everything"])
def test_entries_that_have_no_room_are_counted(case: str, paper: str, theme: Theme) -> None:
    if case == "drawings":
        made = scene(drawings(50), paper=paper, theme=theme)
        named = sum(
            re.fullmatch(r"Line \d+", item.text) is not None
            for item in writings(part_of(made, "legend"))
        )
        assert named + left_out(made) == 50
    else:
        names = [f"Survey of the south, sheet {number}.json" for number in range(10)]
        made = scene((*own_files(*names), *drawings(50, "W" * 100)), EVERY_READING, paper, theme)
        assert left_out(made) > 15
    assert_in_its_room(made)
    ground = words()["ground_key"]["border"]
    assert any(item.text.startswith(ground[:20]) for item in writings(part_of(made, "legend")))


def rows(*texts: str) -> list[list[LegendEntry]]:
    head = LegendEntry((("Proposal", "title"),), heading=True)
    return [[head, *(LegendEntry(((text, "plain"),)) for text in texts)]]


def listed(groups: list[list[LegendEntry]], height: float) -> list[str]:
    items, _ = legend(groups, (0, 0, 1280, height), "light")
    return [item.text for item in items if isinstance(item, Writing)]


def test_what_is_left_out_is_told_in_singular_and_plural_and_a_heading_counts_for_nothing() -> None:
    said = words()["legend_more"]
    many, all_left_out = rows(*["Row"] * 30), said["several"].format(count=30)
    low = next(height for height in range(90, 20, -1) if all_left_out in listed(many, height))
    assert not {"Proposal", "Row"} & set(listed(many, low))
    tall = rows("Row", "word " * 40)
    least = next(height for height in range(300, 60, -1) if said["one"] in listed(tall, height))
    assert "Row" in listed(tall, least)
    assert said["one"] not in listed(tall, least + 1)


LONG_TEXT = "A caption of many words that somebody wrote without a thought of its room. "


def hostile_briefing(title: str, caption: str) -> NamedBriefing:
    return NamedBriefing("a", read_briefing(briefing(title, caption), "a.toml", CATALOG))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("title", "caption"),
    [
        (NAMES["latin"], NAMES["latin"]),
        (NAMES["chinese"], NAMES["chinese"]),
        ("T", LONG_TEXT * 100),
        ("W" * 50_000, "W" * 50_000),
        ("T", "line\n" * 100),
    ],
    ids=["latin", "chinese", "long", "very-long", "lines"],
)
def test_title_and_caption_of_a_page_leave_room_to_the_map(
    title: str, caption: str, paper: str
) -> None:
    snapshot = Snapshot(
        make_scenario(CATALOG, ["druze-corridor.passage"]),
        RenderOptions(format_of(None, paper), marking="W" * 48),
        (title, caption),
    )
    made = scene_of(snapshot, BUILDER)
    assert_in_its_room(made)
    aside = [item for item in writings(part_of(made, "title")) if item.anchor == "end"]
    others = [item for item in writings(part_of(made, "title")) if item.anchor != "end"]
    assert max(item.left + item.width for item in others) < min(item.left for item in aside)
    assert "".join(item.text for item in aside).endswith("W" * 48)


def test_a_comparison_of_long_names_names_both_sides() -> None:
    own = drawings(20, NAMES["latin"])
    a, b = make_scenario(CATALOG, ["demilitarized-south.zone"]), make_scenario(CATALOG)
    overlay = ComparisonContent(a, b, None, own, own_files("b" * 100))
    page = overlay_page(overlay, BUILDER, "light")
    made = overlay_scene(page, RenderOptions(format_of(None, None)), CATALOG)
    assert_in_its_room(made)
    texts = [item.text for item in writings(part_of(made, "title"))]
    assert any(text.startswith("A: ") for text in texts)
    assert any(text.startswith("B: ") for text in texts)
    assert_slides_keep_to_their_room(overlay_deck(overlay, BUILDER, "16:9", ""), "16:9")


def assert_slides_keep_to_their_room(content: bytes, paper: str) -> None:
    """No text box is shorter than its lines as they are broken, or reaches over the notes."""
    width, height = SIZES[paper]
    for slide in Presentation(io.BytesIO(content)).slides:
        shapes = [shape for shape in slide.shapes if shape.has_text_frame]
        notes = next((item for item in shapes if item.name == words()["export"]["data"]), None)
        for shape in shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= width + Pt(1)
            assert shape.top + lines_height(shape) <= height
            if notes is not None and shape is not notes and not shape.is_placeholder:
                assert shape.top + lines_height(shape) <= notes.top + Pt(2), shape.name
            if shape.is_placeholder:
                assert lines_height(shape) <= shape.height + Pt(1), shape.name


def lines_height(shape) -> int:
    """Return how tall the lines of a text are, broken to the width of its box."""
    total = 0.0
    inset = 0 if shape.text_frame.margin_left == 0 else 16
    for paragraph in shape.text_frame.paragraphs:
        runs = list(paragraph.runs)
        size = max((run.font.size.pt for run in runs), default=0.0)
        text = "".join(run.text for run in runs)
        bold = any(run.font.bold for run in runs)
        wraps = shape.text_frame.word_wrap is not False
        room = shape.width.pt - inset if wraps else 1e9
        total += (
            len(wrap_text(text, room, Look(max(size, 1), "", 600 if bold else 400))) * size * 1.2
        )
    return Pt(total)


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_without_a_blank_keeps_to_its_box_on_slides(name: str, paper: str) -> None:
    shown, _ = from_query(QUERY, CATALOG)
    own = own_files(f"{name}.json")
    content = scenario_deck(shown, BUILDER, paper, "", own=own)
    assert_slides_keep_to_their_room(content, paper)
    shapes = Presentation(io.BytesIO(content)).slides[0].shapes
    whole = own[0].layer_features.name
    named = [shape for shape in shapes if whole in shape._element._nvXxPr.cNvPr.get("descr")]
    assert any(
        shape.has_text_frame and shape.text_frame.text.startswith(name[:5]) for shape in named
    )
    assert not any(MISSING in shape.text_frame.text for shape in shapes if shape.has_text_frame)


@pytest.mark.parametrize("paper", SIZES)
def test_a_legend_with_more_entries_than_room_goes_on_on_further_slides(paper: str) -> None:
    shown, _ = from_query(QUERY, CATALOG)
    content = scenario_deck(shown, BUILDER, paper, "", own=drawings(50, "Patrol route"))
    assert_slides_keep_to_their_room(content, paper)
    texts = [
        paragraph.text
        for slide in Presentation(io.BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    ]
    assert len([text for text in texts if re.fullmatch(r"21\.\d+ km", text)]) == 50


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize(
    ("title", "caption"),
    [
        (NAMES["latin"] * 3, NAMES["latin"]),
        ("T", LONG_TEXT * 80),
        ("W" * 50_000, "W" * 50_000),
        ("T", "line\n" * 100),
    ],
    ids=["latin", "long", "very-long", "lines"],
)
def test_title_and_caption_of_a_step_keep_to_their_boxes(
    title: str, caption: str, paper: str
) -> None:
    named = hostile_briefing(title, caption)
    content = briefing_deck(named, "en", BUILDER, paper, "")
    assert_slides_keep_to_their_room(content, paper)
    first = Presentation(io.BytesIO(content)).slides[0]
    holders = [holder._element._nvXxPr.cNvPr.get("descr") for holder in first.placeholders]
    assert title in holders
    assert any(" ".join(caption.split()) == " ".join(text.split()) for text in holders)
