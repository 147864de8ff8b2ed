"""Territory implied by a line and reported positions or places, in several readings."""

from collections.abc import Sequence

import shapely
from pydantic import Field
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Id, Text
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.densify import densify
from layers.geometry.half_planes import Side, part_of
from layers.geometry.local_plane import LocalPlane
from layers.recipes.registry import Arguments, recipe


class TerritoryArguments(Arguments):
    """The line, its side, and the country in which the ground lies."""

    line: Id
    side: Side
    within: Id
    title: Text = "The ground"
    limits: Text = ""


class Hull(TerritoryArguments):
    """The places, and the reported positions with their circles, that the hull includes."""

    places: tuple[Id, ...] = ()
    positions: tuple[Id, ...] = ()


@recipe(Hull)
def hull(reference: Reference, arguments: Hull) -> list[Feature]:
    """Take what lies between a line and the convex hull of it with places and positions.

    Examples
    --------
    A triangle between a line and a place, cut at the border of the country:

    >>> from types import SimpleNamespace
    >>> geometries = {
    ...     "line/a": shapely.LineString([(36, 33), (36, 34)]),
    ...     "country/b": shapely.box(35, 33, 36.5, 34),
    ...     "place/c": shapely.Point(37, 33.5),
    ... }
    >>> features = {
    ...     key: SimpleNamespace(geometry=geometry, background=False)
    ...     for key, geometry in geometries.items()
    ... }
    >>> arguments = Hull(line="a", side="east", within="b", places=["c"])
    >>> [zone] = hull(Reference(features), arguments)
    >>> [round(degrees, 6) for degrees in zone.geometry.bounds]
    [36.0, 33.0, 36.5, 34.0]
    """
    line = reference.take("line", arguments.line)
    reached: list[BaseGeometry] = [reference.point(place) for place in arguments.places]
    reached += circles(reference, arguments.positions).values()
    whole = densify(_hull([densify(line), *reached]))
    zone = whole.intersection(ground(reference, arguments))
    return [Feature("zone", arguments.title, "zone", zone, arguments.limits)]


def _hull(geometries: list[BaseGeometry]) -> shapely.Polygon:
    """Return the convex hull on a local plane, with the exact vertices of the geometries."""
    plane = LocalPlane.about(*geometries)
    vertices = shapely.get_coordinates(geometries)
    flat = plane.to_plane(vertices)
    in_degrees = dict(zip(map(tuple, flat.tolist()), vertices, strict=True))
    rim = shapely.get_coordinates(shapely.convex_hull(shapely.MultiPoint(flat)))
    return shapely.Polygon([in_degrees[vertex] for vertex in map(tuple, rim.tolist())])


class AroundPositions(TerritoryArguments):
    """The reported positions, and the distance around them."""

    positions: list[Id] = Field(min_length=1)
    radius_km: float = Field(gt=0)


@recipe(AroundPositions)
def around(reference: Reference, arguments: AroundPositions) -> list[Feature]:
    """Take all within a distance of reported positions, on one side of a line.

    Examples
    --------
    Half the circle of 10 km about a position on the line, some 157 km2:

    >>> from types import SimpleNamespace
    >>> from layers.geometry.measure import geodesic_area
    >>> geometries = {
    ...     "line/a": shapely.LineString([(36, 33), (36, 34)]),
    ...     "country/b": shapely.box(35, 33, 37, 34),
    ...     "position/c": shapely.Point(36, 33.5),
    ... }
    >>> features = {
    ...     key: SimpleNamespace(geometry=geometry, background=False)
    ...     for key, geometry in geometries.items()
    ... }
    >>> east = {"line": "a", "side": "east", "within": "b"}
    >>> arguments = AroundPositions(**east, positions=["c"], radius_km=10)
    >>> [zone] = around(Reference(features), arguments)
    >>> round(geodesic_area(zone.geometry) / 1e6)
    157
    """
    zone = near(reference, arguments.positions, arguments.radius_km)
    zone = zone.intersection(ground(reference, arguments))
    return [Feature("zone", arguments.title, "zone", zone, arguments.limits)]


