"""A common entry point for all exports, for the command line and the screen."""

import re
from typing import Literal

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.snapshot import Snapshot
from dashboard.export.gis.data_files import DATA, DataKind, data_file
from dashboard.export.picture_files import PICTURES, PictureKind, picture
from dashboard.export.slides.deck_files import scenario_deck
from dashboard.export.web_page.page import page
from geodata.catalog import Catalog
from geodata.scenario import Scenario
from layers.build.builder import Builder

DeckKind = Literal["pptx"]
PageKind = Literal["html"]
DECK: DeckKind = "pptx"
PAGE: PageKind = "html"
Kind = PictureKind | DeckKind | PageKind | DataKind
KINDS: tuple[Kind, ...] = (*PICTURES, DECK, PAGE, *DATA)
OF_BRIEFINGS: tuple[Kind, ...] = (DECK, PAGE)
"""Kinds that can hold a whole briefing."""

TYPES: dict[Kind, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml",
    "csv": "text/csv",
    "html": "text/html",
}
BINARY: tuple[Kind, ...] = ("png", "pdf", DECK, "gpkg")
"""Kinds that are binary files."""
LONGEST_NAME = 80


def export_file(
    kind: Kind, snapshot: Snapshot, builder: Builder, named_briefing: NamedBriefing | None = None
) -> bytes:
    """Return a file of a scenario, or of a whole briefing if the kind can contain one.

    Data files use only the scenario of the snapshot; a page uses that and the marking.
    """
    if kind == DECK:
        paper, marking = snapshot.options.format.paper, snapshot.options.marking
        return scenario_deck(snapshot.scenario, builder, paper, marking, own=snapshot.own)
    if kind == PAGE:
        return page(snapshot.scenario, builder, snapshot.options.marking, named_briefing)
    for pictured in PICTURES:
        if kind == pictured:
            return picture(pictured, snapshot, builder)
    for kept in DATA:
        if kind == kept:
            return data_file(kept, snapshot.scenario, builder)
    raise ValueError(kind)


def file_name(kind: Kind, scenario: Scenario, catalog: Catalog) -> str:
    """Return a file name from the ids of the layers that are on."""
    ids = [
        proposal_id
        for proposal_id in catalog.proposals
        if any(layer.partition(".")[0] == proposal_id for layer in scenario.on)
    ]
    stem = "_".join(ids) or "map"
    return safe_file_name(stem if len(stem) <= LONGEST_NAME else f"{len(ids)}-proposals", kind)


def safe_file_name(stem: str, kind: Kind) -> str:
    """Return a file name of limited length, of letters, digits and hyphens only."""
    return f"{re.sub(r'[^a-z0-9_-]', '-', stem)[:LONGEST_NAME]}.{kind}"
