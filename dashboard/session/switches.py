"""The switches beside the map: which control shows or hides which layers.

Python applies the rule when a control has changed; the browser is told of it beforehand, so that it
can answer before Python does. A page that stands alone has one of its own (`export/page_panel.js`).
"""

import re
from dataclasses import dataclass

from dashboard.presentation.map_protocol import SwitchRule
from geodata.catalog import Catalog
from geodata.scenario import Scenario, make_scenario


@dataclass(frozen=True)
class Switch:
    """A checkbox for a proposal, for one of its layers, or for one reading of a layer.

    Attributes
    ----------
    key
        The widget's key: ``proposal:ID``, ``layer:ADDRESS`` or ``reading:ADDRESS@READING``.
    shows, hides
        Names of layers (``ADDRESS@READING``) that go on when it is checked, and off when it is
        not.
    """

    key: str
    checked: bool
    shows: tuple[str, ...]
    hides: tuple[str, ...]

    def rule(self) -> SwitchRule:
        """Return what the browser has to know: the control's class, and what it does."""
        return {"class": css_class(self.key), "shows": self.shows, "hides": self.hides}


def css_class(key: str) -> str:
    """Return the class that Streamlit gives to the element of a widget with this key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


def switches(catalog: Catalog, scenario: Scenario) -> list[Switch]:
    """Return the switches that are on the screen: those below a proposal only while it is on."""
    return [item for name in catalog.proposals for item in switches_of(catalog, scenario, name)]


def switches_of(catalog: Catalog, scenario: Scenario, proposal_id: str) -> list[Switch]:
    """Return the switches of a proposal that are on the screen; none if it draws nothing."""
    layers = catalog.layers_of(proposal_id)
    if not layers:
        return []
    on = [layer for layer in layers if layer in scenario.on]
    chosen = tuple(name for layer in layers for name in _chosen_names(layer, catalog, scenario))
    every = tuple(name for layer in layers for name in _offered_names(layer, catalog, scenario))
    found = [Switch(f"proposal:{proposal_id}", bool(on), chosen, every)]
    if on and len(layers) > 1:
        found += [_layer_switch(layer, catalog, scenario) for layer in layers]
    return found + [item for layer in on for item in _reading_switches(layer, catalog, scenario)]


def _layer_switch(layer: str, catalog: Catalog, scenario: Scenario) -> Switch:
    return Switch(
        f"layer:{layer}",
        layer in scenario.on,
        _chosen_names(layer, catalog, scenario),
        _offered_names(layer, catalog, scenario),
    )


def _reading_switches(layer: str, catalog: Catalog, scenario: Scenario) -> list[Switch]:
    names = _offered_names(layer, catalog, scenario)
    chosen = _chosen_names(layer, catalog, scenario)
    if len(names) < 2:  # noqa: PLR2004 (one reading is no choice)
        return []
    return [Switch(f"reading:{name}", name in chosen, (name,), (name,)) for name in names]


def _offered_names(layer: str, catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    return tuple(f"{layer}@{reading.id}" for reading in scenario.available_readings(layer, catalog))


def _chosen_names(layer: str, catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    return tuple(f"{layer}@{reading}" for reading in scenario.readings_of(layer, catalog))


def apply_switch(catalog: Catalog, scenario: Scenario, key: str, *, checked: bool) -> Scenario:
    """Return the scenario after a switch was checked or unchecked.

    Unchecking the last reading of a layer turns the layer off and keeps that reading for the
    next time.
    """
    kind, _, rest = key.partition(":")
    on, readings = set(scenario.on), dict(scenario.readings)
    if kind == "reading":
        layer, _, reading = rest.partition("@")
        chosen = [item for item in scenario.readings_of(layer, catalog) if item != reading]
        if checked:
            readings[layer] = (*chosen, reading)
        elif chosen:
            readings[layer] = tuple(chosen)
        else:
            on.discard(layer)
    else:
        touched = set(catalog.layers_of(rest)) if kind == "proposal" else {rest}
        on = on | touched if checked else on - touched
    return make_scenario(
        catalog, on, readings, scenario.parameters, scenario.view, scenario.language
    )
