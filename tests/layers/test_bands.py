"""Bands from a line: in order, apart, on one side, inside their borders, at their depths."""

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from layers.build.layer import Layer
from layers.geometry.densify import densify
from layers.geometry.measure import geodesic_area, geodesic_distance
from tests.layers.project import BUILDER, CATALOG, brute_distances, geographiclib_dense

EAST, WEST = "disengagement-1974.limitation-east", "disengagement-1974.limitation-west"
SOUTH = "demilitarized-south.zone"
SQUARE_METRE = 1.0


def layers() -> list[Layer]:
    depths = {
        "widening_km": 3.5,
        "near_depth_km": 1.0,
        "middle_depth_km": 30.0,
        "far_depth_km": 4.0,
    }
    return [
        BUILDER.layer(EAST),
        BUILDER.layer(WEST),
        BUILDER.layer(SOUTH, "three-bands"),
        BUILDER.layer(SOUTH, "three-bands", depths),
    ]


def line_of(layer: Layer) -> BaseGeometry:
    return CATALOG.features[f"line/{layer.reading.arguments['from']}"].geometry


@pytest.mark.parametrize("layer", layers(), ids=lambda item: item.address)
def test_bands_stand_in_order_and_do_not_overlap(layer: Layer) -> None:
    zones = [feature.geometry for feature in layer.features]
    depths = [band["depth_km"] for band in layer.reading.resolved_arguments(layer.values)["bands"]]
    begins = np.concatenate(([0], np.cumsum(depths)[:-1]))
    for zone, begin in zip(zones, begins, strict=True):
        distance = geodesic_distance(line_of(layer), zone) / 1000
        assert distance == pytest.approx(begin, rel=2e-4, abs=1e-3)
    for at, zone in enumerate(zones):
        for other in zones[at + 1 :]:
            assert geodesic_area(zone.intersection(other)) < SQUARE_METRE


@pytest.mark.parametrize("layer", layers(), ids=lambda item: item.address)
def test_bands_lie_on_one_side(layer: Layer) -> None:
    """From a point east of a line that runs north-south, the parallel westward crosses it an odd
    number of times, and from a point west of it an even number."""
    line = line_of(layer)
    _, south, _, north = line.bounds
    random = np.random.default_rng(7)
    whole = shapely.union_all([feature.geometry for feature in layer.features])
    west, _, east, _ = whole.bounds
    tried = shapely.points(random.uniform((west, south), (east, north), (600, 2)))
    inside = [point for point in tried if whole.contains(point)]
    assert len(inside) > 50
    for point in inside:
        westward = shapely.LineString([(point.x, point.y), (30, point.y)])
        crossings = shapely.count_coordinates(westward.intersection(line))
        assert crossings % 2 == (layer.reading.arguments["side"] == "east")


@pytest.mark.parametrize("layer", layers(), ids=lambda item: item.address)
def test_bands_stop_at_the_borders(layer: Layer) -> None:
    country = {
        name: densify(CATALOG.features[f"country/{name}"].geometry)
        for name in ("syria", "lebanon", "jordan")
    }
    for feature in layer.features:
        if layer.address == WEST:
            for name in ("lebanon", "jordan"):
                assert geodesic_area(feature.geometry.intersection(country[name])) < SQUARE_METRE
        else:
            assert geodesic_area(feature.geometry.difference(country["syria"])) < SQUARE_METRE


@pytest.mark.parametrize("address", [EAST, WEST])
def test_the_edge_of_the_middle_band_lies_at_its_two_depths(address: str) -> None:
    """Wherever it is no border and no continuation of the line along a meridian."""
    layer = BUILDER.layer(address)
    line = line_of(layer)
    band = layer.feature("to-20-km").geometry
    cuts = [
        densify(CATALOG.features[f"country/{name}"].geometry).boundary
        for name in ("syria", "lebanon", "jordan")
    ]
    ends = shapely.get_coordinates(line)[[0, -1]]
    cuts += [shapely.LineString([(x, 25), (x, 40)]) for x in ends[:, 0]]
    cut = shapely.union_all(cuts)
    vertices = shapely.get_coordinates(band)
    depths = brute_distances(vertices, geographiclib_dense(line, 20)) / 1000
    assert depths.min() > 10 * (1 - 2e-4)
    assert depths.max() < 20 * (1 + 2e-4)
    free = shapely.distance(shapely.points(vertices), cut) > 1e-6
    at_ten = np.isclose(depths, 10, rtol=2e-4)
    at_twenty = np.isclose(depths, 20, rtol=2e-4)
    assert (at_ten | at_twenty)[free].all()
    assert at_ten.sum() > 100
    assert at_twenty.sum() > 100


def test_a_depth_of_nought_leaves_a_band_out() -> None:
    layer = BUILDER.layer(SOUTH, "three-bands", {"widening_km": 0.0})
    assert [feature.id for feature in layer.features] == ["near", "middle", "far"]
    line = line_of(layer)
    assert geodesic_distance(line, layer.feature("near").geometry) == pytest.approx(0, abs=1)
    assert geodesic_distance(line, layer.feature("middle").geometry) == pytest.approx(
        8000, rel=2e-4
    )


def test_bands_together_are_the_whole() -> None:
    """0-10, 10-20 and 20-25 km are one band of 25 km cut in three: areas add up."""
    parts = [geodesic_area(feature.geometry) for feature in BUILDER.layer(EAST).features]
    values = {
        "widening_km": 0.0,
        "near_depth_km": 10.0,
        "middle_depth_km": 10.0,
        "far_depth_km": 5.0,
    }
    others = BUILDER.layer(SOUTH, "three-bands", values).features
    assert [geodesic_area(feature.geometry) for feature in others] == pytest.approx(parts, rel=1e-9)


@pytest.mark.parametrize(("address", "line_km"), [(EAST, 96.5), (WEST, 79.6)])
def test_a_band_is_at_most_as_large_as_line_and_depth_allow(address: str, line_km: float) -> None:
    """Depth x length, and at each end at most a quarter disc beyond it; bends take some away."""
    area = geodesic_area(BUILDER.layer(address).feature("to-10-km").geometry) / 1e6
    assert 0.8 * line_km * 10 < area < line_km * 10 + np.pi * 100 / 2
