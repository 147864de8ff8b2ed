"""Checks that the steps of a briefing refer only to what is in the catalogue.

A link with an unknown name opens the nearest map and says so; a briefing's file with one does not
load. Figures in captions are checked in :mod:`layers.build.briefing_figures`, where they are
computed.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from geodata.catalog import Catalog
from geodata.models.briefing import Briefing, StepScenario
from geodata.text.file_errors import FileError
from geodata.text.safe_text import quote


def check_names(path: Path, briefing: Briefing, catalog: Catalog) -> None:
    """Check every step of a briefing.

    Raises
    ------
    FileError
        For the first unknown name or value, with file, step and what would be right.
    """
    for step in briefing.step:
        for field, problem in _problems(step.scenario, catalog):
            raise FileError(path, f"step.{step.id}.scenario.{field}", problem)


def _problems(step_scenario: StepScenario, catalog: Catalog) -> Iterator[tuple[str, str]]:
    for name in step_scenario.on:
        if name not in catalog.layers and name not in catalog.proposals:
            proposal_id, dot, _ = name.partition(".")
            of_one = dot and proposal_id in catalog.proposals
            known = catalog.layers_of(proposal_id) if of_one else catalog.proposals
            yield "on", _unknown(name, known or catalog.proposals)
    for address, readings in step_scenario.readings.items():
        if address not in catalog.layers:
            yield "readings", _unknown(address, catalog.layers)
            continue
        ids = [reading.id for reading in catalog.layers[address].reading]
        for reading in readings:
            if reading not in ids:
                yield f"readings.{address}", _unknown(reading, ids)
    for address, value in step_scenario.parameters.items():
        if address not in catalog.parameters:
            yield "parameters", _unknown(address, catalog.parameters)
            continue
        parameter = catalog.parameters[address]
        if not parameter.allows(value):
            nearest = parameter.nearest(value)
            yield f"parameters.{address}", f"{value:g} is not an allowed value: write {nearest:g}"


def _unknown(name: str, known_names: Iterable[str]) -> str:
    return f"{quote(name)} is not known; there are: {', '.join(known_names)}"
