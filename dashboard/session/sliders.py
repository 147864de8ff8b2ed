"""The sliders beside the map: one for each parameter that a chosen reading of a layer uses."""

from dataclasses import dataclass

from geodata.catalog import Catalog
from geodata.models.provision import Parameter
from geodata.scenario import Scenario


@dataclass(frozen=True)
class Slider:
    """A slider for one parameter of a layer that is on.

    Attributes
    ----------
    address
        The parameter's name in a scenario: ``PROPOSAL.PROVISION.PARAMETER``.
    value
        What the scenario gives the parameter.
    """

    address: str
    parameter: Parameter
    value: float

    @property
    def key(self) -> str:
        """Return the name of the control."""
        return f"parameter:{self.address}"


def sliders(catalog: Catalog, scenario: Scenario, layer: str) -> list[Slider]:
    """Return the sliders of a layer that are on the screen; none while it is off."""
    if layer not in scenario.on:
        return []
    provision, chosen = catalog.layers[layer], scenario.readings_of(layer, catalog)
    used = {
        name
        for reading in provision.reading
        if reading.id in chosen
        for name in reading.parameter_names()
    }
    return [
        Slider(address, parameter, scenario.parameters.get(address, parameter.default))
        for parameter in provision.parameter
        if parameter.id in used
        for address in [f"{layer}.{parameter.id}"]
    ]
