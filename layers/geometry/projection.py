"""The local working plane, geodesic densifying, and the geodesic buffer.

Geometries are longitude and latitude in degrees on the WGS 84 ellipsoid. Edges between given
vertices are geodesics; once no edge is longer than `MAX_EDGE_M` the difference between a
geodesic and a straight line in degrees is below 2 cm in the Middle East, so that overlays may be
made in degrees.

The plane is azimuthal equidistant about a centre (Snyder 1987, USGS Professional Paper 1395,
chapter 25), computed with Karney's geodesics (2013, doi:10.1007/s00190-012-0578-z): distance and
azimuth from the centre are exact, and a distance between points at most q from the centre and
any distance apart is off by a factor of the order of (q / 6371 km)^2 / 6.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from geodata.user_layers.limits import MAX_EDGE_M

GEOD = Geod(ellps="WGS84")
RADIUS_M = 6_371_000.0
"""The mean radius of the earth."""
AREA = 2
"""What `shapely.get_dimensions` says of polygons."""
QUARTER_SEGMENTS = 64
CIRCLE_SEGMENTS = 1_440
REMEMBERED_BUFFERS = 256
"""How many are kept: a figure's plus-minus asks for the same ones over and over."""
REMEMBERED_DENSE = 256
MOST_REMEMBERED = 20_000
"""Vertices of a geometry that is kept; no reference data has more, and what a person brings may."""

Coordinates = NDArray[np.float64]


