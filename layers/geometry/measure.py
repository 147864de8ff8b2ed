"""Ellipsoidal measures on WGS 84: area, length, and the shortest distance.

Areas and lengths are GeographicLib's, through PROJ (Karney 2013,
doi:10.1007/s00190-012-0578-z): edges between vertices are geodesics.
"""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from geodata.user_layers.limits import MAX_EDGE_M
from layers.geometry.buffering import AREA
from layers.geometry.densify import densify
from layers.geometry.local_plane import GEOD, Coordinates, LocalPlane

OUTLINES = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")
NEARLY = 1.1
"""Degrees north, and east times the cosine of the latitude there, are in the same order as metres
if they differ by more than this factor: for 600 km about anywhere up to 38 degrees north."""
REMOTE_DEGREES = 5.0
"""The distance from which this factor is not used."""
LEAST_DEGREE_M = 110_000.0
"""A lower limit of the length of a degree of latitude."""


def geodesic_area(geometry: BaseGeometry) -> float:
    """Return the ellipsoidal area in square metres; 0.0 for points, lines and empty geometries.

    Rings may run either way. Holes are subtracted, and parts are added up.

    Examples
    --------
    >>> round(geodesic_area(shapely.box(36, 33, 37, 34)) / 1e6)
    10306
    >>> geodesic_area(shapely.Point(36, 33))
    0.0
    """
    return float(sum(_polygon_area(part) for part in _parts_of_dimension(geometry, 2)))


def _polygon_area(polygon: BaseGeometry) -> float:
    """Return the area of the outer ring minus the holes, whichever way each ring runs."""
    assert isinstance(polygon, shapely.Polygon)
    outer, *holes = (
        abs(GEOD.polygon_area_perimeter(*shapely.get_coordinates(ring).T)[0])
        for ring in (polygon.exterior, *polygon.interiors)
    )
    return float(outer - sum(holes))


def geodesic_length(geometry: BaseGeometry) -> float:
    """Return the ellipsoidal length in metres; for a polygon, the perimeter including holes.

    Examples
    --------
    >>> round(geodesic_length(shapely.LineString([(36, 33), (37, 33)])))
    93453
    >>> round(geodesic_length(shapely.box(36, 33, 37, 34)))
    407664
    """
    lines = [part.boundary for part in _parts_of_dimension(geometry, 2)]
    lines += _parts_of_dimension(geometry, 1)
    return float(
        sum(
            GEOD.line_length(*shapely.get_coordinates(part).T)
            for line in lines
            for part in shapely.get_parts(line)
        )
    )


def geodesic_distance(a: BaseGeometry, b: BaseGeometry) -> float:
    """Return the shortest ellipsoidal distance between two geometries in metres, within 0.01 m.

    Raises
    ------
    ValueError
        If either geometry is empty.

    Examples
    --------
    >>> line = shapely.LineString([(36, 33), (37, 33)])
    >>> round(geodesic_distance(shapely.Point(36, 34), line))
    110912
    >>> geodesic_distance(shapely.box(36, 32, 37, 34), line)
    0.0
    >>> geodesic_distance(shapely.Point(), line)
    Traceback (most recent call last):
        ...
    ValueError: the distance to an empty geometry is not defined
    """
    if a.is_empty or b.is_empty:
        raise ValueError("the distance to an empty geometry is not defined")
    few, many = sorted((densify(a), densify(b)), key=shapely.count_coordinates)
    if few.intersects(many):
        return 0.0
    rim = _edges(few)
    if len(rim) == 1:
        return _distance_from_edge(rim[0], many)
    plane = LocalPlane.about(few, many)
    flat_rim, others = (shapely.transform(edges, plane.to_plane) for edges in (rim, _edges(many)))
    _, flat = shapely.STRtree(others).query_nearest(
        flat_rim, return_distance=True, all_matches=False
    )
    # The scale error of the plane is smaller than this everywhere in the study area, so an edge
    # that is farther than the nearest by more than twice the error cannot hold the nearest point.
    scale_error = (_extent_m(few, many) / 6.3e6) ** 2 / 6
    near = rim[flat <= flat.min() * (1 + 2 * scale_error) + 0.01]
    return min(_distance_from_edge(edge, many) for edge in near)


