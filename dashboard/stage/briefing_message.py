"""What Python tells the browser of a briefing: every step whole, so that it need not ask.

The browser shows a step at once. Which step it is, the list of steps in the page says to Python.
"""

from dashboard.presentation.layer_description import told as layer_told
from dashboard.presentation.layer_details import cited, reported_lines
from dashboard.presentation.map_protocol import BriefingMessage, StepMessage, StepText, StepView
from dashboard.session.active_briefing import given, on_offer
from dashboard.text.ui_text import measured, words
from geodata.briefings.briefing_io import to_toml
from geodata.briefings.step_scenario import scenario_of
from geodata.models.briefing import Briefing, Step
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario
from layers.build.briefing_figures import caption, key_figures, notes
from layers.build.builder import Builder, Layer


def told(builder: Builder, now: Scenario) -> BriefingMessage | None:
    """Return what the browser has to know of the briefing, or None if none is given.

    The step that is given is told as it stands now, with what was changed in the middle of the
    talk; the others as their file says.
    """
    here = given(builder.catalog)
    if here is None:
        return None
    briefing = on_offer(builder.catalog)[here.id]
    key = f"briefing {to_toml(briefing)} {now.language}"
    steps = list(builder.once(key, lambda: _steps(briefing, builder, now)))
    steps[here.at] = {**steps[here.at], **_said(briefing.step[here.at], builder, now)}
    return {
        "id": here.id,
        "title": in_language(briefing.title, now.language),
        "at": here.at,
        "steps": steps,
        "words": words()["brief"],
    }


def _steps(briefing: Briefing, builder: Builder, now: Scenario) -> list[StepMessage]:
    """Return every step; of layers that the browser knows, only the names."""
    scenarios = [scenario_of(step, builder.catalog, now.language) for step in briefing.step]
    return [
        {
            **step_told(step, builder, shown),
            "layers": [
                layer_told(layer.address, layer.reading.id, builder, shown)
                for layer in builder.layers(shown)
            ],
        }
        for step, shown in zip(briefing.step, scenarios, strict=True)
    ]


def step_told(step: Step, builder: Builder, shown: Scenario) -> StepView:
    """Return what is on in a step and in which view, and what is said of it; not its layers."""
    view = shown.view
    assert view is not None
    return {
        "id": step.id,
        "title": in_language(step.title, shown.language),
        "on": [layer.name for layer in builder.layers(shown)],
        "to": [view.latitude, view.longitude, view.zoom],
        **_said(step, builder, shown),
    }


def _said(step: Step, builder: Builder, shown: Scenario) -> StepText:
    layers = builder.layers(shown)
    return {
        "caption": [
            piece if isinstance(piece, str) else {"text": piece.marked}
            for piece in caption(step, builder, shown)
        ],
        "figures": [
            {
                "text": figure.marked,
                "measure": measured(figure),
                "of": figure.of,
            }
            for figure in key_figures(step, builder, shown)
        ],
        "notes": notes(step, builder, shown),
        "sources": _sources(layers, builder, shown.language),
    }


def _sources(layers: list[Layer], builder: Builder, language: Language) -> list[str]:
    """Return what others give for what is on, then what is cited."""
    others = [line["text"] for layer in layers for line in reported_lines(layer, builder, language)]
    ids = dict.fromkeys(item for layer in layers for item in layer.provision.sources)
    return [*dict.fromkeys(others), *(cited(builder.catalog.sources[item]) for item in ids)]
