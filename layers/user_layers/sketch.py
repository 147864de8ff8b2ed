"""Sketches on the map: a line, an area, a circle, or the distance between two points.

Edges are geodesics, the shortest ways on the ellipsoid. A drawn length is therefore the distance
that GeographicLib gives for the same positions, and an area that of its planimeter.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata.user_layers import OwnFeature, OwnLayer, OwnLayerError, read_sketch
from geodata.user_layers.limits import MAX_DRAWN_M, MAX_EDGE_M
from layers.accuracy.quantity import Quantity
from layers.geometry.buffering import geodesic_circle
from layers.geometry.densify import densify
from layers.geometry.local_plane import GEOD
from layers.geometry.measure import geodesic_area, geodesic_length

SketchKind = Literal["line", "area", "circle", "distance"]
POINTS: dict[SketchKind, tuple[int, int]] = {
    "line": (2, 500),
    "area": (3, 500),
    "circle": (2, 2),
    "distance": (2, 2),
}
"""The least and the greatest number of positions of each shape; the second position of a circle
lies on its rim."""

EDGE_M = 0.98 * MAX_EDGE_M
"""Short enough that reading adds no further points to the edges, straight in degrees."""
MAX_RADIUS_M = 1_000_000.0
RIM_SHOWN = 240
"""Number of points on the rim of a circle while it is drawn."""

LonLat = tuple[float, float]
"""Longitude and latitude in degrees."""


@dataclass(frozen=True)
class Sketch:
    """A shape with the positions set so far, which may still be too few.

    Examples
    --------
    >>> line = Sketch("line", ((36.0, 33.0), (36.0, 34.0)))
    >>> line.figures["length"].text()
    '110.91 km'
    >>> circle = Sketch("circle", ((36.0, 33.0), (36.0, 33.1)))
    >>> round(circle.radius_m), sorted(circle.figures)
    (11091, ['area', 'perimeter', 'radius'])
    """

    shape: SketchKind
    points: tuple[LonLat, ...]

    @property
    def radius_m(self) -> float:
        """The ellipsoidal distance from the first position to the second."""
        (x1, y1), (x2, y2) = self.points
        return float(GEOD.inv(x1, y1, x2, y2)[2])

    def geometry(self) -> BaseGeometry:
        """Return the outline, with dense geodesic edges.

        Raises
        ------
        OwnLayerError
            If there are too few or too many positions, the edges are too long in total, or the
            circle has no radius or is too large.

        Examples
        --------
        >>> Sketch("area", ((36.0, 33.0), (36.1, 33.0), (36.1, 33.1))).geometry().geom_type
        'Polygon'
        >>> Sketch("area", ((36.0, 33.0), (36.1, 33.0))).geometry()
        Traceback (most recent call last):
            ...
        geodata.user_layers.errors.OwnLayerError: it has 2 positions, and needs 3 to 500
        """
        least, most = POINTS[self.shape]
        if not least <= len(self.points) <= most:
            needed = f"{least}" if least == most else f"{least} to {most}"
            raise OwnLayerError(f"it has {_number_of_points(len(self.points))}, and needs {needed}")
        if self.shape == "circle":
            return densify(geodesic_circle(self.points[0], self._check_radius()), EDGE_M)
        outline = shapely.Polygon if self.shape == "area" else shapely.LineString
        return densify(self._check_length(outline(self.points)), EDGE_M)

    def _check_length(self, outline: BaseGeometry) -> BaseGeometry:
        length_m = geodesic_length(outline)
        if length_m > MAX_DRAWN_M:
            raise OwnLayerError(
                f"its edges are {length_m / 1000:,.0f} km long together, "
                f"and at most {MAX_DRAWN_M / 1000:,.0f} km are drawn"
            )
        return outline

    def _check_radius(self) -> float:
        if self.radius_m == 0:
            raise OwnLayerError("the circle has no radius: set its rim away from its centre")
        if self.radius_m > MAX_RADIUS_M:
            raise OwnLayerError(
                f"the circle's radius is {self.radius_m / 1000:,.0f} km, "
                f"and at most {MAX_RADIUS_M / 1000:,.0f} km are drawn"
            )
        return self.radius_m

    @cached_property
    def figures(self) -> dict[str, Quantity]:
        """The measures of the positions set so far, without a plus-minus; none for one point.

        An area with only two positions has the length of its first edge. A circle that is too
        large or has no radius raises an `OwnLayerError`.
        """
        if len(self.points) < 2:  # noqa: PLR2004 (one position has no extent)
            return {}
        if self.shape == "circle":
            circle = geodesic_circle(self.points[0], self._check_radius())
            return {"radius": _km(self.radius_m), **_of_area(circle)}
        if self.shape == "area" and len(self.points) >= POINTS["area"][0]:
            return _of_area(shapely.Polygon(self.points))
        name = "distance" if self.shape == "distance" else "length"
        return {name: _km(geodesic_length(shapely.LineString(self.points)))}

    def refusal(self) -> str:
        """Return one line on why the sketch cannot be finished, or an empty text if it can.

        Examples
        --------
        >>> Sketch("circle", ((36.0, 33.0), (36.0, 33.0))).refusal()
        'the circle has no radius: set its rim away from its centre'
        >>> Sketch("line", ((36.0, 33.0), (36.0, 34.0))).refusal()
        ''
        """
        if len(self.points) < POINTS[self.shape][0]:
            return ""
        try:
            if self.shape == "circle":
                self._check_radius()
            else:
                self.feature("")
        except OwnLayerError as error:
            return str(error)
        return ""

    def rim(self) -> list[LonLat]:
        """Return points on the rim of a circle, for display while it is drawn.

        Examples
        --------
        >>> len(Sketch("circle", ((36.0, 33.0), (36.0, 33.1))).rim())
        241
        """
        circle = geodesic_circle(self.points[0], self._check_radius(), RIM_SHOWN)
        return [(x, y) for x, y in shapely.get_coordinates(circle).round(6).tolist()]

    def feature(self, title: str) -> OwnFeature:
        """Return the sketch as a feature of a user layer, by the rules for uploads.

        Raises
        ------
        OwnLayerError
            If it breaks these rules. The message is one line.

        Examples
        --------
        >>> feature = Sketch("line", ((36.0, 33.0), (36.0, 34.0))).feature("My line")
        >>> feature.title, feature.kind
        ('My line', 'line')
        """
        return read_sketch(mapping(self.geometry()), title, self.shape)

    def layer(self, title: str) -> OwnLayer:
        """Return the sketch as a user layer, or raise an `OwnLayerError` as `feature` does.

        Examples
        --------
        >>> Sketch("line", ((36.0, 33.0), (36.0, 34.0))).layer("My line").name
        'My line'
        """
        feature = self.feature(title)
        return OwnLayer(feature.title, (feature,), len(self.points), ())


def drawing_of(shape: str, positions: object) -> Sketch:
    """Return the sketch in a message from the browser.

    Parameters
    ----------
    shape
        One of `POINTS`.
    positions
        A list of pairs of longitude and latitude.

    Raises
    ------
    OwnLayerError
        If the message contains no valid sketch.

    Examples
    --------
    >>> drawing_of("line", [[36, 33], [36, 34]])
    Sketch(shape='line', points=((36.0, 33.0), (36.0, 34.0)))
    >>> drawing_of("line", [[36, 133]])
    Traceback (most recent call last):
        ...
    geodata.user_layers.errors.OwnLayerError: its positions are no pairs of
    longitude and latitude in degrees
    """
    known = next((item for item in POINTS if item == shape), None)
    if known is None:
        raise OwnLayerError(f"it is none of {', '.join(POINTS)}")
    if not isinstance(positions, list) or not all(map(_is_position, positions)):
        raise OwnLayerError("its positions are no pairs of longitude and latitude in degrees")
    if len(positions) > POINTS[known][1]:
        raise OwnLayerError(
            f"it has more than {_number_of_points(POINTS[known][1])}: finish it here"
        )
    return Sketch(known, tuple((float(x), float(y)) for x, y in positions))


def _is_position(value: object) -> bool:
    if not isinstance(value, list | tuple) or len(value) != 2:  # noqa: PLR2004 (a pair)
        return False
    if not all(isinstance(item, int | float) for item in value):
        return False
    return bool(abs(value[0]) <= 180 and abs(value[1]) <= 90)  # noqa: PLR2004 (degrees)


def _of_area(polygon: BaseGeometry) -> dict[str, Quantity]:
    area = geodesic_area(polygon) / 1e6
    return {
        "area": Quantity(area, 0.0, "km2", exact=True),
        "perimeter": _km(geodesic_length(polygon)),
    }


def _km(metres: float) -> Quantity:
    return Quantity(metres / 1000, 0.0, "km", exact=True)


def _number_of_points(points: int) -> str:
    return "1 position" if points == 1 else f"{points} positions"
