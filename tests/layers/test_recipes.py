"""What recipes make, by figures that can be checked with a ruler and a map."""

import math

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from shapely.geometry.base import BaseGeometry

from geodata.models.provision import Reading
from layers.geometry.densify import densify
from layers.geometry.measure import geodesic_area, geodesic_distance
from layers.recipes import RECIPES, RecipeError, make
from layers.recipes.positions import Positions, Unplaced
from tests.layers.project import BUILDER, CATALOG, brute_distances, geographiclib_dense


def reference(key: str) -> BaseGeometry:
    return CATALOG.features[key].geometry


def value(address: str, reading: str, feature: str, measure: str) -> float:
    return BUILDER.figures(BUILDER.layer(address, reading))[feature, measure].value


AOS, PASSAGE = "disengagement-1974.area-of-separation", "druze-corridor.passage"


@pytest.mark.parametrize(
    ("address", "reading", "feature", "measure", "expected", "tolerance"),
    [
        # Measured on the raw data with WGS 84 geodesics, before the files were made.
        ("disengagement-1974.line-a", "as-drawn", "line", "length", 79.6, 0.05),
        ("disengagement-1974.line-a", "as-drawn", "line", "distance-to-damascus", 49.37, 0.02),
        # Press reports give 233 to 235 km2, Natural Earth's polygon has 265.
        (AOS, "as-drawn", "zone", "area", 263.7, 1.5),
        # Reported: about 100 km (60 miles).
        (PASSAGE, "via-izra", "axis", "length", 100.5, 0.1),
        (PASSAGE, "straight-from-majdal-shams", "axis", "length", 97.1, 0.1),
        (PASSAGE, "shortest-from-line-a", "axis", "length", 68.4, 0.1),
    ],
)
def test_figures(
    address: str, reading: str, feature: str, measure: str, expected: float, tolerance: float
) -> None:
    assert value(address, reading, feature, measure) == pytest.approx(expected, abs=tolerance)


def test_line_a_is_drawn_as_the_reference_has_it() -> None:
    line = BUILDER.layer("disengagement-1974.line-a").feature("line").geometry
    given_vertices = {tuple(item) for item in shapely.get_coordinates(reference("line/line-a"))}
    assert given_vertices <= {tuple(item) for item in shapely.get_coordinates(line)}


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ("majdal-shams", False),  # west of Line A
        ("quneitra-ruins", True),  # handed back in 1974, and without forces
        ("damascus", False),
        ("khan-arnabah", False),  # Syrian side, east of Line B
    ],
)
def test_who_lies_in_the_area_of_separation(place: str, inside: bool) -> None:
    zone = BUILDER.layer(AOS).feature("zone").geometry
    assert zone.contains(reference(f"place/{place}")) == inside


def test_the_area_of_separation_lies_between_its_lines() -> None:
    """Its edge follows Line A, Line B, the Lebanese border, and one short way in the south."""
    zone = BUILDER.layer(AOS).feature("zone").geometry
    lines = [reference(f"line/{name}") for name in ("line-a", "line-b")]
    known = shapely.union_all(
        [densify(line) for line in [*lines, reference("border/border-lebanon-syria")]]
    )
    off = zone.boundary.difference(known.buffer(1e-6))
    # In the south Line B ends 1 to 3 km from Line A (the two meet the Yarmouk apart).
    assert off.length * 111 < 4


@given(st.floats(1.0, 20.0))
@settings(max_examples=10, deadline=None)
def test_a_corridor_is_its_length_times_its_width_and_two_half_discs(width_km: float) -> None:
    arguments = {"route": ["majdal-shams", "suwayda"], "width_km": width_km}
    zone, axis = make("corridor", arguments, BUILDER.reference.fresh())
    assert (zone.id, axis.id) == ("zone", "axis")
    expected = 97.14 * width_km + math.pi * (width_km / 2) ** 2
    assert geodesic_area(zone.geometry) / 1e6 == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("reading", [item.id for item in CATALOG.layers[PASSAGE].reading])
