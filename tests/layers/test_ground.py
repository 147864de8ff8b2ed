"""Zones that lines, places and reported positions imply, by figures that a ruler can check."""

import math

import pytest
import shapely
from geographiclib.geodesic import Geodesic

from layers.features.feature import Feature
from layers.geometry.measure import geodesic_area
from layers.recipes import make
from tests.layers.project import BUILDER, CATALOG, brute_distances, geographiclib_dense

GROUND = {"line": "line-a", "side": "east", "within": "syria"}
SEVEN = [
    "hermon",
    "hader",
    "jubata-al-khashab",
    "al-hamidiyah",
    "quneitra",
    "al-qahtaniyah",
    "kudna",
]
LINES = {"west": "line-a", "east": "line-b", "north": "border-lebanon-syria"}
SOUTH = {
    "governorates": ["quneitra", "daraa", "suwayda"],
    "part_of": "rif-dimashq",
    "south_of": "damascus",
    "west_of": "road-damascus-suwayda",
}


def made(recipe: str, **arguments: object) -> dict[str, Feature]:
    features = make(recipe, arguments, BUILDER.reference.fresh())
    return {feature.id: feature for feature in features}


def km2(feature: Feature) -> float:
    return geodesic_area(feature.geometry) / 1e6


def point(place: str) -> shapely.Point:
    geometry = CATALOG.features[f"place/{place}"].geometry
    assert isinstance(geometry, shapely.Point)
    return geometry


def test_around_one_position_is_a_disc_cut_by_the_line() -> None:
    # Ma'ariyah lies 2 km east of Line A, Kudna some 5 km: 1 km around them is not cut.
    zone = made("around", **GROUND, positions=["kudna"], radius_km=1)["zone"]
    assert km2(zone) == pytest.approx(math.pi, rel=0.002)


def test_around_more_positions_is_more() -> None:
    areas = [
        km2(made("around", **GROUND, positions=SEVEN[:number], radius_km=2)["zone"])
        for number in range(1, 8)
    ]
    assert areas == sorted(areas)


def test_the_hull_holds_what_it_reaches_to_and_stays_east_of_the_line() -> None:
    zone = made("hull", **GROUND, places=["damascus"])["zone"].geometry
    assert zone.buffer(1e-6).covers(point("damascus"))
    assert zone.covers(point("khan-arnabah"))
    assert not zone.intersects(point("majdal-shams"))
    # From Line A's northern and southern end, 66 km apart, to Damascus, 49 km off: a triangle.
    assert geodesic_area(zone) / 1e6 == pytest.approx(66 * 49 / 2, rel=0.3)


def test_phases_leave_fewer_positions_and_less_ground() -> None:
    phases = [
        {"title": "first", "positions": SEVEN[5:]},
        {"title": "second", "positions": SEVEN[1:5]},
    ]
    left = [
        made("phases", **GROUND, phases=phases, kept=["hermon"], completed=done, radius_km=2)
        for done in (0, 1, 2)
    ]
    assert [item["all"].count for item in left] == [7, 5, 1]
    assert set(left[2]) == {"hermon", "zone", "all"}
    areas = [km2(item["zone"]) for item in left]
    assert areas == sorted(areas, reverse=True)


def test_the_way_from_an_air_base_to_line_a_is_the_shortest() -> None:
    features = made("reach", places=["palmyra-air-base"], radius_km=100, line="line-a")
    way = shapely.get_coordinates(features["palmyra-air-base-to-line"].geometry)
    line = geographiclib_dense(CATALOG.features["line/line-a"].geometry, 50)
    start = way[:1]
    expected = brute_distances(start, line)[0]
    length = Geodesic.WGS84.Inverse(way[0][1], way[0][0], way[-1][1], way[-1][0])["s12"]
    assert length == pytest.approx(expected, abs=10)  # points of the line stand 50 m apart
    ring = shapely.get_coordinates(features["palmyra-air-base-ring"].geometry)
    assert brute_distances(ring, start) == pytest.approx(100_000, rel=0.0002)


def test_both_sides_is_the_area_between_and_a_strip_beyond_each_line() -> None:
    features = made("both_sides", **LINES, depth_km=2, outside=["lebanon", "jordan"])
    between = made("between", **LINES)["zone"]
    assert km2(features["between"]) == pytest.approx(km2(between))
    # 2 km beside lines of 79.6 and 96.5 km; Line B's north lies on the border with Lebanon.
    assert km2(features["west"]) == pytest.approx(2 * 79.6, rel=0.05)
    assert km2(features["east"]) == pytest.approx(2 * 96.5, rel=0.1)
    for a, b in (("between", "west"), ("between", "east"), ("west", "east")):
        assert geodesic_area(features[a].geometry.intersection(features[b].geometry)) < 1000


def test_graded_zones_share_the_south_among_them() -> None:
    zones = [{"id": name, "title": name} for name in ("strip", "near", "far")]
    arguments = {"widening_km": 2, "divided_by": "road-damascus-daraa", "zones": zones}
    features = made("graded_zones", **SOUTH, **LINES, **arguments)
    whole = made("south_of_damascus", **SOUTH)["zone"].geometry.union(
        made("between", **LINES)["zone"].geometry
    )
    assert sum(map(km2, features.values())) == pytest.approx(geodesic_area(whole) / 1e6, rel=1e-6)
    inside = {"strip": "quneitra-ruins", "near": "nawa", "far": "suwayda"}
    for name, place in inside.items():
        assert features[name].geometry.covers(point(place)), name


def test_the_south_may_begin_farther_south_of_damascus() -> None:
    zone = made("south_of_damascus", **SOUTH, moved_south_km=10)["zone"].geometry
    south = Geodesic.WGS84.Direct(point("damascus").y, point("damascus").x, 180, 10_000)
    near_damascus = shapely.clip_by_rect(zone, 36.1, 33, 36.5, 34)  # Quneitra reaches farther north
    assert near_damascus.bounds[3] == pytest.approx(south["lat2"], abs=1e-6)


def test_a_place_is_a_circle_of_its_accuracy() -> None:
    circle = made("at_place", place="amman")["amman"]
    accuracy_km = CATALOG.features["place/amman"].accuracy_m / 1000
    assert km2(circle) == pytest.approx(math.pi * accuracy_km**2, rel=0.002)


def test_a_country_is_measured_without_its_waters() -> None:
    zone = made("country", name="syria")["zone"].geometry
    assert not zone.contains(shapely.Point(35.6, 35.5))  # 15 km off Latakia
    assert zone.contains(shapely.Point(35.85, 35.55))  # inland of Latakia
    # Published: 185,180 km2 (statistical yearbooks), 1,150 of it west of Line A, which is not here.
    assert geodesic_area(zone) / 1e6 == pytest.approx(185_180 - 1_150, rel=0.02)
