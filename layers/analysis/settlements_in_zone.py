"""Settlements inside a ground, outside it, and too close to its edge to tell.

The depth of a place in a ground is measured as often as a figure is, each time with the lines and
places that the ground rests on displaced. The spread of that depth towards the edge is that of the
edge. With the place's own accuracy it gives the probability that the place lies inside:

    P(depth / sqrt(edge^2 + place^2)), P the normal distribution, all in metres

From 2.5 to 97.5 per cent a place is too close to tell. A place that the ground itself rests on
moves with the ground, so that a town on the axis of a corridor is inside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Id, Language
from geodata.models.reference_features import Key, ReferenceFeature
from layers.accuracy.metrics import WHOLE, is_area
from layers.accuracy.perturbation import displaced_references
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.features.displacement import TWO_SIDED_95
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.local_plane import LocalPlane

SETTLEMENTS = (
    "capital",
    "governorate-capital",
    "city",
    "town",
    "village",
    "ruined-town",
)
"""Kinds of places where people live or have lived. Peaks, camps, crossings and air bases are
landmarks: they do not show whose home lies in a ground."""
LISTED_WITHIN_M = 30_000.0
"""Places farther outside are not listed."""
TOWARDS = 2
"""Only draws that bring an edge nearer to a place count: half of all draws."""

Metres = NDArray[np.float64]
Which = NDArray[np.bool_]


@dataclass(frozen=True)
class PlacesIn:
    """Names of places by id: inside a zone, outside but near, and too close to its edge to tell.

    Attributes
    ----------
    probabilities
        The probability of lying inside, for each place too close to tell.

    Examples
    --------
    >>> PlacesIn({"a": "A"}, {"b": "B"}, {"c": "C"}, {"c": 0.6}).count
    (1, 2)
    """

    inside: dict[Id, str]
    outside: dict[Id, str]
    too_close: dict[Id, str]
    probabilities: dict[Id, float]

    @property
    def count(self) -> tuple[int, int]:
        """The least and the greatest number of places inside."""
        return len(self.inside), len(self.inside) + len(self.too_close)


@dataclass(frozen=True)
class Depths:
    """The depths of settlements in a ground, in metres; negative outside.

    Attributes
    ----------
    spread
        The standard deviation of each depth.

    Examples
    --------
    Places 900 m inside, 50 m inside and 40 km outside an edge known to about 200 m:

    >>> depths = Depths((), np.array([900.0, 50.0, -40_000.0]), np.array([100.0, 100.0, 100.0]))
    >>> depths.inside.tolist(), depths.too_close.tolist(), depths.outside.tolist()
    ([True, False, False], [False, True, False], [False, False, False])
    """

    places: tuple[ReferenceFeature, ...]
    metres: Metres
    spread: Metres

    @property
    def too_close(self) -> Which:
        """Mask of the places that may lie on either side of the edge."""
        return (np.abs(self.metres) <= TWO_SIDED_95 * self.spread) & self._select

    @property
    def inside(self) -> Which:
        """Mask of the places in the ground."""
        return ~self.too_close & (self.metres > 0)

    @property
    def outside(self) -> Which:
        """Mask of the places near the ground, but outside."""
        return ~self.too_close & (self.metres <= 0) & self._select

    @property
    def _select(self) -> Which:
        return self.metres > -LISTED_WITHIN_M

    def places_of(self, which: Which) -> list[ReferenceFeature]:
        """Return the places of a mask, in the order of the reference data."""
        return [place for place, taken in zip(self.places, which, strict=True) if taken]

    def probabilities(self, which: Which) -> dict[Id, float]:
        """Return the probability of lying inside, by id, for the places of a mask."""
        ratios = self.metres[which] / self.spread[which]
        pairs = zip(self.places_of(which), ratios, strict=True)
        return {place.id: NormalDist().cdf(float(ratio)) for place, ratio in pairs}


NOWHERE = Depths((), np.array([]), np.array([]))
"""The depths for an empty ground."""


def settlements(reference: Reference) -> tuple[ReferenceFeature, ...]:
    """Return the places of the reference data that count as settlements.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> town, peak = (
    ...     SimpleNamespace(kind="place", extra={"place_kind": kind}) for kind in ("town", "peak")
    ... )
    >>> settlements(Reference({"place/town": town, "place/peak": peak})) == (town,)
    True
    """
    return tuple(
        feature
        for feature in reference.features.values()
        if feature.kind == "place" and feature.extra.get("place_kind") in SETTLEMENTS
    )


def places_of(
    layer: Layer, builder: Builder, feature_id: str = WHOLE, language: Language = "en"
) -> PlacesIn:
    """Return the places in a zone of a layer, or in all its zones together."""
    found = builder.once(
        f"places {layer.hash} {feature_id}",
        lambda: depths_in(
            lambda reference: [_zone(builder.features(layer, reference), feature_id)],
            layer.rests_on,
            builder.reference,
        )[0],
    )

    def names(which: Which) -> dict[Id, str]:
        return {place.id: place.name_in(language) for place in found.places_of(which)}

    return PlacesIn(
        names(found.inside),
        names(found.outside),
        names(found.too_close),
        found.probabilities(found.too_close),
    )


def depths_in(
    grounds: Callable[[Reference], Sequence[BaseGeometry]],
    rests_on: tuple[Key, ...],
    reference: Reference,
) -> list[Depths]:
    """Return the depth of each settlement in each of several grounds, with its spread.

    Parameters
    ----------
    grounds
        A function that makes the grounds from reference data.
    rests_on
        Keys of the reference features that the grounds rest on.
    """
    places = settlements(reference)
    laid = grounds(reference)
    lying = [_Lying.of(ground, places, reference) for ground in laid]
    near = shapely.GeometryCollection(list(laid))
    nearer: list[list[Metres]] = [[] for _ in lying]
    for world in displaced_references(reference, rests_on, near):
        for one, ground, steps in zip(lying, grounds(world), nearer, strict=True):
            if one:
                steps.append(one.nearer(ground, places, world))
    own = np.array([0.0 if place.key in rests_on else place.accuracy_m for place in places])
    return [
        Depths(places, one.depths, np.hypot(_spread(steps), own / TWO_SIDED_95)) if one else NOWHERE
        for one, steps in zip(lying, nearer, strict=True)
    ]


def _spread(nearer: list[Metres]) -> Metres | float:
    """Return the standard deviation of depths, from the approach of the edge in each draw."""
    return np.sqrt(TOWARDS * np.mean(np.square(nearer), axis=0)) if nearer else 0.0


@dataclass(frozen=True)
class _Lying:
    """The depths of places in a ground, on a plane."""

    plane: LocalPlane
    depths: Metres

    @classmethod
    def of(
        cls, ground: BaseGeometry, places: Sequence[ReferenceFeature], reference: Reference
    ) -> "_Lying | None":
        if ground.is_empty:
            return None
        plane = LocalPlane.about(ground)
        return cls(plane, _depths(plane, ground, places, reference))

    def nearer(
        self, ground: BaseGeometry, places: Sequence[ReferenceFeature], world: Reference
    ) -> Metres:
        """Return how much nearer the edge has come to each place."""
        depths = _depths(self.plane, ground, places, world)
        nearer = np.sign(self.depths) * (self.depths - depths)
        return np.clip(nearer, 0, LISTED_WITHIN_M)


def _depths(
    plane: LocalPlane,
    ground: BaseGeometry,
    places: Sequence[ReferenceFeature],
    reference: Reference,
) -> Metres:
    """Return the depths of places in a ground; minus infinity for an empty ground."""
    if ground.is_empty:
        return np.full(len(places), -np.inf)
    flat = plane.flatten(ground)
    geometries = np.array(
        [reference.features[place.key].geometry for place in places], dtype=object
    )
    points = shapely.transform(geometries, plane.to_plane)
    shapely.prepare(flat)
    apart = shapely.distance(points, flat.boundary)
    return np.where(shapely.intersects(flat, points), apart, -apart)


def _zone(features: Sequence[Feature], feature_id: str) -> BaseGeometry:
    zones = [
        feature.geometry
        for feature in features
        if is_area(feature) and feature_id in (WHOLE, feature.id)
    ]
    return shapely.union_all(zones)