def test_a_wider_passage_is_never_smaller(reading: str) -> None:
    areas = [
        geodesic_area(BUILDER.layer(PASSAGE, reading, {"width_km": w}).feature("zone").geometry)
        for w in (1.0, 1.5, 5.0, 12.5, 20.0)
    ]
    assert areas == sorted(areas)


def test_a_corridor_joins_its_stops_in_order() -> None:
    axis = BUILDER.layer(PASSAGE, "via-izra").feature("axis").geometry
    stops = [
        reference(f"place/{name}") for name in ("quneitra-crossing", "jasim", "izra", "suwayda")
    ]
    along = [axis.project(stop) for stop in stops]
    assert along == sorted(along)
    assert (along[0], along[-1]) == (0, pytest.approx(axis.length))
    assert all(axis.distance(stop) < 1e-9 for stop in stops)


def test_the_shortest_passage_begins_where_line_a_is_nearest() -> None:
    axis = BUILDER.layer(PASSAGE, "shortest-from-line-a").feature("axis").geometry
    suwayda = np.array(reference("place/suwayda").coords)
    nearest = brute_distances(suwayda, geographiclib_dense(reference("line/line-a"), 5))[0]
    start, end = axis.coords[0], axis.coords[-1]
    length = Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0])["s12"]
    assert length == pytest.approx(nearest, abs=0.01)


def nearly_to_damascus(standoff: float) -> BaseGeometry:
    layer = BUILDER.layer(
        "demilitarized-south.zone", "nearly-to-damascus", {"standoff_km": standoff}
    )
    return layer.feature("zone").geometry


@pytest.mark.parametrize("standoff_km", [5.0, 15.0, 26.0, 40.0])
def test_nearly_to_damascus_keeps_its_distance(standoff_km: float) -> None:
    zone = nearly_to_damascus(standoff_km)
    distance = geodesic_distance(zone, reference("place/damascus")) / 1000
    assert distance == pytest.approx(standoff_km, rel=2e-4)


def test_all_of_the_south_reaches_from_line_a_to_the_road_and_holds_the_governorates() -> None:
    zone = nearly_to_damascus(15.0)
    inside = {
        name: zone.contains(reference(f"place/{name}"))
        for name in (
            "daraa",
            "suwayda",
            "khan-arnabah",
            "kanakir",
            "damascus",
            "majdal-shams",
            "jaramana",
        )
    }
    # Jaramana lies 5 km south-east of the centre of Damascus, in the circle that is kept free.
    assert inside == {
        "daraa": True, "suwayda": True, "khan-arnabah": True, "kanakir": True,
        "damascus": False, "majdal-shams": False, "jaramana": False,
    }  # fmt: skip


def test_three_governorates_are_the_sum_of_their_areas() -> None:
    whole = value("demilitarized-south.zone", "governorates", "zone", "area")
    parts = [
        geodesic_area(CATALOG.features[f"governorate/{name}"].geometry) / 1e6
        for name in ("quneitra", "daraa", "suwayda")
    ]
    assert whole == pytest.approx(sum(parts), rel=1e-4)


POSITIONS = "israeli-positions.positions"


@pytest.mark.parametrize("reading", CATALOG.layers[POSITIONS].reading, ids=lambda item: item.id)
def test_a_position_is_a_circle_of_its_accuracy(reading: object) -> None:
    layer = BUILDER.layer(POSITIONS, reading.id)  # type: ignore[attr-defined]
    circles = [feature for feature in layer.features if feature.role == "position"]
    assert [item.id for item in circles] == [
        item["at"]
        for item in reading.arguments["positions"]  # type: ignore[attr-defined]
    ]
    for circle in circles:
        place = CATALOG.features[f"position/{circle.id}"]
        x, y = place.geometry.x, place.geometry.y
        for longitude, latitude in shapely.get_coordinates(circle.geometry):
            radius = Geodesic.WGS84.Inverse(y, x, latitude, longitude)["s12"]
            assert radius == pytest.approx(place.accuracy_m, rel=2e-4)


def test_a_group_goes_around_its_positions_and_no_others() -> None:
    layer = BUILDER.layer(POSITIONS, "december-2024")
    outline = layer.feature("group").geometry
    assert outline.contains(layer.feature("hermon").geometry)
    assert outline.contains(layer.feature("beit-jinn").geometry)
    assert not outline.intersects(layer.feature("maariyah").geometry)


