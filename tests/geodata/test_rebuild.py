"""The pure functions of the rebuild, on shapes small enough to check by hand.

That the committed files are what the rebuild makes is checked by
``python -m geodata.rebuild --check``, which needs packages that the tests do not have.
"""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image
from shapely.geometry import LinearRing, LineString, MultiLineString, Point, Polygon, box

from geodata.rebuild import (
    borders,
    debian,
    edges,
    governorates,
    lines,
    outlines,
    places,
)
from geodata.rebuild.compare import differences
from geodata.rebuild.geojson import Collection, Facts, Feature, side_by_side, text
from geodata.rebuild.inputs import packed_outline, plane

FACTS = Facts("somewhere", "2026-01", "high", 100.0)
LICENCES = {"somewhere": "CC0-1.0", "elsewhere": "ODbL-1.0"}


def collection(*features: Feature) -> Collection:
    return Collection("Title", "Made by hand.", "reference", list(features))


# --- Writing ---


def test_a_file_has_a_head_and_one_feature_a_line() -> None:
    content = text(
        collection(
            Feature("place", "a", Point(35.12345678, 33.0), FACTS, {"en": "A", "ar": "أ"}),
            Feature("place", "b", Point(36, 33), Facts("elsewhere", "2026", "low", 5, "Note.")),
        ),
        LICENCES,
    )
    first, second = content.splitlines()[1:3]
    assert content.endswith("\n]}\n")
    assert json.loads(content)["licence"] == "CC0-1.0; ODbL-1.0"
    assert '"coordinates":[35.123457,33.0]' in first
    assert '"ar":"أ"' in first
    assert json.loads(second)["properties"] == {
        "kind": "place",
        "source": "elsewhere",
        "as_of": "2026",
        "confidence": "low",
        "accuracy_m": 5,
        "note": "Note.",
    }


def test_rings_are_wound_as_rfc_7946_says() -> None:
    clockwise = Polygon([(0, 0), (0, 2), (2, 2), (2, 0)])
    made = json.loads(text(collection(Feature("zone", "z", clockwise, FACTS)), LICENCES))
    assert LinearRing(made["features"][0]["geometry"]["coordinates"][0]).is_ccw


def test_a_feature_of_an_unknown_source_is_refused() -> None:
    stray = Feature("place", "a", Point(0, 0), Facts("nowhere", "2026", "low", 5))
    with pytest.raises(KeyError, match="nowhere"):
        text(collection(stray), LICENCES)


# --- The plane ---


def test_a_move_by_metres_is_one_by_metres() -> None:
    """At 33 N a second of latitude is 30.81 m: 0.01 degrees are 1,109 m."""
    east, north = plane.move_by_metres(Point(35.8, 33.0), 0.0, 1109.0).coords[0]
    assert north == pytest.approx(33.01, abs=2e-5)
    assert east == pytest.approx(35.8, abs=4e-4)  # the plane's north leans by 1.5 degrees


def test_simplifying_keeps_the_ends_and_bounds_the_edges() -> None:
    wiggle = [(35 + 0.001 * i, 33 + 0.00001 * (i % 2)) for i in range(401)]
    simple = plane.simplify(LineString(wiggle), 20.0)
    assert simple.coords[0] == (35.0, 33.0)
    assert simple.coords[-1] == (35.4, 33.0)
    assert len(simple.coords) == 5  # 37.4 km in edges of at most 10 km
    assert plane.to_plane(simple).length == pytest.approx(37_370, rel=0.001)


# --- Lines ---


def test_best_shift_finds_a_known_shift() -> None:
    true = LineString(
        [(0, 0), (4000, 4000), (0, 6000), (4000, 8000), (-2000, 15_000), (3000, 18_000)]
    )
    drawn = shapely.transform(true, lambda points: points - np.array([655.0, 335.0]))
    east, north = lines.best_shift(true, drawn)
    assert east == pytest.approx(655, abs=1)
    assert north == pytest.approx(335, abs=1)
    assert lines.mean_gap(true, drawn, 655, 335) == pytest.approx(0, abs=1e-6)


def test_a_line_that_no_longer_fits_the_shift_stops_the_rebuild() -> None:
    true = LineString([(35.76, 32.75), (35.85, 32.95), (35.80, 33.10), (35.77, 33.33)])
    with pytest.raises(lines.DisplacementError, match="from the best fit"):
        lines.check_shift(true, plane.move_by_metres(true, 0.0, -900.0))


# --- Outlines ---


def test_the_line_that_two_outlines_share() -> None:
    left, right = box(0, 0, 1, 1).exterior, box(1, 0, 2, 1).exterior
    assert outlines.shared_line(left, right).equals(LineString([(1, 0), (1, 1)]))


