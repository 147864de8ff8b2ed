"""Positions in words: against PROJ's UTM, the tables of the grid, and worked examples."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from layers.output.position_formats import decimal_degrees, grid_reference, notations, sexagesimal

COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
"""Of the 100 km squares from 100 km east on, for zones 1, 2 and 3, and on from there."""
ROWS = "ABCDEFGHJKLMNPQRSTUV"
"""From the equator northward, over again after 2,000 km; in even zones they begin with F."""
BANDS = "CDEFGHJKLMNPQRSTUVWX"
UTM = {zone: Transformer.from_crs(4326, 32600 + zone, always_xy=True) for zone in (35, 36, 37, 38)}


def by_the_tables(longitude: float, latitude: float) -> str:
    """Return the reference as NGA.STND.0037 makes it of PROJ's easting and northing."""
    zone = int((longitude + 180) // 6) + 1
    east, north = UTM[zone].transform(longitude, latitude)
    column = COLUMNS[(zone - 1) % 3][int(east // 100_000) - 1]
    row = ROWS[(int(north // 100_000) + (0 if zone % 2 else 5)) % 20]
    band = BANDS[int((latitude + 80) // 8)]
    return f"{zone}{band} {column}{row} {int(east % 100_000):05d} {int(north % 100_000):05d}"


@given(st.floats(33.0, 44.0), st.floats(29.0, 38.0))
@settings(max_examples=300, deadline=None)
def test_the_grid_reference_is_that_of_proj_and_the_tables(east: float, north: float) -> None:
    # On the very edge of a square, a nanometre decides in which one a position lies.
    zone = int((east + 180) // 6) + 1
    assume(all(1e-3 < metres % 100_000 < 99_999.999 for metres in UTM[zone].transform(east, north)))
    found, expected = grid_reference(east, north), by_the_tables(east, north)
    assert found.split()[:2] == expected.split()[:2]
    # Within a metre: a position a nanometre from the edge of a square may fall on either side.
    for one, other in zip(found.split()[2:], expected.split()[2:], strict=True):
        assert abs(int(one) - int(other)) <= 1


@pytest.mark.parametrize(
    ("longitude", "latitude", "expected"),
    [
        # The worked examples of the package, GEOTRANS' own.
        (-93.0, 42.0, "15T WG 00000 49776"),
        (-158.05326, 21.61643, "04Q EJ 97987 90670"),
    ],
)
def test_worked_examples(longitude: float, latitude: float, expected: str) -> None:
    found = grid_reference(longitude, latitude).split()
    assert found[:2] == expected.split()[:2]
    for one, other in zip(found[2:], expected.split()[2:], strict=True):
        assert abs(int(one) - int(other)) <= 1, "five decimals of a degree are up to 1 m"


@pytest.mark.parametrize(
    ("longitude", "latitude", "expected"),
    [
        # 33.5138 x 3600 = 120,649.68 seconds; 36.2765 x 3600 = 130,595.40 seconds.
        (36.2765, 33.5138, "33°30′49.68″ N, 36°16′35.40″ E"),
        (0.0, 0.0, "0°00′00.00″ N, 0°00′00.00″ E"),
        # Seconds that would be written as 60.00 are the next minute, and that the next degree.
        (35.999999, 32.9999999, "33°00′00.00″ N, 36°00′00.00″ E"),
        (-0.5, -0.25, "0°15′00.00″ S, 0°30′00.00″ W"),
    ],
)
def test_degrees_minutes_and_seconds(longitude: float, latitude: float, expected: str) -> None:
    assert sexagesimal(longitude, latitude) == expected


@given(st.floats(-180, 180), st.floats(-80, 84))
@settings(max_examples=200, deadline=None)
def test_all_three_name_the_same_place(longitude: float, latitude: float) -> None:
    decimal, sexagesimals, grid = notations(longitude, latitude)
    for text, degrees in zip(sexagesimals.split(", "), (latitude, longitude), strict=True):
        whole, minutes, seconds = (
            text.replace("°", " ").replace("′", " ").replace("″", " ").split()[:3]
        )
        said = int(whole) + int(minutes) / 60 + float(seconds) / 3600
        assert said == pytest.approx(abs(degrees), abs=0.005 / 3600 + 1e-12)
    assert decimal == decimal_degrees(longitude, latitude)
    assert len(grid.split()[-1]) == 5
