"""The width of a zone along its guiding line: a corridor's axis, or the middle of a strip.

At the middle of every kilometre of the guiding line, three sections cut the zone on the local
plane. Each is perpendicular to the line's direction, taken over 2 km, 4 km and 8 km about that
point, so that a bend nearby does not turn all of them along the zone. The shortest counts:

    width(s) = least over d of 1, 2, 4 km of the length of the section through p(s)
               that is perpendicular to p(s + d) - p(s - d), edge to edge

Where the guiding line runs outside the zone there is no width.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.geometry.local_plane import LocalPlane
from layers.geometry.measure import edge_ends

SPACING_M = 1000.0
DIRECTIONS_OVER_M = (1000.0, 2000.0, 4000.0)
"""Distances before and after a point between which the line's direction is taken."""
TOUCHES_M = 0.01

Metres = NDArray[np.float64]


def widths(zone: BaseGeometry, guide: BaseGeometry) -> Metres:
    """Return the widths of a zone in metres, in order along its guiding line.

    Examples
    --------
    A zone of a tenth of a degree by a tenth, one section for each of the 11 km of its middle line:

    >>> middle = shapely.LineString([(36.05, 33), (36.05, 33.1)])
    >>> found = widths(shapely.box(36, 33, 36.1, 33.1), middle)
    >>> len(found), round(found.min()), round(found.max())
    (11, 9335, 9345)
    >>> len(widths(shapely.Polygon(), middle))
    0
    """
    if zone.is_empty or guide.is_empty:
        return np.array([])
    plane = LocalPlane.about(zone)
    # On the plane, edges that touch may cross by a tiny distance.
    flat = shapely.make_valid(plane.flatten(zone), method="structure", keep_collapsed=False)
    shapely.prepare(flat)
    points, directions = _stations(plane.flatten(guide))
    within = shapely.contains(flat, shapely.points(points))
    starts, ends = edge_ends(flat)
    lengths = [_across(starts, ends, points[within], along[within]) for along in directions]
    shortest: Metres = np.min(lengths, axis=0)
    return shortest[np.isfinite(shortest)]


def _across(starts: Metres, ends: Metres, points: Metres, directions: Metres) -> Metres:
    """Return the length of the section through each point, perpendicular to its direction.

    The section cuts an edge whose ends lie on different sides of it.
    """
    square = directions[:, ::-1] * (-1, 1)
    ahead, behind = (_towards(directions, points, of) for of in (starts, ends))
    station, edge = np.nonzero((ahead < 0) != (behind < 0))
    part = ahead[station, edge] / (ahead[station, edge] - behind[station, edge])
    cut = starts[edge] + part[:, None] * (ends[edge] - starts[edge])
    away = np.sum((cut - points[station]) * square[station], axis=1)
    left, right = np.full(len(points), -np.inf), np.full(len(points), np.inf)
    np.maximum.at(left, station[away < 0], away[away < 0])
    np.minimum.at(right, station[away >= 0], away[away >= 0])
    lengths: Metres = right - left
    return lengths


def _towards(directions: Metres, points: Metres, of: Metres) -> Metres:
    """Return how far coordinates lie ahead of each point, along its direction: (points, of)."""
    found: Metres = directions @ of.T - np.sum(directions * points, axis=1)[:, None]
    return found


def _stations(guide: BaseGeometry) -> tuple[Metres, list[Metres]]:
    """Return the middles of the kilometres of a line on a plane, and its directions there."""
    points: list[Metres] = [np.empty((0, 2))]
    directions: list[list[Metres]] = [[np.empty((0, 2))] for _ in DIRECTIONS_OVER_M]
    for line in shapely.get_parts(shapely.line_merge(guide)):
        number = round(line.length / SPACING_M)
        along = (np.arange(number) + 0.5) * line.length / max(1, number)
        points.append(_at(line, along))
        for found, over in zip(directions, DIRECTIONS_OVER_M, strict=True):
            before = _at(line, np.maximum(along - over, 0))
            after = _at(line, np.minimum(along + over, line.length))
            lengths = np.hypot(*(after - before).T)[:, None]
            found.append((after - before) / np.maximum(lengths, TOUCHES_M))
    return np.vstack(points), [np.vstack(found) for found in directions]


def _at(line: shapely.LineString, along: Metres) -> Metres:
    places: Metres = shapely.get_coordinates(shapely.line_interpolate_point(line, along))
    return places