def greatest_distance(points: Coordinates, line: BaseGeometry) -> float:
    """Return the distance from a line to the farthest of some points, shape (n, 2), in metres.

    Examples
    --------
    >>> line = shapely.LineString([(36, 33), (36, 34)])
    >>> round(greatest_distance(np.array([[36.1, 33.5], [36.2, 33.5]]), line))
    18584
    """
    plane = LocalPlane.about(line)
    ways = shapely.shortest_line(
        shapely.points(plane.to_plane(points)), plane.flatten(densify(line))
    )
    feet = plane.to_degrees(shapely.get_coordinates(ways)[1::2])
    return float(GEOD.inv(points[:, 0], points[:, 1], feet[:, 0], feet[:, 1])[2].max())


def nearest_points(a: BaseGeometry, b: BaseGeometry) -> tuple[shapely.Point, shapely.Point]:
    """Return the two points at which two geometries are nearest to each other, in degrees.

    Examples
    --------
    >>> line = shapely.LineString([(36, 33), (36, 34)])
    >>> on_line, point = nearest_points(line, shapely.Point(36.5, 33.5))
    >>> [round(degrees, 3) for degrees in on_line.coords[0]]
    [36.0, 33.501]
    """
    plane = LocalPlane.about(a, b)
    flat_a, flat_b = plane.flatten(densify(a)), plane.flatten(densify(b))
    ends = shapely.get_coordinates(plane.unflatten(shapely.shortest_line(flat_a, flat_b)))
    return shapely.Point(ends[0]), shapely.Point(ends[1])


def _distance_from_edge(edge: BaseGeometry, other: BaseGeometry) -> float:
    """Return the distance from a point, or from an edge so short that its own plane is exact."""
    plane = LocalPlane.about(edge)
    shortest = shapely.shortest_line(plane.flatten(edge), plane.flatten(_near(edge, other)))
    (x1, y1), (x2, y2) = shapely.get_coordinates(plane.unflatten(shortest))
    return float(GEOD.inv(x1, y1, x2, y2)[2])


def _near(edge: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """Return the edges of an outline that may hold its nearest point to a point or short edge."""
    if other.geom_type not in OUTLINES:
        return other
    starts, ends = edge_ends(other)
    east, north = shapely.get_coordinates(edge)[0]
    square = (starts[:, 0] - east) ** 2 * np.cos(np.radians(north)) ** 2
    away = np.sqrt(square + (starts[:, 1] - north) ** 2)
    if away.min() > REMOTE_DEGREES:
        return other
    near = away <= NEARLY * away.min() + 3 * MAX_EDGE_M / LEAST_DEGREE_M
    pairs = np.stack((starts[near], ends[near]), axis=1)
    edges = np.asarray(shapely.linestrings(pairs), dtype=object)
    found: BaseGeometry = np.asarray(shapely.multilinestrings(edges)).item()
    return found


def edge_ends(geometry: BaseGeometry) -> tuple[Coordinates, Coordinates]:
    """Return the starts and the ends of all edges of lines, or of the outline of an area.

    Examples
    --------
    >>> starts, ends = edge_ends(shapely.LineString([(36, 33), (37, 33), (37, 34)]))
    >>> starts.tolist(), ends.tolist()
    ([[36.0, 33.0], [37.0, 33.0]], [[37.0, 33.0], [37.0, 34.0]])
    """
    lines = geometry.boundary if shapely.get_dimensions(geometry) == AREA else geometry
    vertices, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    same = line[:-1] == line[1:]
    return vertices[:-1][same], vertices[1:][same]


def _edges(geometry: BaseGeometry) -> np.ndarray:
    """Return the single edges of the outline of a geometry, or its points."""
    found: list[BaseGeometry] = list(_parts_of_dimension(geometry, 0))
    lines: list[BaseGeometry] = [part.boundary for part in _parts_of_dimension(geometry, 2)]
    for line in lines + _parts_of_dimension(geometry, 1):
        for part in shapely.get_parts(line):
            vertices = shapely.get_coordinates(part)
            pairs = np.stack((vertices[:-1], vertices[1:]), axis=1)
            found += np.atleast_1d(np.asarray(shapely.linestrings(pairs), dtype=object)).tolist()
    return np.array(found, dtype=object)


def _parts_of_dimension(geometry: BaseGeometry, dimension: int) -> list[BaseGeometry]:
    parts = [geometry]
    while any(isinstance(part, BaseMultipartGeometry) for part in parts):
        parts = [inner for part in parts for inner in getattr(part, "geoms", [part])]
    return [
        part for part in parts if not part.is_empty and shapely.get_dimensions(part) == dimension
    ]


def _extent_m(*geometries: BaseGeometry) -> float:
    west, south, east, north = shapely.total_bounds(np.array(geometries, dtype=object))
    return float(GEOD.inv(west, south, east, north)[2])
