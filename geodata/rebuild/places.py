"""Places, reported positions and schematic roads, from the hand-edited tables beside this file."""

import csv
from pathlib import Path
from typing import Any, cast

import shapely
from pyproj import Geod
from shapely.geometry import LineString, Point

from geodata.rebuild.geojson import Collection, Facts, Feature, Names, side_by_side

HERE = Path(__file__).resolve().parent

Row = dict[str, str]

ROAD_ACCURACY_M = 5000.0

_GEOD = Geod(ellps="WGS84")


class PlaceError(ValueError):
    """A hand-edited table disagrees with itself or with GeoNames."""


def table(name: str) -> list[Row]:
    """Return the rows of a hand-edited table, such as ``places.csv``."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def names_of(rows: list[Row]) -> dict[tuple[str, str], Names]:
    """Return the names of ``names.csv`` by kind and id."""
    return {
        (row["kind"], row["id"]): {
            language: row[language] for language in ("en", "ar", "he") if row[language]
        }
        for row in rows
    }


def disagreements(rows: list[Row], known_places: dict[int, tuple[float, float]]) -> list[str]:
    """Return one line for each place that GeoNames puts farther away than its accuracy.

    Parameters
    ----------
    rows
        Of ``places.csv``.
    known_places
        Longitude and latitude by GeoNames' id.
    """
    found = []
    for row in rows:
        if row["geonames_id"]:
            here = (float(row["longitude"]), float(row["latitude"]))
            there = known_places.get(int(row["geonames_id"]))
            if there is None:
                found.append(f"places.csv: {row['id']}: GeoNames has no {row['geonames_id']}")
            elif (off := _GEOD.inv(*here, *there)[2]) > float(row["accuracy_m"]):
                found.append(
                    f"places.csv: {row['id']}: GeoNames has it {off:.0f} m away, at {there}; "
                    f"accuracy_m is {row['accuracy_m']}"
                )
        elif row["source"] == "geonames":
            found.append(f"places.csv: {row['id']}: source is geonames, but geonames_id is empty")
    return found


def _facts(row: Row, as_of: str) -> Facts:
    return Facts(
        row["source"],
        as_of,
        cast("Any", row["confidence"]),
        float(row["accuracy_m"]),
        row["note"],
    )


def _point(row: Row) -> Point:
    return Point(float(row["longitude"]), float(row["latitude"]))


def _place_names(row: Row) -> Names:
    return {
        language: row[f"name_{language}"]
        for language in ("en", "ar", "he")
        if row[f"name_{language}"]
    }


def _place(row: Row) -> Feature:
    extra: dict[str, Any] = {"place_kind": row["place_kind"], "rank": int(row["rank"])}
    if row["elevation_m"]:
        extra["elevation_m"] = row["elevation_m"]
    facts = _facts(row, row["as_of"])
    return Feature("place", row["id"], _point(row), facts, _place_names(row), extra)


def places_file(rows: list[Row]) -> Collection:
    """Return the file of the places."""
    return Collection(
        "Places",
        "Written by hand from places.csv of geodata/rebuild; the points that GeoNames' packaged "
        "extract has were checked against it.",
        "reference",
        [_place(row) for row in rows],
    )


def latest(dates: list[str]) -> str:
    """Return the latest of some dates; of a year and a day in it, the day."""
    return max(dates)


def _position(row: Row, places: dict[str, Row], report_dates: dict[str, str]) -> Feature:
    reports = row["reports"].split()
    unknown = [report for report in reports if report not in report_dates]
    if unknown:
        raise PlaceError(f"positions.csv: {row['id']}: {unknown[0]} is not in sources.toml")
    name = _place_names(places[row["place"]] if row["place"] else row) | {"en": row["name_en"]}
    extra: dict[str, Any] = {"group": row["group"], "reports": reports}
    if row["place"]:
        extra["place"] = row["place"]
    facts = _facts(row, latest([report_dates[report] for report in reports]))
    return Feature("position", row["id"], _point(row), facts, name, extra)


def positions_file(
    rows: list[Row], place_rows: list[Row], report_dates: dict[str, str]
) -> Collection:
    """Return the file of the reported Israeli positions.

    Parameters
    ----------
    report_dates
        Date of each source, by its id: a position is as of the latest report that names it.

    Raises
    ------
    PlaceError
        If a report is unknown.
    """
    places = {row["id"]: row for row in place_rows}
    return Collection(
        "Reported Israeli positions, at the level of villages",
        "Written by hand from positions.csv of geodata/rebuild: the village that dated press "
        "reports name, to two decimals of a degree; never the site of a base.",
        "reference",
        [_position(row, places, report_dates) for row in rows],
    )


def _road(row: Row, places: dict[str, Row]) -> Feature:
    stops = [places[place_id] for place_id in row["places"].split()]
    name = side_by_side(_place_names(stops[0]), _place_names(stops[-1]))
    facts = Facts(
        "roads-schematic",
        "2026-01",
        "low",
        ROAD_ACCURACY_M,
        "Schematic: joins towns, not surveyed.",
    )
    line = LineString([_point(stop) for stop in stops])
    return Feature("road", row["id"], line, facts, name, {"places": [s["id"] for s in stops]})


def roads_file(rows: list[Row], place_rows: list[Row]) -> Collection:
    """Return the file of the schematic main roads.

    Raises
    ------
    PlaceError
        If a road runs through a place whose licence is not that of the roads.
    """
    places = {row["id"]: row for row in place_rows}
    for row in rows:
        for place_id in row["places"].split():
            if not places[place_id]["source"].startswith("geonames"):
                raise PlaceError(f"roads.csv: {row['id']}: {place_id} is not a point of GeoNames")
    roads = [_road(row, places) for row in rows]
    if not all(shapely.is_simple(road.geometry) for road in roads):
        raise PlaceError("roads.csv: a road crosses itself")
    return Collection(
        "Main roads, schematic",
        "Straight lines between the points of the towns that roads.csv of geodata/rebuild lists.",
        "reference",
        roads,
    )
