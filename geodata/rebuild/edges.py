"""Edges that areas share: one line each, from which the areas are closed, vertex by vertex.

Where a limit between governorates ends on a border, the border has a vertex, so that a
governorate's boundary is made of whole edges inside Syria and of parts of the borders and of
Line A, and every vertex of it is a vertex of one of them.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any, cast

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.rebuild.geojson import Collection, Facts, Feature
from geodata.rebuild.inputs.plane import nearest_vertex
from geodata.rebuild.outlines import AT_SEA, enclosed_areas
from geodata.rebuild.places import Row

ON_OUTLINE_DEGREES = 3e-6
"""What lies nearer to the outline than this is a part of it: rounding at the written decimals."""

BEYOND = {"rif-dimashq": "homs"}
"""The governorate that is not made, behind the limit that a made one does not share."""

KINDS = {"line-": "line", "border-": "border"}
"""Kinds of features by how the ids of drawn lines begin; the others are edges."""


class EdgeError(ValueError):
    """Areas do not share their edges as expected."""


def key(line_id: str) -> str:
    """Return the key of the feature that a drawn line is: ``border/border-jordan-syria``."""
    kind = next((kind for start, kind in KINDS.items() if line_id.startswith(start)), "edge")
    return f"{kind}/{line_id}"


def inner_edges(areas: Mapping[str, BaseGeometry], outline: Polygon) -> dict[str, LineString]:
    """Return the limits between areas that cover a part of an outline, and their outer limit.

    Ids name the two sides in alphabetic order.
    """
    found = {}
    around = outline.boundary.buffer(ON_OUTLINE_DEGREES)
    for one, two in combinations(sorted(areas), 2):
        shared = shapely.intersection(areas[one].boundary, areas[two].boundary)
        if shared.length:
            found[f"{one}-{two}"] = _single(shared, f"{one} and {two}")
    for area_id, beyond in BEYOND.items():
        others = [area.boundary for other, area in areas.items() if other != area_id]
        rest = areas[area_id].boundary.difference(shapely.union_all([around, *others]))
        edge_id = "-".join(sorted((area_id, beyond)))
        found[edge_id] = _to_vertices(_single(rest, f"{area_id} and {beyond}"), areas[area_id])
    return found


def _single(lines: BaseGeometry, between: str) -> LineString:
    merged = shapely.line_merge(lines)
    parts = [part for part in shapely.get_parts(merged) if isinstance(part, LineString)]
    if len(parts) != 1:
        raise EdgeError(f"{between} share {len(parts)} lines where one is expected")
    return parts[0]


def _to_vertices(line: LineString, area: BaseGeometry) -> LineString:
    """Return a part of an area's boundary up to the nearest vertex of it at both ends."""
    rim = LineString(shapely.get_coordinates(area.boundary))
    ends = [rim.coords[nearest_vertex(rim, Point(line.coords[end]))] for end in (0, -1)]
    return LineString([ends[0], *line.coords[1:-1], ends[1]])


def with_ends(
    lines: Mapping[str, LineString], edges: Mapping[str, LineString]
) -> dict[str, LineString]:
    """Return lines with a vertex wherever an edge ends on one of them."""
    ends = [Point(line.coords[end]) for line in edges.values() for end in (0, -1)]
    return {line_id: _with_vertices(line, ends) for line_id, line in lines.items()}


def _with_vertices(line: LineString, points: list[Point]) -> LineString:
    """Return a line with those of some points as vertices that lie on it and are none yet."""
    vertices = shapely.get_coordinates(line)
    corners = shapely.MultiPoint(vertices)
    new = [
        point
        for point in points
        if line.distance(point) < ON_OUTLINE_DEGREES and corners.distance(point) > 0
    ]
    reached = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(vertices, axis=0).T))))
    places = np.concatenate((reached, [line.project(point) for point in new]))
    every = np.vstack((vertices, *(point.coords for point in new)))
    return LineString(every[np.argsort(places, kind="stable")])


def close_areas(
    areas: Mapping[str, BaseGeometry], lines: Mapping[str, LineString]
) -> dict[str, Polygon]:
    """Return each of some areas as the lines enclose it, with the very vertices of the lines."""
    noded = shapely.union_all(list(lines.values()))
    return enclosed_areas([noded], {key: area.point_on_surface() for key, area in areas.items()})


def edges_of(area: Polygon, lines: Mapping[str, LineString]) -> list[str]:
    """Return the keys of the lines that an area's boundary is made of.

    Raises
    ------
    EdgeError
        If a vertex of the boundary is a vertex of none of them.
    """
    boundary = area.boundary
    used = [line_id for line_id, line in lines.items() if line.intersection(boundary).length > 0]
    vertices = {tuple(point) for used_id in used for point in np.array(lines[used_id].coords)}
    if not {tuple(point) for point in shapely.get_coordinates(area)} <= vertices:
        raise EdgeError("a vertex of an area lies on none of its edges")
    return [key(line_id) for line_id in used]


def edges_file(lines: Mapping[str, LineString], rows: list[Row]) -> Collection:
    """Return the file of the edges that are neither a border nor Line A.

    Parameters
    ----------
    lines
        Every drawn line by its id.
    rows
        Of ``edges.csv``: how exact each limit between governorates is, and the evidence.
    """
    stated = {row["id"]: row for row in rows}
    features = []
    for line_id, line in lines.items():
        extra: dict[str, Any] = {}
        if line_id.startswith(AT_SEA):
            facts = Facts("osm-timezones", "2026", "low", 1000, "Out at sea; no limit of waters.")
        elif line_id in stated:
            row = stated[line_id]
            note = f"Limit of governorates as Natural Earth draws it. {row['evidence']}"
            accuracy_m, confidence = float(row["accuracy_m"]), cast("Any", row["confidence"])
            facts = Facts("governorates-cut", "2024", confidence, accuracy_m, note)
            extra = {"correlation_km": float(row["correlation_km"])}
        else:
            continue
        features.append(Feature("edge", line_id, line, facts, extra=extra))
    return Collection(
        "Edges of areas that are no borders",
        "The limits that Natural Earth's governorates share, moved by the shift of Line B and "
        "ended on Syria's outline; and the outlines of countries at sea.",
        "reference",
        features,
    )
