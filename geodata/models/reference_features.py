"""Reference features: what is on the ground, or was drawn by others, with where it came from.

The files in ``geodata/reference`` are RFC 7946 GeoJSON. Beyond that RFC each file states its
``title``, how it was ``made``, its ``licence`` and its ``role``: a recipe may take features of
role *reference*; those of role *background* are only drawn.
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
"""How a feature is referred to: its kind and id, as in ``place/daraa``."""

CORRELATION_KM = 25.0
"""Over how long a stretch a line deviates alike, unless it states otherwise.

The distances between the limits of governorates here and at UN OCHA correlate by 0.8 at 10 km
along the limit that deviates most (Rif Dimashq to Suwayda), by 0.4 at 20 km, and less elsewhere.
"""


class Properties(Strict):
    """What every reference feature states about itself, and what some kinds add."""

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
        The true feature lies within it, east and north each, with about 95 %; of an area with
        edges of its own, that of the least exact one.
    correlation_km
        Over how long a stretch a line deviates alike.
    edges
        Of an area, the keys of the lines that its boundary is made of.
    extra
        What this kind of feature states beyond the common properties.
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

    def named(self, language: Language) -> str:
        """Return the name in a language, else in English, else the id."""
        return self.name.get(language) or self.name.get("en") or self.id


def load_features(folder: Path, sources: dict[str, Source]) -> dict[Key, ReferenceFeature]:
    """Return every feature of the reference files in a folder, by key.

    Raises
    ------
    FileError
        If a file or feature lacks what it has to state, cites an unknown source, or has a
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
