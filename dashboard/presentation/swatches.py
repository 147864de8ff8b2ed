"""Swatches beside the switches, in the style of their layers."""

import base64
from typing import Literal

from dashboard.presentation.symbology import Theme, symbology
from geodata.catalog import Catalog, group_of

LINES = ("reference_line",)
"""Recipes whose layers are shown as a line."""


def swatch_address(catalog: Catalog, layers: list[str], theme: Theme) -> str:
    """Return the ``data:`` address of the swatch of some layers of one proposal."""
    proposal = catalog.proposal_of(layers[0])
    readings = [item for layer in layers for item in catalog.layers[layer].available_readings()]
    drawn = _swatch(
        group_of(proposal),
        proposal.status,
        theme,
        low_confidence=all(reading.confidence == "low" for reading in readings),
        shape="line" if all(item.recipe in LINES for item in readings) else "area",
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


def _swatch(
    group: str, status: str, theme: Theme, *, low_confidence: bool, shape: Literal["area", "line"]
) -> str:
    """Return a small SVG in the style of a layer."""
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
            body = _hatch(stroke, look.hatch_angle) + body
        body += f'<rect x="2" y="2" width="24" height="14" rx="2" fill="none" {pen}/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="28" height="18">{body}</svg>'


def _hatch(stroke: str, angle: int) -> str:
    return (
        '<defs><pattern id="h" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({-angle})"><path d="M0 2.5H5" stroke="{stroke}" '
        'stroke-width="0.75"/></pattern></defs>'
        '<rect x="2" y="2" width="24" height="14" rx="2" fill="url(#h)"/>'
    )
