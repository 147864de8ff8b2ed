"""What cannot be taken is refused in one plain line, whatever the file contains."""

import builtins
import io
import json
import math
import re
import socket
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.user_layers import OwnLayerError, read_layer, read_sketch
from geodata.user_layers.geometry_types import FORMS, TYPES
from geodata.user_layers.limits import MAX_BYTES, MAX_DEPTH, MAX_FEATURES

SQUARE = [[36, 33], [36.1, 33], [36.1, 33.1], [36, 33.1], [36, 33]]
LON_LAT = "give longitude, then latitude, in degrees (WGS 84)"


def square(west: float, south: float, size: float) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def told(content: bytes, filename: str = "zones.geojson") -> str:
    with pytest.raises(OwnLayerError) as refused:
        read_layer(content, filename)
    line = str(refused.value)
    assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", line)
    name, _, problem = line.partition(": ")
    assert len(name) <= 60
    return problem


def left_out(kind: str, coordinates: Any) -> str:
    """Return why the second feature of a file is left out; the first one is taken."""
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [36, 33]}},
        {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}},
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    layer = read_layer(content, "zones.geojson")
    assert [item.id for item in layer.features] == ["feature-1"]
    assert layer.vertices == 1
    (note,) = layer.notes
    assert note.startswith("feature 2 left out: ")
    return note.removeprefix("feature 2 left out: ")


