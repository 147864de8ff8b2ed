"""Places text boxes so that none overlaps another or crosses the edge of the map."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from layers.output.map_frame import Box, Point

LINE = 1.25
"""The height of a line of text, relative to the font size."""
PADDING = 6.0
"""Space at both sides of a text together."""


@dataclass
class Room:
    """The free space of a map.

    Attributes
    ----------
    bounds
        The box that all labels must be in.
    taken
        The occupied boxes.
    """

    bounds: Box
    taken: list[Box] = field(default_factory=list)

    def first_free(self, options: Iterable[Box]) -> Box | None:
        """Return the first free box and occupy it, or None if all are taken."""
        box = next((option for option in options if self.is_free(option)), None)
        if box:
            self.taken.append(box)
        return box

    def is_free(self, box: Box) -> bool:
        """Return whether a box is within the bounds and overlaps no other."""
        west, north, east, south = self.bounds
        inside = west <= box[0] and north <= box[1] and box[2] <= east and box[3] <= south
        return inside and not any(overlap(box, other) for other in self.taken)


def overlap(a: Box, b: Box) -> bool:
    """Return whether two boxes share any area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def around(point: Point, width: float, height: float, dx: float = 0, dy: float = 0) -> Box:
    """Return a box centred on a point, with an offset."""
    left, top = point[0] - width / 2 + dx, point[1] - height / 2 + dy
    return left, top, left + width, top + height


def boxes_beside(point: Point, width: float, height: float) -> list[Box]:
    """Return the possible boxes for the name of a dot: right, left, above, below."""
    x, y = point
    corners = [
        (x + 6, y - height / 2),
        (x - 6 - width, y - height / 2),
        (x - width / 2, y - height - 5),
        (x - width / 2, y + 5),
    ]
    return [(left, top, left + width, top + height) for left, top in corners]
