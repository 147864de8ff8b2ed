"""The scale bar and the north arrow, in a corner of the map."""

import math

from dashboard.export.graphics.scene import Fill, Item, Look, Pen, Shape, Writing, line, rectangle
from dashboard.export.graphics.text_flow import width_of
from dashboard.presentation.symbology import Theme, symbology
from layers.output.map_frame import Box, MapFrame, ScreenPath

LONGEST = 140.0
UNITS = (("km", 1000.0), ("mi", 1609.344))
HEIGHT = 34.0
EDGE = 10.0
PAPER_OPACITY = 0.88


def scale_items(sheet: MapFrame, theme: Theme) -> tuple[list[Item], Box, tuple[float, float]]:
    """Return bars in kilometres and miles with the arrow, the box they stand in, and the first bar.

    The scale is true in the east-west direction at the centre of the map, on the ellipsoid. North
    is up everywhere in the projection.
    """
    colours = symbology().sheet[theme]
    look = Look(11.5, colours.ink)
    pen = Pen(colours.ink, 1.6)
    left, bottom = sheet.box[0] + EDGE, sheet.box[3] - EDGE
    x, base = left + 12, bottom - 9
    items: list[Item] = []
    bars: list[tuple[float, float]] = []
    for unit, metres in UNITS:
        amount = round_length(LONGEST * sheet.metres_per_unit() / metres)
        length = amount * metres / sheet.metres_per_unit()
        bars.append((amount * metres, length))
        items.append(
            line(((x, base - 7), (x, base), (x + length, base), (x + length, base - 7)), pen)
        )
        text = f"{amount:g} {unit}"
        items.append(
            Writing(text, (x + length / 2, base - 4.5), look, width_of(text, look), "middle")
        )
        x += length + 18
    items += _arrow(x + 4, base, colours.ink)
    box = (left, bottom - HEIGHT, x + 24, bottom)
    return [rectangle(box, fill=Fill(colours.paper, PAPER_OPACITY)), *items], box, bars[0]


def round_length(limit: float) -> float:
    """Return the largest of 1, 2 or 5 times a power of ten that is not above a limit."""
    power = 10.0 ** math.floor(math.log10(limit))
    return next(step * power for step in (5, 2, 1) if step * power <= limit)


def _arrow(x: float, base: float, ink: str) -> list[Item]:
    look = Look(10.5, ink, 600)
    head = ((x, base - 21.0), (x + 4.5, base - 12.0), (x - 4.5, base - 12.0))
    return [
        Shape((ScreenPath(head, closed=True),), None, Fill(ink)),
        Writing("N", (x, base - 1), look, width_of("N", look), "middle"),
    ]
