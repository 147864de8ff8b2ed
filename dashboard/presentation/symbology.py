"""Reads `symbology.toml`, the styles for the screen and for all exports."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from geodata.models.field_types import Strict
from geodata.text.file_errors import read_toml, validate

PATH = Path(__file__).with_name("symbology.toml")
Theme = Literal["light", "dark"]


class GroupStyle(Strict):
    """The colours of a group of proposals: strokes by theme, fill, angle of the hatch."""

    stroke: dict[Theme, str]
    fill: str
    hatch_angle: int


class LineStyle(Strict):
    """The line style of a status: dashes in multiples of the width, width in points."""

    dash: list[float]
    width: float
    office: str
    hatch: bool = False


class HatchStyle(Strict):
    """The lines of a hatch; `spacing` and `office` by the number of the reading on the map."""

    width: float
    opacity: float
    spacing: list[float]
    office: dict[str, list[str]]


class FillStyle(Strict):
    """The opacity of fills."""

    opacity: float
    opacity_low_confidence: float


class NeutralStyle(Strict):
    """The colour used for no party; `opacity` is that of 100 per cent."""

    fill: str
    opacity: float


class ThemeColours(Strict):
    """The background and text colours of a theme."""

    paper: str
    ink: str
    land: str


class BaseMapStyle(Strict):
    """The style of a kind of base map feature: by theme, in pixels, in drawing order."""

    stroke: dict[Theme, str] = Field(default_factory=dict)
    fill: dict[Theme, str] = Field(default_factory=dict)
    width: float = 0.0
    dash: list[float] = Field(default_factory=list)


class Opacity(Strict):
    """The opacity of the relief and of the accuracy discs."""

    opacity: float


class ReachStyle(Strict):
    """The dashes of range outlines, in pixels."""

    dash: list[float]


class OverlayStyle(Strict):
    """The opacity and outline width of overlaid fills."""

    opacity: float
    width: float


class DrawOrder(Strict):
    """Roles in drawing order, those that represent a layer in the legend, and the base map's."""

    roles: list[str]
    legend: list[str]
    ground: list[str]


class Symbology(Strict):
    """Everything in `symbology.toml`."""

    party: dict[str, GroupStyle]
    comparison: dict[str, GroupStyle]
    status: dict[str, LineStyle]
    role: dict[str, float]
    hatch: HatchStyle
    fill: FillStyle
    accuracy: Opacity
    reach: ReachStyle
    overlay: OverlayStyle
    neutral: NeutralStyle
    sheet: dict[Theme, ThemeColours]
    ground: dict[str, BaseMapStyle]
    relief: Opacity
    name: dict[str, dict[Theme, str]]
    order: DrawOrder


@cache
def symbology() -> Symbology:
    """Return the symbology, read once; a `FileError` if it is broken."""
    return validate(Symbology, read_toml(PATH), PATH)


def share_fill(per_cent: float) -> str:
    """Return the CSS colour of a percentage: the neutral colour, more opaque for larger values."""
    neutral = symbology().neutral
    return f"{neutral.fill}{round(255 * neutral.opacity * per_cent / 100):02x}"
