"""Two scenarios against each other: their areas, laid over each other, and places between them.

The area of a scenario is the union of its zones, bands and corridors. A comparison is perturbed
as one function of the reference data, so that errors which both scenarios share cancel. A person's
own layers may stand beside a scenario, or in place of it; they are as exact as they were given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.features import ReferenceFeature
from geodata.scenario import Scenario
from layers.accuracy import Figures, Quantity, plus_minus
from layers.build import Builder, Layer
from layers.cache import Cache
from layers.features import Feature
from layers.measure import geodesic_area, geodesic_distance
from layers.overlay import area_of, joined, overlay, overlay_area, without_slivers
from layers.own import OwnLaid
from layers.places_in import settlements
from layers.projection import densify
from layers.reference import Reference

UNITS = {"area": "km2", "ratio": "percent"}
ROUNDING = 1e-10
"""The part of the total below which an area is the rounding of coordinates, and counts as 0."""
NO_SPREAD = 1e-7
"""The part of the total below which a plus-minus is the one of how edges are measured: see
:mod:`layers.overlay`."""
SHORTEST_DEGREE_M = 80_000.0
"""Less than a degree of longitude or latitude has anywhere south of 44 degrees north."""


@dataclass(frozen=True)
class Comparison:
    """Two scenarios, A and B, laid over each other.

    Attributes
    ----------
    common, only_a, only_b
        To be drawn: without pieces narrower than a metre. Empty where there is no such area.
    quantities
        By name: common, only-a, only-b, total, area-a and area-b in km2, and overlap-ratio, which
        is the common part of the total in per cent, 0 where there is none. Nothing is left out of
        these, so that area-a = common + only-a.
    without_area
        The sides, of *A* and *B*, on which no zone, band or corridor is on.
    """

    common: Feature
    only_a: Feature
    only_b: Feature
    quantities: dict[str, Quantity]
    without_area: tuple[str, ...]

    @property
    def features(self) -> tuple[Feature, ...]:
        """What there is to draw."""
        parts = (self.common, self.only_a, self.only_b)
        return tuple(part for part in parts if not part.geometry.is_empty)


@dataclass(frozen=True)
class Places:
    """Places that change side, by the ids of the reference data, in its order."""

    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    too_close: tuple[str, ...]


Laid = Layer | OwnLaid
"""What can be laid over something else."""
Side = tuple[Laid, ...]


def compare(
    builder: Builder,
    a: Scenario,
    b: Scenario,
    *,
    own_a: Sequence[OwnLaid] = (),
    own_b: Sequence[OwnLaid] = (),
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
    return kept.get(f"comparison {names}", lambda: _compared(builder, of_a, of_b))


def with_area(builder: Builder, scenario: Scenario, own: Sequence[OwnLaid]) -> Side:
    """Return the layers of a scenario, and own ones after them, that have an area."""
    layers: list[Laid] = [*builder.layers(scenario), *own]
    return tuple(layer for layer in layers if not layer_area(builder, layer).is_empty)


def keeper(builder: Builder, *layers: Laid) -> Cache:
    """Return where what is made of layers is kept: with an own layer if there is one."""
    return next(
        (layer.compared for layer in layers if isinstance(layer, OwnLaid)), builder.compared
    )


def layer_area(builder: Builder, layer: Laid) -> BaseGeometry:
    """Return the union of the zones, bands and corridors of a layer."""
    if isinstance(layer, OwnLaid):
        return layer.area
    return builder.compared.get(f"area {layer.hash}", lambda: area_of(layer.features))


def _compared(builder: Builder, a: Side, b: Side) -> Comparison:
    areas = _areas(builder, a, b, builder.reference)
    parts = overlay(*areas)
    now = _figures(
        *(overlay_area(area) for area in (parts.common, parts.only_a, parts.only_b, *areas))
    )
    return Comparison(
        Feature("common", "In both", "zone", without_slivers(parts.common)),
        Feature("only-a", "Only in A", "zone", without_slivers(parts.only_a)),
        Feature("only-b", "Only in B", "zone", without_slivers(parts.only_b)),
        _quantities(builder, a, b, now),
        tuple(name for name, side in (("A", a), ("B", b)) if not side),
    )


def _areas(
    builder: Builder, a: Side, b: Side, reference: Reference
) -> tuple[BaseGeometry, BaseGeometry]:
    areas = {layer.hash: _area_on(builder, layer, reference) for layer in (*a, *b)}
    of_a, of_b = (joined([areas[layer.hash] for layer in side]) for side in (a, b))
    return of_a, of_b


def _area_on(builder: Builder, layer: Laid, reference: Reference) -> BaseGeometry:
    """Return the area of a layer on moved reference data, which an own one does not rest on."""
    if isinstance(layer, OwnLaid):
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


def _quantities(builder: Builder, a: Side, b: Side, now: Figures) -> dict[str, Quantity]:
    def moved(reference: Reference) -> Figures:
        areas = _areas(builder, a, b, reference)
        of_a, of_b, common = (
            geodesic_area(area) for area in (*areas, shapely.intersection(*areas))
        )
        return _figures(common, of_a - common, of_b - common, of_a, of_b)

    rests_on = tuple(dict.fromkeys(key for layer in (*a, *b) for key in layer.rests_on))
    spread = plus_minus(moved, builder.reference, rests_on)
    whole = {"area": now["total", "area"], "ratio": 100.0}
    return {
        name: builder.quantity(
            value if value > ROUNDING * whole[measure] else 0.0,
            spread[name, measure] if spread[name, measure] > NO_SPREAD * whole[measure] else 0.0,
            UNITS[measure],
            rests_on,
        )
        for (name, measure), value in now.items()
    }


def places_that_change(builder: Builder, comparison: Comparison) -> Places:
    """Return the settlements inside A and not B, inside B and not A, and too close to tell.

    A place is too close to tell if an edge of what is only in A or only in B is nearer to it
    than its accuracy.
    """
    areas = {"only-a": comparison.only_a.geometry, "only-b": comparison.only_b.geometry}
    edges = [densify(area).boundary for area in areas.values() if not area.is_empty]
    found: dict[str, list[str]] = {"only-a": [], "only-b": [], "too-close": []}
    for place in settlements(builder.reference):
        if any(_nearer(place, edge) for edge in edges):
            found["too-close"].append(place.id)
            continue
        for name, area in areas.items():
            if area.intersects(place.geometry):
                found[name].append(place.id)
    return Places(*(tuple(ids) for ids in found.values()))


def _nearer(place: ReferenceFeature, edge: BaseGeometry) -> bool:
    """Return whether an edge is nearer to a place than its accuracy."""
    if not shapely.dwithin(place.geometry, edge, place.accuracy_m / SHORTEST_DEGREE_M):
        return False
    return geodesic_distance(place.geometry, edge) < place.accuracy_m
