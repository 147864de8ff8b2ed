"""What is drawn measures as GeographicLib does, on the very positions that were set."""

import json
from typing import Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.user_layers import OwnLayerError, read_layer
from layers.geometry.measure import geodesic_area, geodesic_length
from layers.user_layers.features import features_of, own_figures
from layers.user_layers.output import to_take_away
from layers.user_layers.sketch import MAX_RADIUS_M, POINTS, Sketch, drawing_of
from tests.layers.project import BUILDER

MICROMETRE_KM = 1e-9
SQUARE_METRE_KM2 = 1e-6
WGS84 = Geodesic.WGS84

# A triangle from Majdal Shams to Damascus and Daraa, and a long way across zones 36 and 37.
TRIANGLE = ((35.7697, 33.2674), (36.2765, 33.5138), (36.1018, 32.6189))
WAY = ((35.1, 32.95), (36.0, 33.4), (37.9, 34.2), (38.4, 33.1))

positions = st.tuples(
    st.floats(34.0, 40.0).map(lambda value: round(value, 6)),
    st.floats(31.0, 36.0).map(lambda value: round(value, 6)),
)


def planimeter(points: Any, polyline: bool) -> tuple[float, float]:
    """Return GeographicLib's length in km, and area in km2."""
    tool = WGS84.Polygon(polyline=polyline)
    for longitude, latitude in points:
        tool.AddPoint(latitude, longitude)
    _, length, *area = tool.Compute(reverse=False, sign=True)
    return length / 1000, abs(area[0]) / 1e6 if not polyline else 0.0


def taken(drawing: Sketch) -> dict[str, float]:
    """Return the figures of a drawing once it is an own layer: of its shape, not of its points."""
    features = features_of(drawing.layer("Mine"))
    found = own_figures(features, BUILDER.reference)
    return {measure: quantity.value for (_, measure), quantity in found.items()}


@pytest.mark.parametrize("points", [TRIANGLE[:2], WAY[:2], WAY])
def test_a_line_is_as_long_as_geographiclib_says(points: Any) -> None:
    shape = "distance" if len(points) == 2 else "line"
    drawing = Sketch(shape, points)
    expected = planimeter(points, polyline=True)[0]
    (figure,) = drawing.figures.values()
    assert figure.value == pytest.approx(expected, rel=0, abs=MICROMETRE_KM)
    assert taken(drawing)["length"] == pytest.approx(expected, rel=0, abs=MICROMETRE_KM)


@pytest.mark.parametrize("points", [TRIANGLE, TRIANGLE[::-1], WAY])
def test_an_area_is_as_large_as_geographiclib_says(points: Any) -> None:
    length, area = planimeter(points, polyline=False)
    for found in (
        {name: item.value for name, item in Sketch("area", points).figures.items()},
        taken(Sketch("area", points)),
    ):
        assert found["area"] == pytest.approx(area, rel=0, abs=SQUARE_METRE_KM2)
        assert found["perimeter"] == pytest.approx(length, rel=0, abs=MICROMETRE_KM)


@given(st.lists(positions, min_size=2, max_size=6, unique=True))
@settings(max_examples=60, deadline=None)
def test_what_runs_along_is_what_stays(points: Any) -> None:
    """The figure shown while drawing is the one that the own layer then has."""
    drawing = Sketch("line", tuple(points))
    expected = planimeter(points, polyline=True)[0]
    assert drawing.figures["length"].value == pytest.approx(expected, rel=0, abs=MICROMETRE_KM)
    assert taken(drawing)["length"] == pytest.approx(expected, rel=0, abs=10 * MICROMETRE_KM)


