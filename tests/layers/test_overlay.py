"""A = (A and B) + (A minus B) within 1e-9, on any polygons and on all layers of the catalogue."""

from itertools import combinations, pairwise

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from layers.build.overlay import area_of, overlay, overlay_area
from layers.features.feature import Feature
from layers.geometry.densify import densify, subdivide
from layers.geometry.measure import geodesic_area
from layers.geometry.slivers import without_slivers
from tests.layers.project import BUILDER, CATALOG, seeded_polygon


def rectangle(west: float, south: float, east: float, north: float) -> BaseGeometry:
    """Return a rectangle whose edges run straight in degrees, with a point about every 500 m."""
    return subdivide(shapely.box(west, south, east, north), 0.005)


def planimeter(west: float, south: float, east: float, north: float) -> float:
    """GeographicLib's area of a rectangle straight in degrees, by points every 0.0001 degree."""
    polygon = Geodesic.WGS84.Polygon()
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    for start, end in pairwise(corners):
        steps = round(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 0.0001)
        for lon, lat in np.linspace(start, end, steps, endpoint=False):
            polygon.AddPoint(lat, lon)
    return abs(polygon.Compute(reverse=False, sign=True)[2])


def test_two_squares_overlap_in_the_square_between_them() -> None:
    """0.2 degree wide, moved by 0.1 degree: what they share is 0.1 degree wide.

    By GeographicLib's planimeter: 103.471 km2 shared, of 414.113 and 413.650 km2.
    """
    parts = overlay(rectangle(36, 33, 36.2, 33.2), rectangle(36.1, 33.1, 36.3, 33.3))
    shared = planimeter(36.1, 33.1, 36.2, 33.2)
    assert shared / 1e6 == pytest.approx(103.471, abs=0.001)
    assert overlay_area(parts.common) == pytest.approx(shared, rel=1e-9)
    only_a = planimeter(36, 33, 36.2, 33.2) - shared
    only_b = planimeter(36.1, 33.1, 36.3, 33.3) - shared
    assert overlay_area(parts.only_a) == pytest.approx(only_a, rel=1e-9)
    assert overlay_area(parts.only_b) == pytest.approx(only_b, rel=1e-9)


def assert_adds_up(a: BaseGeometry, b: BaseGeometry) -> None:
    parts = overlay(a, b)
    common, only_a, only_b = (
        overlay_area(part) for part in (parts.common, parts.only_a, parts.only_b)
    )
    assert common + only_a == pytest.approx(overlay_area(a), rel=1e-9)
    assert common + only_b == pytest.approx(overlay_area(b), rel=1e-9)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_any_two_polygons_add_up(one: int, other: int) -> None:
    assert_adds_up(densify(seeded_polygon(one)), densify(seeded_polygon(other)))


def test_all_layers_of_the_catalogue_add_up() -> None:
    """All pairs of readings that have an area; readings of equal geometry once."""
    areas = {
        area.wkb: area
        for address, provision in CATALOG.layers.items()
        for reading in provision.reading
        if not (area := area_of(BUILDER.layer(address, reading.id).features)).is_empty
    }
    assert len(areas) > 15
    for a, b in combinations(areas.values(), 2):
        assert_adds_up(a, b)
    for area in areas.values():
        # Straight in degrees or geodesic: no figure that is shown depends on it.
        assert overlay_area(area) == pytest.approx(geodesic_area(area), rel=2e-7)


def test_an_edge_that_two_bands_share_is_dissolved() -> None:
    bands = [
        Feature("near", "", "band", rectangle(36, 33, 36.1, 33.2)),
        Feature("far", "", "band", rectangle(36.1, 33, 36.2, 33.2)),
        Feature("line", "", "line", shapely.LineString([(36, 33), (37, 34)])),
        Feature("ring", "", "accuracy", rectangle(37, 33, 38, 34)),
    ]
    area = area_of(bands)
    assert area.geom_type == "Polygon"
    assert area.equals(shapely.box(36, 33, 36.2, 33.2))
    assert geodesic_area(area) == pytest.approx(
        sum(geodesic_area(band.geometry) for band in bands[:2]), rel=1e-9
    )


def test_a_part_that_two_bands_share_counts_once() -> None:
    twice = [Feature(name, "", "band", rectangle(36, 33, 36.1, 33.1)) for name in ("a", "b")]
    assert overlay_area(area_of(twice)) == pytest.approx(planimeter(36, 33, 36.1, 33.1), rel=1e-9)


def test_areas_that_only_touch_have_nothing_in_common() -> None:
    parts = overlay(rectangle(36, 33, 36.1, 33.1), rectangle(36.1, 33, 36.2, 33.1))
    assert parts.common.is_empty
    assert overlay_area(parts.common) == 0


def test_pieces_narrower_than_a_metre_are_not_drawn() -> None:
    """1e-6 degree is 0.1 m."""
    wide, narrow = shapely.box(36, 33, 36.1, 33.1), shapely.box(36.2, 33, 36.2 + 1e-6, 33.1)
    both = shapely.MultiPolygon([wide, narrow])
    assert without_slivers(both).equals(wide)
    assert without_slivers(narrow).is_empty


def test_dividing_edges_loses_nothing() -> None:
    """GEOS lost a polygon of 205 km2 of such a one when it divided it itself."""
    south = BUILDER.layer("no-fly-zone.zone", "all-of-the-south").features
    nearly = BUILDER.layer("demilitarized-south.zone", "nearly-to-damascus").features
    only = overlay(area_of(south), area_of(nearly)).only_a
    assert subdivide(only, 0.0005).area == pytest.approx(only.area, rel=1e-9)
