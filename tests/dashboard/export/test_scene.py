"""What is drawn and where: scale bar, names, legend, notes."""

from itertools import combinations

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import example, given, settings

from dashboard.export.content.snapshot import Snapshot, scene_of
from dashboard.export.graphics.fonts import text_width
from dashboard.export.graphics.sizes import PAPERS, WrongSizeError, format_of
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture.scale_bar import round_length
from dashboard.text.ui_text import words
from geodata.scenario import Scenario, from_query
from tests.dashboard.export.drawn import EVERYTHING, overlap, scene, sheet_of, snapshot
from tests.layers.project import BUILDER, CATALOG, scenarios

pytestmark = pytest.mark.slow


def texts(of: str, paper: str | None = None) -> list[str]:
    return [item.text for item in scene(of, paper=paper).writings()]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    "view", ["", "&view=29.5,35.5,7", "&view=33.0,36.1,9.25", "&view=36.9,37,12"]
)
def test_the_scale_bar_is_as_long_as_the_ellipsoid_says(paper: str, view: str) -> None:
    snap = snapshot(f"on=disengagement-1974{view}", paper=paper)
    sheet, (metres, length) = sheet_of(snap), scene_of(snap, BUILDER).bar
    x, y = sheet.middle
    west, latitude = sheet.degrees(x - length / 2, y)
    east, _ = sheet.degrees(x + length / 2, y)
    measured = Geodesic.WGS84.Inverse(latitude, west, latitude, east)["s12"]
    assert measured == pytest.approx(metres, rel=0.005)  # the promise; it is met to 0.01 %


CROSSING = (
    "on=disengagement-1974.line-a,disengagement-1974.line-b,disengagement-1974.area-of-separation,"
    "demilitarized-south.zone&demilitarized-south.zone=think-tank-map&view=33.5000,36.0000,9.5"
)
"""Parts of an area that cross each other once each is simplified."""


@settings(max_examples=25, deadline=None)
@given(scenarios())
@example(from_query(CROSSING, CATALOG)[0])
def test_names_lie_apart_and_within_the_map(chosen: Scenario) -> None:
    for paper in ("16:9", "square"):
        made = scene_of(Snapshot(chosen, RenderOptions(format_of(None, paper))), BUILDER)
        left, top, right, bottom = made.map_box
        for box in made.name_boxes:
            assert left <= box[0] < box[2] <= right
            assert top <= box[1] < box[3] <= bottom
        assert not any(overlap(a, b) for a, b in combinations(made.name_boxes, 2))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("query", [EVERYTHING, "on=none", "on=disengagement-1974"])
def test_no_text_is_cut_by_the_edge(query: str, paper: str) -> None:
    made = scene(query, paper=paper)
    for item in made.writings():
        assert item.left >= 0
        assert item.left + item.width <= made.width
        assert item.look.size <= item.at[1] <= made.height


EVERY_READING = EVERYTHING + "".join(
    f"&{address}={','.join(item.id for item in provision.available_readings())}"
    for address, provision in CATALOG.layers.items()
)


@pytest.mark.parametrize("query", [EVERYTHING, EVERY_READING], ids=["default", "every reading"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_longest_legend_ends_above_the_notes_and_leaves_room_to_the_map(
    query: str, paper: str
) -> None:
    made = scene(query, paper=paper)
    assert made.map_box[2] - made.map_box[0] > 0.35 * made.width
    legend = next(part for part in made.parts if part.name == "legend")
    lowest = max(item.at[1] for item in legend.items if hasattr(item, "text"))
    assert lowest <= made.map_box[3]
    assert (
        max(item.left + item.width for item in legend.items if hasattr(item, "text"))
        <= (made.map_box[0])
    )


def test_what_every_map_has_to_say_is_on_it() -> None:
    said = " ".join(texts("on=druze-corridor,disengagement-1974"))
    assert words()["neutrality"] in said
    assert CATALOG.version in said
    assert "OpenStreetMap contributors" in said
    assert "Report on the resumption of the Israel-Syria talks in Paris 2026-01" in said
    assert "* Width of the passage: 5 km" in said
    assert "Passage via Izra *" in texts("on=druze-corridor")
    assert "as\u00a0of\u00a02025-12-29" in said  # each proposal's own date
    assert "As of 2026-01" in said  # the latest


def test_a_marking_stands_on_the_picture_only_if_there_is_one() -> None:
    marked = scene_of(snapshot("on=none", marking="Public information"), BUILDER)
    assert "Public information" in [item.text for item in marked.writings()]
    assert "Public information" not in texts("on=none")


def test_the_more_important_name_stays_where_there_is_no_room_for_both() -> None:
    far = texts("on=none&view=33.1,35.9,8")
    assert {"Quneitra (ruins)", "Damascus", "Daraa"} <= set(far)
    assert not {"Khan Arnabah", "Quneitra crossing"} & set(far)  # 5 km and 2 km off, a rank below
    assert "Khan Arnabah" in texts("on=none&view=33.1,35.9,9.5")


def test_a_name_with_a_status_never_stands_without_it() -> None:
    queries = ("on=none", EVERYTHING, "on=none&view=33,36,7", "on=none&lang=he", "on=none&lang=ar")
    for query in queries:
        said = set(texts(query))
        golan = {"Golan", "الجولان", "הגולן"} & said
        assert bool(golan) == bool({"Israeli-occupied", "تحتله إسرائيل", "בכיבוש ישראלי"} & said)


def test_the_same_scenario_is_the_same_scene() -> None:
    assert scene(EVERYTHING) == scene(EVERYTHING)


@pytest.mark.parametrize(
    ("limit", "length"), [(1.0, 1), (19.9, 10), (49.9, 20), (50, 50), (0.7, 0.5)]
)
def test_a_scale_bar_is_a_round_number(limit: float, length: float) -> None:
    assert round_length(limit) == pytest.approx(length)


@pytest.mark.parametrize(
    ("size", "paper", "told"),
    [
        ("100x100", None, "not between"),
        ("7680x4320", None, "not between"),
        ("huge", None, "not like 1920x1080"),
        ("1920x1080", "square", "not of paper square"),
        ("1900x800", None, "of no paper"),
        (None, "letter", "not one of 16:9, 4:3, square, a4"),
    ],
)
def test_a_wrong_size_is_told_in_a_line(size: str | None, paper: str | None, told: str) -> None:
    with pytest.raises(WrongSizeError, match=told):
        format_of(size, paper)


def test_letters_are_measured_as_they_are_shaped() -> None:
    # Joined Arabic letters are narrower than the same ones apart.
    apart = sum(text_width(letter, 10) for letter in "السويداء")
    assert 0 < text_width("السويداء", 10) < apart
    assert text_width("דמשק", 10, 600) > text_width("דמשק", 10)
