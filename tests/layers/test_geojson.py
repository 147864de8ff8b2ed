"""Layers as RFC 7946 GeoJSON, in every reading."""

import json
from itertools import pairwise

import pytest
import shapely
from shapely.geometry import shape

from layers.build.layer import Layer
from layers.geometry.measure import geodesic_area
from layers.output.geojson import feature_collection, geometry_object, label_point, labelled_geojson
from tests.layers.project import BUILDER, CATALOG

LAYERS = [
    BUILDER.layer(address, reading.id)
    for address, provision in CATALOG.layers.items()
    for reading in provision.reading
]
every_layer = pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)


def shoelace(ring: list[list[float]]) -> float:
    pairs = pairwise(ring)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def polygons(geometry: dict) -> list[list[list[list[float]]]]:
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"]]
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else []


@every_layer
def test_rings_are_closed_and_right_handed(layer: Layer) -> None:
    """RFC 7946, 3.1.6: exterior rings counterclockwise, holes clockwise."""
    text = json.dumps(feature_collection(layer), allow_nan=False)
    for feature in json.loads(text)["features"]:
        for outer, *holes in polygons(feature["geometry"]):
            assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in (outer, *holes))
            assert shoelace(outer) > 0
            assert all(shoelace(hole) < 0 for hole in holes)


@every_layer
def test_positions_have_six_decimals_and_lie_in_the_middle_east(layer: Layer) -> None:
    for feature in json.loads(json.dumps(feature_collection(layer)))["features"]:
        positions = shapely.get_coordinates(shape(feature["geometry"]))
        assert (positions == positions.round(6)).all()
        assert ((positions > (32, 29)) & (positions < (44, 38))).all()


@every_layer
def test_a_file_is_read_again_as_it_was(layer: Layer) -> None:
    """Six decimals are 0.1 m: over an outline of some 500 km that is 0.05 km2 at the very most."""
    collection = json.loads(json.dumps(feature_collection(layer)))
    assert collection["type"] == "FeatureCollection"
    assert [item["id"] for item in collection["features"]] == [f.id for f in layer.features]
    assert len({item["id"] for item in collection["features"]}) == len(layer.features)
    for item, feature in zip(collection["features"], layer.features, strict=True):
        assert item["type"] == "Feature"
        again = shape(item["geometry"])
        assert again.is_valid
        assert not again.is_empty
        assert geodesic_area(again) == pytest.approx(geodesic_area(feature.geometry), abs=5e4)
        assert item["properties"]["licence"]
        assert item["properties"]["layer"] == layer.address
        assert item["properties"]["reading"] == layer.reading.id
        assert item["properties"]["rests_on"] == list(layer.rests_on)


@pytest.mark.parametrize("exterior_cw", [True, False])
def test_any_ring_is_turned_the_right_way(exterior_cw: bool) -> None:
    square, hole = shapely.box(36, 33, 37, 34), shapely.box(36.4, 33.4, 36.6, 33.6)
    polygon = shapely.orient_polygons(square.difference(hole), exterior_cw=exterior_cw)
    for geometry in (polygon, shapely.MultiPolygon([polygon])):
        ((outer, inner),) = polygons(geometry_object(geometry))
        assert shoelace(outer) == pytest.approx(1)
        assert shoelace(inner) == pytest.approx(-0.04)


@every_layer
def test_a_name_stands_on_what_it_names(layer: Layer) -> None:
    for item, feature in zip(labelled_geojson(layer)["features"], layer.features, strict=True):
        if "label_at" in item["properties"]:
            point = shapely.Point(item["properties"]["label_at"])
            assert feature.geometry.distance(point) < 1e-5


def test_names_are_told_once_and_helpers_not_at_all() -> None:
    """The axis of a passage, the band of a line's accuracy and a total have no names."""

    def named(address: str, reading: str | None = None) -> set[str]:
        features = labelled_geojson(BUILDER.layer(address, reading))["features"]
        return {item["id"] for item in features if "label_at" in item["properties"]}

    assert named("druze-corridor.passage") == {"zone"}
    assert named("disengagement-1974.line-b") == {"line"}
    assert "all" not in named("israeli-positions.positions")


def test_a_label_is_in_the_widest_part() -> None:
    thin, wide = shapely.box(35, 33, 37, 33.02), shapely.box(35, 31.5, 36, 32.5)
    at = label_point(shapely.MultiPolygon([thin, wide]))
    assert at.distance(shapely.Point(35.5, 32)) < 0.02
    assert label_point(shapely.LineString([(36, 33), (37, 33)])).x == pytest.approx(36.25)


def test_titles_are_in_the_language_that_is_asked_for() -> None:
    layer = BUILDER.layer("disengagement-1974.line-a")
    titles = {
        language: feature_collection(layer, language)["features"][0]["properties"]["title"]
        for language in ("en", "ar", "he")
    }
    assert titles == CATALOG.features["line/line-a"].name
