"""The web address of a layer's geometry and of its details.

It carries the content hash, so that the answer may be kept for good, and what the layer is made
of, so that any server process can build what another one named.
"""

from urllib.parse import urlencode

from geodata.models.field_types import Language
from geodata.models.provision import Parameter
from geodata.scenario import from_query
from layers.build.builder import Builder
from layers.build.layer import Layer

PREFIX = "map/layers"
VALUE_PATH = "map/value"


def layer_query(layer: Layer, left_open: Parameter | None = None) -> str:
    """Return the query that names a layer: its reading and the values that are not defaults.

    Of a parameter that is left open, the value is not named.
    """
    pairs = {layer.address: layer.reading.id}
    for parameter in layer.provision.parameter:
        value = layer.values[parameter.id]
        if parameter != left_open and value != parameter.default:
            pairs[f"{layer.address}.{parameter.id}"] = f"{value:g}"
    return urlencode({"on": layer.address, **pairs})


def layer_path(layer: Layer, what: str) -> str:
    """Return the path of a layer's ``shape`` or ``details``, with its query."""
    return f"{PREFIX}/{layer.hash}/{what}?{layer_query(layer)}"


def shape_path(layer: Layer, language: Language) -> str:
    """Return the path of a layer's shape with its names in a language."""
    return f"{layer_path(layer, 'shape')}&lang={language}"


def details_path(layer: Layer, language: Language) -> str:
    """Return the path of what is known of a layer, as the browser asks for it in a language."""
    return f"{layer_path(layer, 'details')}&lang={language}"


def value_path(layer: Layer, parameter: Parameter, language: Language) -> str:
    """Return the path that gives a layer's shape once a value of the parameter is written after it.

    The browser uses it while a slider moves, when Python has not named the layer yet.
    """
    others = layer_query(layer, parameter)
    return f"{VALUE_PATH}?{others}&lang={language}&{layer.address}.{parameter.id}="


def layer_of_query(query: str, builder: Builder) -> Layer | None:
    """Return the one layer that a query names, or None if it names none or not exactly."""
    scenario, told = from_query(query, builder.catalog)
    layers = builder.layers(scenario)
    return layers[0] if len(layers) == 1 and not told else None