@dataclass(frozen=True)
class LocalPlane:
    """The azimuthal equidistant plane about a centre, in metres east and north."""

    longitude: float
    latitude: float

    @classmethod
    def about(cls, *geometries: BaseGeometry) -> "LocalPlane":
        """Return the plane about the middle of the geometries' common bounding box."""
        west, south, east, north = shapely.total_bounds(np.array(geometries, dtype=object))
        return cls((west + east) / 2, (south + north) / 2)

    def flatten(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as one in metres on the plane."""
        return shapely.transform(geometry, self.to_plane)

    def unflatten(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in metres on the plane as one in degrees."""
        return shapely.transform(geometry, self.to_degrees)

    def to_plane(self, degrees: Coordinates) -> Coordinates:
        """Return longitudes and latitudes, shape (n, 2), as metres east and north."""
        azimuth, _, distance = GEOD.inv(
            np.full(len(degrees), self.longitude),
            np.full(len(degrees), self.latitude),
            degrees[:, 0],
            degrees[:, 1],
        )
        angle = np.radians(azimuth)
        return np.column_stack((distance * np.sin(angle), distance * np.cos(angle)))

    def to_degrees(self, metres: Coordinates) -> Coordinates:
        """Return metres east and north, shape (n, 2), as longitudes and latitudes."""
        longitude, latitude, _ = GEOD.fwd(
            np.full(len(metres), self.longitude),
            np.full(len(metres), self.latitude),
            np.degrees(np.arctan2(metres[:, 0], metres[:, 1])),
            np.hypot(metres[:, 0], metres[:, 1]),
        )
        return np.column_stack((longitude, latitude))

    def carry_to_distance(
        self, feet: Coordinates, towards: Coordinates, distance_m: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return longitudes and latitudes at a distance from points of the plane.

        A direction is turned by as much as the geodesic from the centre turns up to the point,
        and what is across that geodesic is shrunk by as much as the plane stretches it.
        """
        out, away = np.arctan2(feet[:, 0], feet[:, 1]), np.hypot(feet[:, 0], feet[:, 1])
        longitude, latitude, back = GEOD.fwd(
            np.full(len(feet), self.longitude),
            np.full(len(feet), self.latitude),
            np.degrees(out),
            away,
        )
        along = towards[:, 0] * np.sin(out) + towards[:, 1] * np.cos(out)
        across = towards[:, 0] * np.cos(out) - towards[:, 1] * np.sin(out)
        turned = np.degrees(np.arctan2(across * np.sinc(away / (np.pi * RADIUS_M)), along))
        longitude, latitude, _ = GEOD.fwd(
            longitude, latitude, back + 180 + turned, np.full(len(feet), distance_m)
        )
        return longitude, latitude


def densify(geometry: BaseGeometry, max_edge_m: float = MAX_EDGE_M) -> BaseGeometry:
    """Return the geometry with points put on its geodesic edges, so that none is longer.

    Parameters
    ----------
    geometry
        In degrees. Points come back as they are.
    max_edge_m
        The greatest length of an edge, in metres.
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
    # Every edge is walked from the same end whichever way it was given, so that neighbours that
    # share an edge get the very same points.
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
    """Return polygons with points put on their edges as these run straight in degrees.

    Ring by ring: GEOS would mend what it has cut, and loses slivers and more by it.
    """

    def divide_ring(vertices: Coordinates) -> Coordinates:
        line = shapely.segmentize(shapely.LineString(vertices), max_edge_degrees)
        return shapely.get_coordinates(line)

    divided_geometry: BaseGeometry = (
        geometry if geometry.is_empty else _rebuild(geometry, divide_ring)
    )
    return divided_geometry


def _rebuild(geometry: Any, remake: Callable[[Coordinates], Coordinates]) -> Any:
    """Return a geometry of lines or polygons with each line or ring remade by a function."""
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


def metres_per_degree(latitudes: NDArray[np.float64]) -> Coordinates:
    """Return how long a degree of longitude and one of latitude are at some latitudes.

    Returns
    -------
    Coordinates
        In metres, shape (n, 2), by the radii of curvature of the ellipsoid (Snyder 1987, 4-20
        and 4-18).
    """
    parallel = np.radians(latitudes)
    flattened = 1 - GEOD.es * np.sin(parallel) ** 2
    east = GEOD.a * np.cos(parallel) / np.sqrt(flattened)
    north = GEOD.a * (1 - GEOD.es) / flattened**1.5
    return np.radians(np.column_stack((east, north)))


def geodesic_buffer(geometry: BaseGeometry, distance_m: float) -> BaseGeometry:
    """Return the area within an ellipsoidal distance of a geometry.

    The outline is first drawn on a local plane, then every vertex of it is put at the exact
    distance along the geodesic from the nearest point of the geometry. Between vertices, arcs
    of a 256th of a circle lie inside the true curve by at most 0.008 % of the distance.

    Parameters
    ----------
    geometry
        Points, lines or polygons in degrees. Its edges are geodesics.
    distance_m
        In metres. For a polygon it may be negative: what is at least so far inside.

    Returns
    -------
    Polygon or MultiPolygon
        In degrees, with edges of at most `MAX_EDGE_M`; empty for an empty geometry.

    Raises
    ------
    ValueError
        If the distance is not finite, or is negative for points or lines.
    """
    if not np.isfinite(distance_m):
        raise ValueError(f"distance_m is {distance_m}: it has to be a finite number of metres")
    solid = shapely.get_dimensions(geometry) == AREA
    if distance_m < 0 and not solid:
        raise ValueError(f"distance_m is {distance_m:g}: only a polygon can be shrunk")
    if geometry.is_empty:
        return shapely.Polygon()
    if geometry.geom_type == "GeometryCollection":
        return shapely.union_all(
            [geodesic_buffer(part, distance_m) for part in shapely.get_parts(geometry)]
        )
    dense = densify(geometry)
    if distance_m == 0:
        return dense if solid else shapely.Polygon()
    edge = dense.boundary if solid else dense
    rim = _buffer_of_edge(edge, abs(distance_m))
    if not solid:
        return rim
    return dense.union(rim) if distance_m > 0 else dense.difference(rim)


def geodesic_circle(
    centre: tuple[float, float], radius_m: float, segments: int = CIRCLE_SEGMENTS
) -> shapely.Polygon:
    """Return the circle about a longitude and latitude, every vertex at the ellipsoidal distance.

    Its vertices lie on the rim at equal steps of azimuth, so its area is too small by
    ``(2 pi / segments)^2 / 6`` of it: 3 parts in a million with `CIRCLE_SEGMENTS`.
    """
    azimuths = np.linspace(360.0, 0.0, segments, endpoint=False)
    longitude, latitude, _ = GEOD.fwd(
        np.full(segments, centre[0]),
        np.full(segments, centre[1]),
        azimuths,
        np.full(segments, radius_m),
    )
    return shapely.Polygon(np.column_stack((longitude, latitude)))


@lru_cache(maxsize=REMEMBERED_BUFFERS)
def _buffer_of_edge(edge: BaseGeometry, distance_m: float) -> BaseGeometry:
    plane = LocalPlane.about(edge)
    flat = plane.flatten(edge)
    outline = flat.buffer(distance_m, quad_segs=QUARTER_SEGMENTS).segmentize(0.98 * MAX_EDGE_M)
    shapely.prepare(flat)
    foot_to_rim = shapely.shortest_line(flat, shapely.points(shapely.get_coordinates(outline)))
    ends = shapely.get_coordinates(foot_to_rim)
    longitude, latitude = plane.carry_to_distance(ends[0::2], ends[1::2] - ends[0::2], distance_m)
    exact = shapely.set_coordinates(outline, np.column_stack((longitude, latitude)))
    return exact if exact.is_valid else shapely.make_valid(exact)
