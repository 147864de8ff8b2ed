"""What a map says of a layer beside its shape: on the screen, and in every picture."""

from typing import Any

from dashboard.web_map.layer_address import layer_path, shape_path
from dashboard.words import standing
from geodata.catalog import group_of
from geodata.models import in_language
from geodata.scenario import Scenario
from layers.build import Builder, Layer


def described(layer: Layer, builder: Builder, scenario: Scenario) -> dict[str, Any]:
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
        "standing": standing(proposal, language, short=True),
        "assumptions": [
            f"{in_language(parameter.title, language)}: {parameter.text(value)}"
            for parameter, value in layer.assumptions
        ],
    }
