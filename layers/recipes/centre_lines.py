"""Guiding lines, along which the width of a strip is measured; made only when needed."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.user_layers.limits import MAX_EDGE_M
from layers.features.feature import Guide
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.local_plane import LocalPlane


def at_distance(line: BaseGeometry, distance_m: float, zone: BaseGeometry) -> Guide:
    """Return a guide through all points of a strip at one distance from the line it follows.

    Examples
    --------
    >>> line, zone = shapely.LineString([(36, 33), (36, 34)]), shapely.box(36, 33, 37, 34)
    >>> guide = at_distance(line, 10_000, zone)
    >>> [round(degrees, 2) for degrees in guide().bounds]
    [36.11, 33.0, 36.11, 34.0]
    """
    return lambda: geodesic_buffer(line, distance_m).boundary.intersection(zone)


def halfway(line: shapely.LineString, other: BaseGeometry) -> Guide:
    """Return a guide through the middles of the shortest ways between two lines.

    Examples
    --------
    >>> west = shapely.LineString([(36, 34), (36, 33)])
    >>> east = shapely.LineString([(36.2, 34), (36.2, 33)])
    >>> round(halfway(west, east)().centroid.x, 3)
    36.1
    """

    def middles() -> BaseGeometry:
        plane = LocalPlane.about(line, other)
        flat = shapely.LineString(plane.to_plane(shapely.get_coordinates(line)))
        stations = shapely.line_interpolate_point(flat, np.arange(0, flat.length, MAX_EDGE_M))
        ways = shapely.get_coordinates(shapely.shortest_line(stations, plane.flatten(other)))
        return plane.unflatten(shapely.LineString((ways[0::2] + ways[1::2]) / 2))

    return middles
