"""Governorates: Natural Earth's, brought into the frame of the better lines and cut with them.

Moved by the shift of :mod:`geodata.rebuild.lines`, Natural Earth's units still stand over the
edge of Syria here and stop short of it there. What stands over is cut off; each strip that is
left goes to the unit whose outer edge is nearest, which is a Voronoi split.
"""

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry import LineString, MultiPoint, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.rebuild.edges import edges_of
from geodata.rebuild.geojson import Collection, Facts, Feature, Names
from geodata.rebuild.inputs.plane import DECIMALS, to_degrees, to_plane

CODES = {
    "quneitra": "SYR-145",
    "daraa": "SYR-146",
    "suwayda": "SYR-143",
    "rif-dimashq": "SYR-144",
    "damascus": "SYR-4843",
}
"""Natural Earth's code of each governorate that is made."""

SEPARATION_CODE = "SYR-5261"
"""Natural Earth's code of the area of separation, a unit of its own there."""

STEP_M = 100.0
"""Distance between the points of an outer edge that strips are split by."""

TOUCH_M = 1.0
"""Edges nearer to each other than this are shared."""

MARGIN_DEGREES = 0.2
"""How far beyond the made governorates other units are looked at: far wider than any strip."""

_GRID = 10.0**-DECIMALS

_ROUGH = "Natural Earth's limits inside Syria, each as exact as edges.geojson states."
NOTES = {
    "quneitra": f"{_ROUGH} Taken east of Line A, with the whole area of separation, whose part "
    "on Mount Hermon may belong to Rif Dimashq.",
    "daraa": _ROUGH,
    "suwayda": _ROUGH,
    "rif-dimashq": _ROUGH,
    "damascus": f"{_ROUGH} The city only.",
}


def units(raw: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return the units of Syria by id, the area of separation joined to Quneitra.

    Parameters
    ----------
    raw
        Every unit of Syria by Natural Earth's code. Those that are not made here keep their code:
        they are needed to tell where the made ones end.
    """
    ids = {code: unit_id for unit_id, code in CODES.items()}
    found = {ids.get(code, code): area for code, area in raw.items() if code != SEPARATION_CODE}
    found["quneitra"] = shapely.union(found["quneitra"], raw[SEPARATION_CODE])
    return found


def edge_points(line: LineString, step_m: float) -> list[tuple[float, float]]:
    """Return points along a line, half a step from its ends, then about a step apart."""
    count = max(1, round(line.length / step_m))
    places = (np.arange(count) + 0.5) / count
    found = shapely.get_coordinates(shapely.line_interpolate_point(line, places, normalized=True))
    return [(float(x), float(y)) for x, y in found]


def nearest_cells(
    areas: Mapping[str, BaseGeometry], extend_to: BaseGeometry
) -> dict[str, BaseGeometry]:
    """Return, of each area, where its outer edge is nearer than that of any other.

    All in metres of a plane. The outer edge of an area is the part of its boundary that is not
    shared with another of them.
    """
    owner: list[str] = []
    points: list[tuple[float, float]] = []
    for area_id, area in areas.items():
        others = shapely.union_all([other for key, other in areas.items() if key != area_id])
        own = shapely.difference(shapely.boundary(area), others.buffer(TOUCH_M))
        for part in shapely.get_parts(shapely.line_merge(own)):
            found = edge_points(part, STEP_M)
            points += found
            owner += [area_id] * len(found)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(MultiPoint(points), extend_to=extend_to, ordered=True)
    )
    whose = np.array(owner)
    return {area_id: shapely.union_all(cells[whose == area_id]) for area_id in areas}


def _as_drawn(areas: dict[str, BaseGeometry], outline: Polygon) -> dict[str, BaseGeometry]:
    """Return areas in degrees that meet at shared vertices, at the decimals that are written."""
    edges = [shapely.boundary(area) for area in areas.values()]
    edges.append(shapely.boundary(outline))
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(edges, grid_size=_GRID)]))
    inner = shapely.point_on_surface(faces)
    found = {}
    for area_id, area in areas.items():
        shapely.prepare(area)
        found[area_id] = shapely.coverage_union_all(faces[shapely.contains(area, inner)])
    return found


def cut_by_outline(
    outline: Polygon, shifted: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    """Return the made governorates, cut with an outline and filled up to it.

    Parameters
    ----------
    outline
        Syria, in degrees.
    shifted
        Every unit of Syria by id, in degrees, in the frame of the outline.
    """
    made = shapely.box(*shapely.total_bounds([shifted[unit_id] for unit_id in CODES]))
    near = made.buffer(MARGIN_DEGREES)
    within = {
        unit_id: shapely.intersection(area, near)
        for unit_id, area in shifted.items()
        if area.intersects(near)
    }
    strips = shapely.difference(
        shapely.intersection(outline, made.buffer(MARGIN_DEGREES / 2)),
        shapely.union_all(list(within.values())),
    )
    cells = nearest_cells({key: to_plane(area) for key, area in within.items()}, to_plane(near))
    whole = {
        unit_id: shapely.union(
            shapely.intersection(shifted[unit_id], outline),
            shapely.intersection(strips, to_degrees(cells[unit_id])),
        )
        for unit_id in CODES
    }
    drawn = _as_drawn(whole, outline)
    return {unit_id: largest(drawn[unit_id]) for unit_id in CODES}


def largest(area: BaseGeometry) -> BaseGeometry:
    """Return the largest part of an area: crumbs at its rounded edge are no enclaves."""
    parts: list[BaseGeometry] = list(shapely.get_parts(area))
    return max(parts, key=lambda part: float(part.area))


def governorates_file(
    areas: Mapping[str, Polygon],
    lines: Mapping[str, LineString],
    accuracy: Mapping[str, float],
    names: dict[tuple[str, str], Names],
) -> Collection:
    """Return the file of the governorates.

    Parameters
    ----------
    lines, accuracy
        Every drawn line by its id, and the accuracy in metres of those between governorates.
    """
    features = []
    for unit_id, area in areas.items():
        edges = edges_of(area, lines)
        worst = max(accuracy[edge.partition("/")[2]] for edge in edges if edge.startswith("edge/"))
        facts = Facts("governorates-cut", "2024", "medium", worst, NOTES[unit_id])
        name = names["governorate", unit_id]
        features.append(Feature("governorate", unit_id, area, facts, name, {"edges": edges}))
    return Collection(
        "Governorates of southern Syria",
        "Natural Earth's units, moved by the shift of Line B, the area of separation joined to "
        "Quneitra, cut with Syria's outline in countries.geojson and filled up to it, and closed "
        "by the lines of edges.geojson, borders.geojson and line-a.geojson. The accuracy is that "
        "of the least exact edge.",
        "reference",
        features,
    )
