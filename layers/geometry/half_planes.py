"""Half planes: everything east or west of a line that runs north-south."""

from functools import lru_cache
from typing import Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Side = Literal["east", "west"]

_REACH_DEGREES = 8.0
_REMEMBERED = 64
"""Size of the cache: computing a plus-minus needs the same parts of countries repeatedly."""


def side_of(line: BaseGeometry, side: Side) -> shapely.Polygon:
    """Return the area on one side of a line, in degrees, up to 8 degrees beyond its ends.

    Beyond its ends the line continues along the meridians.

    Examples
    --------
    >>> side_of(shapely.LineString([(36, 33), (36, 34)]), "east").bounds
    (36.0, 25.0, 44.0, 42.0)
    """
    vertices = shapely.get_coordinates(line)
    if vertices[0, 1] < vertices[-1, 1]:
        vertices = vertices[::-1]
    top, bottom = vertices[0], vertices[-1]
    away = _REACH_DEGREES if side == "east" else -_REACH_DEGREES
    far = (vertices[:, 0].max() if side == "east" else vertices[:, 0].min()) + away
    north, south = vertices[:, 1].max() + _REACH_DEGREES, vertices[:, 1].min() - _REACH_DEGREES
    ring = np.vstack(
        (
            [(top[0], north)],
            vertices,
            [(bottom[0], south), (far, south), (far, north)],
        )
    )
    return shapely.Polygon(ring)


@lru_cache(maxsize=_REMEMBERED)
def part_of(country: BaseGeometry, line: BaseGeometry, side: Side) -> BaseGeometry:
    """Return the part of a country on one side of a line.

    Examples
    --------
    >>> country = shapely.box(35, 33, 37, 34)
    >>> part_of(country, shapely.LineString([(36, 33), (36, 34)]), "west").bounds
    (35.0, 33.0, 36.0, 34.0)
    """
    return side_of(line, side).intersection(country)
