"""Which settlements lie in a ground, which do not, and which are too close to its edge to tell.

A place is too close to tell if it lies no farther from the ground's edge than

    sqrt(place^2 + edge^2)

where *place* is the place's own accuracy, and *edge* how far the edge moves away from the point
of it that is nearest to the place, and at most by how much it comes nearer to the place or passes
it, when each reference feature that the ground rests on is moved by its accuracy, as for the
plus-minus of figures; the greater of a move and its opposite counts, and moves add in quadrature.
A gap that opens elsewhere, as between two governorates of which one is moved, is no edge of the
ground; an edge that goes, as of a narrow piece that closes, brings none nearer. A place that the
ground itself rests on is moved together with it, so that a town in the middle of a corridor laid
through it is inside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.features import Key, ReferenceFeature
from geodata.fields import Id, Language
from layers.accuracy import perturbations
from layers.build import Builder, Layer
from layers.features import Feature
from layers.metrics import WHOLE, is_area
from layers.projection import LocalPlane
from layers.reference import Reference

SETTLEMENTS = (
    "capital",
    "governorate-capital",
    "city",
    "town",
    "village",
    "ruined-town",
)
"""Where people live or have lived. Peaks, camps, crossings and air bases are landmarks: that a
ground covers one of them says nothing of whose home is in it."""
LISTED_WITHIN_M = 30_000.0
"""Places that lie farther outside are not listed."""

Metres = NDArray[np.float64]
Which = NDArray[np.bool_]


@dataclass(frozen=True)
class PlacesIn:
    """Names of places by id: in a zone, near it but outside, and too close to its edge to tell."""

    inside: dict[Id, str]
    outside: dict[Id, str]
    too_close: dict[Id, str]

    @property
    def count(self) -> tuple[int, int]:
        """How many places lie inside: at least, and at most."""
        return len(self.inside), len(self.inside) + len(self.too_close)


@dataclass(frozen=True)
class Depths:
    """How deep the settlements lie in a ground, in metres, less than 0 outside.

    Attributes
    ----------
    unsure
        By how much each depth may be another one.
    """

    places: tuple[ReferenceFeature, ...]
    metres: Metres
    unsure: Metres

    @property
    def too_close(self) -> Which:
        """Which places may lie on either side of the edge."""
        return (np.abs(self.metres) <= self.unsure) & (self.metres > -LISTED_WITHIN_M)

    @property
    def inside(self) -> Which:
        """Which places lie in the ground."""
        return ~self.too_close & (self.metres > 0)

    @property
    def outside(self) -> Which:
        """Which places lie near the ground, but not in it."""
        return ~self.too_close & (self.metres <= 0) & (self.metres > -LISTED_WITHIN_M)

    def chosen(self, which: Which) -> list[ReferenceFeature]:
        """Return some of the places, in the order of the reference data."""
        return [place for place, chosen in zip(self.places, which, strict=True) if chosen]


NOWHERE = Depths((), np.array([]), np.array([]))
"""Of a ground that is empty."""


def settlements(reference: Reference) -> tuple[ReferenceFeature, ...]:
    """Return the places that are counted wherever places in a ground are."""
    return tuple(
        feature
        for feature in reference.features.values()
        if feature.kind == "place" and feature.extra.get("place_kind") in SETTLEMENTS
    )


def places_of(
    layer: Layer, builder: Builder, feature_id: str = WHOLE, language: Language = "en"
) -> PlacesIn:
    """Return which places lie in a zone of a layer, or in all its zones together."""
    found = builder.once(
        f"places {layer.hash} {feature_id}",
        lambda: depths_in(
            lambda reference: [_zone(builder.features(layer, reference), feature_id)],
            layer.rests_on,
            builder.reference,
        )[0],
    )

    def names(which: Which) -> dict[Id, str]:
        return {place.id: place.named(language) for place in found.chosen(which)}

    return PlacesIn(names(found.inside), names(found.outside), names(found.too_close))


def depths_in(
    grounds: Callable[[Reference], Sequence[BaseGeometry]],
    rests_on: tuple[Key, ...],
    reference: Reference,
) -> list[Depths]:
    """Return how deep each settlement lies in each of some grounds, and how unsure that is.

    Parameters
    ----------
    grounds
        Makes the grounds from reference data.
    rests_on
        Keys of the reference features that they take.
    """
    places = settlements(reference)
    lying = [_lying(ground, places, reference) for ground in grounds(reference)]
    own = np.array([0.0 if place.key in rests_on else place.accuracy_m**2 for place in places])
    squares = [own for _ in lying]
    for key in rests_on:
        for pair in perturbations(reference, key):
            moved = [zip(lying, grounds(other), strict=True) for other in pair]
            strayed = [
                [_strayed(before, ground, places, other) for before, ground in made]
                for made, other in zip(moved, pair, strict=True)
            ]
            squares = [
                square + np.maximum(more, less) ** 2
                for square, more, less in zip(squares, *strayed, strict=True)
            ]
    return [
        Depths(places, one.depths, np.sqrt(square)) if one else NOWHERE
        for one, square in zip(lying, squares, strict=True)
    ]


@dataclass(frozen=True)
class _Lying:
    """How places lie to a ground on a plane, and which points of its edge are nearest to them."""

    plane: LocalPlane
    points: Metres
    nearest: Metres
    depths: Metres


def _lying(
    ground: BaseGeometry, places: Sequence[ReferenceFeature], reference: Reference
) -> _Lying | None:
    if ground.is_empty:
        return None
    plane = LocalPlane.about(ground)
    points = _flat(plane, places, reference)
    flat = plane.flatten(ground)
    nearest = shapely.get_point(shapely.shortest_line(points, flat.boundary), -1)
    at, by = shapely.get_coordinates(points), shapely.get_coordinates(nearest)
    return _Lying(plane, at, by, _depths(points, flat))


def _strayed(
    before: _Lying | None,
    ground: BaseGeometry,
    places: Sequence[ReferenceFeature],
    moved: Reference,
) -> Metres:
    """Return how far the edge has strayed from each place's nearest point, towards the place."""
    if before is None:
        return np.zeros(len(places))
    points = _flat(before.plane, places, moved)
    flat = before.plane.flatten(ground)
    along = shapely.get_coordinates(points) - before.points
    away = shapely.distance(shapely.points(before.nearest + along), flat.boundary)
    away = np.nan_to_num(away, nan=np.inf)  # from an edge that is gone
    nearer = np.sign(before.depths) * (before.depths - _depths(points, flat))
    return np.minimum(away, np.maximum(nearer, 0))


def _depths(points: NDArray[np.object_], ground: BaseGeometry) -> Metres:
    """Return how deep points lie in a ground on a plane: endlessly far outside an empty one."""
    if ground.is_empty:
        return np.full(len(points), -np.inf)
    shapely.prepare(ground)
    apart = shapely.distance(points, ground.boundary)
    return np.where(shapely.intersects(ground, points), apart, -apart)


def _flat(
    plane: LocalPlane, places: Sequence[ReferenceFeature], reference: Reference
) -> NDArray[np.object_]:
    """Return the points of places, as reference data has them, on a plane."""
    points = np.array([reference.features[place.key].geometry for place in places], dtype=object)
    flat: NDArray[np.object_] = shapely.transform(points, plane.to_plane)
    return flat


def _zone(features: Sequence[Feature], feature_id: str) -> BaseGeometry:
    zones = [
        feature.geometry
        for feature in features
        if is_area(feature) and feature_id in (WHOLE, feature.id)
    ]
    return shapely.union_all(zones)
