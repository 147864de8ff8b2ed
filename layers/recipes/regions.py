"""Zones made of governorates."""

import shapely
from pydantic import Field
from shapely.geometry.base import BaseGeometry

from geodata.models import Id, Text
from layers.features import Feature
from layers.projection import geodesic_buffer
from layers.recipes.registry import Arguments, recipe
from layers.recipes.sides import side_of
from layers.reference import Reference

STEP_ALONG_PARALLEL = 0.005
"""In degrees of longitude: less than 500 m."""


class Governorates(Arguments):
    """Which governorates, and what is asked of them."""

    names: list[Id] = Field(min_length=1)
    title: Text = "The governorates"
    limits: Text = ""


@recipe(Governorates)
def governorates(reference: Reference, arguments: Governorates) -> list[Feature]:
    """Join governorates as the reference data draws them."""
    zone = _joined(reference, arguments.names)
    return [Feature("zone", arguments.title, "zone", zone, arguments.limits)]


class SouthOfDamascus(Arguments):
    """The governorates taken whole, the part of another one, and what is kept free."""

    governorates: list[Id] = Field(min_length=1)
    part_of: Id
    south_of: Id
    west_of: Id
    kept_free_around: Id
    kept_free_km: float = Field(gt=0)
    title: Text = "All of the south"
    limits: Text = ""


@recipe(SouthOfDamascus)
def south_of_damascus(reference: Reference, arguments: SouthOfDamascus) -> list[Feature]:
    """Join governorates with the south-west of another one, less a circle around a place.

    Of the other governorate, what lies south of a place's parallel and west of a road.
    """
    parallel = reference.point(arguments.south_of).y
    road = reference.take("road", arguments.west_of)
    part = (
        reference.take("governorate", arguments.part_of)
        .intersection(side_of(road, "west"))
        .intersection(_south_of(parallel))
    )
    kept_free = geodesic_buffer(
        reference.point(arguments.kept_free_around), 1000 * arguments.kept_free_km
    )
    whole = _joined(reference, arguments.governorates).union(part).difference(kept_free)
    return [Feature("zone", arguments.title, "zone", whole, arguments.limits)]


def _south_of(parallel: float) -> BaseGeometry:
    """Return what lies south of a parallel, with vertices along it: it is no geodesic."""
    return shapely.box(30, 28, 45, parallel).segmentize(STEP_ALONG_PARALLEL)


def _joined(reference: Reference, names: list[Id]) -> BaseGeometry:
    return shapely.union_all([reference.take("governorate", name) for name in names])
