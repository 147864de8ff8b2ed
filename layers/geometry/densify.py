"""Geodesic densifying: adding points to long edges.

Geometries are longitude and latitude in degrees on the WGS 84 ellipsoid. Edges between given
vertices are geodesics; once no edge is longer than `MAX_EDGE_M` the difference between a
geodesic and a straight line in degrees is below 2 cm in the Middle East, so that overlays can be
computed in degrees.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.user_layers.limits import MAX_EDGE_M
from layers.geometry.local_plane import GEOD, Coordinates

REMEMBERED_DENSE = 256
MOST_REMEMBERED = 20_000
"""Most vertices of a geometry in the cache. Reference data has no more; an upload may have."""


def densify(geometry: BaseGeometry, max_edge_m: float = MAX_EDGE_M) -> BaseGeometry:
    """Add points to the geodesic edges of a geometry until none is longer than a limit.

    Parameters
    ----------
    geometry
        In degrees. Points are returned unchanged.
    max_edge_m
        The greatest length of an edge, in metres.

    Examples
    --------
    An edge of 93 km in two pieces; the geodesic runs north of the parallel:

    >>> dense = densify(shapely.LineString([(36, 33), (37, 33)]), max_edge_m=50_000)
    >>> [(round(longitude, 3), round(latitude, 3)) for longitude, latitude in dense.coords]
    [(36.0, 33.0), (36.5, 33.001), (37.0, 33.0)]
    """
    if shapely.get_num_coordinates(geometry) > MOST_REMEMBERED:
        return _densify(geometry, max_edge_m)
    return _cached_dense(geometry, max_edge_m)


def _densify(geometry: BaseGeometry, max_edge_m: float) -> BaseGeometry:
    if geometry.is_empty or shapely.get_dimensions(geometry) == 0:
        return geometry
    dense: BaseGeometry = _rebuild(
        geometry, lambda vertices: _densify_vertices(vertices, max_edge_m)
    )
    return dense


_cached_dense = lru_cache(maxsize=REMEMBERED_DENSE)(_densify)


def _densify_vertices(vertices: Coordinates, max_edge_m: float) -> Coordinates:
    start, end = vertices[:-1], vertices[1:]
    # Each edge is divided from the same end, whichever way it runs, so that neighbours that share
    # an edge get identical points.
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    origin = np.where(turned[:, None], end, start)
    goal = np.where(turned[:, None], start, end)
    azimuth, _, length = GEOD.inv(origin[:, 0], origin[:, 1], goal[:, 0], goal[:, 1])
    pieces = np.maximum(1, np.ceil(length / max_edge_m - 1e-9).astype(int))
    if pieces.max() == 1:
        return vertices
    edge = np.repeat(np.arange(len(start)), pieces)
    step = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    part = np.where(turned[edge], pieces[edge] - step, step) / pieces[edge]
    longitude, latitude, _ = GEOD.fwd(
        origin[edge, 0], origin[edge, 1], azimuth[edge], length[edge] * part
    )
    points = np.column_stack((longitude, latitude))
    points[step == 0] = start
    return np.vstack((points, vertices[-1:]))


def subdivide(geometry: BaseGeometry, max_edge_degrees: float) -> BaseGeometry:
    """Add points to the edges of polygons, along straight lines in degrees.

    Ring by ring: on whole polygons GEOS would repair the result, and lose slivers and more.

    Examples
    --------
    >>> square = shapely.box(36, 33, 37, 34)
    >>> shapely.count_coordinates(square), shapely.count_coordinates(subdivide(square, 0.5))
    (5, 9)
    """

    def divide_ring(vertices: Coordinates) -> Coordinates:
        line = shapely.segmentize(shapely.LineString(vertices), max_edge_degrees)
        return shapely.get_coordinates(line)

    divided_geometry: BaseGeometry = (
        geometry if geometry.is_empty else _rebuild(geometry, divide_ring)
    )
    return divided_geometry


def _rebuild(geometry: Any, remake: Callable[[Coordinates], Coordinates]) -> Any:
    """Apply a function to each line or ring of a geometry of lines or polygons."""
    if geometry.geom_type == "Polygon":
        rings = [remake(shapely.get_coordinates(ring)) for ring in geometry.interiors]
        return shapely.Polygon(remake(shapely.get_coordinates(geometry.exterior)), rings)
    if geometry.geom_type in ("LineString", "LinearRing"):
        return type(geometry)(remake(shapely.get_coordinates(geometry)))
    parts = [
        part if part.is_empty or shapely.get_dimensions(part) == 0 else _rebuild(part, remake)
        for part in geometry.geoms
    ]
    return type(geometry)(parts)
