"""Web Mercator on a sheet, against PROJ and GeographicLib."""

import math

import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geodata.scenario import LATITUDES, LONGITUDES, ZOOM_RANGE
from layers.output.map_frame import MARGIN, MapFrame
from tests.layers.project import BUILDER

HALF_WORLD_M = math.pi * 6378137
TO_3857 = Transformer.from_crs(4326, 3857, always_xy=True)
SHEETS = st.builds(
    MapFrame,
    st.floats(*LATITUDES),
    st.floats(*LONGITUDES),
    st.floats(*ZOOM_RANGE),
    st.just((270.0, 60.0, 1266.0, 660.0)),
)


@given(SHEETS, st.floats(*LONGITUDES), st.floats(*LATITUDES))
def test_a_place_lies_where_epsg_3857_puts_it(
    sheet: MapFrame, longitude: float, latitude: float
) -> None:
    units = 256 * 2**sheet.zoom / (2 * HALF_WORLD_M)
    middle = TO_3857.transform(sheet.longitude, sheet.latitude)
    east, north = TO_3857.transform(longitude, latitude)
    x, y = sheet.point(longitude, latitude)
    assert x == pytest.approx(768 + (east - middle[0]) * units, abs=1e-4)
    assert y == pytest.approx(360 - (north - middle[1]) * units, abs=1e-4)


@given(SHEETS, st.floats(270, 1266), st.floats(60, 660))
def test_there_and_back(sheet: MapFrame, x: float, y: float) -> None:
    assert sheet.point(*sheet.degrees(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(SHEETS)
def test_a_unit_is_as_long_as_geographiclib_says(sheet: MapFrame) -> None:
    west, latitude = sheet.degrees(768 - 1, 360)
    east, _ = sheet.degrees(768 + 1, 360)
    length = Geodesic.WGS84.Inverse(latitude, west, latitude, east)["s12"]
    assert sheet.metres_per_unit() * 2 == pytest.approx(length, rel=1e-6)


def test_the_corners_that_are_to_be_seen_are_seen() -> None:
    box = (270.0, 60.0, 1266.0, 660.0)
    sheet = MapFrame.holding((32.28, 35.55), (33.62, 37.3), box)
    for longitude, latitude in ((35.55, 32.28), (37.3, 33.62)):
        x, y = sheet.point(longitude, latitude)
        assert box[0] - 1e-6 <= x <= box[2] + 1e-6
        assert box[1] - 1e-6 <= y <= box[3] + 1e-6


@given(SHEETS)
def test_what_is_drawn_never_lies_far_from_the_sheet(sheet: MapFrame) -> None:
    zone = BUILDER.layer("demilitarized-south.zone").features[0].geometry
    left, top, right, bottom = sheet.box
    for outline in sheet.outlines(zone):
        assert outline.closed
        for x, y in outline.points:
            assert left - MARGIN - 0.01 <= x <= right + MARGIN + 0.01
            assert top - MARGIN - 0.01 <= y <= bottom + MARGIN + 0.01


def test_a_hole_stays_a_hole() -> None:
    ring = shapely.Point(36, 33).buffer(0.3).difference(shapely.Point(36, 33).buffer(0.1))
    outlines = MapFrame(33, 36, 9, (0, 0, 1000, 600)).outlines(ring)
    assert [outline.closed for outline in outlines] == [True, True]
