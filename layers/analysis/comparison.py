"""Comparison of two scenarios by the overlay of their areas.

The area of a scenario is the union of its zones, bands and corridors. A comparison is perturbed
as one function of the reference data, so that errors which both scenarios share cancel. User
layers may be added to a scenario, or replace it; they are exact as given.
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
"""The share of the total below which an area comes from rounding, and counts as 0."""
NO_SPREAD = 1e-7
"""The share of the total below which a plus-minus comes from the measuring of edges: see
:mod:`layers.build.overlay`."""

Laid = Layer | UserLayerFeatures
"""Layers that can be overlaid."""
Side = tuple[Laid, ...]


@dataclass(frozen=True)
class Comparison:
    """The overlay of two scenarios, A and B.

    Attributes
    ----------
    common, only_a, only_b
        For the map: without pieces narrower than a metre. Empty if there is no such area.
    without_area
        The sides, of *A* and *B*, without any zone, band or corridor.
    sides
        The layers compared.
    measure
        Returns the quantities, measured on first use: their plus-minus takes most of the time, and
        the map does not need them.
    """

    common: Feature
    only_a: Feature
    only_b: Feature
    without_area: tuple[str, ...]
    sides: tuple[Side, Side]
    measure: Callable[[], dict[str, Quantity]] = field(repr=False, compare=False)

    @property
    def quantities(self) -> dict[str, Quantity]:
        """The quantities, by name.

        These are common, only-a, only-b, total, area-a and area-b in km2, and overlap-ratio: the
        common share of the total in per cent, or 0 without a total. Slivers are included, so that
        area-a = common + only-a.
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
    """Compare two scenarios: their common area, and the area of only one of them.

    Parameters
    ----------
    own_a, own_b
        User layers that are added to the sides.

    Examples
    --------
    Two drawn squares that share half of their areas, beside scenarios with no layer on:

    >>> from geodata.load import load_catalog
    >>> west = Feature("1", "West", "zone", shapely.box(36, 33, 36.2, 33.1))
    >>> east = Feature("1", "East", "zone", shapely.box(36.1, 33, 36.3, 33.1))
    >>> own_a, own_b = ([UserLayerFeatures("Mine", (zone,))] for zone in (west, east))
    >>> builder, nothing = Builder(load_catalog()), Scenario()
    >>> found = compare(builder, nothing, nothing, own_a=own_a, own_b=own_b)
    >>> found.common.geometry.bounds
    (36.1, 33.0, 36.2, 33.1)
    >>> round(found.quantities["overlap-ratio"].value, 1)
    33.3
    """
    of_a, of_b = (with_area(builder, *side) for side in ((a, own_a), (b, own_b)))
    names = " or ".join(" ".join(layer.hash for layer in side) for side in (of_a, of_b))
    kept = keeper(builder, *of_a, *of_b)
    return kept.get(f"comparison {names}", lambda: _comparison(builder, of_a, of_b, names, kept))


def with_area(builder: Builder, scenario: Scenario, own: Sequence[UserLayerFeatures]) -> Side:
    """Return the layers of a scenario that have an area, followed by such user layers.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> zone = Feature("1", "Zone", "zone", shapely.box(36, 33, 37, 34))
    >>> line = Feature("1", "Line", "line", shapely.LineString([(36, 33), (36, 34)]))
    >>> own = [UserLayerFeatures(item.title, (item,)) for item in (zone, line)]
    >>> [layer.name for layer in with_area(Builder(load_catalog()), Scenario(), own)]
    ['Zone']
    """
    layers: list[Laid] = [*builder.layers(scenario), *own]
    return tuple(layer for layer in layers if not layer_area(builder, layer).is_empty)


def keeper(builder: Builder, *layers: Laid) -> Cache:
    """Return the cache for results of given layers: that of a user layer if there is one."""
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
    """Return the areas of both sides on other reference data."""
    areas = {layer.hash: _area_on(builder, layer, reference) for layer in (*a, *b)}
    of_a, of_b = (union_of_areas([areas[layer.hash] for layer in side]) for side in (a, b))
    return of_a, of_b


def _area_on(builder: Builder, layer: Laid, reference: Reference) -> BaseGeometry:
    """Return the area of a layer on other reference data; user layers do not depend on it."""
    if isinstance(layer, UserLayerFeatures):
        return layer.area
    features = builder.features(layer, reference)
    return layer_area(builder, layer) if features is layer.features else area_of(features)


def _figures(common: float, only_a: float, only_b: float, a: float, b: float) -> Figures:
    """Return the figures of a comparison from areas in square metres."""
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
