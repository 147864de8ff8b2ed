"""The committed lines of 1974 and borders, checked with a ruler and a map.

Lengths and distances of the lines were measured with WGS 84 geodesics on the raw data, before the
files were made. Where a figure was taken from the files themselves, to notice a change, it says so.
"""

from itertools import combinations

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point

from tests.geodata.reference_files import FEATURES, FILES, GEOD, distance_km, geometry, in_metres

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


# --- Borders ---


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
