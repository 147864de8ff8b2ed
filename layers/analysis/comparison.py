"""Two scenarios against each other: their areas, laid over each other, and places between them.

The area of a scenario is the union of its zones, bands and corridors. A comparison is perturbed
as one function of the reference data, so that errors which both scenarios share cancel. A person's
own layers may stand beside a scenario, or in place of it; they are as exact as they were given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.scenario import Scenario
from layers.accuracy.perturbation import plus_minus
from layers.accuracy.quantity import Figures, Quantity
from layers.build.builder import Builder
from layers.build.cache import Cache
from layers.build.layer import Layer
from layers.build.overlay import area_of, overlay, overlay_area, union_of_areas
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.measure import geodesic_area
from layers.geometry.slivers import without_slivers
from layers.user_layers.features import UserLayerFeatures

UNITS = {"area": "km2", "ratio": "percent"}
ROUNDING = 1e-10
"""The part of the total below which an area is the rounding of coordinates, and counts as 0."""
NO_SPREAD = 1e-7
"""The part of the total below which a plus-minus is the one of how edges are measured: see
:mod:`layers.build.overlay`."""

Laid = Layer | UserLayerFeatures
"""What can be laid over something else."""
Side = tuple[Laid, ...]


@dataclass(frozen=True)
class Comparison:
    """Two scenarios, A and B, laid over each other.

    Attributes
    ----------
    common, only_a, only_b
        To be drawn: without pieces narrower than a metre. Empty where there is no such area.
    without_area
        The sides, of *A* and *B*, on which no zone, band or corridor is on.
    sides
        What is compared.
    measure
        Returns the quantities, which are measured when they are first asked for: most of the work
        is in how far they may be off, and the map is drawn without them.
    """

    common: Feature
    only_a: Feature
    only_b: Feature
    without_area: tuple[str, ...]
    sides: tuple[Side, Side]
    measure: Callable[[], dict[str, Quantity]] = field(repr=False, compare=False)

    @property
    def quantities(self) -> dict[str, Quantity]:
        """What is measured, by name.

        These are common, only-a, only-b, total, area-a and area-b in km2, and overlap-ratio, which
        is the common part of the total in per cent, 0 where there is none. Nothing is left out of
        them, so that area-a = common + only-a.
        """
        return self.measure()

    @property
    def features(self) -> tuple[Feature, ...]:
        """The parts to draw: those that are not empty."""
        parts = (self.common, self.only_a, self.only_b)
        return tuple(part for part in parts if not part.geometry.is_empty)


def compare(
    builder: Builder,
    a: Scenario,
    b: Scenario,
    *,
    own_a: Sequence[UserLayerFeatures] = (),
    own_b: Sequence[UserLayerFeatures] = (),
) -> Comparison:
    """Return what two scenarios have in common, and what is only in one of them.

    Parameters
    ----------
    own_a, own_b
        Own layers that belong to the sides as well.
    """
    of_a, of_b = (with_area(builder, *side) for side in ((a, own_a), (b, own_b)))
    names = " or ".join(" ".join(layer.hash for layer in side) for side in (of_a, of_b))
    kept = keeper(builder, *of_a, *of_b)
    return kept.get(f"comparison {names}", lambda: _comparison(builder, of_a, of_b, names, kept))


def with_area(builder: Builder, scenario: Scenario, own: Sequence[UserLayerFeatures]) -> Side:
    """Return the layers of a scenario, and own ones after them, that have an area."""
    layers: list[Laid] = [*builder.layers(scenario), *own]
    return tuple(layer for layer in layers if not layer_area(builder, layer).is_empty)


def keeper(builder: Builder, *layers: Laid) -> Cache:
    """Return where what is made of layers is kept: with an own layer if there is one."""
    return next(
        (layer.compared for layer in layers if isinstance(layer, UserLayerFeatures)),
        builder.compared,
    )


def layer_area(builder: Builder, layer: Laid) -> BaseGeometry:
    """Return the union of the zones, bands and corridors of a layer."""
    if isinstance(layer, UserLayerFeatures):
        return layer.area
    return builder.compared.get(f"area {layer.hash}", lambda: area_of(layer.features))


def _comparison(builder: Builder, a: Side, b: Side, names: str, cache: Cache) -> Comparison:
    parts = overlay(*areas_on(builder, a, b, builder.reference))
    return Comparison(
        Feature("common", "In both", "zone", without_slivers(parts.common)),
        Feature("only-a", "Only in A", "zone", without_slivers(parts.only_a)),
        Feature("only-b", "Only in B", "zone", without_slivers(parts.only_b)),
        tuple(name for name, side in (("A", a), ("B", b)) if not side),
        (a, b),
        lambda: cache.get(f"quantities {names}", lambda: _quantities(builder, a, b)),
    )


def areas_on(
    builder: Builder, a: Side, b: Side, reference: Reference
) -> tuple[BaseGeometry, BaseGeometry]:
    """Return the areas of both sides, as they are on other reference data."""
    areas = {layer.hash: _area_on(builder, layer, reference) for layer in (*a, *b)}
    of_a, of_b = (union_of_areas([areas[layer.hash] for layer in side]) for side in (a, b))
    return of_a, of_b


def _area_on(builder: Builder, layer: Laid, reference: Reference) -> BaseGeometry:
    """Return the area of a layer on moved reference data, which an own one does not rest on."""
    if isinstance(layer, UserLayerFeatures):
        return layer.area
    features = builder.features(layer, reference)
    return layer_area(builder, layer) if features is layer.features else area_of(features)


def _figures(common: float, only_a: float, only_b: float, a: float, b: float) -> Figures:
    """Return the figures of a comparison, of areas in square metres."""
    total = common + only_a + only_b
    return {
        ("common", "area"): common / 1e6,
        ("only-a", "area"): only_a / 1e6,
        ("only-b", "area"): only_b / 1e6,
        ("total", "area"): total / 1e6,
        ("area-a", "area"): a / 1e6,
        ("area-b", "area"): b / 1e6,
        ("overlap-ratio", "ratio"): 100 * common / total if total else 0.0,
    }


def _quantities(builder: Builder, a: Side, b: Side) -> dict[str, Quantity]:
    laid = areas_on(builder, a, b, builder.reference)
    parts = overlay(*laid)
    values = _figures(*map(overlay_area, (parts.common, parts.only_a, parts.only_b, *laid)))

    def figures_of_displaced(reference: Reference) -> Figures:
        areas = areas_on(builder, a, b, reference)
        of_a, of_b, common = (
            geodesic_area(area) for area in (*areas, shapely.intersection(*areas))
        )
        return _figures(common, of_a - common, of_b - common, of_a, of_b)

    rests_on = tuple(sorted({key for layer in (*a, *b) for key in layer.rests_on}))
    spread = plus_minus(
        figures_of_displaced, builder.reference, rests_on, shapely.GeometryCollection(laid)
    )
    whole = {"area": values["total", "area"], "ratio": 100.0}
    return {
        name: builder.quantity(
            value if value > ROUNDING * whole[measure] else 0.0,
            spread[name, measure] if spread[name, measure] > NO_SPREAD * whole[measure] else 0.0,
            UNITS[measure],
            rests_on,
        )
        for (name, measure), value in values.items()
    }
