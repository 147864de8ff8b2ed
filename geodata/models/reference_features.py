"""Reference features: places, lines and areas on the ground, each with its source.

The files in ``geodata/reference`` are RFC 7946 GeoJSON. Each also states its ``title``, how it
was ``made``, its ``licence`` and its ``role``: recipes may use features of role *reference*;
those of role *background* are only drawn.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import shapely
from pydantic import ConfigDict, Field
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Confidence, Id, Language, PartialDate, Strict
from geodata.models.source import Source
from geodata.text.file_errors import FileError, read_text, validate

Key = str
"""The name of a feature: its kind and id, as in ``place/daraa``."""

CORRELATION_KM = 25.0
"""Default distance along a line over which its errors are correlated.

The distances between the limits of governorates here and at UN OCHA correlate by 0.8 at 10 km
along the limit that deviates most (Rif Dimashq to Suwayda), by 0.4 at 20 km, and less elsewhere.
"""


class Properties(Strict):
    """Properties that every reference feature has; some kinds have more."""

    model_config = ConfigDict(extra="allow", frozen=True, allow_inf_nan=False)

    kind: Id
    name: dict[Language, str] = Field(default_factory=dict)
    source: Id
    as_of: PartialDate
    confidence: Confidence
    accuracy_m: float = Field(ge=0)
    correlation_km: float = Field(default=CORRELATION_KM, gt=0)
    edges: tuple[Key, ...] = ()
    note: str = ""


class FileHead(Strict):
    """The members of a reference file beside its features."""

    type: Literal["FeatureCollection"]
    title: str
    made: str
    licence: str
    role: Literal["reference", "background"]
    features: list[dict[str, Any]]


@dataclass(frozen=True)
class ReferenceFeature:
    """One reference feature.

    Attributes
    ----------
    geometry
        Longitude and latitude in degrees, WGS 84.
    accuracy_m
        The true feature lies within this distance, east and north each, with about 95 %
        probability; for an area with edges of its own, the largest of theirs.
    correlation_km
        Distance along a line over which its errors are correlated.
    edges
        For an area, the keys of the lines that form its boundary.
    extra
        Further properties of this kind of feature.
    """

    key: Key
    geometry: BaseGeometry
    name: dict[Language, str]
    source: str
    licence: str
    attribution: str
    as_of: str
    confidence: Confidence
    accuracy_m: float
    correlation_km: float
    edges: tuple[Key, ...]
    note: str
    background: bool
    extra: dict[str, Any]

    @property
    def kind(self) -> str:
        """The part of the key before the slash."""
        return self.key.partition("/")[0]

    @property
    def id(self) -> str:
        """The part of the key after the slash."""
        return self.key.partition("/")[2]

    def name_in(self, language: Language) -> str:
        """Return the name in a language, or in English, or else the id."""
        return self.name.get(language) or self.name.get("en") or self.id


def load_features(folder: Path, sources: dict[str, Source]) -> dict[Key, ReferenceFeature]:
    """Return every feature of the reference files in a folder, by key.

    Raises
    ------
    FileError
        If a file or feature lacks a required field, cites an unknown source, or has a
        geometry that is empty or invalid.
    """
    features: dict[Key, ReferenceFeature] = {}
    for path in sorted(folder.glob("*.geojson")):
        for feature in _load_file(path, sources):
            if feature.key in features:
                raise FileError(path, feature.key, "is given twice: rename or remove one")
            features[feature.key] = feature
    for feature in features.values():
        for edge in feature.edges:
            if edge not in features:
                raise FileError(folder, f"{feature.key}.edges", f"'{edge}' is in none of the files")
    if not features:
        raise FileError(folder, "", "holds no reference files: run 'python -m geodata.rebuild'")
    return features


def _load_file(path: Path, sources: dict[str, Source]) -> list[ReferenceFeature]:
    try:
        content = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError) as error:
        raise FileError(path, "", f"is not JSON: {error}") from None
    head = validate(FileHead, content, path)
    features = [
        _feature(item, path, sources, background=head.role == "background")
        for item in head.features
    ]
    licence = "; ".join(sorted({feature.licence for feature in features}))
    if head.licence != licence:
        raise FileError(path, "licence", f"is '{head.licence}', but its features say '{licence}'")
    return features


def _feature(
    item: dict[str, Any], path: Path, sources: dict[str, Source], *, background: bool
) -> ReferenceFeature:
    feature_id = item.get("id")
    if item.get("type") != "Feature" or not isinstance(feature_id, str):
        raise FileError(path, str(feature_id), "needs the type 'Feature' and an id that is a text")
    given = validate(Properties, item.get("properties") or {}, path, feature_id)
    if given.source not in sources:
        raise FileError(
            path, f"{feature_id}.source", f"'{given.source}' is not in geodata/sources.toml"
        )
    source = sources[given.source]
    for report in (given.model_extra or {}).get("reports", ()):
        if report not in sources:
            raise FileError(
                path, f"{feature_id}.reports", f"'{report}' is not in geodata/sources.toml"
            )
    return ReferenceFeature(
        key=f"{given.kind}/{feature_id}",
        geometry=_geometry(item, path, feature_id),
        name=given.name,
        source=given.source,
        licence=source.licence,
        attribution=source.attribution,
        as_of=given.as_of,
        confidence=given.confidence,
        accuracy_m=given.accuracy_m,
        correlation_km=given.correlation_km,
        edges=given.edges,
        note=given.note,
        background=background,
        extra=dict(given.model_extra or {}),
    )


def _geometry(item: dict[str, Any], path: Path, feature_id: str) -> BaseGeometry:
    try:
        geometry = shape(item["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError):
        raise FileError(path, f"{feature_id}.geometry", "is not a GeoJSON geometry") from None
    if geometry.is_empty:
        raise FileError(path, f"{feature_id}.geometry", "is empty: every feature needs one")
    if not geometry.is_valid:
        raise FileError(
            path, f"{feature_id}.geometry", f"is not valid: {shapely.is_valid_reason(geometry)}"
        )
    return geometry
