"""Features of user layers, drawn and measured like those of the proposals."""

import json
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.models.reference_features import Key
from geodata.user_layers import Kind, OwnFeature, OwnLayer
from layers.accuracy.metrics import METRICS, FigureKey, figures_of, names_of
from layers.accuracy.quantity import Quantity
from layers.build.cache import Cache
from layers.build.other_end import with_other_ends
from layers.build.overlay import area_of
from layers.features.feature import Feature, Role
from layers.features.reference import Reference
from layers.geometry.buffering import AREA, geodesic_buffer
from layers.output.geojson import label_point

ROLES: dict[Kind, Role] = {"area": "zone", "line": "line", "point": "position"}
POINT_RADIUS_M = 300.0
"""The radius of the circle that stands for a point."""

MEASURED = ("area", "length", "perimeter")
DISTANCES = ("distance-to-damascus", "distance-to-line-a")
FEW, LIGHT = 100, 20_000
"""With more features or vertices, distances are left out, since they would take seconds."""

DETAILED = 5_000
"""With more vertices, a name stands anywhere in a feature, not in its widest part."""
NAMED = 40
"""With more features, their names are not written on the map."""

SHOWN_DEGREES = 1e-5
SHOWN_DECIMALS = 6
COMPARED = 96
"""Cache size for comparisons with a user layer; each has parts, figures and places."""


@dataclass(frozen=True, eq=False)
class UserLayerFeatures:
    """A user layer to be overlaid with others: exact as given, without reference data.

    Attributes
    ----------
    hash
        Random, so that results for this layer are never mistaken for those of another.
    compared
        Cached comparisons of this layer with others, discarded together with it.

    Examples
    --------
    >>> zone = Feature("1", "Mine", "zone", shapely.box(36, 33, 37, 34))
    >>> UserLayerFeatures("Mine", (zone,)).area.bounds
    (36.0, 33.0, 37.0, 34.0)
    """

    name: str
    features: tuple[Feature, ...]
    hash: str = field(default_factory=lambda: secrets.token_hex(8))
    compared: Cache = field(default_factory=lambda: Cache(COMPARED))
    rests_on: tuple[Key, ...] = ()
    attributions: tuple[str, ...] = ()

    @cached_property
    def area(self) -> BaseGeometry:
        """The union of its areas."""
        return area_of(self.features)


def features_of(own: OwnLayer) -> tuple[Feature, ...]:
    """Convert the features of a user layer; a point becomes a small circle.

    Examples
    --------
    >>> from layers.user_layers.sketch import Sketch
    >>> own = Sketch("line", ((36.0, 33.0), (36.0, 34.0))).layer("My line")
    >>> [(feature.title, feature.role) for feature in features_of(own)]
    [('My line', 'line')]
    """
    return tuple(_feature(item) for item in own.features)


def _feature(item: OwnFeature) -> Feature:
    geometry = item.geometry
    if shapely.get_dimensions(geometry) == 0:
        geometry = geodesic_buffer(geometry, POINT_RADIUS_M)
    assert item.kind != "area" or shapely.get_dimensions(geometry) == AREA
    return Feature(item.id, item.title, ROLES[item.kind], geometry)


def own_figures(features: tuple[Feature, ...], reference: Reference) -> dict[FigureKey, Quantity]:
    """Measure the features of a user layer.

    The figures have no plus-minus, since the accuracy of the features is unknown. Areas, lengths
    and perimeters are exact as given; distances to other features are not.

    Examples
    --------
    More than `FEW` features have no distances, and need no reference data:

    >>> pieces = [shapely.box(36, 33 + at / 1000, 36.1, 33 + (at + 1) / 1000) for at in range(101)]
    >>> zones = [Feature(str(at), "", "zone", piece) for at, piece in enumerate(pieces)]
    >>> figures = own_figures(tuple(zones), Reference({}))
    >>> figures["0", "area"].text(), figures["whole", "area"].text()
    ('1.0364 km²', '104.62 km²')
    """
    vertices = sum(shapely.count_coordinates(feature.geometry) for feature in features)
    light = len(features) <= FEW and vertices <= LIGHT
    names = names_of(features, (*MEASURED, *DISTANCES) if light else MEASURED)
    figures = {
        name: Quantity(value, 0.0, METRICS[name[1]].unit, exact=name[1] in MEASURED)
        for name, value in figures_of(features, reference.fresh(), names).items()
    }
    return with_other_ends(figures, features, reference)


def own_collection(features: tuple[Feature, ...]) -> str:
    """Return the features as GeoJSON for the browser, without details too small to see.

    Such details are below `SHOWN_DEGREES`, a tenth of a pixel at the largest scale. Figures and
    files use the full features.

    Examples
    --------
    >>> line = Feature("1", "Mine", "line", shapely.LineString([(36, 33), (36, 34)]))
    >>> collection = json.loads(own_collection((line,)))
    >>> collection["features"][0]["properties"]["label_at"]
    [36.0, 33.25]
    """
    named = len(features) <= NAMED
    items = ",".join(_item(feature, with_name=named) for feature in features)
    return f'{{"type":"FeatureCollection","features":[{items}]}}'


def _item(feature: Feature, *, with_name: bool) -> str:
    properties: dict[str, Any] = {"title": feature.title, "role": feature.role, "attribution": ""}
    if with_name:
        many = shapely.count_coordinates(feature.geometry) > DETAILED
        point = feature.geometry.representative_point() if many else label_point(feature.geometry)
        properties["label_at"] = [round(point.x, 5), round(point.y, 5)]
    head = json.dumps({"type": "Feature", "id": feature.id, "properties": properties})
    return f'{head[:-1]},"geometry":{shapely.to_geojson(_as_shown(feature.geometry))}}}'


def _as_shown(geometry: BaseGeometry) -> BaseGeometry:
    seen = shapely.simplify(geometry, SHOWN_DEGREES, preserve_topology=False)
    shown: BaseGeometry = shapely.transform(
        geometry if seen.is_empty else seen, lambda degrees: degrees.round(SHOWN_DECIMALS)
    )
    return shown
