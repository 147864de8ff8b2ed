"""Conversion between a step and the scenario that it shows."""

from geodata.catalog import Catalog
from geodata.models.briefing import Step, StepScenario, StepView
from geodata.models.field_types import Language
from geodata.scenario import Scenario, View, make_scenario


def scenario_of(step: Step, catalog: Catalog, language: Language = "en") -> Scenario:
    """Return the scenario of a step, in the given language unless the step sets its own."""
    asked = step.scenario
    latitude, longitude = step.view.centre
    return make_scenario(
        catalog,
        asked.on,
        {address: tuple(ids) for address, ids in asked.readings.items()},
        asked.parameters,
        View(round(latitude, 4), round(longitude, 4), float(f"{step.view.zoom:g}")),
        asked.language or language,
    )


def as_step(step_id: str, title: str, scenario: Scenario, view: View) -> Step:
    """Return a step that shows a scenario in a view, with a title and no caption yet."""
    return Step(
        id=step_id,
        title=title,
        scenario=StepScenario(
            on=list(scenario.on),
            readings={address: list(ids) for address, ids in scenario.readings.items()},
            parameters=scenario.parameters,
            language=None if scenario.language == "en" else scenario.language,
        ),
        view=StepView(centre=(view.latitude, view.longitude), zoom=view.zoom),
    )
