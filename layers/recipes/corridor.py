"""A corridor: a route from stop to stop, and the area within half the width of it."""

from itertools import pairwise
from typing import Self

import shapely
from pydantic import Field, model_validator

from geodata.models.field_types import Id, Text
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.densify import densify
from layers.geometry.measure import nearest_points
from layers.recipes.registry import Arguments, recipe


class NearestPointOf(Arguments):
    """The point of a line that is nearest to the following stop."""

    nearest_point_of: Id


class Corridor(Arguments):
    """The stops in order (places, or nearest points of a line), the full width, the country."""

    route: list[Id | NearestPointOf] = Field(min_length=2)
    width_km: float = Field(gt=0)
    within: Id | None = None
    axis_title: Text = "The way"
    zone_title: Text = "The passage"

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        for stop, following in pairwise(self.route):
            if stop == following:
                raise ValueError(f"the stop '{stop}' follows upon itself: leave one out")
        return self

    @model_validator(mode="after")
    def _ends_at_a_place(self) -> Self:
        if isinstance(self.route[-1], NearestPointOf):
            raise ValueError(  # noqa: TRY004 (pydantic reports a ValueError)
                "the last stop of a route has to be a place"
            )
        return self


@recipe(Corridor)
def corridor(reference: Reference, arguments: Corridor) -> list[Feature]:
    """Join stops by the shortest lines and take all that lies within half the width of them.

    Examples
    --------
    Some 110.9 km by 4 km, and half a circle at either end:

    >>> from types import SimpleNamespace
    >>> from layers.geometry.measure import geodesic_area
    >>> places = {
    ...     f"place/{name}": SimpleNamespace(geometry=shapely.Point(36, north), background=False)
    ...     for name, north in (("a", 33), ("b", 34))
    ... }
    >>> zone, axis = corridor(Reference(places), Corridor(route=["a", "b"], width_km=4))
    >>> round(geodesic_area(zone.geometry) / 1e6)
    456
    """
    stops: list[shapely.Point] = []
    for stop in reversed(arguments.route):
        stops.append(_point(reference, stop, stops[-1] if stops else None))
    axis = densify(shapely.LineString(stops[::-1]))
    zone = geodesic_buffer(axis, 500 * arguments.width_km)
    if arguments.within:
        zone = zone.intersection(reference.take("country", arguments.within))
    return [
        Feature("zone", arguments.zone_title, "corridor", zone, guide=lambda: axis),
        Feature("axis", arguments.axis_title, "line", axis),
    ]


def _point(
    reference: Reference, stop: Id | NearestPointOf, following: shapely.Point | None
) -> shapely.Point:
    if isinstance(stop, NearestPointOf):
        line = reference.take("line", stop.nearest_point_of)
        assert following is not None
        return nearest_points(line, following)[0]
    return reference.point(stop)
