"""Area, length and distance against GeographicLib, another implementation of Karney (2013).

Tolerances are those of DESIGN.md: an area within 1 m2, a distance within 0.01 m.
"""

import math

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point
from shapely.geometry.base import BaseGeometry

from layers.geometry.densify import densify
from layers.geometry.measure import (
    geodesic_area,
    geodesic_distance,
    geodesic_length,
    nearest_points,
)
from tests.layers.project import brute_distances, geographiclib_dense, seeded_polygon

SEEDS = range(12)


def ring_area(ring: BaseGeometry) -> float:
    """The planimeter of GeographicLib on the same vertices, whichever way they run."""
    planimeter = Geodesic.WGS84.Polygon()
    for longitude, latitude in shapely.get_coordinates(ring)[:-1]:
        planimeter.AddPoint(latitude, longitude)
    return abs(planimeter.Compute(reverse=False, sign=True)[2])


def ring_length(ring: BaseGeometry) -> float:
    line = Geodesic.WGS84.Polygon(polyline=True)
    for longitude, latitude in shapely.get_coordinates(ring):
        line.AddPoint(latitude, longitude)
    return line.Compute(reverse=False, sign=True)[1]


def with_hole(seed: int) -> shapely.Polygon:
    """A polygon whose hole is its own outline at 0.3 of the size."""
    outer = seeded_polygon(seed)
    vertices = shapely.get_coordinates(outer)
    middle = np.array(outer.representative_point().coords[0])
    inner = shapely.Polygon(middle + 0.02 * (vertices - vertices.mean(axis=0)))
    assert outer.contains(inner)
    return shapely.Polygon(outer.exterior, [inner.exterior])


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("clockwise", [True, False])
def test_the_area_is_geographiclibs_either_way_round(seed: int, clockwise: bool) -> None:
    polygon = shapely.orient_polygons(seeded_polygon(seed), exterior_cw=clockwise)
    assert geodesic_area(polygon) == pytest.approx(ring_area(polygon.exterior), rel=0, abs=1)
    dense = densify(polygon)
    assert geodesic_area(dense) == pytest.approx(ring_area(dense.exterior), rel=0, abs=1)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("outer_turned", [True, False])
@pytest.mark.parametrize("inner_turned", [True, False])
def test_a_hole_is_taken_off_either_way_round(
    seed: int, outer_turned: bool, inner_turned: bool
) -> None:
    """pyproj adds a hole that runs the same way round as its ring (FINDINGS.md)."""
    polygon = with_hole(seed)
    outer, inner = (np.array(ring.coords) for ring in (polygon.exterior, polygon.interiors[0]))
    turned = shapely.Polygon(
        outer[::-1] if outer_turned else outer, [inner[::-1] if inner_turned else inner]
    )
    expected = ring_area(polygon.exterior) - ring_area(polygon.interiors[0])
    assert geodesic_area(turned) == pytest.approx(expected, rel=0, abs=1)


def test_parts_add_up_also_in_collections() -> None:
    one, two = shapely.box(35, 33, 35.2, 33.3), shapely.box(36, 33, 36.1, 33.1)
    expected = ring_area(one.exterior) + ring_area(two.exterior)
    nested = shapely.GeometryCollection(
        [shapely.MultiPolygon([one]), Point(35, 33), shapely.GeometryCollection([two])]
    )
    for whole in (shapely.MultiPolygon([one, two]), nested):
        assert geodesic_area(whole) == pytest.approx(expected, rel=0, abs=1)


LINE = shapely.LineString([(35.5, 32.5), (36, 33), (37, 33.2)])
SQUARE = shapely.box(35.5, 32.5, 36, 33)
EMPTY = {
    name: shapely.from_wkt(f"{name} EMPTY")
    for name in (
        "POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON",
        "GEOMETRYCOLLECTION", "LINEARRING",
    )
}  # fmt: skip
NO_AREA = [
    Point(36, 33), shapely.MultiPoint([(36, 33), (37, 33)]), LINE, shapely.MultiLineString([LINE]),
    SQUARE.exterior, shapely.GeometryCollection([LINE, Point(36, 33)]),
]  # fmt: skip


@pytest.mark.parametrize("geometry", [*EMPTY.values(), *NO_AREA], ids=lambda item: item.wkt[:24])
def test_what_has_no_area_has_area_nought(geometry: BaseGeometry) -> None:
    assert geodesic_area(geometry) == 0.0
    assert isinstance(geodesic_area(geometry), float)


@pytest.mark.parametrize(
    "geometry", [*EMPTY.values(), *NO_AREA[:2]], ids=lambda item: item.wkt[:24]
)
def test_what_has_no_length_has_length_nought(geometry: BaseGeometry) -> None:
    assert geodesic_length(geometry) == 0.0
    assert isinstance(geodesic_length(geometry), float)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_length_is_geographiclibs_and_a_hole_has_one(seed: int) -> None:
    polygon = with_hole(seed)
    outer, inner = ring_length(polygon.exterior), ring_length(polygon.interiors[0])
    assert geodesic_length(polygon) == pytest.approx(outer + inner, rel=0, abs=1e-3)
    assert geodesic_length(polygon.exterior) == pytest.approx(outer, rel=0, abs=1e-3)
    both = shapely.GeometryCollection([polygon, polygon.exterior, Point(36, 33)])
    assert geodesic_length(both) == pytest.approx(2 * outer + inner, rel=0, abs=1e-3)


