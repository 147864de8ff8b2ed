"""Reads `symbology.toml`: one place for how things look, on the screen and in every export."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from geodata.errors import read_toml, validate
from geodata.models import Strict

PATH = Path(__file__).with_name("symbology.toml")
Theme = Literal["light", "dark"]


class Group(Strict):
    """How a group of proposals is coloured: strokes by theme, fill, angle of its hatch."""

    stroke: dict[Theme, str]
    fill: str
    hatch_angle: int


class Outline(Strict):
    """How a status is drawn: dash in multiples of the width, width in points."""

    dash: list[float]
    width: float
    office: str
    hatch: bool = False


class Hatch(Strict):
    """The lines of a hatch; `spacing` and `office` by the number of the reading on the map."""

    width: float
    spacing: list[float]
    office: dict[str, list[str]]


class Fill(Strict):
    """How much of a fill is seen."""

    opacity: float
    opacity_low_confidence: float


class Neutral(Strict):
    """The colour of what is no party's; `opacity` where it stands for 100 per cent."""

    fill: str
    opacity: float


class Sheet(Strict):
    """The colours of a theme that everything stands on."""

    paper: str
    ink: str
    land: str


class Ground(Strict):
    """How a kind of the base map is drawn: by theme, in pixels, from the bottom up."""

    stroke: dict[Theme, str] = Field(default_factory=dict)
    fill: dict[Theme, str] = Field(default_factory=dict)
    width: float = 0.0
    dash: list[float] = Field(default_factory=list)


class Relief(Strict):
    """How much of the relief is seen."""

    opacity: float


class Order(Strict):
    """What lies on what."""

    bottom_to_top: list[str]


class Symbology(Strict):
    """Everything in `symbology.toml`."""

    party: dict[str, Group]
    comparison: dict[str, Group]
    status: dict[str, Outline]
    role: dict[str, float]
    hatch: Hatch
    fill: Fill
    neutral: Neutral
    sheet: dict[Theme, Sheet]
    ground: dict[str, Ground]
    relief: Relief
    name: dict[str, dict[Theme, str]]
    order: Order


@cache
def symbology() -> Symbology:
    """Return the symbology, read once; a `FileError` if it is broken."""
    return validate(Symbology, read_toml(PATH), PATH)


def share_fill(per_cent: float) -> str:
    """Return the CSS colour of a share: the neutral one, seen the more the larger it is."""
    neutral = symbology().neutral
    return f"{neutral.fill}{round(255 * neutral.opacity * per_cent / 100):02x}"


def swatch(
    group: str, status: str, theme: Theme, *, low_confidence: bool, shape: Literal["area", "line"]
) -> str:
    """Return a small SVG in the style that a layer has on the map."""
    look, outline = symbology().party[group], symbology().status[status]
    stroke, width = look.stroke[theme], outline.width
    dash = " ".join(f"{step * width:g}" for step in outline.dash)
    pen = (
        f'stroke="{stroke}" stroke-width="{width}" stroke-linecap="round" stroke-dasharray="{dash}"'
    )
    if shape == "line":
        body = f'<path d="M2 9H26" fill="none" {pen}/>'
    else:
        opacity = 0 if low_confidence else symbology().fill.opacity * 2
        body = f'<rect x="2" y="2" width="24" height="14" rx="2" fill="{look.fill}" '
        body += f'fill-opacity="{opacity:g}"/>'
        if outline.hatch or low_confidence:
            body = _hatched(stroke, look.hatch_angle) + body
        body += f'<rect x="2" y="2" width="24" height="14" rx="2" fill="none" {pen}/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="28" height="18">{body}</svg>'


def _hatched(stroke: str, angle: int) -> str:
    return (
        '<defs><pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({-angle})"><path d="M0 2.5H5" stroke="{stroke}" '
        'stroke-width="0.75"/></pattern></defs>'
        '<rect x="2" y="2" width="24" height="14" rx="2" fill="url(#h)"/>'
    )
