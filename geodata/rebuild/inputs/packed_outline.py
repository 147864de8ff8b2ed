"""Outlines as GMT packs them: degrees in 16 bits, rings set apart by breaks."""

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import LineString

_BREAK = 65535


def unpack_degrees(numbers: NDArray[np.uint16], low: float, scale: float) -> NDArray[np.float64]:
    """Return degrees from the 16-bit numbers in which the file stores them; breaks are nan."""
    degrees = low + numbers / scale
    degrees[numbers == _BREAK] = np.nan
    return degrees


def longest_ring(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> LineString:
    """Return the longest of the rings that breaks (nan) set apart."""
    points = np.column_stack([longitude, latitude])
    broken = np.isnan(points).any(axis=1)
    rings = np.split(points, np.flatnonzero(broken))
    return LineString(max((ring[~np.isnan(ring).any(axis=1)] for ring in rings), key=len))
