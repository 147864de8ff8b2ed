"""How a switch shows what its layers look like on the map."""

import base64

from dashboard.symbology import Theme, swatch
from geodata.catalog import Catalog, group_of

LINES = ("reference_line",)
"""Recipes whose layers look like a line."""


def swatch_address(catalog: Catalog, layers: list[str], theme: Theme) -> str:
    """Return the ``data:`` address of the swatch of some layers of one proposal."""
    proposal = catalog.proposal_of(layers[0])
    readings = [item for layer in layers for item in catalog.layers[layer].offered()]
    drawn = swatch(
        group_of(proposal),
        proposal.status,
        theme,
        low_confidence=all(reading.confidence == "low" for reading in readings),
        shape="line" if all(item.recipe in LINES for item in readings) else "area",
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"