@pytest.mark.parametrize("other", [box(5, 5, 6, 6), box(1, 1, 2, 2)])
def test_outlines_that_share_no_line_are_refused(other: Polygon) -> None:
    with pytest.raises(outlines.OutlineError, match="share 0 lines"):
        outlines.shared_line(box(0, 0, 1, 1).exterior, other.exterior)


def test_countries_that_are_not_enclosed_are_refused() -> None:
    with pytest.raises(outlines.OutlineError, match="enclose syria 0 times"):
        outlines.countries([LineString([(35, 32), (36, 33)])])


# --- Borders ---


def test_a_border_has_a_name_in_the_languages_of_both_sides() -> None:
    one, two = {"en": "A", "ar": "أ", "he": "א"}, {"en": "B", "he": "ב"}
    assert side_by_side(one, two) == {"en": "A – B", "he": "א – ב"}


def test_the_line_of_1949_leaves_the_river() -> None:
    """Two raw lines, each along the river (x = 10) and around the bank: only the latter stays."""
    north = LineString([(10, 20), (10, 15), (5, 14), (2, 10)])
    south = LineString([(2, 10), (5, 6), (10, 5), (10, 0)])
    kept = borders.armistice_line([north, south], [Point(10, 15), Point(10, 5)])
    assert kept.equals(MultiLineString([[(10, 15), (5, 14), (2, 10)], [(2, 10), (5, 6), (10, 5)]]))


def test_a_background_line_is_drawn_to_the_end_of_a_border_near_by() -> None:
    line = LineString([(0, 0), (1, 0), (2, 0)])
    assert borders.snap_ends(line, [Point(2.05, 0.01), Point(9, 9)]).coords[-1] == (2.05, 0.01)
    assert borders.snap_ends(line, [Point(2.5, 0)]).equals(line)


# --- Governorates ---


def test_edge_points_keep_half_a_step_from_the_ends() -> None:
    assert governorates.edge_points(LineString([(0, 0), (400, 0)]), 100.0) == [
        (50.0, 0.0),
        (150.0, 0.0),
        (250.0, 0.0),
        (350.0, 0.0),
    ]


def test_a_strip_beyond_two_areas_is_split_where_they_meet() -> None:
    """Two squares of 10 km side by side: the strip north of both is halved at x = 10 km."""
    areas = {"west": box(0, 0, 10_000, 10_000), "east": box(10_000, 0, 20_000, 10_000)}
    strip = box(0, 10_000, 20_000, 11_000)
    cells = governorates.nearest_cells(areas, strip.buffer(5000))
    for name in areas:
        assert strip.intersection(cells[name]).area == pytest.approx(10_000 * 1000, rel=1e-6)
    assert cells["west"].contains(Point(9_900, 10_900))
    assert cells["east"].contains(Point(10_100, 10_900))


def test_governorates_are_cut_and_filled_to_the_outline() -> None:
    """Five units side by side stand 0.01 over the south and stop as short of the north."""
    codes = list(governorates.CODES)
    west = [36 + 0.2 * step for step in range(6)]
    shifted = {code: box(west[i], 32.99, west[i + 1], 33.99) for i, code in enumerate(codes)}
    outline = box(36, 33, 37, 34)
    made = governorates.cut_by_outline(outline, shifted)
    assert shapely.coverage_is_valid(list(made.values()))
    assert shapely.union_all(list(made.values())).equals(outline)
    for code in codes:
        assert made[code].area == pytest.approx(0.2, rel=1e-3)


# --- Edges ---

OUTLINE = Polygon([(36 + x / 100, y) for y, steps in ((33, range(101)), (34, range(100, -1, -1)))
                   for x in steps])  # fmt: skip
"""One degree each way, with a vertex every 0.01 along the south and the north."""


def test_where_a_limit_ends_the_outline_has_a_vertex_and_areas_have_those_of_lines() -> None:
    """Two areas that meet at 36.4037 E, between the vertices of the border at 36.40 and 36.41 E."""
    rough = {"daraa": box(36, 33, 36.4037, 34), "rif-dimashq": box(36.4037, 33, 36.9, 34)}
    inner = edges.inner_edges(rough, OUTLINE)
    assert set(inner) == {"daraa-rif-dimashq", "homs-rif-dimashq"}
    assert set(inner["homs-rif-dimashq"].coords) == {(36.9, 33.0), (36.9, 34.0)}
    border = {"border-jordan-syria": LineString(OUTLINE.exterior.coords)}
    lines = edges.with_ends(border, inner)
    new = set(lines["border-jordan-syria"].coords) - set(OUTLINE.exterior.coords)
    assert new == {(36.4037, 33.0), (36.4037, 34.0)}
    assert lines["border-jordan-syria"].length == pytest.approx(OUTLINE.length)
    closed = edges.close_areas(rough, lines | inner)
    assert closed["daraa"].area == pytest.approx(0.4037)
    assert edges.edges_of(closed["daraa"], lines | inner) == [
        "border/border-jordan-syria",
        "edge/daraa-rif-dimashq",
    ]


