"""Styles of layers and the base map in pictures, from the same symbology as the screen."""

from dataclasses import dataclass

from dashboard.export.graphics.scene import Fill, Hatch, Item, Pen, Shape, line, rectangle
from dashboard.presentation.map_protocol import LayerStyle
from dashboard.presentation.symbology import Theme, symbology
from layers.output.map_frame import Box, ScreenPath

PIXELS = 4 / 3
"""Units per point, at 1280x720."""
LINES = ("line", "way", "reach", "group")
SWATCH_WIDTH = 28.0


@dataclass(frozen=True)
class Style:
    """The pen and the fill of a role; one of them may be missing."""

    pen: Pen | None
    fill: Fill | Hatch | None


def style(layer: LayerStyle, role: str, theme: Theme) -> Style:
    """Return the style of a role of a layer, given the layer's description for the map."""
    group, status = symbology().party[layer["group"]], symbology().status[layer["status"]]
    colour = group.stroke[theme]
    if role == "accuracy":
        return Style(None, Fill(colour, symbology().accuracy.opacity))
    weight = round(status.width * symbology().role.get(role, 1.0) * PIXELS, 3)
    dash = tuple(round(step * weight, 3) for step in status.dash)
    if role in LINES:
        own = {"reach": tuple(symbology().reach.dash), "group": ()}.get(role, dash)
        return Style(Pen(colour, weight, own), None)
    return Style(Pen(colour, weight, dash), _fill(layer, theme))


def _fill(layer: LayerStyle, theme: Theme) -> Fill | Hatch:
    group, fill = symbology().party[layer["group"]], symbology().fill
    opacity = fill.opacity_low_confidence if layer["low"] else fill.opacity
    if not (symbology().status[layer["status"]].hatch or layer["low"]):
        return Fill(group.fill, opacity)
    hatch = symbology().hatch
    step = hatch.spacing[layer["turn"] % len(hatch.spacing)] * PIXELS
    pen = Pen(group.stroke[theme], hatch.width * PIXELS)
    return Hatch(pen, step, group.hatch_angle, Fill(group.fill, opacity))


def ground_style(kind: str, theme: Theme) -> Style:
    """Return the style of a kind of base map feature."""
    look = symbology().ground[kind]
    pen = Pen(look.stroke[theme], look.width, tuple(look.dash)) if look.width else None
    return Style(pen, Fill(look.fill[theme]) if look.fill else None)


def swatches(style: Style, role: str, at: tuple[float, float], height: float) -> list[Item]:
    """Return a legend swatch of a role in its style, with its upper left corner at a point."""
    left, top = at
    width = SWATCH_WIDTH
    if role == "line":
        return [
            line(((left, top + height / 2), (left + width, top + height / 2)), _thin(style.pen))
        ]
    box: Box = (left, top, left + width, top + height)
    return [rectangle(box, _thin(style.pen), style.fill)]


def _thin(pen: Pen | None) -> Pen:
    assert pen is not None
    return Pen(pen.colour, min(pen.width, 3.0), pen.dash)


def shape(outlines: tuple[ScreenPath, ...], style: Style) -> Shape:
    """Return outlines in a style; lines are never filled."""
    closed = all(outline.closed for outline in outlines)
    return Shape(outlines, style.pen, style.fill if closed else None)
