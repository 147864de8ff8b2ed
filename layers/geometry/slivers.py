"""Removal of spikes and slivers, left by rounding where edges should coincide."""

import shapely
from shapely.geometry.base import BaseGeometry

from layers.geometry.buffering import AREA
from layers.geometry.measure import geodesic_area, geodesic_length

GRID_DEGREES = 1e-10
"""About a hundredth of a millimetre: anything narrower collapses."""
SLIVER_M = 1.0
"""Pieces with a smaller mean width come from the last digit of the reference data."""


def polygons(area: BaseGeometry) -> BaseGeometry:
    """Return an area without the points and lines along which two areas touch.

    Examples
    --------
    >>> square, edge = shapely.box(36, 33, 37, 34), shapely.LineString([(37, 33), (37, 34)])
    >>> polygons(shapely.GeometryCollection([square, edge])).geom_type
    'MultiPolygon'
    """
    if area.geom_type in ("Polygon", "MultiPolygon"):
        return area
    parts = shapely.get_parts(area)
    return shapely.MultiPolygon(list(parts[shapely.get_dimensions(parts) == AREA]))


def without_slivers(area: BaseGeometry) -> BaseGeometry:
    """Return the pieces of an area with a mean width of at least `SLIVER_M`.

    Examples
    --------
    A square, and a strip of some 10 km by 0.1 m:

    >>> square, strip = shapely.box(36, 33, 36.1, 33.1), shapely.box(37, 33, 37.1, 33.000001)
    >>> without_slivers(shapely.MultiPolygon([square, strip])).bounds
    (36.0, 33.0, 36.1, 33.1)
    """
    parts = [
        part
        for part in shapely.get_parts(area)
        if geodesic_area(part) > SLIVER_M * geodesic_length(part) / 2
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def clean_area(area: BaseGeometry) -> BaseGeometry:
    """Return an area without spikes and slivers, its vertices on a grid of `GRID_DEGREES`.

    Examples
    --------
    A spike of some 10 km, and a piece of a tenth of a millimetre beside a square:

    >>> spiked = shapely.Polygon([(36, 33), (36.2, 33), (36.1, 33), (36.1, 33.1), (36, 33.1)])
    >>> piece = shapely.box(37, 33, 37.1, 33 + 1e-9)
    >>> clean_area(shapely.GeometryCollection([spiked.buffer(0), piece])).bounds
    (36.0, 33.0, 36.1, 33.1)
    """
    snapped = polygons(shapely.set_precision(area, GRID_DEGREES))
    return without_slivers(snapped) if len(shapely.get_parts(snapped)) > 1 else snapped
