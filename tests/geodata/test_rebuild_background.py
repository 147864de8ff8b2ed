"""The rebuild of what is only drawn: coast and sea, names of areas, water, relief."""

import numpy as np
import pytest
from shapely.geometry import LineString, MultiLineString, Point, box

from geodata.rebuild import area_names, coast, places, relief, water

# --- Coast and sea ---


WINDOW = box(34, 33, 36, 34)


def test_the_sea_lies_between_the_coast_and_the_western_edge() -> None:
    shore = LineString([(35, 32.5), (35, 34.5)])
    assert coast.sea(shore, WINDOW).equals(box(34, 33, 35, 34))


def test_an_island_and_a_cape_at_the_edge_are_no_sea() -> None:
    island = box(34.2, 33.2, 34.3, 33.3)
    cape = LineString([(34, 33.6), (34.1, 33.7), (34, 33.8)])
    shore = MultiLineString([[(35, 33), (35, 34)], island.exterior.coords, cape.coords])
    found = coast.sea(shore, WINDOW)
    assert found.area == pytest.approx(1 - 0.01 - 0.01)
    assert not found.contains(Point(34.25, 33.25))
    assert not found.contains(Point(34.05, 33.7))


def test_a_coast_that_parts_nothing_is_refused() -> None:
    with pytest.raises(coast.CoastError, match="does not part"):
        coast.sea(LineString([(35, 33.2), (35, 33.8)]), WINDOW)


# --- Names of areas ---


def test_a_name_stands_at_its_point_with_rank_and_status() -> None:
    told = {"en": "As told.", "ar": "كما قيل.", "he": "כפי שסופר."}
    row = {"longitude": "35.7", "latitude": "33.0", "rank": "1"}
    row |= {f"status_{language}": text for language, text in told.items()}
    rows = [
        row | {"id": "hills", "area_kind": "region"},
        row | {"id": "pond", "area_kind": "lake", "status_en": ""},
    ]
    names = {("area", "hills"): {"en": "Hills"}, ("lake", "pond"): {"en": "Pond"}}
    hills, pond = area_names.area_names_file(rows, names).features
    assert hills.geometry.equals(Point(35.7, 33.0))
    assert hills.extra == {"area_kind": "region", "rank": 1, "status": told}
    assert pond.name == {"en": "Pond"}
    assert "status" not in pond.extra


def test_every_area_of_the_table_has_a_name() -> None:
    names = places.names_of(places.table("names.csv"))
    made = area_names.area_names_file(places.table("area-names.csv"), names)
    assert made.role == "background"
    assert {feature.id for feature in made.features} >= {"golan", "lake-tiberias", "syria"}


# --- Water ---


def test_rivers_are_joined_from_their_parts() -> None:
    parts = sorted({number for numbers in water.RIVERS.values() for number in numbers})
    courses = {number: LineString([(35, 32 + i), (35, 33 + i)]) for i, number in enumerate(parts)}
    names = {("river", river): {"en": river} for river in water.RIVERS}
    made = water.rivers_file(courses, names)
    assert [feature.id for feature in made.features] == sorted(water.RIVERS)
    assert made.role == "background"


# --- Relief ---


def test_cubics_reproduce_a_parabola() -> None:
    """Catmull-Rom cubics are exact for polynomials of second degree."""
    rows = np.arange(10.0)[:, None] ** 2
    at = np.array([1.0, 2.25, 5.5, 7.75])
    assert relief.cubic(rows, at)[:, 0] == pytest.approx(at**2)


def test_flat_ground_is_clear_and_slopes_to_the_north_west_are_lit() -> None:
    latitude = np.full(50, 33.0)
    down, right = np.mgrid[0:50, 0:50].astype(float)
    assert relief.brightness(np.full((50, 50), 700.0), latitude) == pytest.approx(0, abs=1e-12)
    falls_north_west = relief.brightness(20 * (down + right), latitude)
    falls_south_east = relief.brightness(-20 * (down + right), latitude)
    assert falls_north_west.min() > 0 > falls_south_east.max()


def test_the_picture_is_square_in_web_mercator_and_clear_at_sea() -> None:
    longitude, latitude = relief.pixel_centres()
    assert longitude[0] == pytest.approx(relief.WEST, abs=0.01)
    assert relief.NORTH > latitude[0] > latitude[-1] > relief.SOUTH
    sea = relief.picture(np.zeros((6000, 10800), dtype=np.int16))
    assert sea.shape == (relief.height_in_pixels(), relief.WIDTH, 2)
    assert not sea.any()
