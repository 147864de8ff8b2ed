"""What a map says of a layer beside its shape: on the screen, and in every picture.

Of most layers that is the same in every scenario. The map's frame is told it once, with the base
map, and messages then tell of them by name.
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
    """Return name, look, dates and assumptions of a layer, in the scenario's language."""
    proposal = builder.catalog.proposal_of(layer.address)
    language = scenario.language
    several = len(scenario.offered(layer.address, builder.catalog)) > 1
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
    """Return, by language and name, what is said of every layer as long as nothing is chosen."""
    catalog = builder.catalog
    return {
        language: {
            layer.name: describe_layer(layer, builder, make_scenario(catalog, language=language))
            for address, provision in catalog.layers.items()
            for layer in [builder.layer(address, item.id) for item in provision.offered()]
        }
        for language in LANGUAGES
    }


def description_or_name(
    address: str, reading_id: str, builder: Builder, scenario: Scenario
) -> LayerDescription | str:
    """Return what is said of a layer: its name if that is known, or else all of it."""
    provision = builder.catalog.layers[address]
    changed = any(f"{address}.{item.id}" in scenario.parameters for item in provision.parameter)
    if address not in scenario.readings and not changed:
        return f"{address}@{reading_id}"
    values = scenario.values_of(address, builder.catalog)
    return describe_layer(builder.layer(address, reading_id, values), builder, scenario)
