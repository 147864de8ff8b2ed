"""How reference features are written: RFC 7946, one feature a line, the same bytes every time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.rebuild.inputs.plane import round_coordinates

Names = dict[str, str]
"""A name by language: ``en``, ``ar``, ``he``, as far as known."""


def side_by_side(one: Names, two: Names) -> Names:
    """Return two names joined by a dash, in the languages known for both."""
    return {language: f"{one[language]} – {two[language]}" for language in one if language in two}


@dataclass(frozen=True)
class Facts:
    """What a feature has to state about itself.

    Attributes
    ----------
    source
        Id in ``geodata/sources.toml``.
    as_of
        YYYY, YYYY-MM or YYYY-MM-DD, no more exact than known.
    accuracy_m
        The true feature lies within it, east and north each, with about 95 %.
    """

    source: str
    as_of: str
    confidence: Literal["high", "medium", "low"]
    accuracy_m: float
    note: str = ""


@dataclass(frozen=True)
class Feature:
    """One reference feature; `extra` holds what only its kind states."""

    kind: str
    id: str
    geometry: BaseGeometry
    facts: Facts
    name: Names = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Collection:
    """One reference file.

    Attributes
    ----------
    made
        One sentence on how the file was made.
    role
        *reference*: recipes may take its features; *background*: they are only drawn.
    """

    title: str
    made: str
    role: Literal["reference", "background"]
    features: list[Feature]


def text(collection: Collection, licences: Mapping[str, str]) -> str:
    """Return the text of a reference file.

    Parameters
    ----------
    licences
        Licence of each data source, by its id. A file states those of its features' sources.

    Raises
    ------
    KeyError
        If a feature's source is not among the data sources.
    """
    used = {licences[feature.facts.source] for feature in collection.features}
    head = {
        "type": "FeatureCollection",
        "title": collection.title,
        "made": collection.made,
        "licence": "; ".join(sorted(used)),
        "role": collection.role,
    }
    opening = _json(head)[:-1] + ',"features":[\n'
    lines = ",\n".join(_json(_member(feature)) for feature in collection.features)
    return f"{opening}{lines}\n]}}\n"


def _member(feature: Feature) -> dict[str, Any]:
    facts = feature.facts
    properties: dict[str, Any] = {"kind": feature.kind}
    if feature.name:
        properties["name"] = feature.name
    properties |= feature.extra
    properties |= {
        "source": facts.source,
        "as_of": facts.as_of,
        "confidence": facts.confidence,
        "accuracy_m": round(facts.accuracy_m),
    }
    if facts.note:
        properties["note"] = facts.note
    return {
        "type": "Feature",
        "id": feature.id,
        "properties": properties,
        "geometry": _geometry(feature.geometry),
    }


def _geometry(geometry: BaseGeometry) -> dict[str, Any]:
    wound = shapely.orient_polygons(round_coordinates(geometry), exterior_cw=False)
    content: dict[str, Any] = json.loads(shapely.to_geojson(wound))
    return content


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
