"""Shaded relief from a 30 arc-second elevation model, as a picture in Web Mercator.

The model is interpolated with Catmull-Rom cubics, so that slopes are smooth where its cells are
larger than the picture's. Three lights are mixed, the north-western one strongest. Shadow is
black, lit slopes are white, and both are transparent by how little they differ from flat ground:
the picture lies equally well on a light and on a dark page.

References
----------
R. Keys, Cubic convolution interpolation for digital image processing, 1981,
doi:10.1109/TASSP.1981.1163711.
"""

import io
import math

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image

from geodata.rebuild.geojson import Collection, Facts, Feature

Grid = NDArray[np.float64]

WEST, SOUTH, EAST, NORTH = 34.0, 31.5, 39.0, 35.0
"""The bounds of the picture, in degrees."""

WIDTH = 1500
"""Of the picture, in pixels."""

CELLS_A_DEGREE = 120
TILE_NORTH = 50.0
EARTH_RADIUS_M = 6_371_000.0

LIGHTS = ((315.0, 0.6), (270.0, 0.2), (0.0, 0.2))
"""Azimuth of each light in degrees from north, and its share. All stand 45 degrees high."""

EXAGGERATION = 2.2
"""Of heights: cells of 0.9 km flatten slopes."""

SHADOW, LIGHT = 0.95, 0.62
"""Opacity of the deepest shadow and of the brightest slope."""

LEVELS = 24
"""Steps of opacity: few enough for a small file, too many to be seen."""

QUIET = 0.04
"""Opacity that is taken off everywhere, so that plains are flat and the model's seams unseen."""

_MARGIN = 3


def _mercator(latitude: Grid) -> Grid:
    return np.arcsinh(np.tan(np.radians(latitude)))


def height_in_pixels() -> int:
    """Return the height of the picture, so that pixels are square in Web Mercator."""
    tall = _mercator(np.array([SOUTH, NORTH]))
    return round(WIDTH * float(tall[1] - tall[0]) / math.radians(EAST - WEST))


def pixel_centres() -> tuple[Grid, Grid]:
    """Return the longitudes of the columns and the latitudes of the rows, in degrees."""
    height = height_in_pixels()
    longitude = WEST + (np.arange(WIDTH) + 0.5) * (EAST - WEST) / WIDTH
    south, north = _mercator(np.array([SOUTH, NORTH]))
    tall = north - (np.arange(height) + 0.5) * (north - south) / height
    return longitude, np.degrees(np.arctan(np.sinh(tall)))


def cubic(values: Grid, at: Grid) -> Grid:
    """Return rows of values interpolated at fractional row numbers, by Catmull-Rom cubics.

    Parameters
    ----------
    values
        Shape (rows, columns).
    at
        Row numbers, from 1 to rows - 2.
    """
    first = np.clip(np.floor(at).astype(int), 1, values.shape[0] - 3)
    t = (at - first)[:, None]
    before, start, end, after = (values[first + step] for step in (-1, 0, 1, 2))
    slope = end - before
    bend = 2 * before - 5 * start + 4 * end - after
    twist = 3 * (start - end) + after - before
    result: Grid = start + 0.5 * t * (slope + t * (bend + t * twist))
    return result


def heights(tile: NDArray[np.int16]) -> Grid:
    """Return elevations at the pixels of the picture, in metres, from a tile of GLOBE."""
    top = round((TILE_NORTH - NORTH) * CELLS_A_DEGREE) - _MARGIN
    bottom = round((TILE_NORTH - SOUTH) * CELLS_A_DEGREE) + _MARGIN
    left = round(WEST * CELLS_A_DEGREE) - _MARGIN
    right = round(EAST * CELLS_A_DEGREE) + _MARGIN
    cells = tile[top:bottom, left:right].astype(float)
    longitude, latitude = pixel_centres()
    rows = (TILE_NORTH - latitude) * CELLS_A_DEGREE - 0.5 - top
    columns = longitude * CELLS_A_DEGREE - 0.5 - left
    return cubic(cubic(cells, rows).T, columns).T


def brightness(elevation: Grid, latitude: Grid) -> Grid:
    """Return how lit each pixel is, less flat ground: from about -0.7 to 0.3."""
    pixel_m = np.radians((EAST - WEST) / WIDTH) * EARTH_RADIUS_M * np.cos(np.radians(latitude))
    down, right = np.gradient(elevation * EXAGGERATION)
    east, north = right / pixel_m[:, None], -down / pixel_m[:, None]
    steep = np.sqrt(1 + east**2 + north**2)
    high = np.sqrt(0.5)
    lit = np.zeros_like(elevation)
    for azimuth, share in LIGHTS:
        towards = np.radians(azimuth)
        slope = east * np.sin(towards) + north * np.cos(towards)
        lit += share * np.clip(high * (1 - slope) / steep, 0, None)
    result: Grid = lit - high
    return result


def picture(tile: NDArray[np.int16]) -> NDArray[np.uint8]:
    """Return the relief as grey and opacity, shape (rows, columns, 2)."""
    elevation = heights(tile)
    lit = brightness(elevation, pixel_centres()[1])
    lit[elevation <= 0] = 0
    opacity = np.where(lit < 0, -lit / 0.7071 * SHADOW, lit / 0.2929 * LIGHT)
    steps = np.round(np.clip(opacity - QUIET, 0, 1) * LEVELS)
    alpha = np.round(steps * 255 / LEVELS)
    grey = np.where((lit > 0) & (steps > 0), 255, 0)
    return np.stack([grey, alpha], axis=-1).astype(np.uint8)


def png(pixels: NDArray[np.uint8]) -> bytes:
    """Return a picture of grey and opacity as a PNG file."""
    target = io.BytesIO()
    Image.fromarray(pixels).save(target, "PNG", optimize=True)
    return target.getvalue()


def relief_file() -> Collection:
    """Return the file that says where the picture lies."""
    facts = Facts(
        "globe",
        "1999",
        "medium",
        1000,
        "A picture for orientation, not for heights: the model has one value a 0.9 km cell, and "
        "none below sea level, so the Jordan valley is flat. Rows are in Web Mercator.",
    )
    extra = {"image": "relief.png", "projection": "EPSG:3857"}
    bounds = shapely.box(WEST, SOUTH, EAST, NORTH)
    return Collection(
        "Shaded relief",
        "GLOBE's heights, interpolated with cubics, heightened 2.2 times and lit from the "
        "north-west, west and north.",
        "background",
        [Feature("relief", "relief", bounds, facts, {}, extra)],
    )
