"""The committed reference files: their form, and what can be checked with a ruler and a map.

Lengths and distances of the lines were measured with WGS 84 geodesics on the raw data, before the
files were made. Where a figure was taken from the files themselves, to notice a change, it says so.
"""

import json
import re
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from PIL import Image
from pyproj import Geod, Transformer
from shapely.geometry import LineString, Point, shape
from shapely.geometry.base import BaseGeometry

GEODATA = Path(__file__).resolve().parents[2] / "geodata"
REFERENCE = GEODATA / "reference"
FILES = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted(REFERENCE.glob("*.geojson"))
}
SOURCES = tomllib.loads((GEODATA / "sources.toml").read_text("utf-8"))
FEATURES: dict[str, dict[str, Any]] = {
    f"{feature['properties']['kind']}/{feature['id']}": feature
    for content in FILES.values()
    for feature in content["features"]
}
GEOD = Geod(ellps="WGS84")
GOVERNORATES = ("quneitra", "daraa", "suwayda", "rif-dimashq", "damascus")

_TO_UTM = Transformer.from_crs("EPSG:4326", "EPSG:32636", always_xy=True)


def geometry(key: str) -> Any:
    """Return a feature's geometry, of whatever type its file gives it."""
    return shape(FEATURES[key]["geometry"])


def in_metres(item: BaseGeometry) -> BaseGeometry:
    def project(points: np.ndarray) -> np.ndarray:
        return np.column_stack(_TO_UTM.transform(points[:, 0], points[:, 1]))

    return shapely.transform(item, project)


def area_km2(item: BaseGeometry) -> float:
    return abs(GEOD.geometry_area_perimeter(shapely.orient_polygons(item))[0]) / 1e6


def distance_km(line: BaseGeometry, point: Point) -> float:
    """Geodesic distance to the nearest of points that lie at most some 20 m apart on a line."""
    dense = shapely.get_coordinates(shapely.segmentize(line, 0.0002))
    x, y = np.full(len(dense), point.x), np.full(len(dense), point.y)
    return float(GEOD.inv(x, y, dense[:, 0], dense[:, 1])[2].min()) / 1000


# --- Form ---


def test_the_expected_files_are_there() -> None:
    expected = (
        "borders borders-other coast countries governorates lakes line-1923 line-a line-b places "
        "positions relief rivers roads"
    )
    assert sorted(FILES) == expected.split()
    assert (REFERENCE / "relief.png").is_file()
    assert len(FEATURES) == sum(len(content["features"]) for content in FILES.values())


def test_the_folder_is_small() -> None:
    """Under 2 MB for all, as the project wants; the relief under 400 kB."""
    sizes = {path.name: path.stat().st_size for path in REFERENCE.iterdir()}
    assert sum(sizes.values()) < 1_200_000
    assert sizes["relief.png"] < 400_000


@pytest.mark.parametrize("name", FILES)
def test_file_is_one_feature_a_line_with_six_decimals_at_most(name: str) -> None:
    text = (REFERENCE / f"{name}.geojson").read_text("utf-8")
    assert text.endswith("]}\n")
    assert len(text.splitlines()) == len(FILES[name]["features"]) + 2
    assert not re.search(r"\d\.\d{7}", text)
    assert "e-" not in "".join(
        json.dumps(feature["geometry"]["coordinates"]) for feature in FILES[name]["features"]
    )


@pytest.mark.parametrize("name", FILES)
def test_head_states_title_making_role_and_the_licences_of_its_sources(name: str) -> None:
    head = FILES[name]
    used = {SOURCES[item["properties"]["source"]]["licence"] for item in head["features"]}
    assert head["licence"] == "; ".join(sorted(used))
    assert head["role"] == ("background" if name in BACKGROUND else "reference")
    assert head["title"]
    assert head["made"].endswith(".")


BACKGROUND = {"borders-other", "coast", "lakes", "line-1923", "relief", "rivers"}


def test_what_is_lgpl_feeds_no_recipe() -> None:
    lgpl = {name for name, head in FILES.items() if "LGPL" in head["licence"]}
    assert lgpl == {"borders-other", "lakes", "line-1923", "rivers"}
    assert lgpl <= BACKGROUND


@pytest.mark.parametrize("key", FEATURES)
def test_feature_states_what_it_has_to(key: str) -> None:
    properties = FEATURES[key]["properties"]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", FEATURES[key]["id"])
    assert SOURCES[properties["source"]]["kind"] == "data"
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", properties["as_of"])
    assert properties["confidence"] in {"high", "medium", "low"}
    assert 100 <= properties["accuracy_m"] <= 5000
    assert set(properties.get("name", {})) <= {"en", "ar", "he"}
    assert "en" in properties.get("name", {"en": ""})


