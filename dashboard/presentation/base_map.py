"""The base map: relief, water, borders, roads, places and areas in muted colours."""

from functools import cache
from pathlib import Path
from typing import Any

from dashboard.presentation.symbology import symbology
from dashboard.text.ui_text import words
from geodata.catalog import Catalog
from geodata.models.reference_features import ReferenceFeature
from geodata.scenario import LATITUDES, LONGITUDES, ZOOM_RANGE
from layers.output.geojson import geometry_object

KINDS = (
    "sea",
    "coast",
    "lake",
    "river",
    "governorate",
    "border",
    "road",
    "place",
    "area-name",
)
START, START_ZOOM = (33.0, 36.15), 9
"""Initial latitude, longitude and zoom of a map, before the first message arrives."""
MOVES: dict[str, Any] = {
    "minZoom": ZOOM_RANGE[0],
    "maxZoom": ZOOM_RANGE[1],
    "zoomSnap": 0.25,
    "zoomDelta": 0.5,
    "wheelPxPerZoomLevel": 120,
    "maxBounds": [list(corner) for corner in zip(LATITUDES, LONGITUDES, strict=True)],
}
"""Leaflet's options for the range and steps of zooming and panning."""
OPENING_BOUNDS = ((32.28, 35.55), (33.62, 37.3))
"""South-west and north-east corner, latitude first, of the area that the opening view must show."""


def base_map(catalog: Catalog) -> dict[str, Any]:
    """Return the data of the base map, with the symbology and texts that the browser needs."""
    features = base_map_features(catalog)
    relief = catalog.features.get("relief/relief")
    west, south, east, north = relief.geometry.bounds if relief else (0, 0, 0, 0)
    return {
        "symbology": symbology().model_dump(),
        "opening": OPENING_BOUNDS,
        "relief": [[south, west], [north, east]] if relief else None,
        "features": [_feature_json(item) for item in features],
        "attributions": attributions(catalog),
        "words": words(),
    }


def relief_picture(catalog: Catalog) -> bytes:
    """Return the picture of the relief, read once."""
    return _read_cached(catalog.folder / "reference" / "relief.png")


@cache
def _read_cached(path: Path) -> bytes:
    return path.read_bytes()


def base_map_features(catalog: Catalog) -> list[ReferenceFeature]:
    """Return the reference features that are drawn under every layer."""
    features = [item for item in catalog.features.values() if item.kind in KINDS]
    return features + [item for item in catalog.features.values() if item.key == "line/line-1923"]


def attributions(catalog: Catalog) -> list[str]:
    """Return the credit lines of the base map, each once."""
    relief = catalog.features.get("relief/relief")
    credited = [*base_map_features(catalog), *([relief] if relief else [])]
    return sorted({part for item in credited for part in item.attribution.split("; ")})


def _feature_json(feature: ReferenceFeature) -> dict[str, Any]:
    return {
        "kind": feature.kind,
        "id": feature.id,
        "name": feature.name,
        "rank": feature.extra.get("rank"),
        "place": feature.extra.get("place_kind"),
        "area": feature.extra.get("area_kind"),
        "status": feature.extra.get("status"),
        "geometry": geometry_object(feature.geometry),
    }
