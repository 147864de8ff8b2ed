"""Bands at given depths from a line, on one side of it."""

from typing import Annotated

import shapely
from pydantic import Field
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Id, Text
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.half_planes import Side, part_of, side_of
from layers.recipes.centre_lines import at_distance
from layers.recipes.registry import Arguments, recipe


class Band(Arguments):
    """One band, which begins where the band before it ends. A depth of 0 leaves it out."""

    id: Id
    title: Text
    depth_km: Annotated[float, Field(ge=0)]
    limits: Text = ""


class Bands(Arguments):
    """The line, the side, the bands in order, and the countries that limit them."""

    line: Id = Field(alias="from")
    side: Side
    within: Id | None = None
    outside: tuple[Id, ...] = ()
    bands: list[Band] = Field(min_length=1)


def single_band(arguments: Bands, band_id: str) -> Bands:
    """Return the arguments for one band only, or for all bands merged, over the same ground.

    The bands between the line and that band are merged as well.

    Examples
    --------
    >>> depths = {"near": 10, "far": 15}
    >>> laid = [Band(id=name, title=name, depth_km=km) for name, km in depths.items()]
    >>> arguments = Bands.model_validate({"from": "a", "side": "east", "bands": laid})
    >>> [band.depth_km for band in single_band(arguments, "far").bands]
    [10.0, 15.0]
    >>> [band.depth_km for band in single_band(arguments, "whole").bands]
    [25.0]
    """
    ids = [band.id for band in arguments.bands]
    parts = [arguments.bands]
    if band_id in ids:
        at = ids.index(band_id)
        parts = [arguments.bands[:at], arguments.bands[at : at + 1]]
    merged = [
        part[-1].model_copy(update={"depth_km": sum(band.depth_km for band in part)})
        for part in parts
        if part
    ]
    return arguments.model_copy(update={"bands": merged})


@recipe(Bands, single_band)
def bands(reference: Reference, arguments: Bands) -> list[Feature]:
    """Lay bands of given depths along one side of a line and cut them at the borders.

    Examples
    --------
    East of a meridian from 33 to 34 north, 110.9 km by 10 km and a quarter circle at either end:

    >>> from types import SimpleNamespace
    >>> from layers.geometry.measure import geodesic_area
    >>> line = SimpleNamespace(geometry=shapely.LineString([(36, 33), (36, 34)]), background=False)
    >>> near = {"id": "near", "title": "Near", "depth_km": 10}
    >>> arguments = Bands.model_validate({"from": "a", "side": "east", "bands": [near]})
    >>> [band] = bands(Reference({"line/a": line}), arguments)
    >>> round(geodesic_area(band.geometry) / 1e6)
    1266
    """
    line = reference.take("line", arguments.line)
    field = _field(reference, arguments, line)
    features = []
    reached: BaseGeometry = shapely.Polygon()
    depth_m = 0.0
    for band in arguments.bands:
        if band.depth_km == 0:
            continue
        depth_m += 1000 * band.depth_km
        within = geodesic_buffer(line, depth_m)
        zone = within.difference(reached).intersection(field)
        middle = at_distance(line, depth_m - 500 * band.depth_km, zone)
        features.append(Feature(band.id, band.title, "band", zone, band.limits, guide=middle))
        reached = within
    return features


def _field(reference: Reference, arguments: Bands, line: BaseGeometry) -> BaseGeometry:
    if arguments.within:
        field = part_of(reference.take("country", arguments.within), line, arguments.side)
    else:
        field = side_of(line, arguments.side)
    for country in arguments.outside:
        field = field.difference(reference.take("country", country))
    return field