class Phase(Arguments):
    """One phase: the positions that are vacated in it."""

    title: Text
    positions: list[Id] = Field(min_length=1)


class Phases(TerritoryArguments):
    """The phases in order, the positions kept, and the number of phases completed."""

    phases: list[Phase] = Field(min_length=1)
    kept: tuple[Id, ...] = ()
    completed: float = Field(ge=0)
    radius_km: float = Field(gt=0)
    total_title: Text = "Positions left"


@recipe(Phases)
def phases(reference: Reference, arguments: Phases) -> list[Feature]:
    """Draw the positions that are left after so many phases, and all within a distance of them.

    Examples
    --------
    Of two positions, one is left after the first phase:

    >>> from types import SimpleNamespace
    >>> geometries = {
    ...     "line/a": shapely.LineString([(36, 33), (36, 34)]),
    ...     "country/b": shapely.box(35, 33, 37, 34),
    ...     "position/c": shapely.Point(36.1, 33.4),
    ...     "position/d": shapely.Point(36.1, 33.6),
    ... }
    >>> features = {
    ...     key: SimpleNamespace(geometry=at, accuracy_m=500.0, name={"en": key}, background=False)
    ...     for key, at in geometries.items()
    ... }
    >>> east = {"line": "a", "side": "east", "within": "b", "radius_km": 2}
    >>> steps = [{"title": "First", "positions": ["c"]}, {"title": "Second", "positions": ["d"]}]
    >>> made = phases(Reference(features), Phases(**east, phases=steps, completed=1))
    >>> [(feature.id, feature.role) for feature in made], made[-1].count
    ([('zone', 'zone'), ('d', 'position'), ('all', 'total')], 1)
    """
    later = arguments.phases[round(arguments.completed) :]
    left = [*(position for phase in later for position in phase.positions), *arguments.kept]
    zone = near(reference, left, arguments.radius_km).intersection(ground(reference, arguments))
    features = [Feature("zone", arguments.title, "zone", zone, arguments.limits)]
    for position, circle in circles(reference, left).items():
        name = reference.feature("position", position).name
        features.append(Feature(position, name, "position", circle))
    return [*features, Feature("all", arguments.total_title, "total", zone, "", len(left))]


def circles(reference: Reference, positions: Sequence[Id]) -> dict[Id, BaseGeometry]:
    """Return the circle in which each reported position lies, by id.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> at = shapely.Point(36, 33)
    >>> village = SimpleNamespace(geometry=at, accuracy_m=500.0, background=False)
    >>> found = circles(Reference({"position/a": village}), ["a"])
    >>> [round(degrees, 4) for degrees in found["a"].bounds]
    [35.9946, 32.9955, 36.0054, 33.0045]
    """
    taken = {item: reference.feature("position", item) for item in positions}
    return {key: geodesic_buffer(item.geometry, item.accuracy_m) for key, item in taken.items()}


def near(reference: Reference, positions: Sequence[Id], radius_km: float) -> BaseGeometry:
    """Return the area within a distance of reported positions.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> village = SimpleNamespace(geometry=shapely.Point(36, 33), background=False)
    >>> found = near(Reference({"position/a": village}), ["a"], radius_km=11.091)
    >>> [round(degrees, 2) for degrees in found.bounds]
    [35.88, 32.9, 36.12, 33.1]
    """
    points = [reference.take("position", position) for position in positions]
    return shapely.union_all([geodesic_buffer(point, 1000 * radius_km) for point in points])


def ground(reference: Reference, arguments: TerritoryArguments) -> BaseGeometry:
    """Return the part of a country on the given side of a line.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> line = SimpleNamespace(geometry=shapely.LineString([(36, 33), (36, 34)]), background=False)
    >>> country = SimpleNamespace(geometry=shapely.box(35, 33, 37, 34), background=False)
    >>> reference = Reference({"line/a": line, "country/b": country})
    >>> ground(reference, TerritoryArguments(line="a", side="east", within="b")).bounds
    (36.0, 33.0, 37.0, 34.0)
    """
    line = reference.take("line", arguments.line)
    return part_of(reference.take("country", arguments.within), line, arguments.side)