@pytest.mark.parametrize(
    ("kind", "coordinates", "line"),
    [
        # Bow-tie: the diagonals of a square of 1 degree cross in its middle.
        ("Polygon", [[[36, 33], [37, 34], [37, 33], [36, 34], [36, 33]]], "the area crosses itself at longitude 36.50000, latitude 33.50000: redraw its outline there"),
        ("Polygon", [[[36, 33], [37, 33], [37, 34], [36.5, 33], [36, 34], [36, 33]]], "the area touches itself at longitude 36.50000, latitude 33.00000: redraw its outline there"),
        ("Polygon", [square(36, 33, 0.1), square(37, 33, 0.1)], "the area has a hole outside its outer ring at longitude 37.00000, latitude 33.00000: redraw its outline there"),
        ("Polygon", [square(36, 33, 0.1), square(36.02, 33.02, 0.06), square(36.04, 33.04, 0.02)], "the area has a hole inside a hole at longitude 36.04000, latitude 33.04000: redraw its outline there"),
        ("MultiPolygon", [[square(36, 33, 0.1)], [square(36.02, 33.02, 0.02)]], "the area has a part inside another part at longitude 36.02000, latitude 33.02000: redraw its outline there"),
        ("Polygon", [[[36, 33], [36.5, 33.5], [37, 34], [36, 33]]], "the area has a ring of zero area at longitude 36.00000, latitude 33.00000: remove it"),
        # On one line but for rounding: a third has no end in binary.
        ("Polygon", [[[37, 32 + 1 / 3], [36 + 1 / 3, 32 + 2 / 3], [35, 33 + 1 / 3], [37, 32 + 1 / 3]]], "the area has a ring of zero area at longitude 37.00000, latitude 32.33333: remove it"),
        ("Polygon", [[[36, 33]] * 4], "the area has a ring of zero area at longitude 36.00000, latitude 33.00000: remove it"),
        ("Polygon", [SQUARE[:3]], "the outer ring has 3 positions: at least 4 are needed"),
        ("Polygon", [SQUARE, SQUARE[:4]], "hole 1 is not closed: repeat its first position at its end"),
        ("MultiPolygon", [[SQUARE], [SQUARE, SQUARE, SQUARE[:4]]], "hole 2 of part 2 is not closed: repeat its first position at its end"),
        ("MultiPolygon", [[SQUARE], [SQUARE[:4]]], "the outer ring of part 2 is not closed: repeat its first position at its end"),
        ("MultiLineString", [[[36, 33], [37, 33]], [[36, 33]]], "line 2 has 1 positions: at least 2 are needed"),
        ("LineString", [[36, 33], [36, 33]], "it has a line of zero length: remove it, or give it two different positions"),
        ("LineString", [[170, 33], [-170, 33]], "it is more than 180 degrees wide, as if it enclosed a pole or crossed the antimeridian: split it there"),
        ("Polygon", [[[-180, -85], [180, -85], [180, -90], [-180, -90], [-180, -85]]], "it is more than 180 degrees wide, as if it enclosed a pole or crossed the antimeridian: split it there"),
        ("Point", [220000, 740000.5], f"the position [220000, 740000.5] is not on the globe: {LON_LAT}, not projected metres"),
        ("Point", [33, 90.1], f"the position [33, 90.1] is not on the globe: {LON_LAT}, not projected metres"),
        ("Point", [10**400, 33], f"a coordinate has too many digits: {LON_LAT}"),
        ("MultiPoint", [[]], "it has empty coordinates: remove them, or add positions"),
        ("Polygon", [[], SQUARE], "it has empty coordinates: remove them, or add positions"),
        ("LineString", [[36, 33], []], "it has empty coordinates: remove them, or add positions"),
        ("LineString", [36, 33], "the coordinates of a LineString must look like [[longitude, latitude], ...]"),
        ("Polygon", SQUARE, "the coordinates of a Polygon must look like [[[longitude, latitude], ...], ...]"),
        ("Point", None, "the coordinates of a Point must look like [longitude, latitude]"),
        ("Point", [36], "the coordinates of a Point must look like [longitude, latitude]"),
        ("Point", ["36", "33"], "the coordinates of a Point must look like [longitude, latitude]"),
        ("Point", [True, False], "the coordinates of a Point must look like [longitude, latitude]"),
        ("Point", [36, 33, None], "the coordinates of a Point must look like [longitude, latitude]"),
        ("Point", {"0": 36}, "the coordinates of a Point must look like [longitude, latitude]"),
        ("MultiPoint", "3633", "the coordinates of a MultiPoint must look like [[longitude, latitude], ...]"),
        ("Circle", [36, 33], f"its geometry's type must be one of {', '.join(TYPES)} (found 'Circle')"),
        (None, [36, 33], f"its geometry's type must be one of {', '.join(TYPES)} (found no text)"),
        # Parts that overlap, each of them valid: neither their sum nor their union is certain.
        ("MultiPolygon", [[square(36, 33, 0.1)], [square(36.05, 33.05, 0.1)]], "the area has parts that overlap at longitude 36.10000, latitude 33.05000: redraw its outline there"),
        ("MultiPolygon", [[square(36, 33, 0.1)], [square(36.099999, 33, 0.1)]], "the area has parts that overlap at longitude 36.10000, latitude 33.10000: redraw its outline there"),
        ("MultiPolygon", [[SQUARE], [SQUARE]], "the area has parts that overlap at longitude 36.10000, latitude 33.10000: redraw its outline there"),
    ],
)  # fmt: skip
def test_a_feature_that_cannot_be_taken_is_left_out_with_where_and_what_would_be_right(
    kind: str, coordinates: Any, line: str
) -> None:
    assert left_out(kind, coordinates) == line
    if kind in FORMS:  # alone it leaves nothing of the file
        alone = {"type": kind, "coordinates": coordinates}
        assert told(json.dumps(alone).encode()) == f"feature 1: {line}"
        with pytest.raises(OwnLayerError, match=r"^Drawing: ") as refused:
            read_sketch(alone, "")
        assert str(refused.value) == f"Drawing: {line}"


def test_edges_too_long_in_all_refuse_the_file_whichever_feature_has_them() -> None:
    line = "the total length of its edges is too large to measure: crop it to the map's region"
    long = {"type": "LineString", "coordinates": [[-80, -80], [80, 80]] * 100}
    assert told(json.dumps(long).encode()) == line
    features = [{"type": "Feature", "geometry": item} for item in (json.loads(POINT), long)]
    assert told(json.dumps({"type": "FeatureCollection", "features": features}).encode()) == line


def test_of_many_features_that_are_left_out_the_first_are_told() -> None:
    bow = [[36, 33], [37, 34], [37, 33], [36, 34], [36, 33]]
    bad = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [bow]}}
    good = {"type": "Feature", "geometry": json.loads(POINT)}
    collection = {"type": "FeatureCollection", "features": [bad] * 20 + [good]}
    *lines, more = read_layer(json.dumps(collection).encode(), "a.geojson").notes
    assert [line.split(":")[0] for line in lines] == [f"feature {n} left out" for n in range(1, 13)]
    assert more == "and 8 more like these"


