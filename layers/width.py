"""The width of a zone along the line that guides it: a corridor's axis, the middle of a strip.

At the middle of every kilometre of the guiding line, sections are laid across the zone on the
local plane, each square to the line's direction: over 2 km, over 4 km and over 8 km about that
point, so that a bend nearby does not turn all of them along the zone. The shortest counts:

    width(s) = least over d of 1, 2, 4 km of the length of the section through p(s)
               that is square to p(s + d) - p(s - d), from edge to edge

Where the guiding line runs outside the zone there is no width.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.projection import LocalPlane

SPACING_M = 1000.0
DIRECTIONS_OVER_M = (1000.0, 2000.0, 4000.0)
"""How far before and after a point the guiding line's directions are taken."""
TOUCHES_M = 0.01

Metres = NDArray[np.float64]


def widths(zone: BaseGeometry, guide: BaseGeometry) -> Metres:
    """Return the widths of a zone in metres, in order along its guiding line."""
    if zone.is_empty or guide.is_empty:
        return np.array([])
    plane = LocalPlane.about(zone)
    flat = shapely.make_valid(plane.flatten(zone))  # edges that touch may cross by a hair there
    shapely.prepare(flat)
    points, directions = _stations(plane.flatten(guide))
    within = shapely.contains(flat, shapely.points(points))
    lengths = [_across(flat, points[within], along[within]) for along in directions]
    shortest: Metres = np.min(lengths, axis=0)
    return shortest[np.isfinite(shortest)]


def _across(zone: BaseGeometry, points: Metres, directions: Metres) -> Metres:
    """Return the length of a zone's section through each point, square to its direction."""
    west, south, east, north = zone.bounds
    reach = np.hypot(east - west, north - south) * directions[:, ::-1] * (-1, 1)
    sections = shapely.linestrings(np.stack((points - reach, points + reach), axis=1))
    parts, station = shapely.get_parts(shapely.intersection(sections, zone), return_index=True)
    holds = shapely.distance(parts, shapely.points(points[station])) < TOUCHES_M
    lengths = np.full(len(points), np.inf)
    lengths[station[holds]] = shapely.length(parts[holds])
    return lengths


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
