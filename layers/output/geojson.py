"""Layers as RFC 7946 GeoJSON, for the browser and for files."""

from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Language, in_language
from layers.accuracy.quantity import Quantity
from layers.build.layer import Layer
from layers.features.feature import Feature
from layers.geometry.buffering import AREA

DECIMALS = 6
DIMENSIONS = ("points", "lines", "areas")
LABELLED = ("zone", "band", "corridor", "group", "position", "line")
OUTER = {"line": "corridor", "position": "group"}
"""The role whose features carry the name, instead of the features inside them."""


def feature_collection(
    layer: Layer, language: Language = "en", decimals: int = DECIMALS
) -> dict[str, Any]:
    """Return the features of a layer with their titles, texts, confidence and provenance.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> from layers.build.builder import Builder
    >>> layer = Builder(load_catalog()).layer("disengagement-1974.line-a")
    >>> [item] = feature_collection(layer)["features"]
    >>> item["id"], item["geometry"]["type"], item["properties"]["rests_on"]
    ('line', 'LineString', ['line/line-a'])
    """
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": feature.id,
                "geometry": geometry_object(feature.geometry, decimals),
                "properties": {
                    "layer": layer.address,
                    "reading": layer.reading.id,
                    "title": in_language(feature.title, language),
                    "role": feature.role,
                    "text": in_language(feature.text, language),
                    "confidence": layer.reading.confidence,
                    **provenance(layer),
                },
            }
            for feature in layer.features
        ],
    }


def provenance(of: Layer | Quantity) -> dict[str, Any]:
    """Return the provenance of a layer or a quantity as GeoJSON properties.

    Examples
    --------
    >>> provenance(Quantity(263.7, 41.2, "km2", ("line/line-a",), ("MIT",), ("UN",), "1974"))
    {'as_of': '1974', 'licence': 'MIT', 'attribution': 'UN', 'rests_on': ['line/line-a']}
    """
    return {
        "as_of": of.as_of,
        "licence": "; ".join(of.licences),
        "attribution": "; ".join(of.attributions),
        "rests_on": list(of.rests_on),
    }


def geometry_object(geometry: BaseGeometry, decimals: int = DECIMALS) -> dict[str, Any]:
    """Return a GeoJSON geometry with right-handed rings (section 3.1.6) and rounded degrees.

    Parts thinner than the last decimal are left out: rounded, their outlines would cross.

    Examples
    --------
    >>> geometry_object(shapely.Point(36.12345678, 33))
    {'type': 'Point', 'coordinates': (36.123457, 33.0)}
    >>> clockwise = shapely.Polygon([(36, 33), (36, 34), (37, 34)])
    >>> geometry_object(clockwise)["coordinates"]
    (((36.0, 34.0), (36.0, 33.0), (37.0, 34.0), (36.0, 34.0)),)
    """
    if shapely.get_dimensions(geometry) == AREA:
        geometry = shapely.orient_polygons(shapely.set_precision(geometry, 10**-decimals))
    rounded = shapely.transform(geometry, lambda degrees: degrees.round(decimals))
    found: dict[str, Any] = mapping(rounded)
    return found


def dimension_name(geometry: BaseGeometry) -> str:
    """Return whether a geometry consists of points, lines or areas.

    Examples
    --------
    >>> dimension_name(shapely.Point(36, 33)), dimension_name(shapely.box(36, 33, 37, 34))
    ('points', 'areas')
    """
    return DIMENSIONS[int(shapely.get_dimensions(geometry))]


def labelled_geojson(
    layer: Layer, language: Language = "en", decimals: int = DECIMALS
) -> dict[str, Any]:
    """Return a feature collection with label positions, ``label_at``, in the properties."""
    collection = feature_collection(layer, language, decimals)
    points = label_points(layer.features)
    for item in collection["features"]:
        if item["id"] in points:
            point = points[item["id"]]
            item["properties"]["label_at"] = [round(point.x, 5), round(point.y, 5)]
    return collection


def label_points(features: tuple[Feature, ...]) -> dict[str, shapely.Point]:
    """Return the label position of each labelled feature, by feature id.

    Examples
    --------
    >>> line = Feature("line", "Line", "line", shapely.LineString([(36, 33), (40, 33)]))
    >>> label_points((line,))
    {'line': <POINT (37 33)>}
    """
    carriers = {
        role: [other.geometry for other in features if other.role == outer]
        for role, outer in OUTER.items()
    }
    return {
        feature.id: label_point(feature.geometry)
        for feature in features
        if feature.role in LABELLED
        and not any(outer.intersects(feature.geometry) for outer in carriers.get(feature.role, ()))
    }


def label_point(geometry: BaseGeometry) -> shapely.Point:
    """Return the middle of the widest part of an area, or a point a quarter along a line.

    Examples
    --------
    >>> label_point(shapely.LineString([(36, 33), (40, 33)]))
    <POINT (37 33)>
    >>> label_point(shapely.Polygon())
    <POINT (0 0)>
    """
    if geometry.is_empty:
        return shapely.Point(0, 0)
    if shapely.get_dimensions(geometry) == AREA:
        widest = max(shapely.get_parts(geometry), key=lambda part: part.area)
        return shapely.Point(shapely.maximum_inscribed_circle(widest, 0.01).coords[0])
    return geometry.interpolate(0.25, normalized=True)
