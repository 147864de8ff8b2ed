"""What is compared: two scenarios by their text forms, kept in the session and in the link."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.web_map.layer_address import shape_path
from geodata.catalog import Catalog, group_of
from geodata.scenario import Scenario, from_query, scenario, to_query
from layers.build import Builder, Layer
from layers.compare import Comparison, compare
from layers.geojson import geometry_object

SIDES = ("a", "b")
ON_NOW = "now"
"""Stands for what is on now, whatever that is."""


@dataclass(frozen=True)
class Sides:
    """The two scenarios that are compared, as they are now."""

    a: Scenario
    b: Scenario


def chosen(side: str) -> str:
    """Return what is chosen for a side: a scenario's text form, or `ON_NOW`."""
    found: str = st.session_state.get(f"side-{side}", ON_NOW)
    return found


def choose(side: str, query: str) -> None:
    """Choose a scenario for a side."""
    st.session_state[f"side-{side}"] = query


def sides(catalog: Catalog, now: Scenario) -> Sides:
    """Return the two scenarios."""
    a, b = (
        now if chosen(side) == ON_NOW else from_query(chosen(side), catalog)[0] for side in SIDES
    )
    return Sides(a, b)


def readings(catalog: Catalog) -> dict[str, str]:
    """Return every reading on offer as a scenario of its own: text form by reading's address."""
    return {
        f"{address}={reading.id}": to_query(
            scenario(catalog, [address], {address: (reading.id,)}), catalog
        )
        for address, provision in catalog.layers.items()
        for reading in provision.offered()
    }


def on_the_map(builder: Builder, both: Sides, *, swipe: bool) -> dict[str, Any]:
    """Return what the browser draws of a comparison: three fills, or two sides and a handle."""
    if swipe:
        return {"swipe": [_side(builder, both.a), _side(builder, both.b)], "fills": []}
    found: Comparison = compare(builder, both.a, both.b)
    fills = [
        {"part": feature.id, "geometry": geometry_object(feature.geometry)}
        for feature in found.features
    ]
    return {"fills": fills, "swipe": None}


def _side(builder: Builder, of: Scenario) -> list[dict[str, Any]]:
    return [_drawn(builder, layer, of) for layer in builder.layers(of)]


def _drawn(builder: Builder, layer: Layer, of: Scenario) -> dict[str, Any]:
    proposal = builder.catalog.proposal_of(layer.address)
    return {
        "name": layer.name,
        "shape": shape_path(layer, of.language),
        "group": group_of(proposal),
        "status": proposal.status,
        "low": layer.reading.confidence == "low",
        "turn": 0,
    }
