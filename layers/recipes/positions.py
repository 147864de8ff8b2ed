"""Reported positions, located by the village that the report names."""

from typing import Self

import shapely
from pydantic import Field, model_validator

from geodata.models.field_types import Id, Text, in_language
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.recipes.registry import Arguments, recipe

GROUP_MARGIN_M = 700.0


class ReportedPosition(Arguments):
    """A place, and the number of positions that the report counts there."""

    at: Id
    count: int = Field(default=1, ge=1)
    note: Text = ""


class Unplaced(Arguments):
    """Positions that the report counts, but that cannot be assigned to a village."""

    title: Text
    count: int = Field(default=1, ge=1)


class Positions(Arguments):
    """The positions of one report. Those that cannot be placed are only counted.

    Without a `total` the report gives no count, and the layer has no figure. With a total, placed
    and unplaced positions add up to it; a plain text among `unplaced` leaves the number open.
    """

    positions: list[ReportedPosition] = Field(min_length=1)
    unplaced: tuple[Unplaced | Text, ...] = ()
    total: int | None = None
    group: Id | None = None
    group_title: Text = ""
    title: Text = "Positions counted in this report"

    @model_validator(mode="after")
    def _list_adds_up_to_the_total(self) -> Self:
        placed = sum(position.count for position in self.positions)
        counted = [item.count for item in self.unplaced if isinstance(item, Unplaced)]
        unplaced = sum(counted)
        known = len(counted) == len(self.unplaced)
        if known and self.total not in (None, placed + unplaced):
            raise ValueError(
                f"total {self.total} is not the {placed} positions and {unplaced} unplaced ones "
                f"that are listed: write {placed + unplaced}, or mend the list"
            )
        return self


@recipe(Positions)
def positions(reference: Reference, arguments: Positions) -> list[Feature]:
    """Draw around each village that a report names the circle in which the position lies.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> village = SimpleNamespace(id="a", name={"en": "A"}, background=False)
    >>> village.geometry, village.accuracy_m = shapely.Point(36, 33), 500.0
    >>> placed, unplaced = {"at": "a", "count": 2}, {"title": "B"}
    >>> arguments = Positions(positions=[placed], unplaced=[unplaced], total=3)
    >>> circle, total = positions(Reference({"position/a": village}), arguments)
    >>> circle.title, total.count
    ({'en': 'A (2)'}, 3)
    >>> total.text
    'Named in the report, but not placed here: B.'
    """
    features = []
    for position in arguments.positions:
        taken = reference.feature("position", position.at)
        circle = geodesic_buffer(taken.geometry, taken.accuracy_m)
        title = {
            language: f"{name} ({position.count})" if position.count > 1 else name
            for language, name in taken.name.items()
        }
        features.append(Feature(taken.id, title, "position", circle, position.note, position.count))
    features += _group_outline(reference, arguments)
    if arguments.total is None:
        return features
    placed = shapely.union_all([feature.geometry for feature in features])
    unplaced = [item.title if isinstance(item, Unplaced) else item for item in arguments.unplaced]
    note = "; ".join(in_language(item, "en") for item in unplaced)
    text = f"Named in the report, but not placed here: {note}." if note else ""
    return [*features, Feature("all", arguments.title, "total", placed, text, arguments.total)]


def _group_outline(reference: Reference, arguments: Positions) -> list[Feature]:
    """Return the outline around the positions of the marked group."""
    taken = [reference.feature("position", position.at) for position in arguments.positions]
    circles = [
        geodesic_buffer(item.geometry, item.accuracy_m)
        for item in taken
        if arguments.group and item.extra.get("group") == arguments.group
    ]
    if not circles:
        return []
    outline = geodesic_buffer(shapely.union_all(circles).convex_hull, GROUP_MARGIN_M)
    return [Feature("group", arguments.group_title, "group", outline)]
