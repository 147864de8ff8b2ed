"""An own layer: the features of an upload, or one drawing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.one_line import LONGEST_QUOTE, cleaned, cleaned_file_name, quoted
from geodata.own.content import json_object
from geodata.own.limits import (
    MAX_DENSE_VERTICES,
    MAX_FEATURES,
    MAX_TITLE,
    REGION,
)
from geodata.own.outline import (
    FORMS,
    LON_LAT,
    Kind,
    Outline,
    check_count,
    densified,
    outline,
    refuse_crs,
)
from geodata.own.refusal import OwnLayerError
from geodata.own.shapes import built, check_crowding

TITLES = ("name", "title", "Name")
"""The properties that a title is taken from, in this order."""

UNLOCATED = "left out, having no geometry"
HEIGHTS = "heights left out"
TURNED = "rings turned to run as RFC 7946 says"


@dataclass(frozen=True)
class OwnFeature:
    """One checked feature.

    Attributes
    ----------
    id
        Lower case with hyphens, unique in its layer.
    title
        One line of plain text from the file. It is not HTML and has to be escaped as any text.
    geometry
        In degrees, valid, rings as RFC 7946 has them, no edge longer than 500 m.
    """

    id: str
    title: str
    geometry: BaseGeometry
    kind: Kind


@dataclass(frozen=True)
class OwnLayer:
    """What was read from a file.

    Attributes
    ----------
    name
        The file's name, cleaned.
    vertices
        How many positions the file gives.
    notes
        What was repaired or left out, in words, each a line.
    """

    name: str
    features: tuple[OwnFeature, ...]
    vertices: int
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Entry:
    """A feature as the file gives it, with the outline of its geometry."""

    number: int
    id: Any
    title: str
    outline: Outline


def read(content: bytes, filename: str) -> OwnLayer:
    """Return the layer that a file holds.

    Parameters
    ----------
    content
        GeoJSON (RFC 7946) in UTF-8: a FeatureCollection, a Feature or a geometry; or a zip with
        one such file.
    filename
        What the file is called, with or without a path.

    Raises
    ------
    OwnLayerError
        If it cannot be taken: one line with the file, the feature, what was wrong, and the mend.
    """
    name = cleaned_file_name(filename) or "upload"
    try:
        return _layer(json_object(content, name), name)
    except OwnLayerError as error:
        raise error.within(name) from None


def drawn(geometry: dict[str, Any], title: str, feature_id: str = "drawing") -> OwnFeature:
    """Return what was drawn on the map, held to the same rules as an upload.

    Parameters
    ----------
    geometry
        A GeoJSON geometry.
    title
        Cleaned as those of a file are.

    Raises
    ------
    OwnLayerError
        If it cannot be taken.
    """
    shown = cleaned(title, MAX_TITLE) or "Drawing"
    try:
        given = outline(geometry)
        dense = densified(given, MAX_DENSE_VERTICES)
        check_crowding([dense])
        shape, _ = built(given, dense)
    except OwnLayerError as error:
        raise error.within(shown) from None
    return OwnFeature(feature_id, shown, shape, given.kind)


def _layer(content: dict[str, Any], name: str) -> OwnLayer:
    entries, without_geometry = _entries(content)
    features, repairs = _features(entries)
    repairs[UNLOCATED] = without_geometry
    repairs[HEIGHTS] = sum(entry.outline.heights for entry in entries)
    notes = [f"{what}: {_features_counted(count)}" for what, count in repairs.items() if count]
    geometries = [feature.geometry for feature in features]
    if not shapely.intersects(shapely.box(*REGION), geometries).any():
        notes.append(f"nothing of it lies on the map; if that is a surprise, {LON_LAT}")
    return OwnLayer(name, features, _count_vertices(entries), tuple(notes))


def _features_counted(count: int) -> str:
    return "1 feature" if count == 1 else f"{count:,} features"


def _entries(content: dict[str, Any]) -> tuple[list[_Entry], int]:
    """Return the features that have a geometry, and how many have none."""
    items = _items(content)
    entries: list[_Entry] = []
    for number, item in enumerate(items, 1):
        try:
            if (entry := _entry(number, item)) is not None:
                entries.append(entry)
        except OwnLayerError as error:
            raise error.within(f"feature {number}") from None
    if not entries:
        raise OwnLayerError("has no feature with a geometry: at least one is needed")
    check_count(_count_vertices(entries))
    return entries, len(items) - len(entries)


def _items(content: dict[str, Any]) -> list[Any]:
    """Return the Feature objects of a file, a single geometry as one of them."""
    refuse_crs(content)
    kind = content.get("type")
    if kind == "FeatureCollection":
        features = content.get("features")
        if not isinstance(features, list):
            raise OwnLayerError("is a FeatureCollection without a list of features: add it")
        if len(features) > MAX_FEATURES:
            raise OwnLayerError(
                f"has {len(features):,} features, and at most {MAX_FEATURES:,} are read: cut it"
            )
        return features
    if kind == "Feature":
        return [content]
    if isinstance(kind, str) and kind in (*FORMS, "GeometryCollection"):
        return [{"type": "Feature", "geometry": content}]
    raise OwnLayerError(
        f"is JSON, but not GeoJSON: its type is {quoted(kind)}, "
        "not FeatureCollection, Feature or a geometry's"
    )


def _entry(number: int, item: Any) -> _Entry | None:
    if not isinstance(item, dict) or item.get("type") != "Feature":
        raise OwnLayerError("is not an object of type 'Feature': make it one")
    refuse_crs(item)
    if item.get("geometry") is None:
        return None
    properties = item.get("properties")
    title = _title(properties if isinstance(properties, dict) else {})
    return _Entry(number, item.get("id"), title or f"Feature {number}", outline(item["geometry"]))


def _title(properties: dict[str, Any]) -> str:
    values = (properties.get(name) for name in TITLES)
    titles = (
        cleaned(str(value), MAX_TITLE)
        for value in values
        if isinstance(value, str | int) and not isinstance(value, bool)
    )
    return next(filter(None, titles), "")


def _count_vertices(entries: Sequence[_Entry]) -> int:
    return sum(len(entry.outline.vertices) for entry in entries)


def _features(entries: Sequence[_Entry]) -> tuple[tuple[OwnFeature, ...], Counter[str]]:
    """Return the features of the entries, and how many of them were repaired in which way."""
    room = MAX_DENSE_VERTICES
    outlines: list[Outline] = []
    for entry in entries:
        outlines.append(densified(entry.outline, room))
        room -= len(outlines[-1].vertices)
    check_crowding(outlines)
    ids = _unique_ids(entries)
    repairs: Counter[str] = Counter()
    features = []
    for entry, dense, feature_id in zip(entries, outlines, ids, strict=True):
        try:
            geometry, turned = built(entry.outline, dense)
        except OwnLayerError as error:
            raise error.within(f"feature {entry.number}") from None
        repairs[TURNED] += turned
        features.append(OwnFeature(feature_id, entry.title, geometry, entry.outline.kind))
    return tuple(features), repairs


def _unique_ids(entries: Sequence[_Entry]) -> Iterator[str]:
    """Yield the ids as lower case with hyphens; one that came before gets a number."""
    taken: Counter[str] = Counter()
    for entry in entries:
        wanted = _hyphened(entry.id) or f"feature-{entry.number}"
        found = wanted
        while taken[found]:
            taken[wanted] += 1
            found = f"{wanted}-{taken[wanted]}"
        taken[found] += 1
        yield found


def _hyphened(given: Any) -> str:
    if not isinstance(given, str | int) or isinstance(given, bool):
        return ""
    words = re.findall(r"[a-z0-9]+", cleaned(str(given), LONGEST_QUOTE).lower())
    return "-".join(words)
