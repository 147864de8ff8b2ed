"""What each reference file is made of: raw data in, texts of files out."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geodata.rebuild import (
    area_names,
    borders,
    debian,
    edges,
    governorates,
    lines,
    outlines,
    relief,
    water,
)
from geodata.rebuild import coast as coasts
from geodata.rebuild import places as place_tables
from geodata.rebuild.geojson import Collection, Names, text
from geodata.rebuild.inputs import packages

REGION = shapely.box(33.0, 28.0, 43.5, 38.5)
"""What is looked at of world-wide raw data: the map's window and Jordan, with a margin."""

ARMISTICE = ("298", "206")
"""WDBII's numbers of the two lines that hold the northern and the southern part of that of 1949."""

_BOUNDARIES = "cultural/ne_10m_admin_0_boundary_lines_land"
_COAST = "physical/ne_10m_coastline"

NEIGHBOURS = {
    "border-egypt-gaza": ("egypt", "gaza"),
    "border-egypt-israel": ("egypt", "israel"),
    "border-gaza-israel": ("gaza", "israel"),
    "border-iraq-saudi-arabia": ("iraq", "saudi-arabia"),
    "border-iraq-turkey": ("iraq", "turkey"),
}
"""Natural Earth's lines that the background shows, with their sides."""

_NATURAL_EARTH_NAMES = {
    "Egypt": "egypt",
    "Iraq": "iraq",
    "Israel": "israel",
    "Saudi Arabia": "saudi-arabia",
    "Turkey": "turkey",
}


def sources(path: Path) -> dict[str, dict[str, Any]]:
    """Return the entries of ``sources.toml``."""
    return tomllib.loads(path.read_text("utf-8"))


def _coast() -> BaseGeometry:
    shores = [line for _, line in packages.natural_earth(_COAST) if line.intersects(REGION)]
    return shapely.intersection(shapely.union_all(shores), REGION)


def _boundaries() -> list[tuple[dict[str, Any], BaseGeometry]]:
    records = packages.natural_earth(_BOUNDARIES)
    return [(facts, line) for facts, line in records if line.intersects(REGION)]


def _side(facts: dict[str, Any], side: str) -> str:
    """Return our id of the area on one side of a line; of the two in Palestine, Gaza's."""
    return _NATURAL_EARTH_NAMES.get(facts[side], "gaza" if facts[side] == "Palestine" else "")


def _neighbours(
    boundaries: list[tuple[dict[str, Any], BaseGeometry]], river_ends: list[Point]
) -> Iterator[borders.Neighbour]:
    """Yield the background lines, ordered by id; Gaza is what lies west of the window's 34.7 E."""
    for line_id, sides in NEIGHBOURS.items():
        found = [
            line
            for facts, line in boundaries
            if {_side(facts, "ADM0_LEFT"), _side(facts, "ADM0_RIGHT")} == set(sides)
            and ("gaza" not in sides or line.bounds[2] < GAZA_EAST)
        ]
        yield borders.Neighbour(line_id, sides, shapely.line_merge(shapely.union_all(found)))
    stored = packages.shorelines("countries")
    around = borders.armistice_line([stored[number] for number in ARMISTICE], river_ends)
    yield borders.Neighbour("border-west-bank", ("israel", "west-bank"), around)


GAZA_EAST = 34.7
"""No line of Gaza reaches so far east; every line of the West Bank lies beyond."""