def test_a_file_of_which_nothing_is_left_is_refused_with_the_first_reason() -> None:
    features = [{"type": "Feature", "geometry": item} for item in (None, {"type": "Circle"})]
    assert told(json.dumps({"type": "FeatureCollection", "features": features}).encode()) == (
        f"none of 2 features is usable: feature 2: its geometry's type must be one of {', '.join(TYPES)} (found 'Circle')"
    )


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "is empty: GeoJSON is needed"),
        (b" \n", "is empty: GeoJSON is needed"),
        (b"\xff\xfe{\x00}\x00", "byte 0 is not UTF-8: save it as UTF-8"),
        (b"{]", "is not JSON: Expecting property name enclosed in double quotes (line 1, column 2)"),
        (b"]", "is not JSON: it closes more lists and objects than it opens"),
        (b"[36, 33]", "is JSON, but not an object: GeoJSON begins with {"),
        (b"{}", "is JSON, but not GeoJSON: its type must be FeatureCollection, Feature or a geometry type (found no text)"),
        (b'{"type": "Topology\\u202e\\n"}', "is JSON, but not GeoJSON: its type must be FeatureCollection, Feature or a geometry type (found 'Topology')"),
        (b'{"type": "Point", "coordinates": [NaN, 33]}', "is not JSON: NaN is not a JSON number"),
        (b'{"type": "Point", "coordinates": [36, -Infinity]}', "is not JSON: -Infinity is not a JSON number"),
        (b'{"type": "Point", "coordinates": [1e999, 33]}', f"feature 1: a coordinate is not a finite number: {LON_LAT}"),
        (b'{"a": ' + b"1" * 5000 + b"}", "is not JSON: a number has too many digits"),
        (b'{"type": "Point", "type": "Point"}', "has the key 'type' twice in one object: remove one"),
        (b'{"type": "FeatureCollection"}', "is a FeatureCollection without a list of 'features': add one"),
        (b'{"type": "FeatureCollection", "features": []}', "has no feature with a geometry: at least one is needed"),
        (b'{"type": "Feature", "geometry": null}', "has no feature with a geometry: at least one is needed"),
        (b'{"type": "Feature", "geometry": []}', "feature 1: its geometry must be an object with type and coordinates"),
        (b'{"type": "FeatureCollection", "features": [3]}', "feature 1: is not a GeoJSON Feature: it needs to be an object of type 'Feature'"),
        (b'{"type": "GeometryCollection", "geometries": []}', "has no feature with a geometry: at least one is needed"),
        (b'{"type": "GeometryCollection"}', "feature 1: it is a GeometryCollection without a list of 'geometries': add one"),
        (b'{"type": "GeometryCollection", "geometries": [3]}', "feature 1: its geometry must be an object with type and coordinates"),
        (b'{"type": "GeometryCollection", "geometries": [{"type": "Polygon"}]}', "feature 1: the coordinates of a MultiPolygon must look like [[[[longitude, latitude], ...], ...], ...]"),
        (b'{"type": "Point", "coordinates": [36, 33], "crs": {"type": "name", "properties": {"name": "EPSG:2039"}}}', f"its crs must be WGS 84 (found 'EPSG:2039'): {LON_LAT}"),
        (b'{"type": "Feature", "geometry": {"type": "Point", "coordinates": [36, 33], "crs": "x"}}', f"feature 1: its crs must be WGS 84 (found no text): {LON_LAT}"),
        (b"[" * 100_000 + b"]" * 100_000, f"is nested 100,000 deep: GeoJSON needs less than {MAX_DEPTH}"),
        (b'{"a":' * 100_000, f"is nested 100,000 deep: GeoJSON needs less than {MAX_DEPTH}"),
        (b"[" + b"0," * 1_600_000, "holds 1,600,001 values, above the limit of 1,500,000: simplify or crop it"),
        (b" " * (MAX_BYTES + 1), "has 20.0 MB: the limit is 20 MB"),
    ],
    ids=range(28),
)  # fmt: skip
def test_content_is_refused_with_what_would_be_right(content: bytes, line: str) -> None:
    assert told(content) == line


