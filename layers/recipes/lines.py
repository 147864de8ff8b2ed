"""Lines of the reference data, and the area between two of them."""

from functools import lru_cache

import numpy as np
import shapely
from pydantic import Field
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Id, Text
from layers.features.feature import Feature, Guide
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.densify import densify
from layers.geometry.half_planes import Side, side_of
from layers.geometry.local_plane import Coordinates, LocalPlane
from layers.recipes.centre_lines import at_distance, halfway
from layers.recipes.registry import Arguments, recipe

REMEMBERED_AREAS = 64
"""Size of the cache: a sweep needs the same areas again and again."""
SAME_M = 0.001
"""Points that are closer together than this along a line count as one."""


class ReferenceLine(Arguments):
    """The line; `show_accuracy` adds the band that contains the true line."""

    line: Id
    show_accuracy: bool = False


@recipe(ReferenceLine)
def reference_line(reference: Reference, arguments: ReferenceLine) -> list[Feature]:
    """Take a line of the reference data as it is drawn there.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> line = shapely.LineString([(36, 33), (36, 34)])
    >>> taken = SimpleNamespace(name="A", geometry=line, accuracy_m=150.0, background=False)
    >>> arguments = ReferenceLine(line="a", show_accuracy=True)
    >>> [feature.title for feature in reference_line(Reference({"line/a": taken}), arguments)]
    ['The true line lies within about 150 m', 'A']
    """
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
    """The lines, and the title and limits of the area between them."""

    title: Text = "Area between the lines"
    limits: Text = ""


@recipe(Between)
def between(reference: Reference, arguments: Between) -> list[Feature]:
    """Close the area between two lines by a border in the north and the shortest way in the south.

    In the south that is the way from the end of the eastern line to the western one.

    Examples
    --------
    Between two meridians, some 110.9 km by 9.3 km:

    >>> from types import SimpleNamespace
    >>> from layers.geometry.measure import geodesic_area
    >>> ways = {
    ...     "line/a": [(36, 34), (36, 33)],
    ...     "line/b": [(36.1, 34), (36.1, 33)],
    ...     "border/c": [(35.9, 34), (36.2, 34)],
    ... }
    >>> lines = {
    ...     key: SimpleNamespace(geometry=shapely.LineString(way), background=False)
    ...     for key, way in ways.items()
    ... }
    >>> [zone] = between(Reference(lines), Between(west="a", east="b", north="c"))
    >>> round(geodesic_area(zone.geometry) / 1e6)
    1031
    """
    zone = area_between(reference, arguments)
    middle = middle_between(reference, arguments)
    return [Feature("zone", arguments.title, "zone", zone, arguments.limits, guide=middle)]


class BothSides(Between):
    """The depth of the zone beyond each line, and the countries that it excludes."""

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
    return _close_area(
        reference.line("line", arguments.west),
        reference.line("line", arguments.east),
        reference.line("border", arguments.north),
    )


@lru_cache(maxsize=REMEMBERED_AREAS)
def _close_area(
    west: shapely.LineString, east: shapely.LineString, north: shapely.LineString
) -> BaseGeometry:
    zone = densify(shapely.Polygon(_ring(_southward(west), _southward(east), north)))
    if not zone.is_valid:
        zone = shapely.make_valid(zone, method="structure", keep_collapsed=False)
    return zone


def middle_between(reference: Reference, arguments: BetweenLines) -> Guide:
    """Return the guide of the area between two lines."""
    west, east = (reference.line("line", name) for name in (arguments.west, arguments.east))
    return halfway(west, east)


def _ring(
    west: shapely.LineString, east: shapely.LineString, north: shapely.LineString
) -> Coordinates:
    """Return the ring along the western line, the border in the north and the eastern line.

    Its vertices equal those of the lines exactly, so that it fits other areas with these edges.
    """
    plane = LocalPlane.about(west, east)
    flat_west, flat_east, flat_north = (_flat(plane, line) for line in (west, east, north))
    crossings = shapely.get_coordinates(flat_east.intersection(flat_north))
    start = max((flat_east.project(shapely.Point(point)) for point in crossings), default=0.0)
    eastern = _part(plane, east, start, flat_east.length)
    ends = plane.to_plane(eastern[[0, -1]])
    western_end = flat_west.project(shapely.Point(ends[1]))
    western = _part(plane, west, 0.0, western_end)
    at = [
        flat_north.project(shapely.Point(end)) for end in (plane.to_plane(western[:1])[0], ends[0])
    ]
    ridge = _part(plane, north, min(at), max(at))
    return np.vstack((western[::-1], ridge if at[0] < at[1] else ridge[::-1], eastern))


def _part(plane: LocalPlane, line: shapely.LineString, start_m: float, end_m: float) -> Coordinates:
    """Return the part of a line between two distances along it, as vertices."""
    vertices = shapely.get_coordinates(line)
    flat = plane.to_plane(vertices)
    reached = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(flat, axis=0).T))))
    ends = np.column_stack([np.interp((start_m, end_m), reached, axis) for axis in flat.T])
    first, last = plane.to_degrees(ends)
    between = vertices[(reached > start_m + SAME_M) & (reached < end_m - SAME_M)]
    if start_m == 0:
        first = vertices[0]
    if end_m >= reached[-1] - SAME_M:
        last = vertices[-1]
    return np.vstack((first, between, last))


def _flat(plane: LocalPlane, line: shapely.LineString) -> shapely.LineString:
    return shapely.LineString(plane.to_plane(shapely.get_coordinates(line)))


def _southward(line: shapely.LineString) -> shapely.LineString:
    return line if line.coords[0][1] > line.coords[-1][1] else line.reverse()
