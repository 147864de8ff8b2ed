"""Places, and the areas within reach of them."""

import shapely
from pydantic import Field

from geodata.models.field_types import Id, Text
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.densify import densify
from layers.geometry.measure import nearest_points
from layers.recipes.registry import Arguments, recipe


class AtPlace(Arguments):
    """The place, with its title and limits."""

    place: Id
    title: Text = ""
    limits: Text = ""


@recipe(AtPlace)
def at_place(reference: Reference, arguments: AtPlace) -> list[Feature]:
    """Draw the circle in which a place lies.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> at = shapely.Point(36, 33)
    >>> town = SimpleNamespace(id="a", geometry=at, accuracy_m=500.0, background=False)
    >>> [circle] = at_place(Reference({"place/a": town}), AtPlace(place="a", title="A"))
    >>> circle.role, [round(degrees, 4) for degrees in circle.geometry.bounds]
    ('position', [35.9946, 32.9955, 36.0054, 33.0045])
    """
    taken = reference.feature("place", arguments.place)
    circle = geodesic_buffer(taken.geometry, taken.accuracy_m)
    title = arguments.title or taken.name or taken.id
    return [Feature(taken.id, title, "position", circle, arguments.limits)]


class Reach(Arguments):
    """The places, the radius of reach, and the line to which distances are measured."""

    places: list[Id] = Field(min_length=1)
    radius_km: float = Field(gt=0)
    line: Id
    title: Text = "Reach"


@recipe(Reach)
def reach(reference: Reference, arguments: Reach) -> list[Feature]:
    """Draw each place, the shortest way from it to a line, and a ring of a given radius.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> line = SimpleNamespace(geometry=shapely.LineString([(36, 33), (36, 34)]), background=False)
    >>> base = SimpleNamespace(id="a", name="A", geometry=shapely.Point(37, 33.5), background=False)
    >>> base.accuracy_m = 500.0
    >>> reference = Reference({"place/a": base, "line/b": line})
    >>> made = reach(reference, Reach(places=["a"], radius_km=100, line="b"))
    >>> [(feature.id, feature.role) for feature in made]
    [('a-ring', 'reach'), ('a-to-line', 'way'), ('a', 'position')]
    """
    line = reference.take("line", arguments.line)
    features = []
    for place in arguments.places:
        taken = reference.feature("place", place)
        name = taken.name or taken.id
        circle = geodesic_buffer(taken.geometry, taken.accuracy_m)
        way = densify(shapely.LineString(nearest_points(taken.geometry, line)))
        ring = geodesic_buffer(taken.geometry, 1000 * arguments.radius_km)
        features += [
            Feature(f"{place}-ring", arguments.title, "reach", ring),
            Feature(f"{place}-to-line", name, "way", way),
            Feature(place, name, "position", circle),
        ]
    return features
