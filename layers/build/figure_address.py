"""Addresses of figures: ``PROPOSAL.PROVISION[@READING].FEATURE.MEASURE``."""

from collections.abc import Iterable

from geodata.scenario import Scenario
from geodata.text.safe_text import quote
from layers.accuracy.metrics import METRICS, figures_of, names_of
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer

FORM = "PROPOSAL.PROVISION[@READING].FEATURE.MEASURE"
PARTS = 4


class UnknownFigureError(LookupError):
    """An address names no figure. The message is one line with the known names."""


def resolve(address: str, builder: Builder, scenario: Scenario | None = None) -> Quantity:
    """Return the figure that an address names; its text is `Quantity.text()`.

    Without a reading in the address, the first one of the scenario applies, else the default.
    Parameters have the values of the scenario, else their defaults.

    Raises
    ------
    UnknownFigureError
        If the figure does not exist. The message is one line with the known names.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> builder = Builder(load_catalog())
    >>> resolve("israeli-positions.positions.all.count", builder).value
    7.0
    >>> resolve("israeli-positions.positions.all.area", builder)
    Traceback (most recent call last):
        ...
    layers.build.figure_address.UnknownFigureError: measure 'area' is not known; there are: count
    """
    layer, feature_id, measure = layer_named(address, builder, scenario)
    metric = METRICS.get(measure)
    figures = builder.figures(layer) if metric and metric.key else builder.measures(layer)
    quantity = figures.get((feature_id, measure))
    if quantity is None:
        figures = builder.measures(layer)
        features = _once(name for name, _ in figures)
        if feature_id not in features:
            raise _unknown("feature", feature_id, features)
        raise _unknown("measure", measure, (name for id_, name in figures if id_ == feature_id))
    return quantity


def exists(address: str, builder: Builder, scenario: Scenario | None = None) -> bool:
    """Tell whether an address names a figure, without computing the slow plus-minus.

    Raises an `UnknownFigureError` if the layer does not exist.
    """
    layer, feature_id, measure = layer_named(address, builder, scenario)
    names = [name for name in names_of(layer.features, METRICS) if name[1] == measure]
    return (feature_id, measure) in figures_of(layer.features, builder.reference.fresh(), names)


def layer_named(
    address: str, builder: Builder, scenario: Scenario | None = None
) -> tuple[Layer, str, str]:
    """Return the layer, the feature id and the measure name in an address.

    Raises an `UnknownFigureError` if the layer does not exist. Feature and measure are not checked.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> builder = Builder(load_catalog())
    >>> layer, *figure = layer_named("disengagement-1974.area-of-separation.zone.area", builder)
    >>> layer.name, figure
    ('disengagement-1974.area-of-separation@as-drawn', ['zone', 'area'])
    >>> layer_named("disengagement-1974.zone.area", builder)
    Traceback (most recent call last):
        ...
    layers.build.figure_address.UnknownFigureError: 'disengagement-1974.zone.area' is not an
    address: write PROPOSAL.PROVISION[@READING].FEATURE.MEASURE
    """
    parts = address.split(".")
    if len(parts) != PARTS:
        raise UnknownFigureError(f"{quote(address)} is not an address: write {FORM}")
    proposal, named, feature_id, measure = parts
    provision_id, _, reading_id = named.partition("@")
    catalog = builder.catalog
    if proposal not in catalog.proposals:
        raise _unknown("proposal", proposal, catalog.proposals)
    layer_address = f"{proposal}.{provision_id}"
    if layer_address not in catalog.layers:
        raise _unknown("layer", layer_address, catalog.layers_of(proposal))
    readings = [reading.id for reading in catalog.layers[layer_address].reading]
    if (reading_id or "@" in named) and reading_id not in readings:
        raise _unknown("reading", reading_id, readings)
    if scenario is None:
        return builder.layer(layer_address, reading_id or None), feature_id, measure
    reading_id = reading_id or scenario.readings_of(layer_address, catalog)[0]
    values = scenario.values_of(layer_address, catalog)
    return builder.layer(layer_address, reading_id, values), feature_id, measure


def _unknown(what: str, name: str, known_names: Iterable[str]) -> UnknownFigureError:
    there_are = ", ".join(_once(known_names)) or "none"
    return UnknownFigureError(f"{what} {quote(name)} is not known; there are: {there_are}")


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
