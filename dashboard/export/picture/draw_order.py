"""Features of the layers that are on, in drawing order, and their names."""

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
    """A layer of the catalogue, or a user layer."""

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features to draw."""
        ...


@dataclass(frozen=True)
class DrawnFeature:
    """A feature, and the description of its layer."""

    layer: Featured
    description: LayerDescription
    feature: Feature


def in_order(
    layers: Sequence[Featured], descriptions: list[LayerDescription], sheet: MapFrame
) -> list[DrawnFeature]:
    """Return the features in a sheet by role in drawing order, larger ones first."""
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
    """Return the labels of layers, with an asterisk for assumptions."""
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
    """Split a label into its leading title, which may be shortened, and the rest.

    Examples
    --------
    >>> split_label("Road: 79.6 km", "Road")
    ('Road', ': 79.6 km')
    """
    return (title, text.removeprefix(title)) if text.startswith(f"{title}: ") else (text, "")
