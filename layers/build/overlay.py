"""Overlays of areas: the common part, and the parts that only one of them covers.

Overlays are computed in degrees, where edges run straight. `geodesic_area` takes each edge as a
geodesic, which differs from a straight edge of 500 m by up to 4 mm. If an overlay cuts an edge,
the area could change by up to 1 m2, some 1e-8 of a small zone. Areas of overlays are therefore
measured on edges divided into pieces of at most `PIECE_DEGREES`, for which the two agree within
micrometres, and A = (A and B) + (A minus B) holds within 1e-9.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from layers.accuracy.metrics import is_area
from layers.features.feature import Feature
from layers.geometry.densify import subdivide
from layers.geometry.measure import geodesic_area
from layers.geometry.slivers import polygons

PIECE_DEGREES = 0.0005
"""At most 56 m."""


@dataclass(frozen=True)
class AreaOverlay:
    """The three parts of two areas, which do not overlap: polygons in degrees, with slivers."""

    common: BaseGeometry
    only_a: BaseGeometry
    only_b: BaseGeometry


def area_of(features: Iterable[Feature]) -> BaseGeometry:
    """Return the union of zones, bands and corridors, or an empty polygon without any.

    Ground shared by two bands counts once, and edges between them are dissolved.

    Examples
    --------
    >>> west = Feature("west", "West", "band", shapely.box(36, 33, 36.6, 34))
    >>> east = Feature("east", "East", "band", shapely.box(36.4, 33, 37, 34))
    >>> area_of([west, east]).bounds, area_of([]).is_empty
    ((36.0, 33.0, 37.0, 34.0), True)
    """
    return union_of_areas([feature.geometry for feature in features if is_area(feature)])


def union_of_areas(areas: list[BaseGeometry]) -> BaseGeometry:
    """Return the union of areas, as polygons.

    Examples
    --------
    >>> union_of_areas([shapely.box(36, 33, 36.6, 34), shapely.box(36.4, 33, 37, 34)]).bounds
    (36.0, 33.0, 37.0, 34.0)
    """
    return polygons(areas[0] if len(areas) == 1 else shapely.union_all(areas))


def overlay(a: BaseGeometry, b: BaseGeometry) -> AreaOverlay:
    """Return the common part of two areas, and the parts that only one of them covers.

    Examples
    --------
    >>> parts = overlay(shapely.box(36, 33, 38, 34), shapely.box(37, 33, 39, 34))
    >>> parts.common.bounds, parts.only_a.bounds, parts.only_b.bounds
    ((37.0, 33.0, 38.0, 34.0), (36.0, 33.0, 37.0, 34.0), (38.0, 33.0, 39.0, 34.0))
    """
    return AreaOverlay(
        polygons(a.intersection(b)), polygons(a.difference(b)), polygons(b.difference(a))
    )


def overlay_area(area: BaseGeometry) -> float:
    """Return the ellipsoidal area in square metres, with edges straight in degrees.

    Examples
    --------
    A triangle whose edges run straight in degrees, and one whose edges are geodesics:

    >>> triangle = shapely.Polygon([(36, 33), (37, 33), (36.5, 34)])
    >>> round(overlay_area(triangle) / 1e6), round(geodesic_area(triangle) / 1e6)
    (5163, 5178)
    """
    return geodesic_area(subdivide(area, PIECE_DEGREES))
