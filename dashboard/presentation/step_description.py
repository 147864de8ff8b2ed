"""Descriptions of the steps of a briefing, for the screen and for standalone pages."""

from dashboard.presentation.layer_details import format_source, reported_lines
from dashboard.presentation.map_protocol import StepState, StepText
from dashboard.text.ui_text import measure_of
from geodata.models.briefing import Step
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario
from layers.build.briefing_figures import caption, key_figures, notes
from layers.build.builder import Builder
from layers.build.layer import Layer


def step_view(step: Step, builder: Builder, scenario: Scenario) -> StepState:
    """Return the view and the texts of a step, with the names of its layers."""
    view = scenario.view
    assert view is not None
    return {
        "id": step.id,
        "title": in_language(step.title, scenario.language),
        "on": [layer.name for layer in builder.layers(scenario)],
        "to": [view.latitude, view.longitude, view.zoom],
        **step_text(step, builder, scenario),
    }


def step_text(step: Step, builder: Builder, scenario: Scenario) -> StepText:
    """Return the caption of a step with its figures, the notes and the sources."""
    layers = builder.layers(scenario)
    return {
        "caption": [
            piece if isinstance(piece, str) else {"text": piece.text_with_mark}
            for piece in caption(step, builder, scenario)
        ],
        "figures": [
            {
                "text": figure.text_with_mark,
                "measure": measure_of(figure),
                "of": figure.of,
            }
            for figure in key_figures(step, builder, scenario)
        ],
        "notes": notes(step, builder, scenario),
        "sources": _sources(layers, builder, scenario.language),
    }


def _sources(layers: list[Layer], builder: Builder, language: Language) -> list[str]:
    """Return other sources' figures for the layers that are on, then the cited sources."""
    others = [line["text"] for layer in layers for line in reported_lines(layer, builder, language)]
    ids = dict.fromkeys(item for layer in layers for item in layer.provision.sources)
    return [*dict.fromkeys(others), *(format_source(builder.catalog.sources[item]) for item in ids)]
