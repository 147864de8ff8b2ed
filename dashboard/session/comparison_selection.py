"""The two sides of a comparison, as query strings of scenarios, kept in the session and the link.

A side can also be a user layer, which is never part of a link.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.presentation.layer_urls import shape_path
from dashboard.presentation.map_protocol import ComparisonDrawing, Credits, LayerLook
from dashboard.session.user_layer_description import describe_user_layer
from dashboard.session.user_layers import UserLayer, user_layers
from dashboard.text.ui_text import words
from geodata.catalog import Catalog, group_of
from geodata.comparison_query import from_comparison_query, to_comparison_query
from geodata.scenario import Scenario, from_query, make_scenario, to_query
from layers.accuracy.quantity import Quantity
from layers.analysis.comparison import Comparison, compare
from layers.analysis.overlap_matrix import Matrix, matrix
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.output.geojson import geometry_object

SIDES = ("a", "b")
ON_NOW = "now"
"""A side that is always the present map, including user layers."""
OWN = "own:"
"""Prefix of a user layer's id."""


@dataclass(frozen=True)
class Sides:
    """The two scenarios that are compared, and the user layers on each side."""

    a: Scenario
    b: Scenario
    own_a: tuple[UserLayer, ...] = ()
    own_b: tuple[UserLayer, ...] = ()

    def comparison(self, builder: Builder) -> Comparison:
        """Return the comparison of the two sides."""
        own_a, own_b = ([item.layer_features for item in own] for own in (self.own_a, self.own_b))
        return compare(builder, self.a, self.b, own_a=own_a, own_b=own_b)


def selected_side(catalog: Catalog, side: str) -> str:
    """Return the choice for a side: a scenario's query string, `ON_NOW` or a user layer.

    The default is the first two readings of the first provision that has more than one.
    can be read in more than one way.
    """
    found: str = st.session_state.get(f"side-{side}") or ""
    gone = found.startswith(OWN) and found.removeprefix(OWN) not in user_layers().layers
    return found if found and not gone else _opening(catalog)[SIDES.index(side)]


def _opening(catalog: Catalog) -> tuple[str, str]:
    for address, provision in catalog.layers.items():
        offered = provision.available_readings()
        if len(offered) > 1 and offered[0].recipe != offered[1].recipe:
            first, second = (f"{address}={reading.id}" for reading in offered[:2])
            every = comparable_readings(catalog)
            return every[first], every[second]
    return ON_NOW, ON_NOW


def select_side(side: str, query: str) -> None:
    """Set the choice for a side."""
    st.session_state[f"side-{side}"] = query


def sides(catalog: Catalog, scenario: Scenario) -> Sides:
    """Return the two scenarios, with their user layers."""
    queries = [selected_side(catalog, side) for side in SIDES]
    a, b = (_scenario_of(query, catalog, scenario) for query in queries)
    own_a, own_b = (tuple(_own_of(query)) for query in queries)
    return Sides(a, b, own_a, own_b)


def _scenario_of(query: str, catalog: Catalog, scenario: Scenario) -> Scenario:
    if query == ON_NOW:
        return scenario
    if query.startswith(OWN):
        return make_scenario(catalog, language=scenario.language)
    return replace(from_query(query, catalog)[0], language=scenario.language)


def _own_of(query: str) -> Iterable[UserLayer]:
    if query == ON_NOW:
        return user_layers().shown
    return [user_layers().layers[query.removeprefix(OWN)]] if query.startswith(OWN) else []


def own_sides() -> dict[str, str]:
    """Return the user layers that have an area: their names by the value to choose."""
    return {
        f"{OWN}{key}": item.layer.name
        for key, item in user_layers().layers.items()
        if not item.layer_features.area.is_empty
    }


def layers_left_out(catalog: Catalog, scenario: Scenario, *, comparing: bool) -> list[str]:
    """Return the names of the user layers on the screen that a link omits."""
    items = {item.id: item for item in user_layers().shown}
    if comparing:
        both = sides(catalog, scenario)
        items |= {item.id: item for item in (*both.own_a, *both.own_b)}
    return [item.layer.name for item in items.values()]


def comparison_link(catalog: Catalog, scenario: Scenario) -> dict[str, str]:
    """Return the parameters of the page's address that open this comparison again.

    Empty if a side consists of user layers only, which a link cannot contain.
    """
    if any(selected_side(catalog, side).startswith(OWN) for side in SIDES):
        return {}
    both = sides(catalog, scenario)
    return dict(parse_qsl(to_comparison_query(both.a, both.b, catalog)))


def matrix_of(builder: Builder, scenario: Scenario) -> Matrix:
    """Return the overlaps of all zones that are on, including user layers."""
    return matrix(builder, scenario, [item.layer_features for item in user_layers().shown])


def read_comparison_link(pairs: dict[str, str], catalog: Catalog) -> list[str]:
    """Read a comparison from the pairs of a link, if any; return messages on what was dropped."""
    if not set(SIDES) <= set(pairs):
        return []
    text = urlencode({side: pairs[side] for side in SIDES})
    a, b, told = from_comparison_query(text, catalog)
    for side, value in zip(SIDES, (a, b), strict=True):
        select_side(side, to_query(value, catalog))
    return told


def comparable_readings(catalog: Catalog) -> dict[str, str]:
    """Return a scenario for every reading on offer: its query string by the reading's address."""
    return {
        f"{address}={reading.id}": to_query(
            make_scenario(catalog, [address], {address: (reading.id,)}), catalog
        )
        for address, provision in catalog.layers.items()
        for reading in provision.available_readings()
    }


def comparison_drawing(builder: Builder, both: Sides, *, swipe: bool) -> ComparisonDrawing:
    """Return a comparison for the browser: three fills, or two sides with a swipe handle."""
    layers = [layer for of in (both.a, both.b) for layer in builder.layers(of)]
    credit = credits_of(builder.catalog, [layer.address for layer in layers], layers)
    if both.own_a or both.own_b:
        credit["attributions"].append(words()["group"]["own"])
    drawing: ComparisonDrawing = {
        "attributions": credit["attributions"],
        "asOf": credit["asOf"],
        "fills": [],
        "swipe": None,
    }
    if swipe:
        drawing["swipe"] = [
            [
                *_side(builder, both.a),
                *(describe_user_layer(user_layers(), item) for item in both.own_a),
            ],
            [
                *_side(builder, both.b),
                *(describe_user_layer(user_layers(), item) for item in both.own_b),
            ],
        ]
    else:
        drawing["fills"] = [
            {"part": feature.id, "geometry": geometry_object(feature.geometry)}
            for feature in both.comparison(builder).features
        ]
    return drawing


def credits_of(
    catalog: Catalog, addresses: Iterable[str], items: Iterable[Layer | Quantity]
) -> Credits:
    """Return the credits of all drawn layers, and the latest date of their proposals."""
    return {
        "attributions": sorted({item for made in items for item in made.attributions}),
        "asOf": max((catalog.proposal_of(address).as_of for address in addresses), default=""),
    }


def _side(builder: Builder, of: Scenario) -> list[LayerLook]:
    return [_look(builder, layer, of) for layer in builder.layers(of)]


def _look(builder: Builder, layer: Layer, of: Scenario) -> LayerLook:
    proposal = builder.catalog.proposal_of(layer.address)
    return {
        "name": layer.name,
        "shape": shape_path(layer, of.language),
        "group": group_of(proposal),
        "status": proposal.status,
        "low": layer.reading.confidence == "low",
        "turn": 0,
    }
