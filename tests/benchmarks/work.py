"""The fixed work load: what this machine is told by where there is no stock app to tell it by."""

import math
import time

import shapely

NUMBERS = 300_000
CORNERS = 1_000
OVERLAYS = 6


def work() -> float:
    """Return the milliseconds that it took: arithmetic of Python's own, and overlays of shapely."""
    started = time.perf_counter()
    sum(number * number % 7 for number in range(NUMBERS))
    star = shapely.Polygon([_corner(number) for number in range(CORNERS)])
    for number in range(1, OVERLAYS):
        moved = shapely.transform(star, lambda at, by=number: at + 0.05 * by)
        star.intersection(moved.buffer(0.01)).union(star)
    return 1000 * (time.perf_counter() - started)


def _corner(number: int) -> tuple[float, float]:
    angle = 2 * math.pi * number / CORNERS
    radius = 1 + 0.3 * (number % 2)
    return radius * math.cos(angle), radius * math.sin(angle)
