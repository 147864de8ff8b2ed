"""Pictures of a comparison and of a bridge: the parts, their figures, and the way back."""

from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from dashboard.export.content.comparison_content import (
    ComparisonContent,
    overlay_of,
    overlay_page,
    overlay_scene,
)
from dashboard.export.graphics.scene import Scene, Shape
from dashboard.export.graphics.sizes import PAPERS, format_of
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture.provenance_record import record_of
from dashboard.export.picture_files import PICTURES, again, overlay_picture
from dashboard.text.ui_text import words
from geodata.scenario import from_query
from layers.analysis.comparison import compare
from layers.analysis.interpolation import interpolate
from tests.dashboard.export.drawn import overlap
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

ZONE = "demilitarized-south.zone"
MADE = RenderOptions(format_of("1280x720", None))


def one(layer: str, reading: str = ""):
    found, told = from_query(f"on={layer}" + (f"&{layer}={reading}" if reading else ""), CATALOG)
    assert told == []
    return found


COMPARED = ComparisonContent(one(ZONE, "governorates"), one(ZONE, "three-bands"))
BRIDGED = ComparisonContent(one("disengagement-1974.limitation-east"), one(ZONE, "three-bands"), 50)


def drawn(overlay: ComparisonContent, made: RenderOptions = MADE) -> Scene:
    return overlay_scene(overlay_page(overlay, BUILDER, made.theme), made, CATALOG)


def shapes(scene: Scene) -> list[Shape]:
    part = next(part for part in scene.parts if part.name == "layers")
    return [item for item in part.items if isinstance(item, Shape)]


def texts(scene: Scene) -> str:
    return " ".join(item.text for item in scene.writings()).replace("\u00a0", " ")


def test_a_comparison_shows_three_parts_with_their_figures() -> None:
    scene, said = drawn(COMPARED), words()["comparison"]
    assert len(shapes(scene)) == 3
    written = texts(scene)
    for name, quantity in compare(BUILDER, COMPARED.a, COMPARED.b).quantities.items():
        assert said[name] in written
        assert quantity.text() in written
    assert words()["neutrality"] in written


def test_all_of_a_comparison_is_on_its_map() -> None:
    scene = drawn(COMPARED)
    left, top, right, bottom = scene.map_box
    points = [point for item in shapes(scene) for line in item.outlines for point in line.points]
    west, north, east, south = shapely.MultiPoint(points).bounds
    assert left < west < east < right
    assert top < north < south < bottom


def test_a_bridge_shows_both_ends_and_what_each_gives_up() -> None:
    scene = drawn(BRIDGED)
    filled = [item.fill is not None for item in shapes(scene)]
    assert True in filled
    assert False in filled
    ends = (BRIDGED.a.on[0], None, None), (ZONE, "three-bands", None)
    point = interpolate(BUILDER, *ends, 0.5)
    assert point.point
    assert point.concessions
    written = texts(scene)
    for quantity in (point.point.area, *(ground.area for ground in point.ends)):
        assert quantity.text() in written
    assert f"{point.concessions[0].left.text()} * given up" in written


def test_ends_that_cannot_be_bridged_stand_alone_and_say_why() -> None:
    overlay = ComparisonContent(one(ZONE, "governorates"), one(ZONE, "three-bands"), 50)
    assert words()["bridge_ends_only"] in texts(drawn(overlay))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("overlay", [COMPARED, BRIDGED], ids=["comparison", "bridge"])
def test_no_names_collide_and_no_line_is_cut(overlay: ComparisonContent, paper) -> None:
    scene = drawn(overlay, RenderOptions(format_of(None, paper)))
    boxes = scene.name_boxes
    assert not any(overlap(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    assert all(0 <= item.left <= item.left + item.width <= scene.width for item in scene.writings())


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("overlay", [COMPARED, BRIDGED], ids=["comparison", "bridge"])
def test_it_is_made_again_from_its_own_record(
    tmp_path: Path, kind, overlay: ComparisonContent
) -> None:
    moved = replace(overlay, a=replace(overlay.a, view=one_view()))
    path = tmp_path / f"picture.{kind}"
    path.write_bytes(overlay_picture(kind, moved, MADE, BUILDER))
    record = record_of(path)
    assert overlay_of(record.scenario, CATALOG) == moved
    assert again(record, BUILDER) == path.read_bytes()


def one_view():
    found, _ = from_query("on=none&view=33.1,36.1,9", CATALOG)
    return found.view
