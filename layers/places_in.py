"""Which settlements lie in a ground, which do not, and which are too close to its edge to tell.

A place is too close to tell if it lies no farther from the ground's edge than

    sqrt(place^2 + edge^2)

where *place* is the place's own accuracy, and *edge* how far the edge moves away from the point
of it that is nearest to the place, when each reference feature that the ground rests on is moved
by its accuracy, as for the plus-minus of figures; the greater of a move and its opposite counts,
and moves add in quadrature. A gap that opens elsewhere, as between two governorates of which one
is moved, is no edge of the ground. A place that the ground itself rests on is moved together with
it, so that a town in the middle of a corridor laid through it is inside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.features import Key, ReferenceFeature
from geodata.models import Id, Language
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
            lambda reference: _zone(builder.features(layer, reference), feature_id),
            layer.rests_on,
            builder.reference,
        ),
    )

    def names(which: Which) -> dict[Id, str]:
        return {place.id: place.named(language) for place in found.chosen(which)}

    return PlacesIn(names(found.inside), names(found.outside), names(found.too_close))


def depths_in(
    ground: Callable[[Reference], BaseGeometry], rests_on: tuple[Key, ...], reference: Reference
) -> Depths:
    """Return how deep each settlement lies in a ground, and how unsure that is.

    Parameters
    ----------
    ground
        Makes the ground from reference data.
    rests_on
        Keys of the reference features that it takes.
    """
    zone = ground(reference)
    if zone.is_empty:
        return Depths((), np.array([]), np.array([]))
    places = settlements(reference)
    plane = LocalPlane.about(zone)
    points = _flat(plane, places, reference)
    flat = plane.flatten(zone)
    shapely.prepare(flat)
    ways = shapely.shortest_line(points, flat.boundary)
    apart = shapely.length(ways)
    nearest = shapely.get_coordinates(shapely.get_point(ways, -1))

    def strayed(moved: Reference) -> Metres:
        along = shapely.get_coordinates(_flat(plane, places, moved))
        at = shapely.points(nearest + along - shapely.get_coordinates(points))
        apart = shapely.distance(at, plane.flatten(ground(moved)).boundary)
        return np.asarray(np.nan_to_num(apart, nan=np.inf))  # none from an edge that is gone

    squares = np.array([0.0 if place.key in rests_on else place.accuracy_m**2 for place in places])
    for key in rests_on:
        for more, less in perturbations(reference, key):
            squares += np.maximum(strayed(more), strayed(less)) ** 2
    depths = np.where(shapely.intersects(flat, points), apart, -apart)
    return Depths(places, depths, np.sqrt(squares))


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
