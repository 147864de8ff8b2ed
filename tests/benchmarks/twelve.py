"""Twelve proposals of one layer each, of about 2,000 vertices, in a folder laid out like geodata/."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely

from geodata import catalog, load
from layers.build.builder import Builder

ABOUT = 2_000
TOLERANCE = 0.1

# What gives about 2,000 vertices: depths of bands beside a line, and routes.
BANDS = (
    ("line-a", "west", (2, 2)),
    ("line-a", "west", (3, 3)),
    ("line-a", "east", (2, 2)),
    ("line-a", "east", (3, 3)),
    ("line-b", "west", (5, 4)),
    ("line-b", "west", (4, 12)),
    ("line-b", "east", (5, 4)),
)
ROUTES = (
    ("salkhad", "shahba", "sanamayn", "kiswah", "qatana", "majdal-shams"),
    ("suwayda", "damascus", "quneitra-crossing"),
    ("irbid", "daraa", "izra", "damascus", "beit-jinn"),
    ("mafraq", "busra-al-sham", "suwayda", "nawa", "metula"),
    ("tiberias", "tasil", "jasim", "dayr-ali", "shahba"),
)
SECOND_ROUTE = ("salkhad", "daraa", "nawa", "kiswah", "qatana")
"""The other reading of the first layer, whose width is also the one parameter."""

PARTIES = ("israel", "syria", "united-states")
COUNT = len(BANDS) + len(ROUTES)
IDS = tuple(f"bench-{number:02d}" for number in range(1, COUNT + 1))
MOVABLE = IDS[0]
"""The proposal with a slider and two readings."""

COLOURS = {proposal_id: f"#{number:02x}4488" for number, proposal_id in enumerate(IDS, start=16)}
SECOND_COLOUR = "#ff4488"
"""How the stock app draws them: there the colour tells which path belongs to which layer."""

WIDTH = {"default": 3.0, "min": 1.0, "max": 20.0, "step": 0.5}


def address(proposal_id: str) -> str:
    """Return the address of the one layer of a proposal."""
    return f"{proposal_id}.layer"


def write(folder: Path) -> None:
    """Copy the reference data into a folder, and write the twelve proposals beside it."""
    shutil.copytree(catalog.FOLDER / "reference", folder / "reference")
    for path in catalog.FOLDER.glob("*.toml"):
        if not path.name.startswith(("article", "figures-")):  # of the project's own proposals
            shutil.copy(path, folder)
    source = next(iter(load.load_catalog().sources))
    proposals = folder / "proposals"
    proposals.mkdir()
    for number, (proposal_id, readings) in enumerate(zip(IDS, _readings(), strict=True)):
        party = PARTIES[number % len(PARTIES)]
        text = "\n".join(_proposal(proposal_id, party, source, readings))
        (proposals / f"{proposal_id}.toml").write_text(text, "utf-8")


def check(builder: Builder) -> None:
    """Raise a `ValueError` if a layer, in any reading, is not about as large as is promised."""
    for layer_address, provision in builder.catalog.layers.items():
        for reading in provision.reading:
            layer = builder.layer(layer_address, reading.id)
            geometries = [feature.geometry for feature in layer.features]
            count = int(shapely.get_num_coordinates(geometries).sum())
            if abs(count - ABOUT) > TOLERANCE * ABOUT:
                raise ValueError(f"{layer.name} has {count} vertices: choose its route anew")


def _readings() -> Iterator[dict[str, dict[str, Any]]]:
    """Yield for each proposal its readings: by id, the recipe and its arguments."""
    first, *others = ROUTES
    width = {"parameter": "width_km"}
    yield {
        "first": {"recipe": "corridor", "arguments": {"route": first, "width_km": width}},
        "second": {"recipe": "corridor", "arguments": {"route": SECOND_ROUTE, "width_km": width}},
    }
    for route in others:
        yield {"first": {"recipe": "corridor", "arguments": {"route": route, "width_km": 5.0}}}
    for line, side, depths in BANDS:
        bands = [
            {"id": f"band-{number}", "title": f"Band {number}", "depth_km": depth}
            for number, depth in enumerate(depths)
        ]
        arguments = {"from": line, "side": side, "bands": bands}
        yield {"first": {"recipe": "bands", "arguments": arguments}}


def _proposal(
    proposal_id: str, party: str, source: str, readings: dict[str, dict[str, Any]]
) -> Iterator[str]:
    yield from _table(
        "", title=proposal_id, party=party, status="asked", as_of="2026-01", summary="A benchmark."
    )
    yield from _table(
        "[[provision]]",
        id="layer",
        title=f"Layer of {proposal_id}",
        issue="withdrawal",
        text="A benchmark.",
        sources=[source],
        confidence="high",
        default_reading="first",
    )
    if len(readings) > 1:
        yield from _table(
            "[[provision.parameter]]", id="width_km", title="Width", unit="km", why="x", **WIDTH
        )
    for reading_id, made in readings.items():
        yield from _table(
            "[[provision.reading]]",
            id=reading_id,
            title=f"Reading {reading_id}",
            why="x",
            confidence="high",
            **made,
        )


def _table(heading: str, **fields: object) -> Iterator[str]:
    yield heading
    for name, value in fields.items():
        yield f"{name} = {_toml(value)}"


def _toml(value: object) -> str:
    """Return strings, numbers, lists and tables in TOML; JSON's form of the first three is its own."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(item)}" for name, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)
