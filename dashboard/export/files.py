"""One way to every file that the dashboard gives away, for the command line and the screen."""

import re
from typing import Literal

from dashboard.export.data import DATA, DataKind, data_file
from dashboard.export.deck_file import scenario_deck
from dashboard.export.pictures import PICTURES, PictureKind, picture
from dashboard.export.snapshot import Snapshot
from geodata.catalog import Catalog
from geodata.scenario import Scenario
from layers.build import Builder

DeckKind = Literal["pptx"]
DECK: DeckKind = "pptx"
Kind = PictureKind | DeckKind | DataKind
KINDS: tuple[Kind, ...] = (*PICTURES, DECK, *DATA)

TYPES: dict[Kind, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "kml": "application/vnd.google-earth.kml+xml",
    "csv": "text/csv",
}
LONGEST_NAME = 80


def made(kind: Kind, snapshot: Snapshot, builder: Builder) -> bytes:
    """Return a file of a scenario; data take nothing of the snapshot but the scenario."""
    if kind == DECK:
        paper, marking = snapshot.format.paper, snapshot.marking
        return scenario_deck(snapshot.scenario, builder, paper, marking)
    for pictured in PICTURES:
        if kind == pictured:
            return picture(pictured, snapshot, builder)
    for kept in DATA:
        if kind == kept:
            return data_file(kept, snapshot.scenario, builder)
    raise ValueError(kind)


def file_name(kind: Kind, scenario: Scenario, catalog: Catalog) -> str:
    """Return a name for a file, from the ids of what is on: letters, digits and hyphens only."""
    ids = [
        proposal_id
        for proposal_id in catalog.proposals
        if any(layer.partition(".")[0] == proposal_id for layer in scenario.on)
    ]
    several = f"{len(ids)}-proposals"
    stem = "_".join(ids) if ids else "map"
    short = stem if len(stem) <= LONGEST_NAME else several
    safe = re.sub(r"[^a-z0-9_-]", "-", short)
    return f"{safe}.{kind}"
