"""The coast and the sea, from Natural Earth's coast line."""

import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.rebuild.borders import WINDOW
from geodata.rebuild.geojson import Collection, Facts, Feature
from geodata.rebuild.inputs.plane import simplify

AT_SEA = Point(34.5, 33.5)
"""A point of the Mediterranean, halfway between Cyprus and Lebanon."""

TOLERANCE_M = 100.0

_FACTS = Facts("natural-earth", "2021-11", "medium", 1000)


class CoastError(ValueError):
    """The coast does not part the map's window into land and sea."""


def sea(coast: BaseGeometry, window: Polygon) -> Polygon:
    """Return what a coast line and the edge of a window enclose around `AT_SEA`.

    Raises
    ------
    CoastError
        If the coast is open, so that nothing parts the sea from the land.
    """
    faces = shapely.get_parts(shapely.polygonize([shapely.union(coast, window.exterior)]))
    wet = [face for face in faces if face.contains(AT_SEA)]
    if len(faces) == 1 or len(wet) != 1:
        raise CoastError("the coast line does not part the sea from the land")
    return Polygon(wet[0])


def shore(coast: BaseGeometry) -> BaseGeometry:
    """Return a coast line as it is drawn in the map's window."""
    return simplify(shapely.line_merge(shapely.intersection(coast, WINDOW)), TOLERANCE_M)


def coast_file(line: BaseGeometry) -> Collection:
    """Return the file of the coast from its drawn line."""
    return Collection(
        "Coast",
        "Natural Earth's coast line, cut to the map's window and simplified to 100 m.",
        "background",
        [Feature("coast", "coast", line, _FACTS)],
    )


def sea_file(line: BaseGeometry) -> Collection:
    """Return the file of the sea, by which countries are measured without their waters."""
    return Collection(
        "Sea",
        "What Natural Earth's coast line, simplified to 100 m, encloses with the western edge of "
        "the map's window.",
        "reference",
        [Feature("sea", "sea", sea(line, WINDOW), _FACTS)],
    )
