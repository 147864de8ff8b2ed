"""The types of GeoJSON geometries, and the conversion of collections to one of them."""

from collections.abc import Iterator
from typing import Any, Literal

from geodata.text.safe_text import quote
from geodata.user_layers.errors import OwnLayerError

Kind = Literal["area", "line", "point"]

FORMS: dict[str, tuple[Kind, int]] = {
    "Point": ("point", 0),
    "MultiPoint": ("point", 1),
    "LineString": ("line", 1),
    "MultiLineString": ("line", 2),
    "Polygon": ("area", 2),
    "MultiPolygon": ("area", 3),
}
"""The supported types, and how deeply positions are nested in their coordinates."""

COLLECTION = "GeometryCollection"
TYPES = (*FORMS, COLLECTION)
MULTIPLE: dict[Kind, str] = {kind: name for name, (kind, _) in FORMS.items() if "Multi" in name}
PLURALS: dict[Kind, str] = {"area": "areas", "line": "lines", "point": "points"}

WGS84 = frozenset({"crs84", "4326"})
LON_LAT = "give longitude, then latitude, in degrees (WGS 84)"


def check_form(geometry: Any) -> None:
    """Refuse anything but a geometry object of a supported type in WGS 84."""
    if not isinstance(geometry, dict):
        raise OwnLayerError("its geometry must be an object with type and coordinates")
    refuse_crs(geometry)
    name = geometry.get("type")
    if not isinstance(name, str) or name not in TYPES:
        known = ", ".join(TYPES)
        raise OwnLayerError(f"its geometry's type must be one of {known} (found {quote(name)})")


def join_collection(collection: dict[str, Any]) -> dict[str, Any]:
    """Return a GeometryCollection as one geometry of several parts.

    Raises
    ------
    OwnLayerError
        If its parts are of several kinds, since a feature is an area, a line or a point.
    """
    parts = list(_parts(collection))
    kinds = sorted({FORMS[part["type"]][0] for part in parts})
    if len(kinds) > 1:
        mixed = " and ".join(PLURALS[kind] for kind in kinds)
        raise OwnLayerError(
            f"it is a GeometryCollection of {mixed}: put each kind into a separate feature"
        )
    name = MULTIPLE[kinds[0]] if kinds else "MultiPoint"
    coordinates: list[Any] = []
    for part in parts:
        is_multiple = part["type"] == name and isinstance(part["coordinates"], list | tuple)
        coordinates += part["coordinates"] if is_multiple else [part["coordinates"]]
    return {"type": name, "coordinates": coordinates}


def _parts(collection: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parts that have coordinates, including those of nested collections."""
    members = collection.get("geometries")
    if not isinstance(members, list | tuple):
        raise OwnLayerError("it is a GeometryCollection without a list of 'geometries': add one")
    for member in members:
        check_form(member)
        if member["type"] == COLLECTION:
            yield from _parts(member)
        elif member.get("coordinates") != []:
            yield {"coordinates": None, **member}


def refuse_crs(member: dict[str, Any]) -> None:
    """Refuse a `crs` other than WGS 84, a member that GeoJSON had before RFC 7946."""
    crs = member.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or name.lower().rsplit(":", 1)[-1] not in WGS84:
        raise OwnLayerError(f"its crs must be WGS 84 (found {quote(name)}): {LON_LAT}")
