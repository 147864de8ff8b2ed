"""The choices for an interpolation between two positions: both ends, and the share between them."""

from itertools import combinations
from typing import Any

import streamlit as st

from dashboard.presentation.map_protocol import ComparisonDrawing
from dashboard.session.comparison_selection import credits_of
from dashboard.text.ui_text import full_title, words
from geodata.catalog import Catalog
from geodata.models.field_types import Language
from geodata.scenario import Scenario, make_scenario
from layers.analysis.interpolation import End, InterpolationPoint, interpolate
from layers.build.builder import Builder
from layers.output.geojson import geometry_object

ENDS = ("A", "B")
OF_FILE = "as in the file"
"""Marks an end with default values, whatever the sliders show."""


def interpolation_point(builder: Builder, scenario: Scenario) -> InterpolationPoint:
    """Return the interpolation that the controls select, cached by the selection."""
    first, second = (_end(builder.catalog, scenario, name) for name in ENDS)
    part = share() / 100
    return builder.once(
        f"bridge {first} {second} {part}", lambda: interpolate(builder, first, second, part)
    )


def share() -> int:
    """Return the slider's position from the first end to the second, in per cent."""
    return int(st.session_state.get("bridge-at", 50))


def ends(catalog: Catalog, scenario: Scenario) -> tuple[Scenario, Scenario]:
    """Return both ends as scenarios without other layers."""
    a, b = (_alone(catalog, _end(catalog, scenario, name), scenario.language) for name in ENDS)
    return a, b


def _alone(catalog: Catalog, end: End, language: Language) -> Scenario:
    address, reading, values = end
    return make_scenario(
        catalog,
        [address],
        {address: (reading,)} if reading else {},
        {f"{address}.{name}": value for name, value in (values or {}).items()},
        language=language,
    )


def comparison_drawing(builder: Builder, scenario: Scenario) -> ComparisonDrawing:
    """Return the drawing for the browser: the areas of both ends and the one between them."""
    point = interpolation_point(builder, scenario)
    of_ends = zip(("only-a", "only-b"), point.ends, strict=True)
    grounds = dict(of_ends) | ({"common": point.point} if point.point else {})
    addresses = [_end(builder.catalog, scenario, name)[0] for name in ENDS]
    return {
        **credits_of(builder.catalog, addresses, [ground.area for ground in grounds.values()]),
        "fills": [
            {
                "part": part,
                "outline": part != "common",
                "geometry": geometry_object(feature.geometry),
            }
            for part, ground in grounds.items()
            for feature in ground.features
        ],
        "swipe": None,
        "titles": words()["bridge_parts"],
    }


def titles(catalog: Catalog, scenario: Scenario) -> dict[str, str]:
    """Return the possible ends: readings with present values, and with defaults if different."""
    found = {}
    for address, provision in catalog.layers.items():
        changed = any(key.startswith(f"{address}.") for key in scenario.parameters)
        for reading in provision.available_readings():
            title = full_title(provision, reading, scenario.language)
            found[f"{address}={reading.id}"] = title
            if changed and reading.parameter_names():
                default = f"{title} ({words()['bridge_of_file']})"
                found[f"{address}={reading.id}={OF_FILE}"] = default
    return found


def default_ends(catalog: Catalog) -> tuple[str, str]:
    """Return the first two ends that can be interpolated: bands on the same side of one line."""
    bands = [
        (f"{address}={reading.id}", reading.arguments)
        for address, provision in catalog.layers.items()
        for reading in provision.available_readings()
        if reading.recipe == "bands"
    ]
    for (first, of_first), (second, of_second) in combinations(bands, 2):
        same = all(of_first.get(name) == of_second.get(name) for name in ("from", "side"))
        if same and _depths(of_first) != _depths(of_second):
            return first, second
    address, provision = next(iter(catalog.layers.items()))
    only = f"{address}={provision.default_reading}"
    return only, only


def _depths(arguments: dict[str, Any]) -> list[object]:
    return [band["depth_km"] for band in arguments["bands"]]


def _end(catalog: Catalog, scenario: Scenario, name: str) -> End:
    keys = list(titles(catalog, scenario))
    first = default_ends(catalog)[ENDS.index(name)]
    chosen = st.session_state.get(f"bridge-{name}", first)
    address, _, rest = (chosen if chosen in keys else first).partition("=")
    reading, _, mark = rest.partition("=")
    return address, reading, {} if mark else scenario.values_of(address, catalog)
