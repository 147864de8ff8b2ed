"""Line A, Line B and the shift between Natural Earth and OpenStreetMap that Line B needs.

Natural Earth draws both lines of 1974, displaced alike. OpenStreetMap has only Line A, in the
right place. The shift that brings the one Line A onto the other is therefore applied to Line B.
"""

from itertools import product

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from geodata.rebuild.geojson import Collection, Facts, Feature, Names
from geodata.rebuild.inputs.plane import PLANE, move_by_metres, round_coordinates, to_plane
from geodata.rebuild.outlines import shared_line

EAST_M, NORTH_M = 655.0, 335.0
"""The shift of Natural Earth's lines, in metres of the plane, rounded to 5 m."""

FIT_TOLERANCE_M = 50.0
"""How far the best fit may lie from the shift before the rebuild refuses to go on."""

_SAMPLE_M = 100.0
_STEPS_M = (256.0, 64.0, 16.0, 4.0, 1.0)
_REACH = 4


class DisplacementError(ValueError):
    """The raw lines no longer fit the shift: the raw data have changed."""


def mean_gap(true: BaseGeometry, line: BaseGeometry, east_m: float, north_m: float) -> float:
    """Return how far a line lies from another one on average, after a shift, in metres.

    Parameters
    ----------
    true
        The line that stays, in metres of the plane. It is sampled every 100 m.
    line
        The line that is shifted, in metres of the plane.
    """
    samples = shapely.points(shapely.get_coordinates(shapely.segmentize(true, _SAMPLE_M)))
    shift = np.array([east_m, north_m])
    shifted = shapely.transform(line, lambda points: points + shift)
    return float(np.mean(shapely.distance(shifted, samples)))


def best_shift(true: BaseGeometry, line: BaseGeometry) -> tuple[float, float]:
    """Return the shift, to the metre, that brings a drawn line nearest to the true one.

    Grids of `mean_gap`, each four times finer and around the best point of the one before, the
    first around no shift at all; both lines are in metres of the plane.
    """
    best = (0.0, 0.0)
    for step in _STEPS_M:
        around = [
            (best[0] + step * east, best[1] + step * north)
            for east, north in product(range(-_REACH, _REACH + 1), repeat=2)
        ]
        best = min(around, key=lambda shift: mean_gap(true, line, *shift))
    return best


def line_a(zones: dict[str, LineString]) -> LineString:
    """Return Line A at the decimals that are written, from north-west of the Yarmouk to Hermon."""
    line = shared_line(zones["syria"], zones["israel"])
    northward = line if line.coords[0][1] < line.coords[-1][1] else line.reverse()
    return round_coordinates(northward)


def check_shift(true_line_a: LineString, drawn_line_a: BaseGeometry) -> tuple[float, float]:
    """Return the mean gap between both Lines A before and after the shift, in metres.

    Raises
    ------
    DisplacementError
        If the best shift lies farther than `FIT_TOLERANCE_M` from the one in use.
    """
    true, drawn = to_plane(true_line_a), to_plane(drawn_line_a)
    best = best_shift(true, drawn)
    off = float(np.hypot(best[0] - EAST_M, best[1] - NORTH_M))
    if off > FIT_TOLERANCE_M:
        raise DisplacementError(
            f"the shift ({EAST_M:g}, {NORTH_M:g}) m is {off:.0f} m from the best fit "
            f"({best[0]:g}, {best[1]:g}) m: look at the raw lines"
        )
    return mean_gap(true, drawn, 0, 0), mean_gap(true, drawn, EAST_M, NORTH_M)


def shift_to_osm(geometry: BaseGeometry) -> BaseGeometry:
    """Return what Natural Earth draws, in degrees, where OpenStreetMap would have it."""
    return move_by_metres(geometry, EAST_M, NORTH_M)


def line_a_file(line: LineString, name: Names) -> Collection:
    """Return the file of Line A."""
    facts = Facts(
        "osm-timezones",
        "2026",
        "high",
        150,
        "The ceasefire line of 1974, Alpha in UN speech; not a border. "
        "Line A-1 at Quneitra is in no open data and is not drawn.",
    )
    return Collection(
        "Line A",
        "The edge that the time zone polygons Asia/Damascus and Asia/Jerusalem share, "
        "vertex by vertex, at 6 decimals.",
        "reference",
        [Feature("line", "line-a", line, facts, name)],
    )


def line_b_file(drawn: BaseGeometry, gaps: tuple[float, float], name: Names) -> Collection:
    """Return the file of Line B, from Natural Earth's drawing and the gaps of `check_shift`."""
    before, after = gaps
    facts = Facts(
        "natural-earth-line-b",
        "2022-05",
        "medium",
        500,
        f"Moved {EAST_M:g} m east and {NORTH_M:g} m north (in {PLANE}): the shift that fits "
        "Natural Earth's Line A to OpenStreetMap's, so that both lines on this map lie in one "
        f"frame. It brings the mean gap between the two Lines A from {before:.0f} m to "
        f"{after:.0f} m. Its ends meet neither the ridge of Mount Hermon nor Line A exactly. "
        "Not a border.",
    )
    line = shift_to_osm(drawn)
    northward = line if line.coords[0][1] < line.coords[-1][1] else line.reverse()
    return Collection(
        "Line B",
        "Natural Earth's eastern limit of the UNDOF zone, moved by one constant shift.",
        "reference",
        [Feature("line", "line-b", northward, facts, name)],
    )
