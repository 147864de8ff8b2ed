"""Outlines of Syria, Lebanon and Jordan, cut into the stretches that neighbours share.

A stretch is simplified once and used by both the border line and the countries on either side
of it, so that these coincide to the last digit. Line A is a stretch that is not simplified.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.rebuild.inputs.plane import nearest_vertex, piece, round_coordinates, simplify

FINE_M = 20.0
"""Tolerance of the stretches around the area of separation, in metres."""

COARSE_M = 100.0
"""Tolerance of the far stretches and of the outlines at sea, in metres."""

GOLAN_NORTH = Point(35.62, 33.245)
"""About where the line of 1923 leaves the Lebanese one, west of Ghajar; sources agree on it."""

GOLAN_SOUTH = Point(35.64, 32.69)
"""About where the line of 1923 meets the Yarmouk; sources differ by some 4 km on it."""

AT_SEA = "at-sea"
"""With what the ids of edges at sea begin."""

INSIDE = {
    "syria": Point(36.29, 33.51),
    "lebanon": Point(35.9, 33.85),
    "jordan": Point(35.945, 31.956),
}
"""A point of each country that is made: its capital, or the Bekaa."""


class OutlineError(ValueError):
    """The raw outlines do not share edges as expected."""


@dataclass(frozen=True)
class Stretch:
    """A part of an outline between two points where neighbours change.

    Attributes
    ----------
    id
        Of the line, the border or the edge at sea that it draws.
    """

    id: str
    line: LineString
    tolerance_m: float


def shared_line(ring: LineString, other: LineString) -> LineString:
    """Return the one line that two outlines share.

    Raises
    ------
    OutlineError
        If they share no line, or several.
    """
    line = shapely.line_merge(shapely.intersection(ring, other))
    parts = [part for part in shapely.get_parts(line) if part.geom_type == "LineString"]
    if len(parts) != 1:
        raise OutlineError(f"two outlines share {len(parts)} lines where one is expected")
    return LineString(parts[0])


def _split_line(line: LineString, at: list[int]) -> list[LineString]:
    edges = [0, *at, len(line.coords) - 1]
    return [piece(line, start, end) for start, end in pairwise(edges)]


def _from(line: LineString, start: BaseGeometry) -> LineString:
    """Return the line so that it begins at the end that lies nearer to a geometry."""
    first, last = Point(line.coords[0]), Point(line.coords[-1])
    return line if first.distance(start) <= last.distance(start) else line.reverse()


def _seaward(
    border_id: str, line: LineString, coast: BaseGeometry, tolerance_m: float
) -> list[Stretch]:
    """Return a line that runs out to sea as the stretch at sea and the one on land."""
    sea, land = _split_line(_from(line, coast), [nearest_vertex(_from(line, coast), coast)])
    sea_id = border_id.replace("border", AT_SEA)
    return [Stretch(sea_id, sea, COARSE_M), Stretch(border_id, land, tolerance_m)]


def _lebanon_south(rings: dict[str, LineString], coast: BaseGeometry) -> list[Stretch]:
    line = _from(shared_line(rings["israel"], rings["lebanon"]), coast)
    west, east = _split_line(line, [nearest_vertex(line, GOLAN_NORTH)])
    return [
        *_seaward("border-israel-lebanon", west, coast, FINE_M),
        Stretch("border-golan-lebanon", east, FINE_M),
    ]


def _jordan_west(rings: dict[str, LineString], coast: BaseGeometry) -> list[Stretch]:
    line = _from(shared_line(rings["israel"], rings["jordan"]), GOLAN_SOUTH)
    bank = shared_line(rings["west-bank"], rings["jordan"])
    ends = sorted(nearest_vertex(line, Point(bank.coords[index])) for index in (0, -1))
    cuts = [nearest_vertex(line, GOLAN_SOUTH), *ends]
    golan, north, middle, south = _split_line(line, cuts)
    return [
        Stretch("border-golan-jordan", golan, FINE_M),
        Stretch("border-israel-jordan", north, FINE_M),
        Stretch("border-jordan-west-bank", middle, FINE_M),
        *_seaward("border-israel-jordan-south", south, coast, COARSE_M),
    ]


def stretches(rings: dict[str, LineString], coast: BaseGeometry) -> list[Stretch]:
    """Return every stretch of the outlines of Syria, Lebanon and Jordan, not yet simplified.

    Parameters
    ----------
    rings
        Outlines of the time zones by country; ``israel`` is that of Asia/Jerusalem, which takes
        in the Golan west of Line A and encloses ``west-bank``.
    coast
        The coast line: borders end there, and the outlines run on at sea.
    """

    def between(first: str, second: str) -> LineString:
        return shared_line(rings[first], rings[second])

    land = [
        Stretch("line-a", between("syria", "israel"), 0.0),
        *_seaward("border-lebanon-syria", between("syria", "lebanon"), coast, FINE_M),
        *_lebanon_south(rings, coast),
        Stretch("border-jordan-syria", between("jordan", "syria"), FINE_M),
        *_jordan_west(rings, coast),
        *_seaward("border-syria-turkey", between("syria", "turkey"), coast, COARSE_M),
        Stretch("border-iraq-syria", between("iraq", "syria"), COARSE_M),
        Stretch("border-iraq-jordan", between("iraq", "jordan"), COARSE_M),
        *_seaward("border-jordan-saudi-arabia", between("jordan", "saudi-arabia"), coast, COARSE_M),
    ]
    drawn = MultiLineString([stretch.line for stretch in land])
    return [*land, *(_open_sea(country, rings[country], drawn) for country in INSIDE)]


def _open_sea(country: str, ring: LineString, drawn: BaseGeometry) -> Stretch:
    """Return the rest of a country's outline, along which there is no neighbour."""
    line = shapely.line_merge(shapely.difference(ring, drawn))
    if not isinstance(line, LineString):
        raise OutlineError(f"{country} meets the open sea along more than one line")
    return Stretch(f"{AT_SEA}-{country}", line, COARSE_M)


def simplify_stretches(stretches: list[Stretch]) -> dict[str, LineString]:
    """Return every stretch simplified and rounded, by the id of what it draws."""
    return {
        stretch.id: simplify(stretch.line, stretch.tolerance_m)
        if stretch.tolerance_m
        else round_coordinates(stretch.line)
        for stretch in stretches
    }


def countries(lines: Iterable[LineString]) -> dict[str, Polygon]:
    """Return the countries that a set of lines encloses, by id."""
    return enclosed_areas(lines, INSIDE)


def enclosed_areas(
    lines: Iterable[BaseGeometry], inside: Mapping[str, BaseGeometry]
) -> dict[str, Polygon]:
    """Return the areas that lines enclose, with the very vertices of the lines.

    Parameters
    ----------
    lines
        They meet nowhere but at their ends.
    inside
        A point of each area, by its id.

    Raises
    ------
    OutlineError
        If an area is not enclosed, or two of them overlap.
    """
    faces = shapely.get_parts(shapely.polygonize(list(lines)))
    found = {}
    for area_id, point in inside.items():
        holding = [face for face in faces if face.contains(point)]
        if len(holding) != 1:
            raise OutlineError(f"the lines enclose {area_id} {len(holding)} times")
        found[area_id] = holding[0]
    if not shapely.coverage_is_valid(list(found.values())):
        raise OutlineError("the areas overlap or do not share their edges")
    return found
