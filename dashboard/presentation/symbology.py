"""Reads `symbology.toml`: one place for how things look, on the screen and in every export."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from geodata.models.field_types import Strict
from geodata.text.file_errors import read_toml, validate

PATH = Path(__file__).with_name("symbology.toml")
Theme = Literal["light", "dark"]


class GroupStyle(Strict):
    """How a group of proposals is coloured: strokes by theme, fill, angle of its hatch."""

    stroke: dict[Theme, str]
    fill: str
    hatch_angle: int


class LineStyle(Strict):
    """How a status is drawn: dash in multiples of the width, width in points."""

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
    """How much of a fill is seen."""

    opacity: float
    opacity_low_confidence: float


class NeutralStyle(Strict):
    """The colour of what is no party's; `opacity` where it stands for 100 per cent."""

    fill: str
    opacity: float


class ThemeColours(Strict):
    """The colours of a theme that everything stands on."""

    paper: str
    ink: str
    land: str


class BaseMapStyle(Strict):
    """How a kind of the base map is drawn: by theme, in pixels, from the bottom up."""

    stroke: dict[Theme, str] = Field(default_factory=dict)
    fill: dict[Theme, str] = Field(default_factory=dict)
    width: float = 0.0
    dash: list[float] = Field(default_factory=list)


class Opacity(Strict):
    """How much of something is seen: of the relief, of the discs of accuracy."""

    opacity: float


class ReachStyle(Strict):
    """The dash of how far something reaches, in pixels."""

    dash: list[float]


class OverlayStyle(Strict):
    """How much of a fill is seen that is laid over others, and how wide its outline is."""

    opacity: float
    width: float


class DrawOrder(Strict):
    """Roles from the bottom up, those that stand for a layer in the legend, and its ground."""

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
    """Return the CSS colour of a share: the neutral one, seen the more the larger it is."""
    neutral = symbology().neutral
    return f"{neutral.fill}{round(255 * neutral.opacity * per_cent / 100):02x}"
