"""Map sheets in Web Mercator, as on the screen: for pictures, never for figures.

A sheet's units are those of the screen at 1280x720: at zoom z the world is 256 * 2^z units wide.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.geometry.buffering import AREA
from layers.geometry.local_plane import GEOD

WORLD = 256.0
NORTHERNMOST = 85.05112878
"""The latitude at which Web Mercator ends, so that the world is a square."""
FINEST = 0.1
"""Largest distance of a drawn outline from the true one, in units of the sheet."""
MARGIN = 24.0
"""Distance beyond the edge up to which outlines are drawn, so that none follows the edge."""
ROOM = 0.08
"""Free space around geometries that a sheet shows, as a share of their extent."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in units of the sheet; y grows downwards."""


@dataclass(frozen=True)
class ScreenPath:
    """A line, or a closed ring of a polygon, in units of the sheet."""

    points: tuple[Point, ...]
    closed: bool


@dataclass(frozen=True)
class MapFrame:
    """A part of the map on a sheet.

    Attributes
    ----------
    latitude, longitude
        Of the middle, in degrees.
    zoom
        As on the screen, but not only whole numbers.
    box
        Position of the sheet in the whole picture.

    Examples
    --------
    >>> frame = MapFrame(33.0, 36.0, 8.0, (0.0, 0.0, 1280.0, 720.0))
    >>> frame.point(36.0, 33.0)
    (640.0, 360.0)
    >>> [round(float(degrees), 6) for degrees in frame.degrees(640.0, 360.0)]
    [36.0, 33.0]
    >>> round(frame.metres_per_unit())
    513
    """

    latitude: float
    longitude: float
    zoom: float
    box: Box

    @classmethod
    def holding(cls, south_west: Point, north_east: Point, box: Box) -> "MapFrame":
        """Return the sheet that shows a part of the map as large as possible; latitude first.

        Examples
        --------
        >>> frame = MapFrame.holding((33.0, 36.0), (34.0, 37.0), (0.0, 0.0, 100.0, 200.0))
        >>> round(frame.longitude, 6), round(frame.zoom, 3)
        (36.5, 7.136)
        """
        degrees = np.array([south_west[::-1], north_east[::-1]])
        (west, bottom), (east, top) = _world(degrees)
        fit = min((box[2] - box[0]) / (east - west), (box[3] - box[1]) / (bottom - top))
        latitude = _latitude((top + bottom) / 2)
        longitude = (south_west[1] + north_east[1]) / 2
        return cls(latitude, longitude, math.log2(fit), box)

    @classmethod
    def around(cls, geometries: Sequence[BaseGeometry], box: Box) -> "MapFrame":
        """Return the sheet that shows geometries, with some free space around them.

        Examples
        --------
        8 % of the extent stays free on either side:

        >>> frame = MapFrame.around([shapely.box(36, 33, 37, 34)], (0.0, 0.0, 116.0, 300.0))
        >>> [round(frame.point(longitude, 33.5)[0], 3) for longitude in (36, 37)]
        [8.0, 108.0]
        """
        west, south, east, north = shapely.total_bounds(list(geometries))
        aside, above = ROOM * (east - west), ROOM * (north - south)
        return cls.holding((south - above, west - aside), (north + above, east + aside), box)

    @property
    def middle(self) -> Point:
        """The middle of the box, in units."""
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    def point(self, longitude: float, latitude: float) -> Point:
        """Return the position of a longitude and latitude on the sheet."""
        x, y = self._units(np.array([[longitude, latitude]]))[0]
        return float(x), float(y)

    def bounds(self, geometry: BaseGeometry) -> Box:
        """Return the box around a geometry in degrees."""
        west, south, east, north = geometry.bounds
        return (*self.point(west, north), *self.point(east, south))

    def degrees(self, x: float, y: float) -> Point:
        """Return the longitude and latitude of a point of the sheet."""
        scale = 2**self.zoom
        world = _world(np.array([[self.longitude, self.latitude]]))[0]
        middle = self.middle
        east, south = world[0] + (x - middle[0]) / scale, world[1] + (y - middle[1]) / scale
        return east * 360 / WORLD - 180, _latitude(south)

    def outlines(
        self, geometry: BaseGeometry, margin: float = MARGIN, finest: float = FINEST
    ) -> tuple[ScreenPath, ...]:
        """Return the visible rings or lines of a geometry in degrees.

        Parameters
        ----------
        margin
            Distance beyond the sheet's edge at which they are cut.
        finest
            Largest distance of an outline from the true one.

        Examples
        --------
        >>> frame = MapFrame(33.0, 36.0, 8.0, (0.0, 0.0, 1280.0, 720.0))
        >>> [path] = frame.outlines(shapely.box(35.5, 32.5, 36.5, 33.5))
        >>> len(path.points), path.closed
        (4, True)
        >>> frame.outlines(shapely.box(0, 50, 1, 51))
        ()
        """
        left, top, right, bottom = self.box
        seen = shapely.box(left - margin, top - margin, right + margin, bottom + margin)
        flat = shapely.transform(geometry, self._units)
        if not flat.intersects(seen):
            return ()
        shown = flat.simplify(finest)
        if not shown.is_valid:  # parts are simplified one by one, and may then cross each other
            shown = shapely.make_valid(shown, method="structure", keep_collapsed=False)
        if not seen.contains(shown):
            shown = shown.intersection(seen)
        found: list[ScreenPath] = []
        for part in shapely.get_parts(shown):
            if part.is_empty:
                continue
            dimensions = shapely.get_dimensions(part)
            if dimensions == AREA:
                found += [_outline(ring, closed=True) for ring in (part.exterior, *part.interiors)]
            elif dimensions == 1:
                found.append(_outline(part, closed=False))
        return tuple(found)

    def edges(self, geometry: BaseGeometry, finest: float = FINEST) -> tuple[ScreenPath, ...]:
        """Return the visible edges of an area, without the edge of the sheet itself."""
        return self.outlines(geometry.boundary, 0.0, finest)

    def holds(self, geometry: BaseGeometry) -> bool:
        """Tell whether the sheet shows all of a geometry in degrees.

        Examples
        --------
        >>> frame = MapFrame(33.0, 36.0, 8.0, (0.0, 0.0, 1280.0, 720.0))
        >>> frame.holds(shapely.box(35, 32, 37, 34)), frame.holds(shapely.box(0, 32, 37, 34))
        (True, False)
        """
        left, top, right, bottom = self.bounds(geometry)
        west, north, east, south = self.box
        return west <= left and north <= top and right <= east and bottom <= south

    def metres_per_unit(self) -> float:
        """Return the east-west length of a unit at the middle, in metres on the WGS 84 ellipsoid.

        This is the radius of the parallel times the angle. In Web Mercator the scale is the same
        in all directions to 0.7 %.
        """
        angle = math.radians(self.latitude)
        normal = GEOD.a / math.sqrt(1 - GEOD.es * math.sin(angle) ** 2)
        return float(normal * math.cos(angle) * math.radians(360 / (WORLD * 2**self.zoom)))

    def _units(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        middle = _world(np.array([[self.longitude, self.latitude]]))
        units: NDArray[np.float64] = (_world(degrees) - middle) * 2**self.zoom + self.middle
        return units


def _world(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return longitudes and latitudes as points of a world 256 units wide, y downwards.

    Positions beyond the square world of Web Mercator (EPSG:3857) are moved to its edge.
    """
    sine = np.sin(np.radians(np.clip(degrees[:, 1], -NORTHERNMOST, NORTHERNMOST)))
    x = (degrees[:, 0] + 180) / 360
    y = 0.5 - np.arctanh(sine) / (2 * np.pi)
    return np.column_stack((x, y)) * WORLD


def _latitude(y: float) -> float:
    return math.degrees(math.asin(math.tanh((0.5 - y / WORLD) * 2 * math.pi)))


def _outline(line: BaseGeometry, *, closed: bool) -> ScreenPath:
    points = shapely.get_coordinates(line)
    kept = points[:-1] if closed else points
    return ScreenPath(tuple((round(float(x), 2), round(float(y), 2)) for x, y in kept), closed)
