"""Which places lie in a zone, which do not, and which are too close to its edge to tell.

A place is too close to tell if it lies no farther from the zone's edge than

    sqrt(place^2 + edge^2)

where *place* is the place's own accuracy, and *edge* how far the edge near that place moves to
or from it when each reference feature that the zone rests on is moved by its accuracy, as for
the plus-minus of figures; the greater of a move and its opposite counts, and moves add in
quadrature. A place that the zone itself rests on is moved together with the zone, so that a
town in the middle of a corridor laid through it is inside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.features import ReferenceFeature
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
LISTED_WITHIN_M = 30_000.0
"""Places that lie farther outside are not listed."""

Metres = NDArray[np.float64]


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


def places_of(
    layer: Layer, builder: Builder, feature_id: str = WHOLE, language: Language = "en"
) -> PlacesIn:
    """Return which places lie in a zone of a layer, or in all its zones together."""
    places, depths, unsure = builder.once(
        f"places {layer.hash} {feature_id}", lambda: _measured(layer, builder, feature_id)
    )
    listed = depths > -LISTED_WITHIN_M
    close = np.abs(depths) <= unsure

    def names(which: NDArray[np.bool_]) -> dict[Id, str]:
        return {
            place.id: place.named(language)
            for place, chosen in zip(places, which & listed, strict=True)
            if chosen
        }

    return PlacesIn(names(~close & (depths > 0)), names(~close & (depths <= 0)), names(close))


def _measured(
    layer: Layer, builder: Builder, feature_id: str
) -> tuple[list[ReferenceFeature], Metres, Metres]:
    """Return the settlements, how deep each lies in the zone, and how unsure that depth is."""
    reference = builder.reference
    places = [
        feature
        for feature in reference.features.values()
        if feature.kind == "place" and feature.extra.get("place_kind") in SETTLEMENTS
    ]
    zone = _zone(layer.features, feature_id)
    if zone.is_empty:
        return [], np.array([]), np.array([])
    plane = LocalPlane.about(zone)

    def depths(moved: Reference) -> Metres:
        again = _zone(builder.remade(layer, moved), feature_id)
        return _depths(plane, again, [moved.features[place.key].geometry for place in places])

    now = _depths(plane, zone, [place.geometry for place in places])
    squares = np.array(
        [0.0 if place.key in layer.rests_on else place.accuracy_m**2 for place in places]
    )
    for key in layer.rests_on:
        for more, less in perturbations(reference, key):
            squares += np.maximum(np.abs(depths(more) - now), np.abs(depths(less) - now)) ** 2
    return places, now, np.sqrt(squares)


def _zone(features: Sequence[Feature], feature_id: str) -> BaseGeometry:
    zones = [
        feature.geometry
        for feature in features
        if is_area(feature) and feature_id in (WHOLE, feature.id)
    ]
    return shapely.union_all(zones)


def _depths(plane: LocalPlane, zone: BaseGeometry, points: list[BaseGeometry]) -> Metres:
    """Return how far each point lies from the zone's edge in metres, less than 0 outside."""
    if zone.is_empty:
        return np.full(len(points), -np.inf)
    flat = plane.flatten(zone)
    shapely.prepare(flat)
    places = shapely.transform(np.array(points, dtype=object), plane.to_plane)
    apart = shapely.distance(places, flat.boundary)
    depths: Metres = np.where(shapely.intersects(flat, places), apart, -apart)
    return depths
