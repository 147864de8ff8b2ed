"""Converts a GeoJSON geometry into checked arrays of vertices, by ring or line."""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.user_layers.errors import OwnLayerError, TooLargeError
from geodata.user_layers.geometry_types import (
    COLLECTION,
    FORMS,
    LON_LAT,
    Kind,
    check_form,
    join_collection,
)
from geodata.user_layers.limits import MAX_EDGE_M, MAX_VERTICES

LISTS = {list, tuple}
MIN_VERTICES = {"area": 4, "line": 2, "point": 1}
MAX_WIDTH = 180
M_PER_DEGREE = 111_700.0
"""Upper bound of a degree's length on the ellipsoid, northward or, at the equator, eastward."""

NO_POSITION = "it has empty coordinates: remove them, or add positions"


@dataclass(frozen=True, eq=False)
class Coordinates:
    """The vertices of a geometry, not yet checked for crossings.

    Attributes
    ----------
    vertices
        Longitude and latitude in degrees, shape (n, 2).
    counts
        Number of vertices of each ring, line or set of points, in order.
    rings
        Number of rings of each polygon, outer ring first; for lines and points, the total.
    heights
        Whether positions had more than longitude and latitude.
    """

    kind: Kind
    vertices: NDArray[np.float64]
    counts: NDArray[np.int64]
    rings: NDArray[np.int64]
    heights: bool

    @property
    def starts(self) -> NDArray[np.int64]:
        """The index of the first vertex of each ring or line."""
        starts: NDArray[np.int64] = np.cumsum(self.counts) - self.counts
        return starts

    def ring_name(self, index: int) -> str:
        """Return the name of a ring or line for a message."""
        part = int(np.searchsorted(np.cumsum(self.rings), index, side="right"))
        hole = index - int(self.rings[:part].sum())
        if self.kind != "area":
            return f"line {index + 1}"
        name = f"hole {hole}" if hole else "the outer ring"
        return f"{name} of part {part + 1}" if len(self.rings) > 1 else name


def outline(geometry: Any, *, swapped: bool = False) -> Coordinates | None:
    """Return the coordinates of a GeoJSON geometry object.

    Parameters
    ----------
    geometry
        Its empty parts, lines and holes are ignored.
    swapped
        Positions are given as latitude, then longitude.

    Returns
    -------
    Outline or None
        None if no coordinates remain: RFC 7946, section 3.1, allows to treat this as no geometry.

    Raises
    ------
    OwnLayerError
        If the type or form is wrong, a collection mixes kinds, or positions are not valid
        longitudes and latitudes.
    """
    check_form(geometry)
    if geometry["type"] == COLLECTION:
        geometry = join_collection(geometry)
    if geometry.get("coordinates") == []:
        return None
    kind, _ = FORMS[geometry["type"]]
    polygons = _polygons(geometry)
    sequences = list(chain.from_iterable(polygons))
    positions = list(chain.from_iterable(sequences))
    if not _all_lists(positions):
        raise _misshapen(geometry["type"])
    if not positions:
        return None
    if not all(positions):
        raise OwnLayerError(NO_POSITION)
    check_count(len(positions))
    vertices, heights = _vertices(positions, geometry["type"])
    found = Coordinates(
        kind,
        np.ascontiguousarray(vertices[:, ::-1]) if swapped else vertices,
        np.fromiter(map(len, sequences), dtype=np.int64),
        np.fromiter(map(len, polygons), dtype=np.int64),
        heights,
    )
    _check_range(found.vertices)
    _check_rings(found)
    return found


def _polygons(geometry: dict[str, Any]) -> list[list[Any]]:
    """Return coordinates in the form of a MultiPolygon, without empty parts."""
    kind, depth = FORMS[geometry["type"]]
    polygons: Any = geometry.get("coordinates")
    for _ in range(3 - depth):
        polygons = [polygons]
    if not _all_lists([polygons]) or not _all_lists(polygons):
        raise _misshapen(geometry["type"])
    if not _all_lists(chain.from_iterable(polygons)):
        raise _misshapen(geometry["type"])
    polygons = [polygon for polygon in polygons if any(polygon)]
    if kind == "area" and not all(polygon[0] for polygon in polygons):
        raise OwnLayerError(NO_POSITION)
    return [[sequence for sequence in polygon if sequence] for polygon in polygons]


def check_count(vertices: int) -> None:
    """Refuse more vertices than the limit."""
    if vertices > MAX_VERTICES:
        raise TooLargeError(
            f"has {vertices:,} vertices, above the limit of {MAX_VERTICES:,}: simplify or crop it"
        )


