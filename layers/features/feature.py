"""Features: the named parts of a layer, made by a recipe."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Text
from layers.geometry.width import Metres, widths

Role = Literal[
    "zone",
    "band",
    "corridor",
    "line",
    "way",
    "position",
    "group",
    "reach",
    "accuracy",
    "total",
]


AREAS = ("zone", "band", "corridor")
"""The roles of features that are measured as areas."""
Guide = Callable[[], BaseGeometry]
"""A function that makes the line along which a width is measured."""


@dataclass(frozen=True)
class Feature:
    """One named part of a layer.

    Attributes
    ----------
    id
        Unique in its layer; the third part of an address.
    role
        How it is drawn, and in which order. *accuracy* is the soft band of a line, *group* the
        outline around features that belong together, *way* the shortest way to a line, and
        *reach* a ring of an assumed radius; only the way of these is measured. *total* is not
        drawn, and carries a figure of the whole layer.
    text
        The limits or the note for this part.
    count
        The number of reported objects that it stands for, if a report gives one.
    guide
        Makes the line along which its width is measured, if it is a corridor or a strip.

    Examples
    --------
    >>> square = shapely.box(36, 33, 36.1, 33.1)
    >>> middle = shapely.LineString([(36.05, 33), (36.05, 33.1)])
    >>> len(Feature("zone", "Zone", "corridor", square, guide=lambda: middle).widths)
    11
    >>> len(Feature("zone", "Zone", "zone", square).widths)
    0
    """

    id: str
    title: Text
    role: Role
    geometry: BaseGeometry
    text: Text = ""
    count: int | None = None
    guide: Guide | None = field(default=None, repr=False, compare=False)

    @cached_property
    def widths(self) -> Metres:
        """Widths in metres along the guiding line; empty without a guiding line."""
        return widths(self.geometry, self.guide() if self.guide else shapely.LineString())
