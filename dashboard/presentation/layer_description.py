"""Descriptions of layers for the map and for pictures: everything but the shape.

Most descriptions are the same in every scenario. The map's frame receives them once, with the
base map, and later messages refer to them by name.
"""

from dashboard.presentation.layer_urls import layer_path, shape_path
from dashboard.presentation.map_protocol import LayerDescription
from dashboard.text.ui_text import in_force_statement
from geodata.catalog import group_of
from geodata.models.field_types import in_language
from geodata.scenario import LANGUAGES, Scenario, make_scenario
from layers.build.builder import Builder
from layers.build.layer import Layer


def describe_layer(layer: Layer, builder: Builder, scenario: Scenario) -> LayerDescription:
    """Return name, style, dates and assumptions of a layer, in the scenario's language."""
    proposal = builder.catalog.proposal_of(layer.address)
    language = scenario.language
    several = len(scenario.available_readings(layer.address, builder.catalog)) > 1
    chosen = scenario.readings_of(layer.address, builder.catalog)
    title = in_language(layer.provision.title, language)
    return {
        "name": layer.name,
        "proposal": in_language(proposal.title, language),
        "shape": shape_path(layer, scenario.language),
        "details": layer_path(layer, "details"),
        "title": title,
        "reading": in_language(layer.reading.title, language) if several else "",
        "label": in_language(layer.reading.label, language),
        "group": group_of(proposal),
        "status": proposal.status,
        "low": layer.reading.confidence == "low",
        "turn": chosen.index(layer.reading.id) if layer.reading.id in chosen else 0,
        "asOf": layer.reading.said_on or proposal.as_of,
        "standing": in_force_statement(proposal, language, short=True),
        "assumptions": [
            f"{in_language(parameter.title, language)}: {parameter.text(value)}"
            for parameter, value in layer.assumptions
        ],
    }


def default_descriptions(builder: Builder) -> dict[str, dict[str, LayerDescription]]:
    """Return the descriptions of all layers with default values, by language and name."""
    catalog = builder.catalog
    return {
        language: {
            layer.name: describe_layer(layer, builder, make_scenario(catalog, language=language))
            for address, provision in catalog.layers.items()
            for layer in [
                builder.layer(address, item.id) for item in provision.available_readings()
            ]
        }
        for language in LANGUAGES
    }


def description_or_name(
    address: str, reading_id: str, builder: Builder, scenario: Scenario
) -> LayerDescription | str:
    """Return a layer's name if the browser has its description already, else the description."""
    provision = builder.catalog.layers[address]
    changed = any(f"{address}.{item.id}" in scenario.parameters for item in provision.parameter)
    if address not in scenario.readings and not changed:
        return f"{address}@{reading_id}"
    values = scenario.values_of(address, builder.catalog)
    return describe_layer(builder.layer(address, reading_id, values), builder, scenario)
