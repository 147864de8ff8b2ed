"""The header and footer of a map: title, dates, marking; note, sources, credits, version."""

from dataclasses import dataclass

from dashboard.export.graphics.fonts import drawable
from dashboard.export.graphics.scene import Item, Look, Writing
from dashboard.export.graphics.text_flow import LINE, Column, share_lines, width_of, wrap_text
from dashboard.presentation.base_map import attributions
from dashboard.presentation.map_protocol import LayerDescription
from dashboard.presentation.symbology import Theme, symbology
from dashboard.text.ui_text import words
from geodata.catalog import Catalog
from layers.build.layer import Layer

MARGIN = 14.0
TITLE, SUBTITLE, NOTE = 21.0, 12.5, 8.6
GAP = 8.0
ASIDE = 300.0
"""The width beside the titles, for date and marking."""
MOST_TITLE = 3
"""Lines of the title."""
HEAD_SHARE = 0.3
"""Largest share of a picture's height for the titles."""


@dataclass(frozen=True)
class SourceCredits:
    """The sources and credits of a picture.

    Attributes
    ----------
    as_of
        The latest date of the layers that are on; empty if there are none.
    sources
        Ids of the publications for the layers that are on.
    cited
        Their citations for print.
    version
        The data version, a hash.
    """

    as_of: str
    sources: tuple[str, ...]
    cited: tuple[str, ...]
    licences: tuple[str, ...]
    attributions: tuple[str, ...]
    version: str


def credits_of(
    layers: list[Layer], descriptions: list[LayerDescription], catalog: Catalog
) -> SourceCredits:
    """Return dates, sources, licences and credits of the layers that are on and the base map."""
    ids: list[str] = []
    for layer in layers:
        in_force = catalog.proposal_of(layer.address).in_force
        ids += [*layer.provision.sources, *layer.reading.sources]
        ids += in_force.sources if in_force else []
    used = sorted(set(ids), key=lambda name: (catalog.sources[name].date, name))
    printed = [f"{catalog.sources[name].said_by} {catalog.sources[name].date}" for name in used]
    return SourceCredits(
        max((entry["asOf"] for entry in descriptions), default=""),
        tuple(used),
        tuple(dict.fromkeys(printed)),
        tuple(sorted({licence for layer in layers for licence in layer.licences})),
        tuple(
            sorted(
                {*attributions(catalog), *(part for item in layers for part in item.attributions)}
            )
        ),
        catalog.version,
    )


def title_of(descriptions: list[LayerDescription]) -> tuple[str, str]:
    """Return title and subtitle: of the only proposal that is on, or else of the product."""
    proposals = list(dict.fromkeys(entry["proposal"] for entry in descriptions))
    if len(proposals) == 1:
        return proposals[0], words()["title"]
    return words()["title"], words()["subtitle"]


def header(
    titles: tuple[str, ...],
    credit: SourceCredits,
    marking: str,
    page: tuple[float, float],
    theme: Theme,
) -> tuple[list[Item], float]:
    """Return the items above the map on a page of a width and height, and their lower edge.

    Titles that would leave too little room for the map are shortened, the longest first.
    """
    width, height = page
    ink = symbology().sheet[theme].ink
    column = Column(MARGIN, 9.0, width - 2 * MARGIN - ASIDE)
    column.text(titles[0], Look(TITLE, ink, 600), most=MOST_TITLE)
    look = Look(SUBTITLE, ink)
    room = int((height * HEAD_SHARE - column.y) / (SUBTITLE * LINE))
    below = [drawable(text) for text in titles[1:]]
    for text, most in share_lines(below, column.width, look, room):
        column.text(text, look, most=most)
    items, y = column.items, 30.0
    if credit.as_of:
        items.append(_right(f"{words()['asOfFirst']} {credit.as_of}", width, y, Look(15, ink, 600)))
    look = Look(SUBTITLE, ink, 600)
    for line in wrap_text(drawable(marking), ASIDE - GAP, look):
        y += 17.0
        items.append(_right(line, width, y, look))
    return items, max(column.y, y) + GAP


def footer(
    credit: SourceCredits, width: float, height: float, theme: Theme
) -> tuple[list[Item], float]:
    """Return the items below the map, and the lower edge of the map."""
    ink = symbology().sheet[theme].ink
    said = words()["export"]
    lines = [words()["neutrality"]]
    if credit.cited:
        lines.append(f"{said['sources']}: {'; '.join(credit.cited)}.")
    lines.append(
        f"{said['data']}: {' · '.join(credit.attributions)}. {said['version']} {credit.version}."
    )
    look = Look(NOTE, ink)
    measured = _notes(lines, 0.0, width, look)
    top = height - measured.y - GAP
    return _notes(lines, top + GAP / 2, width, look).items, top


def _notes(lines: list[str], y: float, width: float, look: Look) -> Column:
    column = Column(MARGIN, y, width - 2 * MARGIN)
    for text in lines:
        column.text(text, look)
    return column


def _right(text: str, width: float, baseline: float, look: Look) -> Writing:
    return Writing(text, (width - MARGIN, baseline), look, width_of(text, look), "end")
