"""The plane in which lines are simplified and moved, and the rounding of what is written."""

from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

Geometry = TypeVar("Geometry", bound=BaseGeometry)

PLANE = "EPSG:32636"
"""UTM zone 36N: metres, true enough for tolerances and for a shift by some hundred metres."""

DECIMALS = 6
"""Decimals of a degree in every file: about 0.1 m."""

LONGEST_EDGE_M = 10_000.0
"""No simplified edge is longer: so short an edge is the same within 2 m, straight or geodesic."""

_FORWARD = Transformer.from_crs("EPSG:4326", PLANE, always_xy=True)
_BACK = Transformer.from_crs(PLANE, "EPSG:4326", always_xy=True)


def to_plane(geometry: Geometry) -> Geometry:
    """Return a geometry given in degrees in metres of the plane."""
    return _project(geometry, _FORWARD)


def to_degrees(geometry: Geometry) -> Geometry:
    """Return a geometry given in metres of the plane in degrees."""
    return _project(geometry, _BACK)


def _project(geometry: Geometry, transformer: Transformer) -> Geometry:
    def project(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return shapely.transform(geometry, project)


def move_by_metres(geometry: Geometry, east_m: float, north_m: float) -> Geometry:
    """Return a geometry in degrees, moved by metres of the plane."""
    shift = np.array([east_m, north_m])
    there = shapely.transform(to_plane(geometry), lambda points: points + shift)
    return to_degrees(there)


def round_coordinates(geometry: Geometry) -> Geometry:
    """Return a geometry with its coordinates at the decimals that are written."""
    return shapely.transform(geometry, lambda points: np.round(points, DECIMALS))


def simplify(geometry: Geometry, tolerance_m: float) -> Geometry:
    """Return a line or polygon in degrees without the vertices that matter less than a tolerance.

    The ends of a line stay where they are. Edges are at most `LONGEST_EDGE_M` long, and
    coordinates are rounded.
    """
    plain = shapely.simplify(to_plane(geometry), tolerance_m, preserve_topology=True)
    short = shapely.segmentize(plain, LONGEST_EDGE_M)
    return round_coordinates(to_degrees(short))


def nearest_vertex(line: LineString, target: BaseGeometry) -> int:
    """Return the index of the vertex of a line that lies nearest to a geometry, in degrees."""
    vertices = shapely.points(shapely.get_coordinates(line))
    return int(np.argmin(shapely.distance(vertices, target)))


def piece(line: LineString, start: int, end: int) -> LineString:
    """Return the part of a line between two of its vertices, both of them included."""
    return LineString(shapely.get_coordinates(line)[start : end + 1])
