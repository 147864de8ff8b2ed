"""What a recipe makes: named features."""

from dataclasses import dataclass
from typing import Literal

from shapely.geometry.base import BaseGeometry

from geodata.models import Text

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


@dataclass(frozen=True)
class Feature:
    """One named part of a layer.

    Attributes
    ----------
    id
        Unique in its layer; the third part of an address.
    role
        What it is drawn as, and in which order. *accuracy* is the soft band of a line, *group*
        goes around features that belong together, *way* is the shortest one to a line, *reach* a
        ring of an assumed radius, and only the way of these is measured; *total* is not drawn,
        and carries a figure of the whole layer.
    text
        The limits or the note that belong to this part.
    count
        How many reported things it stands for, where that is what it says.
    """

    id: str
    title: Text
    role: Role
    geometry: BaseGeometry
    text: Text = ""
    count: int | None = None
