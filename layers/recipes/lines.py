"""Lines that others drew, and the area between two of them."""

from functools import lru_cache

import shapely
from pydantic import Field
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geodata.fields import Id, Text
from layers.features import Feature, Guide
from layers.projection import LocalPlane, densify, geodesic_buffer
from layers.recipes.guides import at_distance, halfway
from layers.recipes.registry import Arguments, recipe
from layers.recipes.sides import Side, side_of
from layers.reference import Reference

REMEMBERED_AREAS = 64
"""How many are kept: a plus-minus, or a sweep, asks for the same over and over."""


class ReferenceLine(Arguments):
    """Which line; `show_accuracy` adds the band in which the true line lies."""

    line: Id
    show_accuracy: bool = False


@recipe(ReferenceLine)
def reference_line(reference: Reference, arguments: ReferenceLine) -> list[Feature]:
    """Take a line of the reference data as it is drawn there."""
    taken = reference.feature("line", arguments.line)
    features = [Feature("line", taken.name or taken.id, "line", taken.geometry)]
    if arguments.show_accuracy:
        band = geodesic_buffer(taken.geometry, taken.accuracy_m)
        title = f"The true line lies within about {taken.accuracy_m:g} m"
        features.insert(0, Feature("accuracy", title, "accuracy", band))
    return features


class BetweenLines(Arguments):
    """Two lines from north to south, and the border that closes the area in the north."""

    west: Id
    east: Id
    north: Id


class Between(BetweenLines):
    """The lines, and what is asked of the area between them."""

    title: Text = "Area between the lines"
    limits: Text = ""


@recipe(Between)
def between(reference: Reference, arguments: Between) -> list[Feature]:
    """Close the area between two lines by a border in the north and the shortest way in the south.

    In the south that is the way from the end of the eastern line to the western one.
    """
    zone = area_between(reference, arguments)
    middle = middle_between(reference, arguments)
    return [Feature("zone", arguments.title, "zone", zone, arguments.limits, guide=middle)]


class BothSides(Between):
    """How far the zone reaches beyond each line, and the countries that it stays out of."""

    depth_km: float = Field(gt=0)
    outside: tuple[Id, ...] = ()
    west_title: Text = "West of Line A"
    east_title: Text = "East of Line B"


@recipe(BothSides)
def both_sides(reference: Reference, arguments: BothSides) -> list[Feature]:
    """Take the area between two lines, and a strip of one depth beyond each of them."""
    middle = area_between(reference, arguments)
    guide = middle_between(reference, arguments)
    features = [Feature("between", arguments.title, "band", middle, arguments.limits, guide=guide)]
    strips: tuple[tuple[Side, Id, Text], ...] = (
        ("west", arguments.west, arguments.west_title),
        ("east", arguments.east, arguments.east_title),
    )
    for side, line_id, title in strips:
        line = reference.take("line", line_id)
        strip = geodesic_buffer(line, 1000 * arguments.depth_km).intersection(side_of(line, side))
        strip = strip.difference(middle)
        for country in arguments.outside:
            strip = strip.difference(reference.take("country", country))
        guide = at_distance(line, 500 * arguments.depth_km, strip)
        features.append(Feature(side, title, "band", strip, arguments.limits, guide=guide))
    return features


def area_between(reference: Reference, arguments: BetweenLines) -> BaseGeometry:
    """Return the area between two lines, closed in the north and in the south."""
    return _closed(
        reference.line("line", arguments.west),
        reference.line("line", arguments.east),
        reference.line("border", arguments.north),
    )


@lru_cache(maxsize=REMEMBERED_AREAS)
def _closed(
    west: shapely.LineString, east: shapely.LineString, north: shapely.LineString
) -> BaseGeometry:
    plane = LocalPlane.about(west, east)
    ring = _ring(*(_flat(plane, line) for line in (west, east, north)))
    closed = shapely.make_valid(shapely.Polygon(ring), method="structure", keep_collapsed=False)
    zone = densify(plane.unflatten(closed))
    if not zone.is_valid:
        zone = shapely.make_valid(zone, method="structure", keep_collapsed=False)
    return zone


def middle_between(reference: Reference, arguments: BetweenLines) -> Guide:
    """Return what guides the area between two lines."""
    west, east = (reference.line("line", name) for name in (arguments.west, arguments.east))
    return halfway(west, east)


def _ring(
    west: shapely.LineString, east: shapely.LineString, north: shapely.LineString
) -> list[tuple[float, float]]:
    west, east = _southward(west), _from_crossing(_southward(east), north)
    south_end = shapely.Point(east.coords[-1])
    western_side = substring(west, 0, west.project(south_end))
    start, end = shapely.Point(west.coords[0]), shapely.Point(east.coords[0])
    ridge = substring(north, north.project(start), north.project(end))
    return [*western_side.coords[::-1], *ridge.coords, *east.coords]


def _from_crossing(line: shapely.LineString, border: shapely.LineString) -> shapely.LineString:
    """Return what is left of a southward line after it last crosses a border, if it does."""
    crossings = shapely.get_coordinates(line.intersection(border))
    if not len(crossings):
        return line
    last = max(line.project(shapely.Point(crossing)) for crossing in crossings)
    rest = substring(line, last, line.length)
    assert isinstance(rest, shapely.LineString)
    return rest


def _flat(plane: LocalPlane, line: shapely.LineString) -> shapely.LineString:
    return shapely.LineString(plane.to_plane(shapely.get_coordinates(line)))


def _southward(line: shapely.LineString) -> shapely.LineString:
    return line if line.coords[0][1] > line.coords[-1][1] else line.reverse()
