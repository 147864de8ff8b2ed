"""The message with a whole briefing, so that the browser can show any step at once.

The list of steps in the page reports the current step to Python.
"""

from dashboard.presentation.layer_description import description_or_name
from dashboard.presentation.map_protocol import BriefingMessage, StepMessage
from dashboard.presentation.step_description import step_text, step_view
from dashboard.session.active_briefing import active_step, available_briefings
from dashboard.text.ui_text import words
from geodata.briefings.briefing_io import to_toml
from geodata.briefings.step_scenario import scenario_of
from geodata.models.briefing import Briefing
from geodata.models.field_types import in_language
from geodata.scenario import Scenario
from layers.build.builder import Builder


def briefing_message(builder: Builder, scenario: Scenario) -> BriefingMessage | None:
    """Return the message of the current briefing, or None if there is none.

    The current step includes changes made during the talk; the others are as in the file.
    """
    here = active_step(builder.catalog)
    if here is None:
        return None
    briefing = available_briefings(builder.catalog)[here.id]
    key = f"briefing {to_toml(briefing)} {scenario.language}"
    steps = list(builder.once(key, lambda: _steps(briefing, builder, scenario)))
    steps[here.at] = {**steps[here.at], **step_text(briefing.step[here.at], builder, scenario)}
    return {
        "id": here.id,
        "title": in_language(briefing.title, scenario.language),
        "at": here.at,
        "steps": steps,
        "words": words()["brief"],
    }


def _steps(briefing: Briefing, builder: Builder, scenario: Scenario) -> list[StepMessage]:
    """Return all steps; layers that the browser knows are given by name only."""
    scenarios = [scenario_of(step, builder.catalog, scenario.language) for step in briefing.step]
    return [
        {
            **step_view(step, builder, shown),
            "layers": [
                description_or_name(layer.address, layer.reading.id, builder, shown)
                for layer in builder.layers(shown)
            ],
        }
        for step, shown in zip(briefing.step, scenarios, strict=True)
    ]