def test_an_area_that_its_lines_do_not_enclose_is_refused() -> None:
    with pytest.raises(outlines.OutlineError, match="enclose daraa 0 times"):
        edges.close_areas(
            {"daraa": box(36, 33, 37, 34)}, {"line-a": LineString([(36, 33), (37, 34)])}
        )


def test_the_area_of_separation_belongs_to_quneitra() -> None:
    raw = {code: box(i, 0, i + 1, 1) for i, code in enumerate(governorates.CODES.values())}
    raw[governorates.SEPARATION_CODE] = box(-1, 0, 0, 1)
    found = governorates.units(raw)
    assert set(found) == set(governorates.CODES)
    assert found["quneitra"].equals(box(-1, 0, 1, 1))


# --- Tables ---


def test_the_tables_hold_together() -> None:
    rows = places.table("places.csv")
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) == 93
    for row in places.table("roads.csv"):
        assert set(row["places"].split()) <= set(ids)
    for row in places.table("positions.csv"):
        assert row["place"] in {*ids, ""}


def test_a_point_that_geonames_has_elsewhere_is_told() -> None:
    row = dict.fromkeys(("longitude", "latitude", "geonames_id", "accuracy_m", "source"), "")
    row |= {"id": "a", "longitude": "36.0", "latitude": "33.0", "accuracy_m": "1000"}
    near, far = (36.005, 33.0), (36.02, 33.0)  # 467 m and 1,869 m
    assert places.disagreements([row | {"geonames_id": "7"}], {7: near}) == []
    (line,) = places.disagreements([row | {"geonames_id": "7"}], {7: far})
    assert "places.csv: a: GeoNames has it 1869 m away" in line
    assert "no 8" in places.disagreements([row | {"geonames_id": "8"}], {7: far})[0]
    assert "geonames_id is empty" in places.disagreements([row | {"source": "geonames"}], {})[0]


def test_a_position_is_as_of_its_latest_report() -> None:
    assert places.latest(["2024-12", "2025", "2025-02-18", "2025-02"]) == "2025-02-18"


def test_a_position_that_cites_no_known_report_is_refused() -> None:
    with pytest.raises(places.PlaceError, match="is not in sources"):
        places.positions_file(places.table("positions.csv"), places.table("places.csv"), {})


# --- The Debian package ---


def test_packed_degrees_and_their_breaks() -> None:
    """Two rings of 1 and 3 points behind a break each, 0.5 degrees a step from 30."""
    stored = np.array([65535, 0, 65535, 2, 4, 6], dtype=np.uint16)
    degrees = packed_outline.unpack_degrees(stored, 30.0, 2.0)
    assert np.isnan(degrees).tolist() == [True, False, True, False, False, False]
    ring = packed_outline.longest_ring(degrees, degrees)
    assert list(ring.coords) == [(31.0, 31.0), (32.0, 32.0), (33.0, 33.0)]


def test_the_committed_line_of_1923_is_the_recorded_one() -> None:
    record = debian.record()
    extract = Path(debian.__file__).parents[1] / "reference" / record["extract"]
    debian.check(extract, record["extract_sha256"])
    with pytest.raises(debian.ChecksumError, match=r"debian\.toml has 0"):
        debian.check(extract, "0")


# --- Checking ---


def test_differing_files_are_told_one_by_one(tmp_path: Path) -> None:
    committed, made = tmp_path / "committed", tmp_path / "made"
    for folder, grey in ((committed, 1), (made, 1)):
        folder.mkdir()
        (folder / "same.geojson").write_text("{}")
        Image.new("LA", (2, 2), (grey, 7)).save(folder / "relief.png", compress_level=grey)
    assert differences(committed, made) == []
    (committed / "old.geojson").write_text("{}")
    (made / "new.geojson").write_text("{}")
    (made / "same.geojson").write_text("[]")
    Image.new("LA", (2, 2), (0, 0)).save(made / "relief.png")
    assert [line.partition(":")[0] for line in differences(committed, made)] == [
        "new.geojson",
        "old.geojson",
        "relief.png",
        "same.geojson",
    ]
