"""Every plus-minus against 1,000 seeded draws of where lines and places may lie.

The draws are normal and independent, of every deviation, and share nothing with the few balanced
ones that a plus-minus is computed from but the lines and places that they move. It has to be within
20 % of the distance that holds 95 % of the draws, and 90 to 98 % of the draws have to lie within it.
"""

from collections.abc import Iterator

import numpy as np
import pytest

from geodata.models.reference_features import Key
from geodata.scenario import make_scenario
from layers.accuracy.metrics import METRICS, FigureKey, figures_of
from layers.accuracy.quantity import SHOWN_FROM, Quantity
from layers.analysis.comparison import areas_on, compare
from layers.build.layer import Layer, key_names
from layers.features.reference import Reference
from layers.geometry.measure import geodesic_area
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

DRAWS = 1000
SOUTH = "demilitarized-south.zone"
SAMPLE = {
    "disengagement-1974.area-of-separation@as-drawn",
    "demilitarized-south.zone@governorates",
    "druze-corridor.passage@shortest-from-line-a",
}
"""Of these `make test` looks at the key figures, and `make test-full` at all; of the other layers
`make test-full` looks at the key figures."""


def distinct_layers() -> list[Layer]:
    """Return the layers that differ in more than their words."""
    found: dict[tuple[str, str], Layer] = {}
    for address, provision in CATALOG.layers.items():
        for reading in provision.reading:
            layer = BUILDER.layer(address, reading.id)
            arguments = str(sorted(layer.reading.resolved_arguments(layer.values).items()))
            found.setdefault((layer.reading.recipe, arguments), layer)
    return list(found.values())


LAYERS = {layer.name: layer for layer in distinct_layers()}


def random_worlds(keys: tuple[Key, ...]) -> Iterator[Reference]:
    model = BUILDER.reference.displacement
    moving = model.deviations(keys)
    random = np.random.default_rng(2026)
    for _ in range(DRAWS):
        amounts = np.zeros(model.count)
        amounts[moving] = random.standard_normal(len(moving))
        yield BUILDER.reference.displace(keys, amounts)


def check(name: object, quantity: Quantity, drawn: list[float]) -> None:
    off = np.abs(np.array(drawn) - quantity.value)
    within = np.mean(off <= quantity.plus_minus)
    assert quantity.plus_minus == pytest.approx(np.percentile(off, 95), rel=0.2), (name, within)
    assert 0.90 <= within <= 0.98, name


def check_layer(layer: Layer, measures: dict[FigureKey, Quantity]) -> None:
    shown = {
        name: quantity
        for name, quantity in measures.items()
        if quantity.plus_minus > SHOWN_FROM * abs(quantity.value)
    }
    keys = tuple(dict.fromkeys(key for item in shown.values() for key in item.rests_on))
    drawn: dict[FigureKey, list[float]] = {name: [] for name in shown}
    for world in random_worlds(keys):
        figures = figures_of(BUILDER.remade(layer, world), world, list(shown))
        for name, values in drawn.items():
            values.append(figures.get(name, 0.0))
    for name, quantity in shown.items():
        check(name, quantity, drawn[name])


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in SAMPLE else pytest.mark.full)
        for name, layer in LAYERS.items()
        if any(not METRICS[measure].counted for _, measure in key_names(layer))
    ],
)
def test_a_plus_minus_holds_95_per_cent_of_what_may_be(name: str) -> None:
    layer = LAYERS[name]
    check_layer(layer, BUILDER.figures(layer))


@pytest.mark.full
@pytest.mark.parametrize("name", sorted(SAMPLE))
def test_so_does_that_of_every_measure_for_analysts(name: str) -> None:
    layer = LAYERS[name]
    keys = key_names(layer)
    measures = BUILDER.measures(layer)
    check_layer(layer, {name: item for name, item in measures.items() if name not in keys})


def test_the_plus_minus_of_a_comparison_does_too() -> None:
    """Two readings of the south that share all of their outer edge."""
    a, b = (
        make_scenario(CATALOG, [SOUTH], {SOUTH: (reading,)})
        for reading in ("governorates", "nearly-to-damascus")
    )
    compared = compare(BUILDER, a, b)
    quantities = compared.quantities
    keys = quantities["only-b"].rests_on
    drawn: dict[str, list[float]] = {"common": [], "only-b": [], "overlap-ratio": []}
    for world in random_worlds(keys):
        of_a, of_b = areas_on(BUILDER, *compared.sides, world)
        common = geodesic_area(of_a.intersection(of_b)) / 1e6
        only_a, only_b = (geodesic_area(area) / 1e6 - common for area in (of_a, of_b))
        drawn["common"].append(common)
        drawn["only-b"].append(only_b)
        drawn["overlap-ratio"].append(100 * common / (common + only_a + only_b))
    for name, values in drawn.items():
        check(name, quantities[name], values)
