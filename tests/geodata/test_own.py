"""An own layer keeps what was drawn: areas, holes, parts, titles; what was repaired is noted."""

import io
import json
import zipfile
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.user_layers import OwnFeature, OwnLayer, OwnLayerError, read_layer, read_sketch
from geodata.user_layers.geometry_types import FORMS
from geodata.user_layers.limits import MAX_EDGE_M, MAX_FEATURES, MAX_TITLE, REGION, TALKS_AREA
from layers.geometry.local_plane import GEOD
from layers.geometry.measure import geodesic_area

SQUARE = [[36, 33], [36.1, 33], [36.1, 33.1], [36, 33.1], [36, 33]]
HOLE = [[36.02, 33.02], [36.02, 33.05], [36.05, 33.05], [36.05, 33.02], [36.02, 33.02]]
EAST = [[x + 1, y] for x, y in SQUARE]


def geometry(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def feature(shape: Any, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": shape, "properties": None, **members}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def taken(content: Any, filename: str = "zones.geojson") -> OwnLayer:
    return read_layer(json.dumps(content).encode(), filename)


def only(content: Any) -> OwnFeature:
    (found,) = taken(content).features
    return found


def zipped(**members: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("shape", "kind", "expected"),
    [
        (geometry("Point", [36, 33]), "point", "POINT (36 33)"),
        (geometry("MultiPoint", [[36, 33], [37, 34]]), "point", "MULTIPOINT ((36 33), (37 34))"),
        (geometry("LineString", [[36, 33], [37, 34]]), "line", "LINESTRING (36 33, 37 34)"),
        (geometry("MultiLineString", [[[36, 33], [37, 34]], [[35, 33], [35, 34]]]), "line", "MULTILINESTRING ((36 33, 37 34), (35 33, 35 34))"),
        (geometry("Polygon", [SQUARE]), "area", "POLYGON ((36 33, 36.1 33, 36.1 33.1, 36 33.1, 36 33))"),
        (geometry("Polygon", [SQUARE, HOLE]), "area", "POLYGON ((36 33, 36.1 33, 36.1 33.1, 36 33.1, 36 33), (36.02 33.02, 36.02 33.05, 36.05 33.05, 36.05 33.02, 36.02 33.02))"),
        (geometry("MultiPolygon", [[SQUARE, HOLE], [EAST]]), "area", "MULTIPOLYGON (((36 33, 36.1 33, 36.1 33.1, 36 33.1, 36 33), (36.02 33.02, 36.02 33.05, 36.05 33.05, 36.05 33.02, 36.02 33.02)), ((37 33, 37.1 33, 37.1 33.1, 37 33.1, 37 33)))"),
    ],
)  # fmt: skip
def test_every_type_is_read_as_a_collection_a_feature_or_by_itself(
    shape: Any, kind: str, expected: str
) -> None:
    for content in (shape, feature(shape), collection(feature(shape))):
        found = only(content)
        assert found.kind == kind
        assert (found.id, found.title) == ("feature-1", "Feature 1")
        # The points put on long edges lie on them, within rounding.
        assert shapely.hausdorff_distance(found.geometry, shapely.from_wkt(expected)) < 1e-12
        assert found.geometry.is_valid
    assert read_sketch(shape, "By hand") == OwnFeature("drawing", "By hand", found.geometry, kind)


@pytest.mark.parametrize("outer", [SQUARE, SQUARE[::-1]])
@pytest.mark.parametrize("inner", [HOLE, HOLE[::-1]])
def test_rings_are_turned_as_the_standard_says_and_it_is_noted(outer: Any, inner: Any) -> None:
    layer = taken(geometry("Polygon", [outer, inner]))
    (found,) = layer.features
    assert found.geometry.exterior.is_ccw
    assert not found.geometry.interiors[0].is_ccw
    right = outer == SQUARE and inner == HOLE
    assert layer.notes == (
        () if right else ("ring direction corrected (figures unaffected): 1 feature",)
    )


def test_edges_are_straight_in_degrees_with_a_point_every_500_m() -> None:
    line = only(geometry("LineString", [[35, 32], [36, 34], [36, 34.001]])).geometry
    longitude, latitude = shapely.get_coordinates(line).T
    _, _, lengths = GEOD.inv(longitude[:-1], latitude[:-1], longitude[1:], latitude[1:])
    assert lengths.max() <= MAX_EDGE_M
    # No more points than needed: the first edge is 241.0 km long (GeographicLib).
    assert lengths[:-1].min() > 0.97 * MAX_EDGE_M
    on_first_edge = latitude <= 34
    np.testing.assert_allclose(latitude[on_first_edge] - 32, 2 * (longitude[on_first_edge] - 35))


def test_neighbours_get_the_very_same_points_on_their_common_edge() -> None:
    west = [[36, 33], [36.7, 33.3], [36, 33.6], [36, 33]]
    east = [[36.7, 33.3], [36, 33], [37, 33], [36.7, 33.3]]
    a, b = taken(
        collection(feature(geometry("Polygon", [west])), feature(geometry("Polygon", [east])))
    ).features
    shared = set(a.geometry.exterior.coords) & set(b.geometry.exterior.coords)
    assert len(shared) > 100
    assert shapely.intersection(a.geometry, b.geometry).area == 0


def test_a_hole_that_touches_a_slanting_edge_survives_the_points_put_on_it() -> None:
    outer = [[35, 32], [36, 32], [36, 33], [35, 32]]
    hole = [[35.5, 32.5], [35.7, 32.4], [35.7, 32.5], [35.5, 32.5]]
    for touch in np.linspace(0.3, 0.69, 40):
        hole[0] = hole[-1] = [35 + touch, 32 + touch]
        given = shapely.Polygon(outer, [hole])
        found = only(geometry("Polygon", [outer, hole])).geometry if given.is_valid else given
        assert found.is_valid
        assert found.area == pytest.approx(given.area, rel=1e-9)


@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 5),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_the_area_of_a_polygon_with_short_edges_survives(
    seed: int, parts: int, turned: bool, holed: bool
) -> None:
    random = np.random.default_rng(seed)
    polygons = []
    for part in range(parts):
        angle = np.sort(random.uniform(0, 2 * np.pi, 200))
        radius = random.uniform(0.006, 0.01, 200)
        ring = np.column_stack(
            (35.5 + part * 0.05 + radius * np.cos(angle), 33 + radius * np.sin(angle))
        )
        rings = [ring, 0.2 * (ring - ring.mean(axis=0)) + ring.mean(axis=0)][: 1 + holed]
        polygons.append([np.vstack((r, r[:1]))[:: -1 if turned else 1].tolist() for r in rings])
    given_shape = shapely.MultiPolygon([(p[0], p[1:]) for p in polygons])
    if not given_shape.is_valid:
        return
    found = only(geometry("MultiPolygon", polygons)).geometry
    assert geodesic_area(found) == pytest.approx(geodesic_area(given_shape), abs=1)


def test_titles_and_ids_are_all_that_is_kept_of_a_feature() -> None:
    point = geometry("Point", [36, 33])
    layer = taken(
        collection(
            feature(point, id="North Zone", properties={"title": "B", "name": "A", "x": "<b>"}),
            feature(point, id="north-zone", properties={"name": " ", "title": "B"}),
            feature(point, id="north-zone", properties={"name": True, "Name": 7}),
            feature(point, id="north-zone-2", properties={"name": ["no"]}),
            feature(point, id="منطقة", properties={"name": "منطقة الشمال"}),
            feature(point, id=6, properties="none"),
            feature(point, id=True, properties={"name": "a\u202e\u2066b\r\n<i>\x00\ud800"}),
            feature(point, properties={"name": "long " * 100}),
        )
    )
    assert [item.id for item in layer.features] == [
        "north-zone", "north-zone-2", "north-zone-3", "north-zone-2-2", "feature-5", "6",
        "feature-7", "feature-8",
    ]  # fmt: skip
    titles = [item.title for item in layer.features]
    assert titles[:7] == ["A", "B", "7", "Feature 4", "منطقة الشمال", "Feature 6", "ab <i>"]
    assert len(titles[7]) <= MAX_TITLE
    assert titles[7].endswith("…")


def test_what_was_left_out_is_noted() -> None:
    high = [[x, y, 700, 1] for x, y in SQUARE]
    layer = taken(
        collection(
            feature(None),
            feature(geometry("Polygon", [high])),
            feature(geometry("LineString", [[36, 33], [37, 33, 12]])),
        )
    )
    assert [item.title for item in layer.features] == ["Feature 2", "Feature 3"]
    assert layer.vertices == 7
    assert not any(item.geometry.has_z for item in layer.features)
    assert layer.notes == (
        "left out, without geometry: 1 feature",
        "heights ignored: 2 features",
    )


@pytest.mark.parametrize(
    "empty",
    [
        None,
        *(geometry(kind, []) for kind in FORMS),
        geometry("Polygon", [[]]),
        geometry("MultiPolygon", [[], [[]]]),
        geometry("MultiLineString", [[]]),
        {"type": "GeometryCollection", "geometries": []},
        {"type": "GeometryCollection", "geometries": [geometry("Point", []), geometry("Polygon", [])]},
    ],
    ids=range(12),
)  # fmt: skip
def test_an_empty_geometry_is_none_as_the_standard_lets_it_be(empty: Any) -> None:
    layer = taken(collection(feature(empty), feature(geometry("Polygon", [SQUARE]))))
    assert [item.id for item in layer.features] == ["feature-2"]
    assert layer.notes == ("left out, without geometry: 1 feature",)
    with pytest.raises(OwnLayerError, match="has no feature with a geometry"):
        taken(collection(feature(empty)))


@pytest.mark.parametrize(
    ("shape", "same"),
    [
        (geometry("Polygon", [SQUARE, [], HOLE]), geometry("Polygon", [SQUARE, HOLE])),
        (geometry("MultiPolygon", [[], [SQUARE, []]]), geometry("Polygon", [SQUARE])),
        (geometry("MultiLineString", [[], [[36, 33], [37, 34]]]), geometry("LineString", [[36, 33], [37, 34]])),
    ],
)  # fmt: skip
def test_parts_and_holes_that_are_empty_are_passed_over(shape: Any, same: Any) -> None:
    assert only(shape) == only(same)


def parts(*geometries: Any) -> dict[str, Any]:
    return {"type": "GeometryCollection", "geometries": list(geometries)}


@pytest.mark.parametrize(
    ("shape", "same"),
    [
        (parts(geometry("Polygon", [SQUARE, HOLE])), geometry("Polygon", [SQUARE, HOLE])),
        (parts(geometry("Polygon", [SQUARE]), geometry("MultiPolygon", [[EAST]]), geometry("Point", [])), geometry("MultiPolygon", [[SQUARE], [EAST]])),
        (parts(parts(geometry("LineString", SQUARE[:2])), geometry("LineString", EAST[:2])), geometry("MultiLineString", [SQUARE[:2], EAST[:2]])),
        (parts(geometry("Point", [36, 33]), geometry("MultiPoint", [[37, 34]])), geometry("MultiPoint", [[36, 33], [37, 34]])),
    ],
)  # fmt: skip
def test_a_collection_of_one_kind_is_taken_as_its_parts_together(shape: Any, same: Any) -> None:
    layer = taken(collection(feature(shape)))
    assert layer.features == taken(collection(feature(same))).features
    assert layer.notes == ("parts of a GeometryCollection merged into one feature: 1 feature",)


def test_a_collection_of_several_kinds_is_left_out() -> None:
    mixed = parts(geometry("Polygon", [SQUARE]), geometry("Point", [36, 33]))
    layer = taken(collection(feature(geometry("Point", [36, 33])), feature(mixed)))
    assert len(layer.features) == 1
    assert layer.notes == (
        "feature 2 left out: it is a GeometryCollection of areas and points: put each kind into a separate feature",
    )


def box(west: float, south: float, east: float, north: float) -> list[Any]:
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


@pytest.mark.parametrize("turn", [0.0, 0.3, 1.1])
@pytest.mark.parametrize(
    ("polygons", "whole"),
    [
        ([box(0, 0, 0.1, 0.1), box(0.1, 0, 0.2, 0.1)], box(0, 0, 0.2, 0.1)),
        # A corner of one lies in the middle of the other's edge.
        ([box(0, 0, 0.1, 0.1), box(0.1, 0, 0.2, 0.05), box(0.1, 0.05, 0.2, 0.1)], box(0, 0, 0.2, 0.1)),
        ([[*box(0, 0, 0.3, 0.3), box(0.1, 0.1, 0.2, 0.2)[0][::-1]], box(0.1, 0.1, 0.2, 0.2)], box(0, 0, 0.3, 0.3)),
    ],
)  # fmt: skip
def test_parts_that_share_an_edge_are_joined_into_what_they_cover(
    polygons: Any, whole: Any, turn: float
) -> None:
    """A slanting edge is cut by rounding: no slit may stay, whose edges would count twice."""

    def turned(rings: Any) -> Any:
        return [[[36 + x * np.cos(turn) - y * np.sin(turn), 33 + x * np.sin(turn) + y * np.cos(turn)] for x, y in ring] for ring in rings]  # fmt: skip

    layer = taken(geometry("MultiPolygon", [turned(polygon) for polygon in polygons]))
    found, expected = layer.features[0].geometry, only(geometry("Polygon", turned(whole))).geometry
    assert layer.notes == ("parts that share an edge merged into one: 1 feature",)
    assert found.geom_type == "Polygon"
    assert found.is_valid
    assert found.exterior.is_ccw
    assert len(found.interiors) == 0
    assert geodesic_area(found) == pytest.approx(geodesic_area(expected), abs=1)
    assert geodesic_perimeter(found) == pytest.approx(geodesic_perimeter(expected), abs=1e-6)


def geodesic_perimeter(shape: Any) -> float:
    return float(GEOD.geometry_length(shape))


SWAPPED = [[y, x] for x, y in SQUARE]
NOTE_OF_SWAPPED = "no feature is in the area of the talks, but it would be with latitude and longitude swapped: GeoJSON puts longitude first, then latitude"  # fmt: skip


def test_swapped_axes_are_noticed_and_swapped_back_exactly() -> None:
    content = json.dumps(geometry("Polygon", [SWAPPED])).encode()
    layer = read_layer(content, "a.geojson")
    assert layer.likely_swapped
    assert layer.notes[-1] == NOTE_OF_SWAPPED
    mended = read_layer(content, "a.geojson", swapped=True)
    assert not mended.likely_swapped
    assert mended.features == taken(geometry("Polygon", [SQUARE])).features
    # Turned in the file, the rings run as they should once the axes are right.
    assert mended.notes == ("latitude and longitude swapped, as requested",)


@pytest.mark.parametrize(
    "positions",
    [
        [[36, 33]],
        [[33, 36], [36, 33]],  # something of it lies where it should
        [[35.3, 31.8], [34.8, 32.1]],  # Jerusalem, Tel Aviv
        [[37.4, 37.1], [37.2, 36.2]],  # Gaziantep, Aleppo
        [[13.4, 52.5]],
    ],
)
def test_what_lies_elsewhere_is_not_taken_for_swapped(positions: Any) -> None:
    layer = taken(geometry("MultiPoint", positions))
    assert not layer.likely_swapped
    assert NOTE_OF_SWAPPED not in layer.notes


def test_the_area_of_the_talks_is_apart_from_itself_with_its_axes_swapped() -> None:
    west, south, east, north = TALKS_AREA
    area = shapely.box(*TALKS_AREA)
    assert not area.intersects(shapely.box(south, west, north, east))
    assert shapely.box(*REGION).contains(area)


def test_what_lies_off_the_map_is_read_with_a_note_on_order() -> None:
    swapped = taken(geometry("Point", [33, 10]))
    assert swapped.notes == (
        "no feature is on the map; if that is unexpected, give longitude, then latitude, in degrees (WGS 84)",
    )
    assert taken(geometry("MultiPoint", [[33, 10], [36, 33]])).notes == ()


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])  # fmt: skip
def test_an_old_crs_member_that_says_wgs_84_is_fine(name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    assert taken(collection(feature(geometry("Point", [36, 33])), crs=crs)).features


def test_a_byte_order_mark_and_a_path_in_the_name_are_fine() -> None:
    content = b"\xef\xbb\xbf" + json.dumps(geometry("Point", [36, 33])).encode()
    assert read_layer(content, "C:\\maps\\zones.json").name == "zones.json"
    assert read_layer(content, "../../maps/\u202ezones\n.json").name == "zones .json"
    assert len(read_layer(content, "z" * 500).name) == 60
    assert read_layer(content, "").name == "upload"


def test_a_zip_is_read_beside_what_macos_adds() -> None:
    content = json.dumps(geometry("Point", [36, 33]))
    packed = zipped(**{"maps/a.GeoJSON": content, "__MACOSX/maps/._a.geojson": "x", "read.txt": ""})
    assert (
        read_layer(packed, "zones.zip").features
        == read_layer(content.encode(), "a.geojson").features
    )


def test_as_many_features_as_allowed_are_read() -> None:
    point = feature(geometry("Point", [36, 33]), id="p")
    layer = taken(collection(*[point] * MAX_FEATURES))
    assert len({item.id for item in layer.features}) == MAX_FEATURES
