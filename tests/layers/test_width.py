"""Widths of strips that a ruler can check, on lines that GeographicLib draws."""

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.geometry.buffering import geodesic_buffer
from layers.geometry.densify import densify
from layers.geometry.measure import geodesic_area
from layers.geometry.width import widths
from tests.layers.project import BUILDER

PASSAGE = "druze-corridor.passage"


def way(azimuth: float, km: float = 100, latitude: float = 33, longitude: float = 36):
    """A geodesic from a point: GeographicLib says where it ends."""
    end = Geodesic.WGS84.Direct(latitude, longitude, azimuth, 1000 * km)
    return densify(shapely.LineString([(longitude, latitude), (end["lon2"], end["lat2"])]))


@pytest.mark.parametrize("azimuth", [0, 30, 90, 137])
def test_a_strip_about_a_straight_axis_is_as_wide_as_it_was_made(azimuth: float) -> None:
    axis = way(azimuth)
    found = widths(geodesic_buffer(axis, 2500), axis)
    assert len(found) == 100
    assert found == pytest.approx(5000, rel=0.0002)


def test_a_strip_that_is_cut_is_narrower_where_it_is_cut() -> None:
    """From 36 to 36.5 E, 1 km south of the parallel of the axis, all is cut off."""
    axis = densify(shapely.LineString([(36, 33), (37, 33)]))
    south = Geodesic.WGS84.Direct(33, 36, 180, 1000)["lat2"]
    cut = geodesic_buffer(axis, 2500).difference(shapely.box(35, 32, 36.5, south))
    found = widths(cut, axis)
    # The geodesic bulges up to 111 m north of the parallel (test_regressions.py).
    assert found.min() == pytest.approx(2500 + 1000, abs=120)
    assert found.max() == pytest.approx(5000, rel=0.0002)
    assert np.sum(found > 4990) == pytest.approx(93.45 / 2, abs=2)


def test_a_bend_does_not_turn_the_section_along_the_strip() -> None:
    """At a right angle the inner corner lies sqrt(2) x 2.5 km from the axis, the outer 2.5 km."""
    corner = Geodesic.WGS84.Direct(33, 36, 90, 20_000)
    end = Geodesic.WGS84.Direct(corner["lat2"], corner["lon2"], 0, 20_000)
    axis = shapely.LineString(
        [(36, 33), (corner["lon2"], corner["lat2"]), (end["lon2"], end["lat2"])]
    )
    found = widths(geodesic_buffer(axis, 2500), axis)
    assert found.min() == pytest.approx(5000, rel=0.001)
    assert np.median(found) == pytest.approx(5000, rel=0.001)
    assert 5000 < found.max() < 1.02 * (1 + np.sqrt(2)) * 2500


def test_where_the_guiding_line_is_outside_there_is_no_width() -> None:
    axis = way(90)
    zone = geodesic_buffer(axis, 2500).intersection(shapely.box(36.5, 32, 38, 34))
    # 0.5 degrees of longitude at 33 N are 46.7 km of the 100.
    assert len(widths(zone, axis)) == pytest.approx(100 - 46.7, abs=1)
    assert len(widths(shapely.Polygon(), axis)) == 0
    assert len(widths(zone, shapely.LineString())) == 0


@pytest.mark.parametrize(
    ("address", "reading", "feature", "depth"),
    [
        ("disengagement-1974.limitation-east", None, "to-10-km", 10),
        ("disengagement-1974.limitation-east", None, "to-20-km", 10),
        ("disengagement-1974.limitation-west", None, "to-25-km", 5),
        ("demilitarized-south.zone", "three-bands", "far", 8),
        (PASSAGE, "shortest-from-line-a", "zone", 5),
    ],
)
def test_a_band_is_as_wide_in_the_median_as_its_clause_says(
    address: str, reading: str | None, feature: str, depth: float
) -> None:
    found = BUILDER.layer(address, reading).feature(feature).widths
    assert np.median(found) == pytest.approx(1000 * depth, rel=0.001)


def test_the_area_of_separation_is_as_wide_as_is_known() -> None:
    """The fact sheet: 0.2 to 10 km by the agreement, 7.4 to 7.9 km at most as it is drawn."""
    found = BUILDER.layer("disengagement-1974.area-of-separation").feature("zone").widths
    assert 200 < found.min() < 1500
    assert 7400 < found.max() < 7900


@given(st.floats(1, 10), st.floats(0.5, 5))
@settings(max_examples=10, deadline=None)
def test_a_larger_width_is_no_smaller_area_and_no_smaller_width(width: float, more: float) -> None:
    narrow, wide = (
        BUILDER.layer(PASSAGE, "southern", {"width_km": value}).feature("zone")
        for value in (width, width + more)
    )
    assert geodesic_area(narrow.geometry) < geodesic_area(wide.geometry)
    for measure in (np.min, np.median, np.max):
        assert measure(narrow.widths) <= measure(wide.widths)
