"""The builder, which makes layers and figures from a catalogue, each of them once."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from geodata.catalog import Catalog
from geodata.models.provision import Reading
from geodata.models.reference_features import Key
from geodata.scenario import Scenario
from layers.accuracy.metrics import METRICS, FigureKey, names_of
from layers.accuracy.perturbation import MeasuredFigure, measure_figures
from layers.accuracy.quantity import Quantity
from layers.build.cache import Cache, Kept
from layers.build.figure_store import FigureStore
from layers.build.layer import Layer, RecipeOutput, key_names
from layers.build.other_end import with_other_ends
from layers.build.program_version import program_version
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.recipes import make

FINEST = {"km": 0.01}
"""No line of the reference data is known to 10 m; bands and passages are drawn to a few metres."""
CACHED_LAYERS = 512
"""Size of each cache: layers, and sets of figures or places."""


class Builder:
    """Builds the layers of a catalogue, and their figures.

    Parameters
    ----------
    catalog
        The catalogue; recipes use its reference features.
    store
        The store of figures measured at earlier starts.

    Attributes
    ----------
    version
        A hash of the data and the program; layers of another version may differ.
    compared
        The cache of results for several layers, by their hashes.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> builder = Builder(load_catalog())
    >>> layer = builder.layer("druze-corridor.passage", values={"width_km": 4.0})
    >>> layer.name, [feature.id for feature in layer.features]
    ('druze-corridor.passage@via-izra', ['zone', 'axis'])
    >>> layer.rests_on[0], layer.licences
    ('place/suwayda', ('CC-BY-4.0', 'CC0-1.0', 'ODbL-1.0', 'public domain'))
    """

    def __init__(self, catalog: Catalog, store: FigureStore | None = None) -> None:
        self.catalog = catalog
        self._store = store
        self.reference = Reference.of(catalog.features)
        self.version = _digest(catalog.version, program_version())
        self._named = Cache(CACHED_LAYERS)
        self._layers = Cache(CACHED_LAYERS)
        self._figures = Cache(CACHED_LAYERS)
        self.compared = Cache(CACHED_LAYERS)

    def layer(
        self, address: str, reading_id: str | None = None, values: dict[str, float] | None = None
    ) -> Layer:
        """Return a layer, by default in its default reading and with default values.

        Raises
        ------
        KeyError
            If the address or the reading is not in the catalogue.
        """
        provision = self.catalog.layers[address]
        wanted = reading_id or provision.default_reading
        reading = next((item for item in provision.reading if item.id == wanted), None)
        if reading is None:
            raise KeyError(f"{address}={wanted}")
        all_values = {item.id: item.default for item in provision.parameter} | (values or {})
        name = (address, wanted, *all_values.values())
        layer: Layer = self._named.get(name, lambda: self._layer(address, reading, all_values))
        return layer

    def _layer(self, address: str, reading: Reading, values: dict[str, float]) -> Layer:
        """Return a layer, from the cache if it was made with the same arguments before."""
        arguments = reading.resolved_arguments(values)
        digest = _digest(address, reading.id, reading.recipe, arguments, self.version)
        provision, used = self.catalog.layers[address], reading.parameter_names()
        made = Layer(
            address,
            provision,
            reading,
            {
                item.id: values[item.id] if item.id in used else item.default
                for item in provision.parameter
            },
            digest,
            lambda: self._make(reading.recipe, arguments),
        )
        return self._layers.get(digest, lambda: made)

    def layers(self, scenario: Scenario) -> list[Layer]:
        """Return all layers that are on in a scenario, one for each chosen reading."""
        return [
            self.layer(address, reading_id, scenario.values_of(address, self.catalog))
            for address in scenario.on
            for reading_id in scenario.readings_of(address, self.catalog)
        ]

    def figures(self, layer: Layer) -> dict[FigureKey, Quantity]:
        """Return the key figures of a layer, and those for which a reported figure exists."""
        key = f"figures {layer.hash}"
        return self.once(key, lambda: self._quantities(key, layer, key_names(layer)))

    def measures(self, layer: Layer) -> dict[FigureKey, Quantity]:
        """Return all figures of a layer: the key figures, and those for analysts."""
        key = f"measures {layer.hash}"

        def every() -> dict[FigureKey, Quantity]:
            names = names_of(layer.features, METRICS)
            figures = self.figures(layer)
            others = self._quantities(key, layer, [name for name in names if name not in figures])
            return {name: (figures | others)[name] for name in names if name in figures | others}

        return self.once(key, every)

    def once(self, key: str, make_it: Callable[[], Kept]) -> Kept:
        """Return the cached object of a key, or make it."""
        return self._figures.get(key, make_it)

    def remade(self, layer: Layer, reference: Reference) -> tuple[Feature, ...]:
        """Make the features of a layer again, from other reference data."""
        return tuple(
            make(layer.reading.recipe, layer.reading.resolved_arguments(layer.values), reference)
        )

    def features(self, layer: Layer, reference: Reference) -> tuple[Feature, ...]:
        """Return the features of a layer on other reference data; its own if nothing moved."""
        if all(reference.features[key] is self.reference.features[key] for key in layer.rests_on):
            return layer.features
        return self.remade(layer, reference)

    def quantity(
        self, value: float, plus_minus: float, unit: str, rests_on: tuple[Key, ...]
    ) -> Quantity:
        """Return a quantity with the licences, attributions and date of what it rests on.

        A plus-minus below `FINEST` comes from the drawing of edges, not from the data: it is set
        to 0.
        """
        spread = plus_minus if plus_minus >= FINEST.get(unit, 0.0) else 0.0
        return Quantity(value, spread, unit, rests_on, *self.terms(rests_on))

    def _make(self, recipe: str, arguments: dict[str, Any]) -> RecipeOutput:
        reference = self.reference.fresh()
        features = tuple(make(recipe, arguments, reference))
        rests_on = tuple(reference.taken)
        return RecipeOutput(features, rests_on, *self.terms(rests_on))

    def terms(self, keys: tuple[Key, ...]) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """Return the licences, attributions and latest date of reference features."""
        taken = [self.catalog.features[key] for key in keys]
        return (
            tuple(sorted({feature.licence for feature in taken})),
            tuple(sorted({part for item in taken for part in item.attribution.split("; ")})),
            max((feature.as_of for feature in taken), default=""),
        )

    def _quantities(
        self, key: str, layer: Layer, names: Collection[FigureKey]
    ) -> dict[FigureKey, Quantity]:
        found = self._stored_or_measured(key, layer, names)
        quantities = {
            name: self.quantity(item.value, item.plus_minus, METRICS[name[1]].unit, item.rests_on)
            for name, item in found.items()
        }
        return with_other_ends(quantities, layer.features, self.reference)

    def _stored_or_measured(
        self, key: str, layer: Layer, names: Collection[FigureKey]
    ) -> Mapping[FigureKey, MeasuredFigure]:
        """Return named figures of a layer: stored ones if they fit, else measured ones."""
        stored = self._store.read(key) if self._store else None
        if stored is not None and self._fits(stored, names):
            return stored
        found = measure_figures(
            layer.features,
            names,
            layer.rests_on,
            self.reference.fresh(),
            lambda reference: self.remade(layer, reference),
        )
        if self._store:
            self._store.write(key, found)
        return found

    def _fits(
        self, figures: Mapping[FigureKey, MeasuredFigure], names: Collection[FigureKey]
    ) -> bool:
        """Tell whether stored figures have known names only, and rest on known features only."""
        rests_on = {key for item in figures.values() for key in item.rests_on}
        return figures.keys() <= set(names) and rests_on <= self.catalog.features.keys()


def _digest(*parts: object) -> str:
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
