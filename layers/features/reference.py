"""Access to reference features for recipes, with a record of the features taken.

The record is a layer's provenance: its licence, attribution, as-of date and accuracy follow from
it, so a recipe has no other way to reference data.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry

from geodata.models.reference_features import Key, ReferenceFeature
from layers.features.displacement import Displacement
from layers.geometry.densify import densify


class UnknownFeatureError(LookupError):
    """A recipe asks for a reference feature that does not exist or is not allowed."""


@dataclass
class Reference:
    """Reference features by key, with a record in `taken` of those asked for.

    Parameters
    ----------
    features
        By key. Those of role *background* are refused: they are only drawn.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> town = SimpleNamespace(id="a", kind="place", geometry=Point(36, 33), background=False)
    >>> reference = Reference({"place/a": town})
    >>> reference.point("a")
    <POINT (36 33)>
    >>> list(reference.taken), list(reference.fresh().taken)
    (['place/a'], [])
    >>> reference.take("place", "b")
    Traceback (most recent call last):
        ...
    layers.features.reference.UnknownFeatureError: place 'b' is not in the
    reference data; there are: a
    """

    features: Mapping[Key, ReferenceFeature]
    taken: dict[Key, None] = field(default_factory=dict)
    _displacements: list[Displacement] = field(default_factory=list)

    @classmethod
    def of(cls, features: Mapping[Key, ReferenceFeature]) -> "Reference":
        """Return a reference with edges dense enough for overlays."""
        return cls(
            {
                key: feature
                if feature.background
                else replace(feature, geometry=densify(feature.geometry))
                for key, feature in features.items()
            }
        )

    def take(self, kind: str, feature_id: str) -> BaseGeometry:
        """Return the geometry of a feature, in degrees, and record that it was taken."""
        return self.feature(kind, feature_id).geometry

    def point(self, place_id: str) -> Point:
        """Return the point of a place, and record that it was taken."""
        geometry = self.take("place", place_id)
        assert isinstance(geometry, Point)
        return geometry

    def line(self, kind: str, feature_id: str) -> LineString:
        """Return the line of a feature, and record that it was taken."""
        geometry = self.take(kind, feature_id)
        assert isinstance(geometry, LineString)
        return geometry

    def feature(self, kind: str, feature_id: str) -> ReferenceFeature:
        """Return a feature with all its properties, and record that it was taken.

        Raises
        ------
        UnknownFeatureError
            If it does not exist, or is for the background only.
        """
        key = f"{kind}/{feature_id}"
        found = self.features.get(key)
        if found is None:
            known = sorted(item.id for item in self.features.values() if item.kind == kind)
            raise UnknownFeatureError(
                f"{kind} '{feature_id}' is not in the reference data; there are: "
                f"{', '.join(known) or f'no features of kind {kind}'}"
            )
        if found.background:
            raise UnknownFeatureError(f"{kind} '{feature_id}' is for the background map only")
        self.taken[key] = None
        return found

    def all_of(self, kind: str) -> dict[str, BaseGeometry]:
        """Return the geometries of one kind by id, to choose from; none of them is recorded.

        Examples
        --------
        >>> from types import SimpleNamespace
        >>> town = SimpleNamespace(id="a", kind="place", geometry=Point(36, 33), background=False)
        >>> reference = Reference({"place/a": town})
        >>> reference.all_of("place"), list(reference.taken)
        ({'a': <POINT (36 33)>}, [])
        """
        return {
            item.id: item.geometry
            for item in self.features.values()
            if item.kind == kind and not item.background
        }

    def fresh(self) -> "Reference":
        """Return the same features with an empty record."""
        return Reference(self.features, _displacements=self._displacements)

    @property
    def displacement(self) -> Displacement:
        """The displacement of these features, computed once."""
        if not self._displacements:
            self._displacements.append(Displacement(self.features))
        return self._displacements[0]

    def displace(self, keys: Collection[Key], amounts: NDArray[np.float64]) -> "Reference":
        """Return a reference in which given features are displaced by amounts of deviations."""
        return self.with_geometries(self.displacement.displace(keys, amounts))

    def with_geometries(self, geometries: Mapping[Key, BaseGeometry]) -> "Reference":
        """Return a reference with other geometries for some features, and an empty record."""
        others = {
            key: replace(self.features[key], geometry=geometry)
            for key, geometry in geometries.items()
        }
        return Reference({**self.features, **others})
