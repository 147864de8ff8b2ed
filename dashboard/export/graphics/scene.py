"""A scene: all items of a picture as plain data, in units of a screen of 1280x720.

A scene is written as SVG; PNG and PDF are made from the SVG.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from layers.output.map_frame import Box, Point, ScreenPath

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Pen:
    """The style of an outline; dashes are in units."""

    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Fill:
    """A colour that fills an area."""

    colour: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Hatch:
    """Lines of a colour at an angle in degrees from east, on an optional background."""

    pen: Pen
    step: float
    angle: float
    ground: Fill


@dataclass(frozen=True)
class Shape:
    """Outlines of one style; rings are filled by the even-odd rule."""

    outlines: tuple[ScreenPath, ...]
    pen: Pen | None = None
    fill: Fill | Hatch | None = None


@dataclass(frozen=True)
class Picture:
    """A PNG, stretched to a box."""

    content: bytes = field(repr=False)
    box: Box
    opacity: float


@dataclass(frozen=True)
class Look:
    """The style of a text."""

    size: float
    colour: str
    weight: int = 400
    italic: bool = False
    spacing: float = 0.0
    halo: str = ""


@dataclass(frozen=True)
class Writing:
    """One line of text with its measured width, at a point of its baseline.

    Attributes
    ----------
    whole
        The text before it was shortened or letters were replaced, for other readers.
    """

    text: str
    at: Point
    look: Look
    width: float
    anchor: Anchor = "start"
    whole: str = ""

    @property
    def left(self) -> float:
        """The left end of the text."""
        return self.at[0] - {"start": 0, "middle": 0.5, "end": 1}[self.anchor] * self.width


Item = Shape | Picture | Writing


@dataclass(frozen=True)
class Part:
    """A group of items, clipped to a box if one is given."""

    name: str
    items: tuple[Item, ...]
    clip: Box | None = None


@dataclass(frozen=True)
class Scene:
    """A whole picture.

    Attributes
    ----------
    ground
        The background colour; none for a transparent picture.
    map_box, name_boxes
        The boxes of the map and of each name on it.
    bar
        The metres of the scale bar, and its length in units.
    """

    width: float
    height: float
    title: str
    ground: str | None
    parts: tuple[Part, ...]
    map_box: Box
    name_boxes: tuple[Box, ...]
    bar: tuple[float, float]

    def writings(self) -> Iterator[Writing]:
        """Yield all texts in drawing order."""
        for part in self.parts:
            for item in part.items:
                if isinstance(item, Writing):
                    yield item


def rectangle(box: Box, pen: Pen | None = None, fill: Fill | Hatch | None = None) -> Shape:
    """Return the shape of a box."""
    left, top, right, bottom = box
    ring = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Shape((ScreenPath(ring, closed=True),), pen, fill)


def line(points: tuple[Point, ...], pen: Pen) -> Shape:
    """Return the shape of a line."""
    return Shape((ScreenPath(points, closed=False),), pen)
