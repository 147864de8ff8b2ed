"""Names of areas for the background, and where each one is written, from hand-edited tables."""

from typing import Any

from shapely.geometry import Point

from geodata.rebuild.geojson import Collection, Facts, Feature, Names
from geodata.rebuild.places import Row

ACCURACY_M = 5000.0

_FACTS = Facts(
    "editors-estimate",
    "2026-01",
    "low",
    ACCURACY_M,
    "Where the name is written; no statement on where the area ends.",
)


def _area_name(row: Row, names: dict[tuple[str, str], Names]) -> Feature:
    named_as = "lake" if row["area_kind"] == "lake" else "area"
    extra: dict[str, Any] = {"area_kind": row["area_kind"], "rank": int(row["rank"])}
    if row["status_en"]:
        extra["status"] = {language: row[f"status_{language}"] for language in ("en", "ar", "he")}
    point = Point(float(row["longitude"]), float(row["latitude"]))
    return Feature("area-name", row["id"], point, _FACTS, names[named_as, row["id"]], extra)


def area_names_file(rows: list[Row], names: dict[tuple[str, str], Names]) -> Collection:
    """Return the file of the names of areas.

    Parameters
    ----------
    rows
        Of ``area-names.csv``.
    names
        Of ``names.csv``, by kind and id.
    """
    return Collection(
        "Names of areas",
        "Written by hand from area-names.csv of geodata/rebuild; the points say where a name is "
        "written on the map.",
        "background",
        [_area_name(row, names) for row in rows],
    )
