"""Builds valid shapely geometries from checked outlines, with rings oriented as in RFC 7946."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.user_layers.coordinates import Coordinates
from geodata.user_layers.errors import OwnLayerError, TooLargeError
from geodata.user_layers.limits import MAX_EDGE_PAIRS, MAX_RING_PAIRS

FAULTS = {
    "Self-intersection": "crosses itself",
    "Ring Self-intersection": "touches itself",
    "Hole lies outside shell": "has a hole outside its outer ring",
    "Holes are nested": "has a hole inside a hole",
    "Nested shells": "has a part inside another part",
    "Interior is disconnected": "is cut in two by its holes",
    "Duplicate Rings": "has the same ring twice",
}
"""Plain words for GEOS's reasons why a polygon is invalid."""

MIN_WIDTH = 1e-12
"""In degrees, a tenth of a thousandth of a millimetre: larger than rounding errors."""

TURNED = "ring direction corrected (figures unaffected)"
DISSOLVED = "parts that share an edge merged into one"

SAMPLE = 100
TYPES = {
    "area": shapely.GeometryType.MULTIPOLYGON,
    "line": shapely.GeometryType.MULTILINESTRING,
    "point": shapely.GeometryType.MULTIPOINT,
}


def build_geometry(outline: Coordinates, dense: Coordinates) -> tuple[BaseGeometry, set[str]]:
    """Return the geometry of a densified outline, and the repairs made, such as `TURNED`.

    Raises
    ------
    OwnLayerError
        If a line has no length, or an area crosses or touches itself or has no extent.
    """
    geometry = _assemble(dense)
    if dense.kind == "line" and (shapely.length(shapely.get_parts(geometry)) == 0).any():
        raise OwnLayerError(
            "it has a line of zero length: remove it, or give it two different positions"
        )
    if dense.kind != "area":
        return _plain(geometry), set()
    as_given = _assemble(outline)
    _check_thickness(as_given)
    oriented = shapely.orient_polygons(geometry)
    repairs = set() if shapely.equals_identical(oriented, geometry) else {TURNED}
    if not geometry.is_valid:
        if not as_given.is_valid:
            geometry = _dissolve(as_given, geometry)
            repairs.add(DISSOLVED)
        else:  # invalid only through rounding, where rings touch along an edge
            geometry = _repair(geometry)
        oriented = shapely.orient_polygons(geometry)
    return _plain(oriented), repairs


def check_crowding(outlines: Sequence[Coordinates]) -> None:
    """Refuse areas whose edges or rings overlap so densely that checking would take minutes.

    The search for crossings takes time in proportion to the pairs of edges whose bounding boxes
    intersect: a few per edge in an ordinary layer, but the square of the number of teeth in a
    slanting comb. The number of pairs is estimated from a sample.
    """
    areas = [found for found in outlines if found.kind == "area"]
    if not areas:
        return
    vertices = np.concatenate([found.vertices for found in areas])
    counts = np.concatenate([found.counts for found in areas])
    starts = np.cumsum(counts) - counts
    is_edge = np.ones(len(vertices), dtype=bool)
    is_edge[starts + counts - 1] = False
    start, end = vertices[is_edge], np.roll(vertices, -1, axis=0)[is_edge]
    edges = _meeting_pairs(np.minimum(start, end), np.maximum(start, end))
    rings = _meeting_pairs(
        np.minimum.reduceat(vertices, starts), np.maximum.reduceat(vertices, starts)
    )
    if edges > MAX_EDGE_PAIRS or rings > MAX_RING_PAIRS:
        raise TooLargeError("its outlines overlap too densely to be checked: simplify them")


def _meeting_pairs(low: NDArray[np.float64], high: NDArray[np.float64]) -> float:
    """Estimate how many pairs of boxes intersect, from their lower and upper corners."""
    (west, south), (east, north) = np.ascontiguousarray(low.T), np.ascontiguousarray(high.T)
    chosen = np.random.default_rng(0).permutation(len(low))[:SAMPLE]
    meeting = [
        np.count_nonzero(
            (west <= east[box])
            & (west[box] <= east)
            & (south <= north[box])
            & (south[box] <= north)
        )
        for box in chosen
    ]
    return float(np.mean(meeting)) * len(low) / 2


def _assemble(outline: Coordinates) -> BaseGeometry:
    coordinate_offsets = np.append(0, np.cumsum(outline.counts))
    offsets: tuple[NDArray[np.int64], ...] = (coordinate_offsets,)
    if outline.kind == "line":
        offsets = (coordinate_offsets, np.array([0, len(outline.counts)]))
    elif outline.kind == "area":
        polygons = np.append(0, np.cumsum(outline.rings))
        offsets = (coordinate_offsets, polygons, np.array([0, len(outline.rings)]))
    geometry: BaseGeometry
    (geometry,) = shapely.from_ragged_array(TYPES[outline.kind], outline.vertices, offsets)
    return geometry


def _plain(geometry: BaseGeometry) -> BaseGeometry:
    parts = shapely.get_parts(geometry)
    return parts[0] if len(parts) == 1 else geometry


def _check_thickness(geometry: BaseGeometry) -> None:
    """Refuse a ring whose positions all lie on one line, within rounding."""
    rings = shapely.get_rings(shapely.get_parts(geometry))
    flat = shapely.area(shapely.convex_hull(rings)) <= MIN_WIDTH * shapely.length(rings)
    if flat.any():
        x, y = shapely.get_coordinates(rings[flat.argmax()])[0]
        raise OwnLayerError(f"the area has a ring of zero area{_at(x, y)}: remove it")


def _repair(dense: Any) -> Any:
    return shapely.make_valid(dense, method="structure", keep_collapsed=False)


def _dissolve(geometry: BaseGeometry, dense: BaseGeometry) -> BaseGeometry:
    """Return the union of parts that share edges.

    Points inserted on a common edge may be off it by less than `MIN_WIDTH`, which would leave
    slits; the union is therefore computed on a grid of that width.

    Raises
    ------
    OwnLayerError
        If a part is invalid by itself, or parts overlap.
    """
    if not shapely.is_valid(shapely.get_parts(geometry)).all():
        raise OwnLayerError(_fault(geometry))
    parts = _repair(shapely.get_parts(dense))
    union: BaseGeometry = shapely.union_all(parts, grid_size=MIN_WIDTH)
    if shapely.area(parts).sum() - union.area > MIN_WIDTH * dense.length:
        raise OwnLayerError(_fault(geometry, {"Self-intersection": "has parts that overlap"}))
    return union


def _fault(geometry: BaseGeometry, of_parts: Mapping[str, str] = FAULTS) -> str:
    reason = shapely.is_valid_reason(geometry)
    found = re.fullmatch(r"(.*)\[(\S+) (\S+)\]", reason)
    assert found is not None, reason
    fault = {**FAULTS, **of_parts}.get(found[1], "is not valid")
    return f"the area {fault}{_at(float(found[2]), float(found[3]))}: redraw its outline there"


def _at(longitude: float, latitude: float) -> str:
    return f" at longitude {longitude:.5f}, latitude {latitude:.5f}"