def _shared_edges(
    names: dict[tuple[str, str], Names],
    boundaries: list[tuple[dict[str, Any], BaseGeometry]],
    npm: Path | None,
) -> Iterator[tuple[str, Collection]]:
    """Yield what hangs together by shared edges: lines, borders, countries, governorates."""
    rings = packages.zone_rings()
    coast = _coast()
    line_a = lines.line_a(rings)
    gaps = lines.check_shift(line_a, _line_named(boundaries, "Ceasefire Lines 1974"))
    yield "line-a", lines.line_a_file(line_a, names["line", "line-a"])
    line_b = _line_named(boundaries, "UNDOF")
    yield "line-b", lines.line_b_file(line_b, gaps, names["line", "line-b"])
    drawn = outlines.simplify_stretches(outlines.stretches(rings, coast))
    outline = outlines.countries(drawn.values())["syria"]
    raw = governorates.units(packages.syrian_units(npm))
    shifted = {unit_id: lines.shift_to_osm(area) for unit_id, area in raw.items()}
    made = governorates.cut_by_outline(outline, shifted)
    inner = edges.inner_edges(made, outline)
    drawn = edges.with_ends(drawn, inner)
    areas = outlines.countries(drawn.values())
    yield "borders", borders.borders_file(drawn, names)
    yield "countries", borders.countries_file(areas, drawn, names)
    river = drawn["border-jordan-west-bank"]
    ends = sorted((Point(river.coords[index]) for index in (0, -1)), key=lambda end: -end.y)
    others = list(_neighbours(boundaries, ends))
    yield "borders-other", borders.others_file(others, drawn, names)
    shore = coasts.shore(coast)
    yield "coast", coasts.coast_file(shore)
    yield "sea", coasts.sea_file(shore)
    whole = drawn | inner
    rows = place_tables.table("edges.csv")
    yield "edges", edges.edges_file(whole, rows)
    accuracy = {row["id"]: float(row["accuracy_m"]) for row in rows}
    closed = edges.close_areas(made, whole)
    yield "governorates", governorates.governorates_file(closed, whole, accuracy, names)


def _line_named(boundaries: list[tuple[dict[str, Any], BaseGeometry]], name: str) -> LineString:
    found = [line for facts, line in boundaries if facts["NAME"] == name]
    if len(found) != 1 or not isinstance(found[0], LineString):
        raise packages.RawDataError(f"{_BOUNDARIES}: '{name}' is not one line")
    return found[0]


def _tables(
    names: dict[tuple[str, str], Names], report_dates: dict[str, str]
) -> Iterator[tuple[str, Collection]]:
    """Yield what is written by hand: places, positions, roads, names of areas."""
    rows = place_tables.table("places.csv")
    wrong = place_tables.disagreements(rows, packages.geonames_points())
    if wrong:
        raise place_tables.PlaceError("\n".join(wrong))
    yield "places", place_tables.places_file(rows)
    positions = place_tables.table("positions.csv")
    yield "positions", place_tables.positions_file(positions, rows, report_dates)
    yield "roads", place_tables.roads_file(place_tables.table("roads.csv"), rows)
    areas = place_tables.table("area-names.csv")
    yield "area-names", area_names.area_names_file(areas, names)


def _line_1923(
    names: dict[tuple[str, str], Names], data_file: Path, recorded: dict[str, Any]
) -> Collection:
    debian.check(data_file, recorded["data_sha256"])
    edge = debian.western_edge(packages.dcw_outline_of_syria(data_file))
    return debian.line_1923_file(edge, names["line", "line-1923"])


def files(
    sources_file: Path, committed: Path, npm: Path | None, dcw: Path | None
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every reference file.

    Parameters
    ----------
    sources_file
        ``geodata/sources.toml``: licences, and the dates of reports.
    committed
        The folder of the committed files. The line of 1923 is taken over from it, once its
        checksum was found right, unless `dcw` is given.
    npm
        The archive of the npm package, if it is at hand.
    dcw
        ``dcw-gmt.nc`` of the Debian package, if it is at hand.
    """
    known = sources(sources_file)
    licences = {key: entry["licence"] for key, entry in known.items() if entry["kind"] == "data"}
    reports = {key: entry["date"] for key, entry in known.items() if entry["kind"] == "press"}
    names = place_tables.names_of(place_tables.table("names.csv"))
    recorded = debian.record()
    extract = committed / "line-1923.geojson"
    made: list[tuple[str, Collection]] = [
        *_shared_edges(names, _boundaries(), npm),
        *_tables(names, reports),
        ("lakes", water.lakes_file(packages.shorelines("gshhs"), names)),
        ("rivers", water.rivers_file(packages.shorelines("rivers"), names)),
        ("relief", relief.relief_file()),
    ]
    if dcw is None:
        debian.check(extract, recorded["extract_sha256"])
        yield extract.name, extract.read_bytes()
    else:
        made.append(("line-1923", _line_1923(names, dcw, recorded)))
    for name, collection in made:
        yield f"{name}.geojson", text(collection, licences).encode()
    yield "relief.png", relief.png(relief.picture(packages.elevations()))