@pytest.mark.parametrize("key", FEATURES)
def test_geometry_is_valid_and_wound_as_rfc_7946_says(key: str) -> None:
    item = geometry(key)
    assert item.is_valid
    assert not item.is_empty
    for part in shapely.get_parts(item):
        if part.geom_type == "Polygon":
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)
        elif part.geom_type == "LineString":
            assert part.is_simple


@pytest.mark.parametrize("source", [key for key, s in SOURCES.items() if s["kind"] == "data"])
def test_data_source_states_licence_and_credit_and_is_used(source: str) -> None:
    assert SOURCES[source]["licence"]
    assert SOURCES[source]["attribution"]
    assert any(item["properties"]["source"] == source for item in FEATURES.values())


# --- The lines of 1974 ---


def test_line_a_is_the_extract_of_51_vertices() -> None:
    line = geometry("line/line-a")
    assert len(line.coords) == 51
    assert {line.coords[0], line.coords[-1]} == {(35.773335, 33.335632), (35.756496, 32.745278)}
    assert GEOD.geometry_length(line) / 1000 == pytest.approx(79.6, abs=0.05)


@pytest.mark.parametrize(
    ("line", "place", "km"),
    [
        ("line-a", "suwayda", 68.36),
        ("line-a", "damascus", 49.37),
        ("line-a", "daraa", 33.60),
        ("line-b", "suwayda", 66.45),
        ("line-b", "damascus", 39.40),
        ("line-b", "daraa", 32.32),
    ],
)
def test_distance_from_a_line_to_a_town(line: str, place: str, km: float) -> None:
    found = distance_km(geometry(f"line/{line}"), geometry(f"place/{place}"))
    assert found == pytest.approx(km, abs=0.02)


NATURAL_EARTH_LINE_A = [
    (35.8211, 33.40672),
    (35.82244, 33.40137),
    (35.81697, 33.3952),
    (35.81542, 33.37887),
    (35.81231, 33.37336),
    (35.80994, 33.36003),
    (35.7935, 33.34993),
    (35.78575, 33.34288),
    (35.76384, 33.3344),
    (35.80208, 33.31249),
    (35.7686, 33.2727),
    (35.77562, 33.2649),
    (35.80363, 33.24846),
    (35.80766, 33.20172),
    (35.83019, 33.18999),
    (35.8334, 33.16113),
    (35.82244, 33.14157),
    (35.81149, 33.12676),
    (35.81149, 33.11191),
    (35.8489, 33.09868),
    (35.8458, 33.08542),
    (35.85903, 32.99021),
    (35.86461, 32.97773),
    (35.88807, 32.94494),
    (35.87402, 32.92233),
    (35.86689, 32.92078),
    (35.84973, 32.89582),
    (35.83805, 32.86603),
    (35.84187, 32.85358),
    (35.83423, 32.82795),
    (35.7842, 32.77795),
    (35.75759, 32.74435),
]
"""Line A as Natural Earth 1:10 million draws it (public domain)."""


def mean_gap_m(east_m: float, north_m: float) -> float:
    drawn = in_metres(LineString(NATURAL_EARTH_LINE_A))
    moved = shapely.transform(drawn, lambda points: points + np.array([east_m, north_m]))
    true = shapely.segmentize(in_metres(geometry("line/line-a")), 100)
    samples = shapely.points(shapely.get_coordinates(true))
    return float(shapely.distance(moved, samples).mean())


def test_line_b_carries_the_shift_that_fits_natural_earths_line_a() -> None:
    """655 m east, 335 m north: any shift 60 m away fits worse, and no shift far worse."""
    at_shift = mean_gap_m(655, 335)
    assert at_shift == pytest.approx(164, abs=3)
    assert mean_gap_m(0, 0) == pytest.approx(571, abs=5)
    for bearing in range(0, 360, 45):
        angle = np.radians(bearing)
        assert mean_gap_m(655 + 60 * np.sin(angle), 335 + 60 * np.cos(angle)) > at_shift
    assert "655 m east and 335 m north" in FEATURES["line/line-b"]["properties"]["note"]


def test_both_ends_of_line_b_stay_open_by_about_a_kilometre() -> None:
    """0.73 km from the ridge (beyond it), 1.1 km from Line A in the south."""
    south, north = (Point(geometry("line/line-b").coords[index]) for index in (0, -1))
    ridge = geometry("border/border-lebanon-syria")
    assert distance_km(ridge, north) == pytest.approx(0.73, abs=0.02)
    assert distance_km(geometry("line/line-a"), south) == pytest.approx(1.1, abs=0.1)


