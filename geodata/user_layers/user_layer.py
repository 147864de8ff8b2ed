"""A user layer: the features of an upload, or one drawing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.text.safe_text import LONGEST_QUOTE, clean_file_name, clean_text
from geodata.user_layers.coordinates import Coordinates, check_count, densify_outline, outline
from geodata.user_layers.errors import OwnLayerError
from geodata.user_layers.features import Entry, LeftOut, entries_of, items_of
from geodata.user_layers.geometry import build_geometry, check_crowding
from geodata.user_layers.geometry_types import LON_LAT, Kind
from geodata.user_layers.json_reader import json_object
from geodata.user_layers.limits import MAX_DENSE_VERTICES, MAX_TITLE, REGION, TALKS_AREA

UNLOCATED = "left out, without geometry"
HEIGHTS = "heights ignored"
COLLECTED = "parts of a GeometryCollection merged into one feature"
SWAPPED = "latitude and longitude swapped, as requested"
LIKELY_SWAPPED = (
    "no feature is in the area of the talks, but it would be with latitude and longitude "
    "swapped: GeoJSON puts longitude first, then latitude"
)


@dataclass(frozen=True)
class OwnFeature:
    """One checked feature.

    Attributes
    ----------
    id
        Lower case with hyphens, unique in its layer.
    title
        One line of plain text from the file, which must be escaped in HTML like any text.
    geometry
        In degrees, valid, rings oriented as in RFC 7946, no edge longer than 500 m.
    """

    id: str
    title: str
    geometry: BaseGeometry
    kind: Kind


@dataclass(frozen=True)
class OwnLayer:
    """The layer read from a file.

    Attributes
    ----------
    name
        The file's name, cleaned.
    vertices
        Number of positions that the file has for the features.
    notes
        What was repaired or left out, one line each.
    likely_swapped
        Whether latitude seems to come before longitude, to judge by the location.
    """

    name: str
    features: tuple[OwnFeature, ...]
    vertices: int
    notes: tuple[str, ...]
    likely_swapped: bool = False


def read_layer(content: bytes, filename: str, *, swapped: bool = False) -> OwnLayer:
    """Return the layer in a file.

    Parameters
    ----------
    content
        GeoJSON (RFC 7946) in UTF-8 (a FeatureCollection, a Feature or a geometry), or a zip with
        one such file.
    filename
        The file's name, with or without a path.
    swapped
        Its positions are given as latitude, then longitude.

    Raises
    ------
    OwnLayerError
        If no feature can be used, or the file is too large: one line with the file, the feature,
        what is wrong, and how to correct it. Single unusable features are left out and noted.
    """
    name = clean_file_name(filename) or "upload"
    try:
        return _layer(json_object(content, name), name, swapped=swapped)
    except OwnLayerError as error:
        raise error.within(name) from None


def read_sketch(geometry: dict[str, Any], title: str, feature_id: str = "drawing") -> OwnFeature:
    """Return a drawing from the map, checked by the same rules as an upload.

    Parameters
    ----------
    geometry
        A GeoJSON geometry.
    title
        Cleaned like the titles in a file.

    Raises
    ------
    OwnLayerError
        If the drawing cannot be used.
    """
    shown = clean_text(title, MAX_TITLE) or "Drawing"
    try:
        return _read_sketch_feature(geometry, shown, feature_id)
    except OwnLayerError as error:
        raise error.within(shown) from None


def _read_sketch_feature(geometry: dict[str, Any], title: str, feature_id: str) -> OwnFeature:
    given = outline(geometry)
    if given is None:
        raise OwnLayerError("it has no positions: add some")
    dense = densify_outline(given, MAX_DENSE_VERTICES)
    check_crowding([dense])
    shape, _ = build_geometry(given, dense)
    return OwnFeature(feature_id, title, shape, given.kind)


def _layer(content: dict[str, Any], name: str, *, swapped: bool) -> OwnLayer:
    entries, left_out = entries_of(items_of(content), swapped=swapped)
    check_count(_count_vertices(entries))
    features, repairs = _features(entries, left_out)
    if not features:
        raise left_out.refusal()
    taken = [entry for entry in entries if entry.number not in left_out.faults]
    repairs[UNLOCATED] = left_out.unlocated
    repairs[HEIGHTS] = sum(entry.outline.heights for entry in taken)
    notes = [SWAPPED] if swapped else []
    notes += left_out.notes()
    notes += [f"{what}: {_features_counted(count)}" for what, count in repairs.items() if count]
    likely_swapped = not swapped and _seem_swapped(features)
    if likely_swapped:
        notes.append(LIKELY_SWAPPED)
    elif not _meet(REGION, features):
        notes.append(f"no feature is on the map; if that is unexpected, {LON_LAT}")
    return OwnLayer(name, features, _count_vertices(taken), tuple(notes), likely_swapped)


def _count_vertices(entries: Sequence[Entry]) -> int:
    return sum(len(entry.outline.vertices) for entry in entries)


def _features_counted(count: int) -> str:
    return "1 feature" if count == 1 else f"{count:,} features"


def _seem_swapped(features: Sequence[OwnFeature]) -> bool:
    """Return whether features are in the area of the talks only with their axes swapped."""
    west, south, east, north = TALKS_AREA
    return _meet((south, west, north, east), features) and not _meet(TALKS_AREA, features)


def _meet(bounds: tuple[float, float, float, float], features: Sequence[OwnFeature]) -> bool:
    geometries = [feature.geometry for feature in features]
    return bool(shapely.intersects(shapely.box(*bounds), geometries).any())


def _features(
    entries: Sequence[Entry], left_out: LeftOut
) -> tuple[tuple[OwnFeature, ...], Counter[str]]:
    """Return the features of the entries, and the number of repairs of each kind.

    Features that turn out to be invalid are added to those left out.
    """
    room = MAX_DENSE_VERTICES
    outlines: list[Coordinates] = []
    for entry in entries:
        outlines.append(densify_outline(entry.outline, room))
        room -= len(outlines[-1].vertices)
    check_crowding(outlines)
    ids = _unique_ids(entries)
    repairs: Counter[str] = Counter()
    features = []
    for entry, dense, feature_id in zip(entries, outlines, ids, strict=True):
        try:
            geometry, repaired = build_geometry(entry.outline, dense)
        except OwnLayerError as error:
            left_out.faults[entry.number] = str(error)
            continue
        repairs.update(repaired)
        repairs[COLLECTED] += entry.collected
        features.append(OwnFeature(feature_id, entry.title, geometry, entry.outline.kind))
    return tuple(features), repairs


def _unique_ids(entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the ids as lower case with hyphens; a repeated one gets a number."""
    taken: Counter[str] = Counter()
    for entry in entries:
        wanted = _hyphenate(entry.id) or f"feature-{entry.number}"
        found = wanted
        while taken[found]:
            taken[wanted] += 1
            found = f"{wanted}-{taken[wanted]}"
        taken[found] += 1
        yield found


def _hyphenate(value: Any) -> str:
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    words = re.findall(r"[a-z0-9]+", clean_text(str(value), LONGEST_QUOTE).lower())
    return "-".join(words)