@given(positions, positions)
@settings(max_examples=60, deadline=None)
def test_every_point_of_a_circle_lies_at_its_radius(centre: Any, rim: Any) -> None:
    radius = WGS84.Inverse(centre[1], centre[0], rim[1], rim[0])["s12"]
    if not 10 < radius < MAX_RADIUS_M:
        return
    drawing = Sketch("circle", (centre, rim))
    figures = drawing.figures
    assert figures["radius"].value == pytest.approx(radius / 1000, rel=0, abs=MICROMETRE_KM)
    circle = drawing.geometry()
    vertices = shapely.get_coordinates(circle)[:: max(1, shapely.count_coordinates(circle) // 40)]
    away = [WGS84.Inverse(centre[1], centre[0], y, x)["s12"] for x, y in vertices]
    # On the rim, or between two of its points: inside it by the height of an arc of 1/1440.
    assert max(away) <= radius + 1e-6
    assert min(away) >= radius * np.cos(np.pi / 1440) - 1e-6
    # The area of a geodesic circle to the fourth order: pi r^2 (1 - K r^2 / 12), K = 1 / (M N).
    a, e2 = 6378137.0, 0.0066943799901413165
    w2 = 1 - e2 * np.sin(np.radians(centre[1])) ** 2
    curvature = w2**2 / (a**2 * (1 - e2))
    expected = np.pi * radius**2 * (1 - curvature * radius**2 / 12) / 1e6
    assert figures["area"].value == pytest.approx(expected, rel=2e-5)


def test_what_is_taken_away_and_brought_again_measures_the_same() -> None:
    for drawing in (Sketch("area", WAY), Sketch("circle", TRIANGLE[:2]), Sketch("line", WAY)):
        layer = drawing.layer("Mine")
        features = features_of(layer)
        file = to_take_away(layer, own_figures(features, BUILDER.reference), drawing)
        again = features_of(read_layer(file.encode(), "mine.geojson"))
        before, after = features[0].geometry, again[0].geometry
        assert geodesic_area(after) == pytest.approx(geodesic_area(before), rel=0, abs=0.01)
        assert geodesic_length(after) == pytest.approx(geodesic_length(before), rel=0, abs=1e-6)


@pytest.mark.parametrize(
    ("drawing", "line"),
    [
        (Sketch("area", ((36, 33), (37, 34), (37, 33), (36, 34))), "Mine: the area crosses itself at longitude 36.50000, latitude 33.50"),
        (Sketch("area", ((36, 33), (36.5, 33))), "it has 2 positions, and needs 3 to 500"),
        (Sketch("line", ((36, 33),)), "it has 1 position, and needs 2 to 500"),
        (Sketch("line", ((36, 33), (36, 33))), "Mine: it has a line of zero length: remove it, or give it two different positions"),
        (Sketch("distance", TRIANGLE), "it has 3 positions, and needs 2"),
        (Sketch("circle", ((36, 33), (36, 33))), "the circle has no radius: set its rim away from its centre"),
        (Sketch("circle", ((36, 33), (56, 33))), "the circle's radius is 1,866 km, and at most 1,000 km are drawn"),
        (Sketch("area", ((36, 33), (36.5, 33), (36, 33))), "Mine: the area touches itself at longitude"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_one_plain_line(drawing: Sketch, line: str) -> None:
    with pytest.raises(OwnLayerError) as told:
        drawing.layer("Mine")
    assert str(told.value).startswith(line)
    assert "\n" not in str(told.value)


def test_a_hostile_name_is_cleaned() -> None:
    layer = Sketch("distance", TRIANGLE[:2]).layer("a\u202e\nb\x00<img onerror=1>" + "x" * 500)
    assert layer.name.startswith("a b <img onerror=1>x")
    assert len(layer.name) == 120


@pytest.mark.parametrize("shape", ["", "square", "__proto__"])
def test_an_unknown_shape_is_refused(shape: str) -> None:
    with pytest.raises(OwnLayerError, match="it is none of line, area, circle, distance"):
        drawing_of(shape, [[36, 33]])


@pytest.mark.parametrize(
    "given_positions",
    [None, "36,33", [[36]], [[36, 33, 5]], [["36", 33]], [[float("nan"), 33]], [[36, float("inf")]], [[200, 33]], [[36, 91]], {"a": 1}],
)  # fmt: skip
def test_what_is_no_position_is_refused(given_positions: Any) -> None:
    with pytest.raises(OwnLayerError, match="no pairs of longitude and latitude"):
        drawing_of("line", given_positions)


def test_too_many_positions_are_refused() -> None:
    many = [[36 + index / 1e5, 33] for index in range(POINTS["line"][1] + 1)]
    with pytest.raises(OwnLayerError, match="more than 500 positions: finish it here"):
        drawing_of("line", many)


def test_the_running_figures_are_told_from_the_first_edge_on() -> None:
    assert Sketch("area", TRIANGLE[:1]).figures == {}
    assert set(Sketch("area", TRIANGLE[:2]).figures) == {"length"}
    assert set(Sketch("area", TRIANGLE).figures) == {"area", "perimeter"}
    crossed = Sketch("area", ((36, 33), (37, 34), (37, 33), (36, 34)))
    assert "crosses itself" in crossed.refusal()
    assert json.dumps(Sketch("circle", TRIANGLE[:2]).rim())