def test_brackets_in_texts_are_no_depth() -> None:
    title = "[" * 1000 + '\\"' + "{" * 1000 + "\\\\"
    text = f'{{"type": "Feature", "properties": {{"name": "{title}"}}, "geometry": {{"type": "Point", "coordinates": [36, 33]}}}}'
    assert read_layer(text.encode(), "a.json").features[0].title.startswith("[[[")


def test_too_many_vertices_or_features_are_refused() -> None:
    many = {"type": "MultiPoint", "coordinates": [[36, 33]] * 200_001}
    line = "has 200,001 vertices, above the limit of 200,000: simplify or crop it"
    assert told(json.dumps(many).encode()) == f"feature 1: {line}"
    half = {"type": "Feature", "geometry": {**many, "coordinates": [[36, 33]] * 100_001}}
    two = {"type": "FeatureCollection", "features": [half, half]}
    assert told(json.dumps(two).encode()) == line.replace("200,001", "200,002")
    features = {"type": "FeatureCollection", "features": [0] * (MAX_FEATURES + 1)}
    assert (
        told(json.dumps(features).encode())
        == "has 5,001 features, above the limit of 5,000: crop it"
    )


def test_a_comb_that_would_take_minutes_to_check_is_refused() -> None:
    """GEOS compares every slanting tooth with every other: 18 s for 40,000 of them."""
    teeth = np.linspace(0, 0.0006, 50_000)
    low = np.column_stack((36 + teeth, 33 - teeth))
    comb = np.stack((low, low + 0.003), axis=1).reshape(-1, 2).tolist()
    ring = [*comb, [36.005, 32.99], [35.99, 32.99], comb[0]]
    assert (
        told(json.dumps({"type": "Polygon", "coordinates": [ring]}).encode())
        == "its outlines overlap too densely to be checked: simplify them"
    )


def packed(change: Callable[[zipfile.ZipFile], Any]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        change(archive)
    return stream.getvalue()


POINT = '{"type": "Point", "coordinates": [36, 33]}'
ENCRYPTED = bytearray(packed(lambda archive: archive.writestr("a.json", POINT)))
ENCRYPTED[ENCRYPTED.index(b"PK\x01\x02") + 8] |= 1
SHORT_HEADER = packed(lambda archive: archive.writestr("a.json", POINT + " " * 1000)).replace(
    (1000 + len(POINT)).to_bytes(4, "little"), len(POINT).to_bytes(4, "little")
)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "is not a readable zip: zip it again"),
        (b"PK\x03\x04 and no more", "is not a readable zip: zip it again"),
        (packed(zipfile.ZipFile.infolist), "the zip has 0 files ending in .geojson or .json: it needs exactly one"),
        (packed(lambda archive: [archive.writestr(name, POINT) for name in ("a.json", "b.geojson")]), "the zip has 2 files ending in .geojson or .json: it needs exactly one"),
        (packed(lambda archive: archive.writestr("b.ZIP", "")), "the zip contains another zip: put the GeoJSON in directly"),
        (packed(lambda archive: archive.writestr("../a.json", POINT)), "the zip has an entry '../a.json' outside its folder: zip it without paths"),
        (packed(lambda archive: archive.writestr("/etc/a.json", POINT)), "the zip has an entry '/etc/a.json' outside its folder: zip it without paths"),
        (packed(lambda archive: archive.writestr("C:\\a.json", POINT)), "the zip has an entry 'C:/a.json' outside its folder: zip it without paths"),
        (packed(lambda archive: archive.writestr("a.json", POINT, zipfile.ZIP_LZMA)), "the zip has an unsupported compression method: use 'deflate'"),
        (packed(lambda archive: archive.writestr("a.json", b"[" * 53_000_000)), "the zip expands to more than the limit of 20 MB"),
        (packed(lambda archive: [archive.writestr(str(entry), "") for entry in range(101)]), "the zip has more than 100 entries: zip one GeoJSON file only"),
        (bytes(ENCRYPTED), "the zip is encrypted: zip it without a password"),
        # The header states fewer bytes than there are: the checksum of what was read is wrong.
        (SHORT_HEADER, "is not a readable zip: zip it again"),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_zip_is_refused_with_what_would_be_right(content: bytes, line: str) -> None:
    assert told(content, "zones.zip") == line


