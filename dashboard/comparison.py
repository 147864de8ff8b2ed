"""What is compared: two scenarios by their text forms, kept in the session and in the link."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.web_map.layer_address import shape_path
from geodata.catalog import Catalog, group_of
from geodata.comparison import from_comparison_query, to_comparison_query
from geodata.scenario import Scenario, from_query, scenario, to_query
from layers.accuracy import Quantity
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


def chosen(catalog: Catalog, side: str) -> str:
    """Return what is chosen for a side: a scenario's text form, or `ON_NOW`.

    Someone who has chosen nothing yet sees the first two readings of the first provision that
    can be read in more than one way.
    """
    found: str = st.session_state.get(f"side-{side}") or _opening(catalog)[SIDES.index(side)]
    return found


def _opening(catalog: Catalog) -> tuple[str, str]:
    for address, provision in catalog.layers.items():
        offered = provision.offered()
        if len(offered) > 1 and offered[0].recipe != offered[1].recipe:
            first, second = (f"{address}={reading.id}" for reading in offered[:2])
            every = readings(catalog)
            return every[first], every[second]
    return ON_NOW, ON_NOW


def choose(side: str, query: str) -> None:
    """Choose a scenario for a side."""
    st.session_state[f"side-{side}"] = query


def sides(catalog: Catalog, now: Scenario) -> Sides:
    """Return the two scenarios."""
    a, b = (
        now if query == ON_NOW else replace(from_query(query, catalog)[0], language=now.language)
        for query in (chosen(catalog, side) for side in SIDES)
    )
    return Sides(a, b)


def link_of(catalog: Catalog, now: Scenario) -> dict[str, str]:
    """Return the pairs of the page's address that open this comparison again."""
    both = sides(catalog, now)
    return dict(parse_qsl(to_comparison_query(both.a, both.b, catalog)))


def take_link(pairs: dict[str, str], catalog: Catalog) -> list[str]:
    """Take a comparison from the pairs of a link, if there is one; return what was dropped."""
    if not set(SIDES) <= set(pairs):
        return []
    text = urlencode({side: pairs[side] for side in SIDES})
    a, b, told = from_comparison_query(text, catalog)
    for side, value in zip(SIDES, (a, b), strict=True):
        choose(side, to_query(value, catalog))
    return told


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
    layers = [layer for of in (both.a, both.b) for layer in builder.layers(of)]
    told = credited(builder.catalog, [layer.address for layer in layers], layers)
    if swipe:
        sides_drawn = [_side(builder, both.a), _side(builder, both.b)]
        return {**told, "swipe": sides_drawn, "fills": []}
    found: Comparison = compare(builder, both.a, both.b)
    fills = [
        {"part": feature.id, "geometry": geometry_object(feature.geometry)}
        for feature in found.features
    ]
    return {**told, "fills": fills, "swipe": None}


def credited(
    catalog: Catalog, addresses: Iterable[str], drawn: Iterable[Layer | Quantity]
) -> dict[str, Any]:
    """Return who is credited for all that is drawn, and the latest date of the proposals."""
    return {
        "attributions": sorted({item for made in drawn for item in made.attributions}),
        "asOf": max((catalog.proposal_of(address).as_of for address in addresses), default=""),
    }


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
