"""Zones made of governorates."""

from functools import lru_cache

import shapely
from pydantic import Field
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Id, Text
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.half_planes import side_of
from layers.geometry.local_plane import GEOD
from layers.recipes.registry import Arguments, recipe

STEP_ALONG_PARALLEL = 0.005
"""In degrees of longitude: less than 500 m."""
REMEMBERED_SOUTHS = 64
"""Size of the cache: a plus-minus or a sweep needs the same areas again and again."""


class Governorates(Arguments):
    """The governorates, and the title and limits of the zone."""

    names: list[Id] = Field(min_length=1)
    title: Text = "The governorates"
    limits: Text = ""


@recipe(Governorates)
def governorates(reference: Reference, arguments: Governorates) -> list[Feature]:
    """Join governorates as the reference data draws them.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> reference = Reference.of(load_catalog().features)
    >>> [zone] = governorates(reference, Governorates(names=["daraa", "quneitra"]))
    >>> zone.role, list(reference.taken)
    ('zone', ['governorate/daraa', 'governorate/quneitra'])
    """
    zone = _union_of_governorates(reference, arguments.names)
    return [Feature("zone", arguments.title, "zone", zone, arguments.limits)]


class Country(Arguments):
    """The country, and the title and limits of the zone."""

    name: Id
    title: Text = "The whole country"
    limits: Text = ""


@recipe(Country)
def country(reference: Reference, arguments: Country) -> list[Feature]:
    """Take the land of a country: its outline, less the sea.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> land = SimpleNamespace(geometry=shapely.box(35, 33, 37, 34), background=False)
    >>> sea = SimpleNamespace(geometry=shapely.box(34, 33, 36, 34), background=False)
    >>> reference = Reference({"country/a": land, "sea/sea": sea})
    >>> [zone] = country(reference, Country(name="a"))
    >>> zone.geometry.bounds
    (36.0, 33.0, 37.0, 34.0)
    """
    whole = reference.take("country", arguments.name).difference(reference.take("sea", "sea"))
    return [Feature("zone", arguments.title, "zone", whole, arguments.limits)]


class South(Arguments):
    """The governorates included whole, and part of another one.

    The part lies west of a road and south of the parallel of a place, or of a parallel that runs
    `moved_south_km` south of the place.
    """

    governorates: list[Id] = Field(min_length=1)
    part_of: Id
    south_of: Id
    moved_south_km: float = Field(default=0, ge=0)
    west_of: Id


class SouthOfDamascus(South):
    """The south, and the circle around a place that is kept free."""

    kept_free_around: Id | None = None
    kept_free_km: float = Field(default=0, ge=0)
    title: Text = "All of the south"
    limits: Text = ""


@recipe(SouthOfDamascus)
def south_of_damascus(reference: Reference, arguments: SouthOfDamascus) -> list[Feature]:
    """Join governorates with the south-west of another one, less a circle around a place."""
    zone = south(reference, arguments)
    if arguments.kept_free_around and arguments.kept_free_km:
        place = reference.point(arguments.kept_free_around)
        zone = zone.difference(geodesic_buffer(place, 1000 * arguments.kept_free_km))
    return [Feature("zone", arguments.title, "zone", zone, arguments.limits)]


def south(reference: Reference, arguments: South) -> BaseGeometry:
    """Return governorates, and the part of another one south of a parallel, west of a road."""
    place = reference.point(arguments.south_of)
    parallel = GEOD.fwd(place.x, place.y, 180, 1000 * arguments.moved_south_km)[1]
    part_of = reference.take("governorate", arguments.part_of)
    road = reference.take("road", arguments.west_of)
    whole = tuple(reference.take("governorate", name) for name in arguments.governorates)
    return _south(whole, part_of, road, parallel)


@lru_cache(maxsize=REMEMBERED_SOUTHS)
def _south(
    whole: tuple[BaseGeometry, ...], part_of: BaseGeometry, road: BaseGeometry, parallel: float
) -> BaseGeometry:
    part = part_of.intersection(side_of(road, "west")).intersection(_south_of(parallel))
    return shapely.union_all(whole).union(part)


def _south_of(parallel: float) -> BaseGeometry:
    """Return the area south of a parallel, which is no geodesic and needs many vertices."""
    return shapely.box(30, 28, 45, parallel).segmentize(STEP_ALONG_PARALLEL)


def _union_of_governorates(reference: Reference, names: list[Id]) -> BaseGeometry:
    return shapely.union_all([reference.take("governorate", name) for name in names])
