"""The URLs of a layer's geometry and details.

They contain the content hash, so that responses can be cached for ever, and the layer's reading
and values, so that any server process can build the layer.
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
    """Return the query string of a layer: its reading and the values that are not defaults.

    The value of `left_open`, a parameter, is omitted.
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
    """Return the path of a layer's details in a language."""
    return f"{layer_path(layer, 'details')}&lang={language}"


def value_path(layer: Layer, parameter: Parameter, language: Language) -> str:
    """Return the path of a layer's shape, to be completed with a value of the parameter.

    The browser uses it while a slider moves, before it hears from Python.
    """
    others = layer_query(layer, parameter)
    return f"{VALUE_PATH}?{others}&lang={language}&{layer.address}.{parameter.id}="


def layer_of_query(query: str, builder: Builder) -> Layer | None:
    """Return the layer that a query names, or None if the query is not exact."""
    scenario, told = from_query(query, builder.catalog)
    layers = builder.layers(scenario)
    return layers[0] if len(layers) == 1 and not told else None