def test_the_range_of_counts_falls_out_of_the_reports() -> None:
    counts = {
        reading.id: value(POSITIONS, reading.id, "all", "count")
        for reading in CATALOG.layers[POSITIONS].reading
        if "total" in reading.arguments  # else it names places and counts nothing
    }
    assert counts["february-2025"] == 7  # Haaretz, 18 February 2025
    assert counts["early-2025"] == 9  # Al-Ahram Weekly, early 2025
    assert counts["official-february-2025"] == 9  # Israel's Minister of Defence: two and seven
    assert counts["september-2025"] == 14  # Sky News Arabia: nine, and about five on Mount Hermon
    (count,) = CATALOG.layers[POSITIONS].reported
    assert (min(counts.values()), max(counts.values())) == (count.low, count.high) == (7, 14)


def test_a_count_is_that_of_the_list_that_is_named() -> None:
    """Sky News Arabia named eight of nine sites, and about five other points: not nine in all."""
    listed = {
        "total": 9,
        "positions": [{"at": "hermon", "count": 5}, {"at": "kudna"}],
        "unplaced": [{"title": "three more", "count": 3}, {"title": "another"}],
    }
    with pytest.raises(ValidationError, match="total 9 is not the 6 positions and 4 unplaced"):
        Positions.model_validate(listed)
    assert Positions.model_validate({**listed, "total": 10}).total == 10
    open_count = {**listed, "unplaced": ["some more"]}
    assert Positions.model_validate(open_count).total == 9


@pytest.mark.parametrize("reading", CATALOG.layers[POSITIONS].reading, ids=lambda item: item.id)
def test_every_count_of_ours_is_checked_against_its_list(reading: Reading) -> None:
    found = Positions.model_validate(reading.arguments)
    assert all(isinstance(item, Unplaced) for item in found.unplaced)


def test_a_passage_ends_where_its_country_does() -> None:
    """From Majdal Shams, west of Line A, only what lies in Syria is passage."""
    zone = BUILDER.layer(PASSAGE, "straight-from-majdal-shams").feature("zone").geometry
    assert not zone.intersects(reference("place/majdal-shams"))
    assert geodesic_area(zone.difference(densify(reference("country/syria")))) < 1  # square metre


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("teleport", {}, "recipe 'teleport' is not one of around, at_place, bands, between"),
        ("reference_line", {"line": "line-c"}, "line 'line-c' is not in the reference data; there are: line-1923, line-a, line-b"),
        # A line for the background map only feeds no recipe.
        ("reference_line", {"line": "line-1923"}, "line 'line-1923' is for the background map only"),
        ("reference_line", {"line": "line-a", "colour": "red"}, "argument colour"),
        ("reference_line", {}, "argument line: is missing"),
        ("corridor", {"route": ["suwayda"], "width_km": 5}, "argument route: has 1 item: at least 2 must be given"),
        ("corridor", {"route": ["izra", "suwayda"], "width_km": 0}, "argument width_km"),
        ("corridor", {"route": ["izra", "suwayda"], "width_km": math.nan}, "argument width_km"),
        ("corridor", {"route": ["izra", {"nearest_point_of": "line-a"}], "width_km": 5}, "the last stop of a route has to be a place"),
        ("bands", {"from": "line-a", "side": "north", "bands": []}, "argument side"),
        ("governorates", {"names": ["golan"]}, "governorate 'golan' is not in the reference data"),
    ],
)  # fmt: skip
def test_a_recipe_that_cannot_be_made_is_told_in_one_line(
    name: str, arguments: dict[str, object], told: str
) -> None:
    with pytest.raises(RecipeError) as raised:
        make(name, arguments, BUILDER.reference.fresh())
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_every_recipe_says_in_one_line_what_it_does() -> None:
    assert {name for name, item in RECIPES.items() if not item.words.endswith(".")} == set()
    assert {name for name, item in RECIPES.items() if "\n" in item.words} == set()
