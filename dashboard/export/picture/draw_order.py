"""What is drawn of the layers that are on: features from the bottom up, and their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dashboard.export.picture.labels import LayerName
from dashboard.presentation.map_protocol import LayerDescription
from dashboard.presentation.symbology import symbology
from geodata.models.field_types import Language, in_language
from layers.features.feature import Feature
from layers.output.geojson import label_points
from layers.output.map_frame import MapFrame

NAMED_BY_FEATURE = ("band", "position", "group")


class Featured(Protocol):
    """A layer of the catalogue, or a person's own."""

    @property
    def features(self) -> tuple[Feature, ...]:
        """What is drawn of it."""
        ...


@dataclass(frozen=True)
class DrawnFeature:
    """A feature of a layer, and what the map says of the layer."""

    layer: Featured
    told: LayerDescription
    feature: Feature


def in_order(
    layers: Sequence[Featured], descriptions: list[LayerDescription], sheet: MapFrame
) -> list[DrawnFeature]:
    """Return what a sheet shows of layers by role from the bottom up; the larger lies below."""
    roles = symbology().order.roles
    found: list[tuple[int, float, DrawnFeature]] = []
    for layer, said in zip(layers, descriptions, strict=True):
        for feature in layer.features:
            if feature.role not in roles or not sheet.outlines(feature.geometry):
                continue
            left, top, right, bottom = sheet.bounds(feature.geometry)
            size = (right - left) * (bottom - top)
            found.append((roles.index(feature.role), -size, DrawnFeature(layer, said, feature)))
    return [item for _, _, item in sorted(found, key=lambda entry: entry[:2])]


def layer_names(
    layers: Sequence[Featured], descriptions: list[LayerDescription], language: Language
) -> list[LayerName]:
    """Return what is written on layers, with an asterisk where something is assumed."""
    names = []
    for layer, said in zip(layers, descriptions, strict=True):
        points = label_points(layer.features)
        for feature in layer.features:
            if feature.id not in points:
                continue
            point = points[feature.id]
            text = said["label"] or said["reading"] or said["title"]
            text += " *" if said["assumptions"] else ""
            if feature.role in NAMED_BY_FEATURE:
                text = in_language(feature.title, language)
            name, tail = split_label(text, said["title"])
            names.append(LayerName(name, (point.x, point.y), feature.role, tail))
    return names


def split_label(text: str, title: str) -> tuple[str, str]:
    """Return a label in two: the title that it begins with, which may be cut, and what follows.

    Examples
    --------
    >>> parted("Road: 79.6 km", "Road")
    ('Road', ': 79.6 km')
    """
    return (title, text.removeprefix(title)) if text.startswith(f"{title}: ") else (text, "")