def test_majdal_shams_lies_west_of_line_a_and_the_ruins_of_quneitra_east() -> None:
    """Both lie within 3 km of the line; a map of the region shows which side."""
    syria = geometry("country/syria")
    assert not syria.contains(geometry("place/majdal-shams"))
    assert not geometry("country/lebanon").contains(geometry("place/majdal-shams"))
    assert syria.contains(geometry("place/quneitra-ruins"))
    assert geometry("governorate/quneitra").contains(geometry("place/quneitra-ruins"))


# --- Countries and borders ---


def test_countries_share_edges_and_do_not_overlap() -> None:
    shapes = [geometry(f"country/{name}") for name in ("syria", "lebanon", "jordan")]
    assert shapely.coverage_is_valid(shapes)


def test_syria_has_every_vertex_of_line_a() -> None:
    syria = set(geometry("country/syria").exterior.coords)
    assert set(geometry("line/line-a").coords) <= syria


@pytest.mark.parametrize(
    ("country", "km2", "tolerance"),
    [("syria", 190_387, 50), ("lebanon", 14_841, 50), ("jordan", 89_281, 50)],
)
def test_area_of_a_country(country: str, km2: float, tolerance: float) -> None:
    """Taken from the files; larger than the land, since the territorial sea belongs to them."""
    assert area_km2(geometry(f"country/{country}")) == pytest.approx(km2, abs=tolerance)


@pytest.mark.parametrize("border", [key for key in FEATURES if key.startswith("border/")])
def test_reference_border_is_one_line_on_the_edge_of_its_countries(border: str) -> None:
    if FEATURES[border] in FILES["borders-other"]["features"]:
        assert FEATURES[border]["properties"]["accuracy_m"] >= 1000
        return
    line = geometry(border)
    assert line.geom_type == "LineString"
    names = FEATURES[border]["id"].removeprefix("border-")
    sides = [name for name in ("syria", "lebanon", "jordan") if name in names]
    assert sides
    for side in sides:
        assert shapely.covers(geometry(f"country/{side}").boundary, line)


def test_no_line_is_drawn_twice() -> None:
    keys = [key for key in FEATURES if key.startswith(("border/", "line/line-a"))]
    for one, other in combinations(keys, 2):
        assert geometry(one).intersection(geometry(other)).length == 0, (one, other)


def test_borders_meet_at_the_ends_of_line_a() -> None:
    line_a = geometry("line/line-a")
    ends = {line_a.coords[0], line_a.coords[-1]}
    for first, second in (("lebanon-syria", "golan-lebanon"), ("jordan-syria", "golan-jordan")):
        lines = [geometry(f"border/border-{name}") for name in (first, second)]
        shared = set.intersection(*({line.coords[0], line.coords[-1]} for line in lines))
        assert shared & ends


def test_the_1949_line_leaves_the_old_city_of_jerusalem_to_its_east() -> None:
    """The Old City (31.777 N, 35.234 E) was on the Jordanian side; municipal limits pass east."""
    line = geometry("border/border-west-bank")
    across = line.intersection(LineString([(35.15, 31.777), (35.30, 31.777)]))
    assert 35.21 < across.x < 35.234


# --- Governorates ---


def test_governorates_meet_without_gap_and_overlap() -> None:
    shapes = [geometry(f"governorate/{name}") for name in GOVERNORATES]
    assert shapely.coverage_is_valid(shapes)
    joined: Any = shapely.union_all(shapes)
    assert joined.geom_type == "Polygon"
    assert not joined.interiors


def test_governorates_reach_the_edge_of_syria_and_no_farther() -> None:
    """All of their outer edge is Syria's, but for one line, the limit with Homs.

    Its 213 km were taken from the file; its ends lie 198 km apart.

    A gap along Line A or a border would add a line. 0.01 km2 is rounding at 6 decimals.
    """
    joined: Any = shapely.union_all([geometry(f"governorate/{name}") for name in GOVERNORATES])
    syria = geometry("country/syria")
    assert area_km2(joined.difference(syria)) < 0.01
    inner: Any = shapely.line_merge(joined.exterior.difference(syria.exterior.buffer(3e-6)))
    assert inner.geom_type == "LineString"
    assert GEOD.geometry_length(inner) / 1000 == pytest.approx(213, abs=1)


@pytest.mark.parametrize("name", GOVERNORATES)
def test_governorate_has_no_slivers(name: str) -> None:
    """Shrinking and growing again by 20 m takes off less than 0.1 % of the area."""
    area = in_metres(geometry(f"governorate/{name}"))
    opened = area.buffer(-20).buffer(20)
    assert area.geom_type == "Polygon"
    assert opened.geom_type == "Polygon"
    assert area.difference(opened).area < 0.001 * area.area