PLACES = st.tuples(st.floats(34.5, 38.5), st.floats(31.8, 34.6))


@given(PLACES, PLACES)
@settings(max_examples=150, deadline=None)
def test_two_points_are_as_far_apart_as_geographiclib_says(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    expected = Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0])["s12"]
    assert geodesic_distance(Point(a), Point(b)) == pytest.approx(expected, rel=0, abs=1e-6)


def apart(seed: int, kind: str) -> tuple[BaseGeometry, BaseGeometry]:
    """Two geometries at least 2 km apart: the western and the eastern one."""
    random = np.random.default_rng(seed)
    border = random.uniform(35.2, 37.8)
    latitudes = np.sort(random.uniform(32, 34, 4))
    west = np.column_stack((border - random.uniform(0.02, 0.3, 4), latitudes))
    east = np.column_stack((border + random.uniform(0.02, 0.3, 4), np.sort(latitudes + 0.07)))
    if kind == "point-line":
        return Point(west[1]), shapely.LineString(east)
    if kind == "line-line":
        return shapely.LineString(west), shapely.LineString(east)
    if kind == "point-polygon":
        return Point(west[1]), shapely.Polygon([*east, (border + 0.3, 33)])
    if kind == "multipoint-multiline":
        return shapely.MultiPoint(west), shapely.MultiLineString([east[:2], east[2:]])
    return (
        shapely.Polygon([*west, (border - 0.3, 33)]),
        shapely.Polygon([*east, (border + 0.3, 33)]),
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "kind", ["point-line", "line-line", "point-polygon", "multipoint-multiline", "polygon-polygon"]
)
def test_the_distance_is_that_of_the_nearest_points(seed: int, kind: str) -> None:
    """The nearest pair has a vertex at one end, and at the other a point at most 2.5 m off.

    At 2 km that makes the brute force at most 2 mm too long. It is not dense across, where a
    pair of inner points is never the nearest.
    """
    a, b = apart(seed, kind)
    expected = min(
        brute_distances(shapely.get_coordinates(one), geographiclib_dense(other, 5)).min()
        for one, other in ((a, b), (b, a))
    )
    assert geodesic_distance(a, b) == pytest.approx(expected, rel=0, abs=0.01)
    assert geodesic_distance(b, a) == pytest.approx(expected, rel=0, abs=0.01)
    ends = [end.coords[0] for end in nearest_points(a, b)]
    between = Geodesic.WGS84.Inverse(ends[0][1], ends[0][0], ends[1][1], ends[1][0])["s12"]
    # The common plane of both is less exact; over 200 km its scale is off by 4e-5.
    assert between == pytest.approx(expected, rel=1e-4)


def test_what_touches_or_lies_inside_is_at_no_distance() -> None:
    assert geodesic_distance(SQUARE, Point(35.75, 32.75)) == 0
    assert geodesic_distance(SQUARE, LINE) == 0
    assert geodesic_distance(SQUARE, shapely.box(36, 32, 37, 32.5)) == 0


def test_a_hole_is_not_inside() -> None:
    """From the middle of a hole of 0.02 x 0.02 degrees to its nearer, eastern or western side."""
    ring = shapely.box(36, 33, 36.02, 33.02).exterior
    holed = shapely.Polygon(shapely.box(35.9, 32.9, 36.1, 33.1).exterior, [ring])
    expected = Geodesic.WGS84.Inverse(33.01, 36.01, 33.01, 36.02)["s12"]
    assert geodesic_distance(holed, Point(36.01, 33.01)) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_has_no_distance(name: str) -> None:
    for pair in ((EMPTY[name], SQUARE), (SQUARE, EMPTY[name]), (EMPTY[name], EMPTY[name])):
        with pytest.raises(ValueError, match="empty"):
            geodesic_distance(*pair)


def test_a_degree_of_the_meridian_and_of_the_equator() -> None:
    """From the closed forms of the ellipsoid.

    Of the meridian a(1 - e2) / (1 - e2 sin2(33.5))^1.5, with a = 6378137 m, e2 = 0.00669437999:
    6,354,867 m, or 110,913.4 m a degree. Of the equator a: 111,319.5 m a degree.
    """
    radius = 6378137 * (1 - 0.00669437999)
    radius /= (1 - 0.00669437999 * math.sin(math.radians(33.5)) ** 2) ** 1.5
    meridian = geodesic_distance(Point(36, 33), Point(36, 34))
    assert meridian == pytest.approx(radius * math.pi / 180, abs=0.1)
    equator = geodesic_distance(Point(36, 0), Point(37, 0))
    assert equator == pytest.approx(6378137 * math.pi / 180, abs=1e-6)
