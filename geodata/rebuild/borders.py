"""Borders and countries from OpenStreetMap's outlines, and the farther lines of the background."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.rebuild.edges import edges_of
from geodata.rebuild.geojson import Collection, Facts, Feature, Names, side_by_side
from geodata.rebuild.inputs.plane import nearest_vertex, piece, simplify

WINDOW = shapely.box(34.0, 31.0, 42.5, 37.5)
"""What the map may show: longitude and latitude in degrees."""

JOIN_DEGREES = 0.08
"""A background line that ends so near to the end of a border is drawn to that end."""

FAR_M = 200.0
"""Tolerance of the background lines, in metres."""

NameTable = dict[tuple[str, str], Names]

_GOLAN = (
    "Where the Golan meets it; drawn as a line of its own, since the Golan's status is "
    "disputed: occupied in 1967, under Israeli law since 1981, which Security Council "
    "resolution 497 calls void and which the United States recognized in 2019."
)

_SIDES: dict[str, tuple[str, str, float, str]] = {
    "border-lebanon-syria": ("lebanon", "syria", 100, "The ridge of Mount Hermon is part of it."),
    "border-israel-lebanon": (
        "israel",
        "lebanon",
        100,
        "As OpenStreetMap draws it; the two states have agreed on no border.",
    ),
    "border-golan-lebanon": (
        "golan",
        "lebanon",
        100,
        f"{_GOLAN} Takes in the edge of the Shebaa Farms, which Lebanon claims.",
    ),
    "border-jordan-syria": ("jordan", "syria", 100, ""),
    "border-golan-jordan": (
        "golan",
        "jordan",
        100,
        f"{_GOLAN} Its west end is approximate: sources differ by some 4 km.",
    ),
    "border-israel-jordan": ("israel", "jordan", 100, "From the Yarmouk to the West Bank."),
    "border-jordan-west-bank": ("jordan", "west-bank", 100, ""),
    "border-israel-jordan-south": ("israel", "jordan", 200, "From the West Bank to the Red Sea."),
    "border-syria-turkey": ("syria", "turkey", 200, "A small Turkish enclave is left out."),
    "border-iraq-syria": ("iraq", "syria", 200, ""),
    "border-iraq-jordan": ("iraq", "jordan", 200, ""),
    "border-jordan-saudi-arabia": ("jordan", "saudi-arabia", 200, ""),
}
"""Of each border: its two sides in alphabetic order, its accuracy in metres, and a note."""


@dataclass(frozen=True)
class Neighbour:
    """A background line: its id, its sides, and where the raw data hold it."""

    id: str
    sides: tuple[str, str]
    geometry: BaseGeometry


def borders_file(lines: dict[str, LineString], names: NameTable) -> Collection:
    """Return the file of the borders from drawn stretches; Line A and the sea are left out."""
    features = []
    for border_id, (first, second, accuracy_m, note) in _SIDES.items():
        facts = Facts("osm-timezones", "2026", "high", accuracy_m, note)
        name = side_by_side(names["area", first], names["area", second])
        features.append(Feature("border", border_id, lines[border_id], facts, name))
    return Collection(
        "Borders of Syria, Lebanon and Jordan",
        "The edges that time zone polygons share, simplified to 20 m near the lines of 1974 and "
        "to 100 m elsewhere, and ended at the coast.",
        "reference",
        features,
    )


def countries_file(
    areas: dict[str, Polygon], lines: dict[str, LineString], names: NameTable
) -> Collection:
    """Return the file of the countries; west of Line A and Jordan there is none."""
    at_sea = "With its territorial sea, as the time zone has it."
    notes = {
        "syria": "Syria east of Line A; the Golan west of Line A is not part of this polygon, "
        f"which is no statement on its status. {at_sea} A small Turkish enclave is filled in.",
        "lebanon": at_sea,
        "jordan": at_sea,
    }
    features = [
        Feature(
            "country",
            country,
            area,
            Facts("osm-timezones", "2026", "high", 200, notes[country]),
            names["area", country],
            {"edges": edges_of(area, lines)},
        )
        for country, area in areas.items()
    ]
    return Collection(
        "Countries that cut a zone",
        "Enclosed by the lines of borders.geojson, by Line A and by the edges at sea; the accuracy "
        "is that of the least exact border. Israel "
        "has no polygon here: zones west of Line A are cut at Lebanon and Jordan, and no line "
        "in the west is taken for the edge of the Golan.",
        "reference",
        features,
    )


def armistice_line(parts: list[LineString], ends: list[Point]) -> MultiLineString:
    """Return the 1949 line around the West Bank from raw lines that run on along the Jordan.

    Parameters
    ----------
    parts
        The raw lines; each holds one stretch of the line and one along the river.
    ends
        Where the line meets the river, one end for each part.
    """
    kept = []
    for part, end in zip(parts, ends, strict=True):
        index = nearest_vertex(part, end)
        pieces = [piece(part, 0, index), piece(part, index, len(part.coords) - 1)]
        bank = Point(ends[0].x, (ends[0].y + ends[1].y) / 2)
        kept.append(max(pieces, key=lambda line: _share_west(line, bank)))
    return MultiLineString(kept)


def _share_west(line: LineString, river: Point) -> float:
    """Return how far west of the river a line lies on average, in degrees."""
    return float(river.x - np.mean(shapely.get_coordinates(line)[:, 0]))


def snap_ends(line: LineString, ends: list[Point]) -> LineString:
    """Return a line whose ends lie on the ends of other lines where these are near."""
    points = shapely.get_coordinates(line).copy()
    for index in (0, -1):
        near = min(ends, key=Point(points[index]).distance)
        if near.distance(Point(points[index])) <= JOIN_DEGREES:
            points[index] = (near.x, near.y)
    return LineString(points)


def _background(neighbour: Neighbour, ends: list[Point], names: NameTable) -> Feature:
    whole = neighbour.geometry
    inside = whole if WINDOW.contains(whole) else shapely.intersection(whole, WINDOW)
    parts = [simplify(snap_ends(part, ends), FAR_M) for part in shapely.get_parts(inside)]
    geometry = shapely.line_merge(shapely.union_all(parts))
    if neighbour.id == "border-west-bank":
        note = (
            "The armistice line of 1949, on both sides of the no man's land at Latrun and through "
            "Jerusalem. No statement on the status of either side."
        )
        facts = Facts("gshhg", "2016", "medium", 1000, note)
        return Feature("border", neighbour.id, geometry, facts, names["border", neighbour.id])
    note = "Natural Earth's drawing, some 0.7 km from better sources in this region."
    facts = Facts("natural-earth", "2022-05", "medium", 1000, note)
    name = side_by_side(*(names["area", side] for side in neighbour.sides))
    return Feature("border", neighbour.id, geometry, facts, name)


def others_file(
    neighbours: list[Neighbour], lines: dict[str, LineString], names: NameTable
) -> Collection:
    """Return the file of the lines that only the background shows."""
    ends = [
        Point(line.coords[index])
        for border_id, line in lines.items()
        if border_id.startswith("border-")
        for index in (0, -1)
    ]
    return Collection(
        "Other lines of the background",
        "Natural Earth's lines, and the 1949 armistice line from WDBII (Natural Earth draws "
        "municipal limits at Jerusalem instead), cut to the map's window, simplified to 200 m, "
        "and drawn to the ends of the borders that they meet.",
        "background",
        [_background(neighbour, ends, names) for neighbour in neighbours],
    )
