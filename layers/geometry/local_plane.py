"""The local working plane: azimuthal equidistant about a centre, in metres.

It follows Snyder (1987, USGS Professional Paper 1395, chapter 25), with Karney's geodesics (2013,
doi:10.1007/s00190-012-0578-z): distance and azimuth from the centre are exact. A distance between
points at most q from the centre is off by a factor of the order of (q / 6371 km)^2 / 6.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")
RADIUS_M = 6_371_000.0
"""The mean radius of the earth."""


Coordinates = NDArray[np.float64]


@dataclass(frozen=True)
class LocalPlane:
    """The azimuthal equidistant plane about a centre, in metres east and north.

    Examples
    --------
    The centre, and a point one degree of latitude north of it, in metres and back:

    >>> plane = LocalPlane.about(shapely.box(36, 33, 37, 34))
    >>> float(plane.longitude), float(plane.latitude)
    (36.5, 33.5)
    >>> round(plane.flatten(shapely.Point(36.5, 34.5)).y)
    110922
    >>> plane.to_degrees(np.array([[0.0, 110_922.0]])).round(4).tolist()
    [[36.5, 34.5]]
    """

    longitude: float
    latitude: float

    @classmethod
    def about(cls, *geometries: BaseGeometry) -> "LocalPlane":
        """Return the plane centred on the common bounding box of geometries."""
        west, south, east, north = shapely.total_bounds(np.array(geometries, dtype=object))
        return cls((west + east) / 2, (south + north) / 2)

    def flatten(self, geometry: BaseGeometry) -> BaseGeometry:
        """Convert a geometry from degrees to metres on the plane."""
        return shapely.transform(geometry, self.to_plane)

    def unflatten(self, geometry: BaseGeometry) -> BaseGeometry:
        """Convert a geometry from metres on the plane to degrees."""
        return shapely.transform(geometry, self.to_degrees)

    def to_plane(self, degrees: Coordinates) -> Coordinates:
        """Convert longitudes and latitudes, shape (n, 2), to metres east and north."""
        azimuth, _, distance = GEOD.inv(
            np.full(len(degrees), self.longitude),
            np.full(len(degrees), self.latitude),
            degrees[:, 0],
            degrees[:, 1],
        )
        angle = np.radians(azimuth)
        return np.column_stack((distance * np.sin(angle), distance * np.cos(angle)))

    def to_degrees(self, metres: Coordinates) -> Coordinates:
        """Convert metres east and north, shape (n, 2), to longitudes and latitudes."""
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
        """Return the longitudes and latitudes at a distance from points, in given directions.

        A direction on the plane is corrected twice: for the turn of the geodesic from the centre
        to the point, and for the stretch of the plane across that geodesic.

        Examples
        --------
        Ten kilometres north of a point that lies 100 km east of the centre:

        >>> plane = LocalPlane(36.0, 33.0)
        >>> foot, north = np.array([[100_000.0, 0.0]]), np.array([[0.0, 1.0]])
        >>> longitude, latitude = plane.carry_to_distance(foot, north, 10_000)
        >>> start = plane.to_degrees(foot)[0]
        >>> round(GEOD.inv(*start, longitude[0], latitude[0])[2], 3)
        10000.0
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


def metres_per_degree(latitudes: NDArray[np.float64]) -> Coordinates:
    """Return the lengths of a degree of longitude and one of latitude, at given latitudes.

    Returns
    -------
    Coordinates
        In metres, shape (n, 2), by the radii of curvature of the ellipsoid (Snyder 1987, 4-20
        and 4-18).

    Examples
    --------
    >>> metres_per_degree(np.array([0.0, 33.0])).round().tolist()
    [[111319.0, 110574.0], [93453.0, 110904.0]]
    """
    parallel = np.radians(latitudes)
    flattened = 1 - GEOD.es * np.sin(parallel) ** 2
    east = GEOD.a * np.cos(parallel) / np.sqrt(flattened)
    north = GEOD.a * (1 - GEOD.es) / flattened**1.5
    return np.radians(np.column_stack((east, north)))
