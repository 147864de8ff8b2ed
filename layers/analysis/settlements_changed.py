"""Settlements that change side between two scenarios, and those too close to tell.

The grounds that are only in A or only in B follow the rule of
:mod:`layers.analysis.settlements_in_zone`, as any ground does. Both are made again together for
each displacement of the reference data, so that an edge shared by both scenarios bounds neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from layers.analysis.comparison import Comparison, areas_on, keeper
from layers.analysis.settlements_in_zone import Depths, depths_in
from layers.build.builder import Builder
from layers.build.overlay import overlay
from layers.features.reference import Reference
from layers.geometry.slivers import without_slivers


@dataclass(frozen=True)
class Places:
    """Ids of the places that change side, in the order of the reference data."""

    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    too_close: tuple[str, ...]


def places_that_change(builder: Builder, comparison: Comparison) -> Places:
    """Return the settlements inside A and not B, inside B and not A, and too close to tell."""
    a, b = comparison.sides
    names = " or ".join(" ".join(layer.hash for layer in side) for side in (a, b))

    def grounds(reference: Reference) -> Sequence[BaseGeometry]:
        if reference is builder.reference:
            return comparison.only_a.geometry, comparison.only_b.geometry
        parts = overlay(*areas_on(builder, a, b, reference))
        return without_slivers(parts.only_a), without_slivers(parts.only_b)

    def find_places() -> Places:
        rests_on = tuple(sorted({key for layer in (*a, *b) for key in layer.rests_on}))
        return _sort_places(*depths_in(grounds, rests_on, builder.reference))

    return keeper(builder, *a, *b).get(f"places between {names}", find_places)


def _sort_places(only_a: Depths, only_b: Depths) -> Places:
    close = {
        place.id: place for item in (only_a, only_b) for place in item.places_of(item.too_close)
    }
    inside = [
        tuple(place.id for place in item.places_of(item.inside) if place.id not in close)
        for item in (only_a, only_b)
    ]
    order = [place.id for place in (only_a.places or only_b.places) if place.id in close]
    return Places(inside[0], inside[1], tuple(order))