def test_the_line_names_the_file_without_its_path_or_tricks() -> None:
    with pytest.raises(OwnLayerError, match=r"^gnp\.exe \.json: is empty: GeoJSON is needed$"):
        read_layer(b"", "../up/\u202egnp.exe\x1b\u2066.json")


def test_a_virtual_raster_under_another_name_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> Any:
        raise AssertionError("an upload must not open anything")

    vrt = b'<OGRVRTDataSource><OGRVRTLayer name="passwd"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
    monkeypatch.setattr(builtins, "open", refuse)
    monkeypatch.setattr(io, "open", refuse)
    monkeypatch.setattr(socket, "socket", refuse)
    for name in ("zones.geojson", "zones.vrt", "/vsicurl/http://example.org/zones.geojson"):
        assert told(vrt, name) == "is not JSON: Expecting value (line 1, column 1)"
    assert read_layer(POINT.encode(), "zones.geojson").features


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_drawing_is_held_to_the_same_rules(value: float) -> None:
    with pytest.raises(OwnLayerError, match=r"^My zone: a coordinate is not a finite number"):
        read_sketch({"type": "Point", "coordinates": [value, 33]}, "My\u202e\nzone")
    bow = [[36, 33], [37, 34], [37, 33], [36, 34], [36, 33]]
    with pytest.raises(
        OwnLayerError, match=r"^Drawing: the area crosses itself at longitude 36\.5"
    ):
        read_sketch({"type": "Polygon", "coordinates": [bow]}, "")


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(-200, 200)
    | st.floats()
    | st.text(st.characters(), max_size=8)
)
WORDS = st.sampled_from([*TYPES, "Feature", "FeatureCollection"])
KEYS = st.sampled_from(["type", "coordinates", "geometry", "geometries", "features", "properties", "id", "name", "crs"])  # fmt: skip
JSON = st.recursive(
    SCALARS | WORDS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=30,
)
NUMBERS = st.integers(-3, 3) | st.floats(-180, 180) | st.sampled_from([1e-300, 180, 90, 36.1, 33.1])
POSITIONS = st.lists(NUMBERS, min_size=2, max_size=3)
COORDINATES = st.recursive(
    POSITIONS, lambda inner: st.lists(inner, max_size=6).map(lambda x: x + x[:1]), max_leaves=24
)
GEOMETRIES = st.fixed_dictionaries({"type": WORDS, "coordinates": COORDINATES | JSON})


def is_taken_or_refused(content: bytes, filename: str) -> None:
    try:
        layer = read_layer(content, filename)
    except OwnLayerError as refused:
        texts = [str(refused)]
    else:
        assert all(item.geometry.is_valid for item in layer.features)
        texts = [layer.name, *layer.notes, *(item.title for item in layer.features)]
    for text in texts:
        assert not {unicodedata.category(character) for character in text} & {"Cc", "Cs", "Zl"}
        assert text.encode()


@given(st.binary(max_size=300), st.text(max_size=80))
@example(b"PK", "")
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_taken_or_refused_in_one_line(content: bytes, filename: str) -> None:
    is_taken_or_refused(content, filename)


@given(JSON | st.fixed_dictionaries({"type": WORDS}, optional={"features": JSON, "geometry": JSON}))
@settings(max_examples=300, deadline=None)
def test_any_json_is_taken_or_refused_in_one_line(content: Any) -> None:
    is_taken_or_refused(json.dumps(content).encode(), "zones.geojson")


@given(GEOMETRIES)
@settings(max_examples=400, deadline=None)
def test_any_geometry_is_taken_or_refused_in_one_line(content: Any) -> None:
    is_taken_or_refused(json.dumps(content).encode(), "zones.geojson")
    with suppress(OwnLayerError):
        assert read_sketch(content, "Drawing").geometry.is_valid