def _all_lists(items: Any) -> bool:
    return set(map(type, items)) <= LISTS


def _misshapen(name: str) -> OwnLayerError:
    depth = FORMS[name][1]
    form = "[" * depth + "[longitude, latitude]" + ", ...]" * depth
    return OwnLayerError(f"the coordinates of a {name} must look like {form}")


def _vertices(positions: list[Any], name: str) -> tuple[NDArray[np.float64], bool]:
    """Return longitudes and latitudes, and whether positions had further numbers."""
    lengths = set(map(len, positions))
    if 1 in lengths or not set(map(type, chain.from_iterable(positions))) <= {int, float}:
        raise _misshapen(name)
    try:
        flat = positions if lengths == {2} else [position[:2] for position in positions]
        vertices = np.array(flat, dtype=np.float64)
    except OverflowError:
        raise OwnLayerError(f"a coordinate has too many digits: {LON_LAT}") from None
    return vertices, lengths != {2}


def _check_range(vertices: NDArray[np.float64]) -> None:
    if not np.isfinite(vertices).all():
        raise OwnLayerError(f"a coordinate is not a finite number: {LON_LAT}")
    outside = (np.abs(vertices) > (180, 90)).any(axis=1)
    if outside.any():
        longitude, latitude = vertices[outside.argmax()]
        raise OwnLayerError(
            f"the position [{longitude:.10g}, {latitude:.10g}] is not on the globe: {LON_LAT}, "
            "not projected metres"
        )
    if np.ptp(vertices[:, 0]) > MAX_WIDTH:
        raise OwnLayerError(
            f"it is more than {MAX_WIDTH} degrees wide, as if it enclosed a pole "
            "or crossed the antimeridian: split it there"
        )


def _check_rings(outline: Coordinates) -> None:
    short = outline.counts < MIN_VERTICES[outline.kind]
    if short.any():
        ring = int(short.argmax())
        raise OwnLayerError(
            f"{outline.ring_name(ring)} has {outline.counts[ring]} positions: "
            f"at least {MIN_VERTICES[outline.kind]} are needed"
        )
    first = outline.vertices[outline.starts]
    last = outline.vertices[outline.starts + outline.counts - 1]
    open_rings = (first != last).any(axis=1)
    if outline.kind == "area" and open_rings.any():
        raise OwnLayerError(
            f"{outline.ring_name(int(open_rings.argmax()))} is not closed: "
            "repeat its first position at its end"
        )


def densify_outline(outline: Coordinates, room: int) -> Coordinates:
    """Return the outline with points inserted so that no edge is longer than `MAX_EDGE_M`.

    Edges are straight in longitude and latitude (RFC 7946, section 3.1.1), and the points lie on
    them. An edge shared by two outlines gets identical points, whatever its direction.

    Parameters
    ----------
    outline
        The coordinates to densify.
    room
        The largest number of vertices allowed.

    Raises
    ------
    TooLargeError
        If the result would have more.
    """
    if outline.kind == "point":
        return outline
    start, end = outline.vertices, np.roll(outline.vertices, -1, axis=0)
    pieces = np.maximum(1, np.ceil(_lengths(start, end) / MAX_EDGE_M - 1e-9)).astype(np.int64)
    # The last vertex of a ring and the first one of the next ring form no edge.
    pieces[outline.starts + outline.counts - 1] = 1
    if pieces.sum() > room:
        raise TooLargeError(
            "the total length of its edges is too large to measure: crop it to the map's region"
        )
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    edge = np.repeat(np.arange(len(start)), pieces)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    part = np.where(turned[edge], pieces[edge] - step, step) / pieces[edge]
    origin = np.where(turned[:, None], end, start)[edge]
    goal = np.where(turned[:, None], start, end)[edge]
    points = origin + (goal - origin) * part[:, None]
    points[step == 0] = start
    return replace(outline, vertices=points, counts=np.add.reduceat(pieces, outline.starts))


def _lengths(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return upper bounds of the edges' lengths in metres, from their ends nearer the equator."""
    nearest = np.minimum(np.abs(start[:, 1]), np.abs(end[:, 1]))
    nearest[start[:, 1] * end[:, 1] < 0] = 0
    east = (end[:, 0] - start[:, 0]) * np.cos(np.radians(nearest))
    lengths: NDArray[np.float64] = np.hypot(east, end[:, 1] - start[:, 1]) * M_PER_DEGREE
    return lengths
