"""The message to the map's frame: the layers that are on, and the paths of their geometry."""

from typing import Any

from dashboard.presentation.layer_description import description_or_name
from dashboard.presentation.layer_urls import shape_path, value_path
from dashboard.presentation.map_protocol import ComparisonDrawing, MapState, SliderRule
from dashboard.session.scenario_state import ViewRequest
from dashboard.session.switches import Switch, css_class
from dashboard.stage.static_payload import static_payload
from geodata.scenario import Scenario
from layers.build.builder import Builder
from layers.output.geojson import labelled_geojson


def message(  # noqa: PLR0913 (what the browser has to know)
    builder: Builder,
    scenario: Scenario,
    *,
    switches: list[Switch],
    flight: ViewRequest,
    tiles: dict[str, str] | None,
    comparison: ComparisonDrawing | None = None,
) -> MapState:
    """Return the full state of the map, to which the browser adapts what it shows.

    Available layers that are off are included, so that the browser can fetch them in advance;
    those that it knows already are given by name only. The flight is the last requested view; later
    moves by the user are known to the browser alone. A comparison replaces the layers that are on.
    """
    catalog = builder.catalog
    on = [layer.name for layer in builder.layers(scenario)]
    return {
        "version": static_payload(builder)["version"],
        "on": [] if comparison else on,
        "layers": [
            description_or_name(address, reading.id, builder, scenario)
            for address in catalog.layers
            for reading in scenario.available_readings(address, catalog)
        ],
        "sliders": _sliders(builder, scenario),
        "switches": [switch.rule() for switch in switches],
        "flight": {
            "number": flight.number,
            "to": [flight.view.latitude, flight.view.longitude, flight.view.zoom]
            if flight.view
            else None,
            "mark": flight.mark,
        },
        "language": scenario.language,
        "tiles": tiles,
        "comparison": comparison,
    }


def fresh_shapes(builder: Builder, scenario: Scenario, sent_addresses: set[str]) -> dict[str, Any]:
    """Return the shapes of layers with changed values that were not sent yet, by path.

    They are sent with the message, since a request would wait behind the figures of the same
    change. A browser that missed them requests them. The paths are added to `sent_addresses`.
    """
    found: dict[str, Any] = {}
    for layer in builder.layers(scenario):
        changed = any(layer.values[item.id] != item.default for item in layer.provision.parameter)
        address = shape_path(layer, scenario.language)
        if changed and address not in sent_addresses:
            found[address] = labelled_geojson(layer, scenario.language)
            sent_addresses.add(address)
    return found


def _sliders(builder: Builder, scenario: Scenario) -> list[SliderRule]:
    """Return the class and value of every slider on the screen, and its layer's path."""
    return [
        {
            "class": css_class(f"parameter:{layer.address}.{parameter.id}"),
            "value": layer.values[parameter.id],
            "layer": layer.name,
            "path": value_path(layer, parameter, scenario.language),
        }
        for layer in builder.layers(scenario)
        for parameter in layer.provision.parameter
        if parameter.id in layer.reading.parameter_names()
    ]
