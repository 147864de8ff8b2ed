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
"""How many are kept: a plus-minus, or a sweep, asks for the same over and over."""


class Governorates(Arguments):
    """Which governorates, and what is asked of them."""

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
    """Which country, and what is asked of it."""

    name: Id
    title: Text = "The whole country"
    limits: Text = ""


@recipe(Country)
def country(reference: Reference, arguments: Country) -> list[Feature]:
    """Take the land of a country: its outline, less the sea."""
    whole = reference.take("country", arguments.name).difference(reference.take("sea", "sea"))
    return [Feature("zone", arguments.title, "zone", whole, arguments.limits)]


class South(Arguments):
    """The governorates taken whole, and the part of another one.

    Of the other governorate, what lies west of a road and south of the parallel of a place, or of
    one that lies `moved_south_km` south of it.
    """

    governorates: list[Id] = Field(min_length=1)
    part_of: Id
    south_of: Id
    moved_south_km: float = Field(default=0, ge=0)
    west_of: Id


class SouthOfDamascus(South):
    """The south, and what is kept free of it around a place."""

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
    """Return governorates with what of another one lies south of a parallel and west of a road."""
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
    """Return what lies south of a parallel, with vertices along it: it is no geodesic."""
    return shapely.box(30, 28, 45, parallel).segmentize(STEP_ALONG_PARALLEL)


def _union_of_governorates(reference: Reference, names: list[Id]) -> BaseGeometry:
    return shapely.union_all([reference.take("governorate", name) for name in names])
