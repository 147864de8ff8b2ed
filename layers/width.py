"""The width of a zone along the line that guides it: a corridor's axis, the middle of a strip.

At the middle of every kilometre of the guiding line a section is laid across the zone on the
local plane, square to the line's general direction, which is that from 2 km before the point to
2 km after it:

    width(s) = length of the section at p(s), square to p(s + 2 km) - p(s - 2 km),
               from the zone's edge on one side of p(s) to its edge on the other

Where the guiding line runs outside the zone there is no width.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.projection import LocalPlane

SPACING_M = 1000.0
DIRECTION_OVER_M = 2000.0
"""How far before and after a point the guiding line's direction is taken."""
TOUCHES_M = 0.01

Metres = NDArray[np.float64]


def widths(zone: BaseGeometry, guide: BaseGeometry) -> Metres:
    """Return the widths of a zone in metres, in order along its guiding line."""
    if zone.is_empty or guide.is_empty:
        return np.array([])
    plane = LocalPlane.about(zone)
    flat = plane.flatten(zone)
    points, directions = _stations(plane.flatten(guide))
    shapely.prepare(flat)
    within = shapely.contains(flat, shapely.points(points))
    points, directions = points[within], directions[within]
    west, south, east, north = flat.bounds
    across = np.hypot(east - west, north - south) * directions[:, ::-1] * (-1, 1)
    sections = shapely.linestrings(np.stack((points - across, points + across), axis=1))
    parts, station = shapely.get_parts(shapely.intersection(sections, flat), return_index=True)
    holds = shapely.distance(parts, shapely.points(points[station])) < TOUCHES_M
    lengths: Metres = shapely.length(parts[holds])
    return lengths


def _stations(guide: BaseGeometry) -> tuple[Metres, Metres]:
    """Return the middle points of the kilometres of a line on a plane, and the directions there."""
    joined = shapely.line_merge(guide)
    points, directions = [np.empty((0, 2))], [np.empty((0, 2))]
    for line in shapely.get_parts(joined):
        number = round(line.length / SPACING_M)
        along = (np.arange(number) + 0.5) * line.length / max(1, number)
        points.append(_at(line, along))
        before = _at(line, np.maximum(along - DIRECTION_OVER_M, 0))
        after = _at(line, np.minimum(along + DIRECTION_OVER_M, line.length))
        lengths = np.hypot(*(after - before).T)
        directions.append((after - before) / np.maximum(lengths, TOUCHES_M)[:, None])
    return np.vstack(points), np.vstack(directions)


def _at(line: BaseGeometry, along: Metres) -> Metres:
    places: Metres = shapely.get_coordinates(shapely.line_interpolate_point(line, along))
    return places