@pytest.mark.parametrize(
    ("name", "km2"),
    [
        ("quneitra", 571),
        ("daraa", 3913),
        ("suwayda", 6727),
        ("rif-dimashq", 18196),
        ("damascus", 116),
    ],
)
def test_area_of_a_governorate(name: str, km2: float) -> None:
    """Within 2 % of what Natural Earth draws, uncut: 572, 3,955, 6,630, 18,148 and 116 km2.

    The finer figures were taken from the files.
    """
    as_drawn = {"quneitra": 572, "daraa": 3955, "suwayda": 6630, "rif-dimashq": 18148}
    found = area_km2(geometry(f"governorate/{name}"))
    assert found == pytest.approx(km2, abs=1)
    assert found == pytest.approx(as_drawn.get(name, 116), rel=0.02)


def test_the_three_southern_governorates_together() -> None:
    """11,158 km2 by an independent earlier measurement on the uncut data; cutting adds 0.5 %."""
    areas = [area_km2(geometry(f"governorate/{n}")) for n in ("quneitra", "daraa", "suwayda")]
    assert sum(areas) == pytest.approx(11_158, rel=0.01)


@pytest.mark.parametrize(
    ("place", "governorate"),
    [
        ("daraa", "daraa"),
        ("nawa", "daraa"),
        ("suwayda", "suwayda"),
        ("salkhad", "suwayda"),
        ("damascus", "damascus"),
        ("kiswah", "rif-dimashq"),
        ("khan-arnabah", "quneitra"),
    ],
)
def test_town_lies_in_its_governorate(place: str, governorate: str) -> None:
    assert geometry(f"governorate/{governorate}").contains(geometry(f"place/{place}"))


# --- Places, positions, roads ---


def test_there_are_93_places_with_names_and_rank() -> None:
    places = [item for key, item in FEATURES.items() if key.startswith("place/")]
    assert len(places) == 93
    for item in places:
        properties = item["properties"]
        assert {"en", "ar"} <= set(properties["name"])
        assert 1 <= properties["rank"] <= 5
        assert "population" not in properties
        assert not re.search(r"\d m\b", properties["name"]["en"])


def test_coordinates_claim_no_more_than_is_known() -> None:
    """Four decimals for a place; two for a reported position, as the press supports no more."""
    for key, item in FEATURES.items():
        decimals = {"place": 4, "position": 2}.get(key.partition("/")[0])
        if decimals:
            for value in item["geometry"]["coordinates"]:
                assert value == round(value, decimals), key


@pytest.mark.parametrize("key", [key for key in FEATURES if key.startswith("position/")])
def test_position_cites_dated_reports_and_keeps_to_the_village(key: str) -> None:
    item = FEATURES[key]["properties"]
    assert item["reports"]
    assert all(SOURCES[report]["kind"] == "press" for report in item["reports"])
    assert item["as_of"] == max(SOURCES[report]["date"] for report in item["reports"])
    assert item["accuracy_m"] >= 2000
    assert item["group"] in {"hermon", "quneitra", "yarmouk"}
    if "place" in item:
        here, there = geometry(key), geometry(f"place/{item['place']}")
        assert GEOD.inv(here.x, here.y, there.x, there.y)[2] < 800


def test_haaretz_names_seven_places() -> None:
    """Seven sites on 18 February 2025, each at a place of its own."""
    named = [
        item["id"]
        for key, item in FEATURES.items()
        if key.startswith("position/") and "haaretz-2025-02-18" in item["properties"]["reports"]
    ]
    assert len(named) == 7


@pytest.mark.parametrize("key", [key for key in FEATURES if key.startswith("road/")])
def test_road_joins_its_places_and_says_that_it_is_schematic(key: str) -> None:
    item = FEATURES[key]["properties"]
    stops = [geometry(f"place/{place}").coords[0] for place in item["places"]]
    assert list(geometry(key).coords) == stops
    assert item["note"] == "Schematic: joins towns, not surveyed."


# --- Relief ---


def test_relief_fits_its_bounds_in_web_mercator_and_leaves_the_sea_clear() -> None:
    west, south, east, north = geometry("relief/relief").bounds
    assert FEATURES["relief/relief"]["properties"]["image"] == "relief.png"
    picture = Image.open(REFERENCE / "relief.png")
    tall = np.diff(np.arcsinh(np.tan(np.radians([south, north]))))[0]
    assert picture.mode == "LA"
    assert picture.height / picture.width == pytest.approx(
        tall / np.radians(east - west), abs=1 / picture.width
    )
    alpha = np.asarray(picture)[..., 1]
    off_lebanon = alpha[picture.height // 10 : picture.height // 3, : picture.width // 8]
    assert off_lebanon.max() == 0  # 34.0-34.6 E, 33.9-34.6 N
    assert 0.05 < (alpha > 0).mean() < 0.7
