"""The data of a standalone page: everything that the map would request from the server."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.gis.attributes import NOT_DRAWN
from dashboard.presentation.base_map import MOVES, START, START_ZOOM, base_map, relief_picture
from dashboard.presentation.layer_description import describe_layer
from dashboard.presentation.layer_details import details
from dashboard.presentation.layer_urls import details_path, shape_path
from dashboard.presentation.step_description import step_view
from dashboard.text.ui_text import words
from geodata.briefings.step_scenario import scenario_of
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario, make_scenario
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.output.geojson import labelled_geojson

DECIMALS = 5
"""Decimals of a position in degrees: within 0.6 m of the shapes used for figures."""


@dataclass(frozen=True)
class Content:
    """The content of a page: a scenario, or all steps of a briefing.

    Attributes
    ----------
    shown
        The scenario of each step, or a single one without a briefing, all in one language.
    """

    scenarios: tuple[Scenario, ...]
    builder: Builder
    named_briefing: NamedBriefing | None = None

    @property
    def language(self) -> Language:
        """The language of the names."""
        return self.scenarios[0].language

    @property
    def proposals(self) -> list[str]:
        """The ids of proposals with a layer that is on in any step, in the catalogue's order."""
        on = {layer.partition(".")[0] for shown in self.scenarios for layer in shown.on}
        return [proposal_id for proposal_id in self.builder.catalog.proposals if proposal_id in on]

    def readings(self, layer: str) -> list[str]:
        """Return the ids of a layer's readings that are on offer or used in a step."""
        catalog = self.builder.catalog
        chosen = {item for shown in self.scenarios for item in shown.readings_of(layer, catalog)}
        return [reading.id for reading in catalog.layers[layer].available_readings(chosen)]

    def whole(self, step: Scenario) -> Scenario:
        """Return a step with all layers of the proposals on, in all readings."""
        catalog = self.builder.catalog
        every = [item for name in self.proposals for item in catalog.layers_of(name)]
        readings = {layer: tuple(self.readings(layer)) for layer in every}
        return make_scenario(catalog, every, readings, step.parameters, step.view, step.language)


def content_of(
    scenario: Scenario, builder: Builder, named_briefing: NamedBriefing | None
) -> Content:
    """Return the content for a scenario, or for a briefing in the scenario's language."""
    if named_briefing is None:
        return Content((scenario,), builder)
    steps = [
        replace(scenario_of(step, builder.catalog), language=scenario.language)
        for step in named_briefing.briefing.step
    ]
    return Content(tuple(steps), builder, named_briefing)


def page_data(content: Content) -> dict[str, Any]:
    """Return the data for the page's scripts."""
    layers = _by_name(content, content.scenarios[0])
    return {
        "answers": _answers(content),
        "base": base_map(content.builder.catalog),
        "relief": _relief(content.builder),
        "map": {"center": START, "zoom": START_ZOOM, **MOVES},
        "language": content.language,
        "layers": layers,
        "proposals": [_proposal(name, content) for name in content.proposals],
        "steps": [_step(shown, content, layers) for shown in content.scenarios],
        "briefing": _briefing(content),
    }


def _answers(content: Content) -> dict[str, Any]:
    """Return the server's responses by path."""
    builder, language = content.builder, content.language
    answers: dict[str, Any] = {}
    for shown in content.scenarios:
        for layer in builder.layers(content.whole(shown)):
            if shape_path(layer, language) not in answers:
                answers[shape_path(layer, language)] = _shape(layer, language)
                answers[details_path(layer, language)] = details(layer, builder, language)
    return answers


def _shape(layer: Layer, language: Language) -> dict[str, Any]:
    """Return the shape of a layer."""
    collection = labelled_geojson(layer, language, DECIMALS)
    drawn = [item for item in collection["features"] if item["properties"]["role"] != NOT_DRAWN]
    return {**collection, "features": drawn}


def _relief(builder: Builder) -> str:
    content = relief_picture(builder.catalog)
    return f"data:image/png;base64,{base64.b64encode(content).decode()}"


def _by_name(content: Content, step: Scenario) -> dict[str, dict[str, Any]]:
    """Return the descriptions of all layers with the values of a step, by name."""
    whole = content.whole(step)
    return {
        layer.name: {
            **describe_layer(layer, content.builder, whole),
            "turn": 0,
            "address": layer.address,
            "readingId": layer.reading.id,
        }
        for layer in content.builder.layers(whole)
    }


def _step(scenario: Scenario, content: Content, first: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the layers of a step, and those with other values than in the first step."""
    catalog = content.builder.catalog
    every = [layer for name in content.proposals for layer in catalog.layers_of(name)]
    return {
        "on": list(scenario.on),
        "chosen": {layer: scenario.readings_of(layer, catalog) for layer in every},
        "layers": {
            name: told for name, told in _by_name(content, scenario).items() if told != first[name]
        },
        "to": [scenario.view.latitude, scenario.view.longitude, scenario.view.zoom]
        if scenario.view
        else None,
    }


def _proposal(proposal_id: str, content: Content) -> dict[str, Any]:
    layers = content.builder.catalog.layers_of(proposal_id)
    return {
        "id": proposal_id,
        "layers": [{"address": item, "readings": content.readings(item)} for item in layers],
    }


def _briefing(content: Content) -> dict[str, Any] | None:
    """Return a briefing as for the screen, without the presenter's notes."""
    if content.named_briefing is None:
        return None
    briefing = content.named_briefing.briefing
    return {
        "id": content.named_briefing.id,
        "title": in_language(briefing.title, content.language),
        "steps": [
            {
                **_without("notes", step_view(step, content.builder, shown)),
                "layers": [
                    describe_layer(layer, content.builder, shown)
                    for layer in content.builder.layers(shown)
                ],
            }
            for step, shown in zip(briefing.step, content.scenarios, strict=True)
        ],
        "words": _without("presenter", words()["brief"]),
    }


def _without(name: str, table: Mapping[str, object]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != name}
