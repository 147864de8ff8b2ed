"""Random displacement of reference features: smooth along every line.

A line has a knot about every `correlation_km`. At a knot it deviates at random, independently of
every other knot, east and north with a standard deviation of ``accuracy_m / 1.96`` each. Between
two knots their deviations blend, with weights whose squares add to 1, so that the spread is the
same everywhere. A line that ends on a vertex of a more exact one, or on a place, moves with it
there. An area moves with the lines of its boundary (`edges`), so that all features that share a
line move together; an area without such lines uses its own outline. A place moves as a whole.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.models.reference_features import Key, ReferenceFeature
from layers.geometry.buffering import AREA
from layers.geometry.local_plane import GEOD, metres_per_degree

TWO_SIDED_95 = 1.96
"""95 % of a normal distribution lie within this many standard deviations."""
LEAST_WEIGHT = 1e-9
RING_KNOTS = 3
"""The least number, so that each knot has two different neighbours."""

NEAR_M = 5_000.0
"""Parts that are farther than the nearest one by this, or by 1.5 times the line's own accuracy
(three standard deviations), count too."""
EVERY_VERTEX = 4
"""Every fourth vertex of a line is examined: these are at most 2 km apart."""
NEARLY = 1.3
"""Distances in degrees that differ by more than this factor are in the same order in metres,
up to 38 degrees north."""

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Vertex = tuple[float, float]
Move = tuple[int, float, float]
"""A deviation, and the metres east and north by which one standard deviation moves a vertex."""


@dataclass(frozen=True)
class _Followers:
    """The effect of deviations on vertices: the entries of a sparse matrix, in degrees."""

    accuracy_m: float
    coordinates: Floats
    vertices: Rows
    deviations: Rows
    degrees: Floats

    @property
    def margin(self) -> float:
        """The distance in degrees from the nearest part within which vertices count as near."""
        metres = max(NEAR_M, 1.5 * self.accuracy_m)
        return float(metres / metres_per_degree(self.coordinates[:1, 1])[0, 1])

    def degrees_from(self, geometry: BaseGeometry) -> Floats:
        """Return distances of the examined vertices from a geometry; infinity for the others."""
        away = np.full(len(self.coordinates), np.inf)
        away[::EVERY_VERTEX] = shapely.distance(
            shapely.points(self.coordinates[::EVERY_VERTEX]), geometry
        )
        return away

    def displace(self, amounts: Floats) -> Floats:
        by = amounts[self.deviations, None] * self.degrees
        size = len(self.coordinates)
        shifts = [np.bincount(self.vertices, by[:, axis], size) for axis in (0, 1)]
        moved: Floats = self.coordinates + np.column_stack(shifts)
        return moved


class Displacement:
    """The deviations of reference features, and the displacement by given amounts of them.

    Parameters
    ----------
    features
        By key, with edges already dense. Features of the background do not move.

    Attributes
    ----------
    along
        Deviations of lines along themselves, away from the ends. They shift a boundary within
        itself, and change no figure to first order.

    Examples
    --------
    A place has two deviations, north and east. One standard deviation is 196 m / 1.96 = 100 m:

    >>> head, tail = ({}, "", "", "", "", "high"), (25.0, (), "", False, {})
    >>> town = ReferenceFeature("place/town", shapely.Point(36, 33), *head, 196.0, *tail)
    >>> displacement = Displacement({"place/town": town})
    >>> displacement.count, displacement.deviations(["place/town"])
    (2, [0, 1])
    >>> moved = displacement.displace(["place/town"], np.array([1.0, 0.0]))["place/town"]
    >>> round(GEOD.inv(36, 33, moved.x, moved.y)[2])
    100
    """

    def __init__(self, features: Mapping[Key, ReferenceFeature]) -> None:
        self.along: set[int] = set()
        self._features = features
        self._count = 0
        self._moves: dict[Vertex, list[Move]] = {}
        self._followers: dict[Key, _Followers] = {}
        self._made_of: dict[Key, list[tuple[Key, Rows, Rows]]] = {}
        own = [item for item in features.values() if not item.edges and not item.background]
        for feature in sorted(own, key=lambda item: (item.accuracy_m, item.key)):
            self._followers[feature.key] = self._lay(feature)

    @property
    def count(self) -> int:
        """The number of independent deviations."""
        return self._count

    def deviations(self, keys: Iterable[Key], near: BaseGeometry | None = None) -> list[int]:
        """Return the deviations that move given features, in the order of the features.

        Parameters
        ----------
        near
            The geometry that rests on the features. Deviations that move a line only far from
            this geometry are left out.
        """
        found: dict[int, None] = {}
        for key in keys:
            lines = [self._followers[line] for line in self._lines([key])]
            if near is None or near.is_empty:
                moving = [line.deviations for line in lines]
            else:
                moving = _deviations_near(lines, near)
            found |= dict.fromkeys(np.concatenate(moving).tolist())
        return list(found)

    def displace(self, keys: Collection[Key], amounts: Floats) -> dict[Key, BaseGeometry]:
        """Return the displaced geometries of given features by key, in degrees.

        Parameters
        ----------
        amounts : shape (count,)
            The amount of each deviation, in standard deviations.
        """
        moved = {line: self._followers[line].displace(amounts) for line in self._lines(keys)}
        return {key: self._geometry(self._features[key], moved) for key in keys}

    def _lines(self, keys: Iterable[Key]) -> dict[Key, None]:
        """Return the lines that bound given features, or the features themselves."""
        return dict.fromkeys(line for key in keys for line in (self._features[key].edges or (key,)))

    def _geometry(self, feature: ReferenceFeature, shifts: Mapping[Key, Floats]) -> BaseGeometry:
        if feature.edges:
            coordinates = np.empty((shapely.get_num_coordinates(feature.geometry), 2))
            for line, vertices, of_line in self._parts(feature):
                coordinates[vertices] = shifts[line][of_line]
        else:
            coordinates = shifts[feature.key]
        geometry: BaseGeometry = shapely.transform(feature.geometry, lambda _: coordinates)
        if shapely.get_dimensions(geometry) < AREA or geometry.is_valid:
            return geometry
        mended: BaseGeometry = shapely.make_valid(
            geometry, method="structure", keep_collapsed=False
        )
        return mended

    def _parts(self, area: ReferenceFeature) -> list[tuple[Key, Rows, Rows]]:
        """Return for each line the vertices of an area that it provides, and their index on it."""
        if area.key not in self._made_of:
            left = dict(enumerate(_vertices(shapely.get_coordinates(area.geometry))))
            parts = []
            for line in area.edges:
                places = {
                    v: at for at, v in enumerate(_vertices(self._followers[line].coordinates))
                }
                shared = {vertex: places[v] for vertex, v in left.items() if v in places}
                parts.append((line, np.array(list(shared), int), np.array([*shared.values()], int)))
                left = {vertex: v for vertex, v in left.items() if vertex not in shared}
            if left:
                raise ValueError(f"{area.key}: {next(iter(left.values()))} is on none of its edges")
            self._made_of[area.key] = parts
        return self._made_of[area.key]

    def _lay(self, feature: ReferenceFeature) -> _Followers:
        """Link a feature to deviations of its own, and at its ends to existing ones."""
        sigma = feature.accuracy_m / TWO_SIDED_95
        moves: list[list[Move]] = []
        for part in _lines_or_points(feature.geometry):
            coordinates = shapely.get_coordinates(part)
            if sigma == 0:
                moves += [[] for _ in coordinates]
            elif len(coordinates) == 1:
                moves.append(self._own((0.0, sigma), (sigma, 0.0)))
            else:
                moves += self._line_moves(coordinates, sigma, 1000 * feature.correlation_km)
        coordinates = shapely.get_coordinates(feature.geometry)
        for vertex, of_vertex in zip(_vertices(coordinates), moves, strict=True):
            self._moves.setdefault(vertex, of_vertex)
        counts = [len(of_vertex) for of_vertex in moves]
        rows = np.repeat(np.arange(len(moves)), counts)
        entries = np.array([move for of_vertex in moves for move in of_vertex]).reshape(-1, 3)
        degrees = entries[:, 1:] / metres_per_degree(coordinates[:, 1])[rows]
        return _Followers(feature.accuracy_m, coordinates, rows, entries[:, 0].astype(int), degrees)

    def _own(self, *metres: tuple[float, float]) -> list[Move]:
        """Return new deviations, each with its shift of a vertex east and north."""
        first = self._count
        self._count += len(metres)
        return [(first + index, *item) for index, item in enumerate(metres)]

    def _line_moves(self, coordinates: Floats, sigma: float, stretch_m: float) -> list[list[Move]]:
        """Return the moves of each vertex of a line or ring."""
        closed = bool((coordinates[0] == coordinates[-1]).all())
        ends = [None if closed else self._moves.get(v) for v in _vertices(coordinates[[0, -1]])]
        least = RING_KNOTS if closed else sum(end is not None for end in ends)
        reached = _distances_along(coordinates)
        stretches = max(1, least, round(reached[-1] / stretch_m))
        directions = _directions(coordinates, reached, stretches, closed=closed)
        knots: list[list[Move]] = []
        for number, (east, north) in enumerate(sigma * directions):
            end = ends[0] if number == 0 else ends[1] if number == stretches else None
            own = end or self._own((-north, east), (east, north))
            if end is None and (closed or 0 < number < stretches):
                self.along.add(own[1][0])
            knots.append(own)
        if closed:
            knots.append(knots[0])
        moves = [_blend(knots, at) for at in stretches * reached / reached[-1]]
        return [*moves[:-1], moves[0]] if closed else moves


def _deviations_near(lines: list[_Followers], geometry: BaseGeometry) -> list[Rows]:
    """Return the deviations of those vertices that are about as near as the nearest one."""
    away = [line.degrees_from(geometry) for line in lines]
    least = NEARLY * min(of_line.min() for of_line in away)
    return [
        line.deviations[(of_line <= least + line.margin)[line.vertices]]
        for line, of_line in zip(lines, away, strict=True)
    ]


def _blend(knots: list[list[Move]], at: float) -> list[Move]:
    """Return the moves of a vertex, by its distance from the first knot in stretches."""
    before = min(int(at), len(knots) - 2)
    part = at - before
    turn = math.pi / 2 * (3 - 2 * part) * part**2
    weights = (math.cos(turn), math.sin(turn))
    return [
        (deviation, weight * east, weight * north)
        for weight, knot in zip(weights, knots[before : before + 2], strict=True)
        if weight > LEAST_WEIGHT
        for deviation, east, north in knot
    ]


def _directions(coordinates: Floats, reached: Floats, stretches: int, *, closed: bool) -> Floats:
    """Return the line's direction at each knot: a unit vector between the knot's neighbours.

    Vectors are east and north. At the ends of an open line, they join the end and its neighbour.
    The first knot of a ring appears once.
    """
    numbers = np.arange(stretches if closed else stretches + 1)
    around = np.array([numbers - 1, numbers + 1])
    around = around % stretches if closed else np.clip(around, 0, stretches)
    along = around * reached[-1] / stretches
    points = np.stack([np.interp(along, reached, axis) for axis in coordinates.T], axis=-1)
    metres = (points[1] - points[0]) * metres_per_degree(points.mean(axis=0)[:, 1])
    unit: Floats = metres / np.hypot(*metres.T)[:, None]
    return unit


def _distances_along(coordinates: Floats) -> Floats:
    """Return the distance of each vertex from the first one along a line, in metres."""
    lengths = GEOD.inv(*coordinates[:-1].T, *coordinates[1:].T)[2]
    return np.concatenate(([0.0], np.cumsum(lengths)))


def _lines_or_points(geometry: BaseGeometry) -> list[BaseGeometry]:
    parts = list(shapely.get_parts(geometry))
    return [ring for part in parts for ring in shapely.get_rings(part)] or parts


def _vertices(coordinates: Floats) -> list[Vertex]:
    return [(x, y) for x, y in coordinates.tolist()]
