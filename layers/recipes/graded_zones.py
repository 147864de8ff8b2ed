"""Three zones with graded limits: the widened strip, and the rest of the south cut by a road."""

from pydantic import Field

from geodata.models.field_types import Id, Text
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.buffering import geodesic_buffer
from layers.geometry.half_planes import side_of
from layers.recipes.lines import BetweenLines, area_between, middle_between
from layers.recipes.regions import South, south
from layers.recipes.registry import Arguments, recipe


class GradedZone(Arguments):
    """One of the zones, from the lines outwards."""

    id: Id
    title: Text
    limits: Text = ""


class GradedZones(South, BetweenLines):
    """The lines and the widening of the first zone, and the road between the other two."""

    widening_km: float = Field(ge=0)
    divided_by: Id
    zones: tuple[GradedZone, GradedZone, GradedZone]


@recipe(GradedZones)
def graded_zones(reference: Reference, arguments: GradedZones) -> list[Feature]:
    """Widen the area between two lines, and divide the rest of the south by a road."""
    strip = area_between(reference, arguments)
    line = reference.take("line", arguments.east)
    whole = south(reference, arguments)
    if arguments.widening_km:
        widening = geodesic_buffer(line, 1000 * arguments.widening_km)
        strip = strip.union(widening.intersection(side_of(line, "east")).intersection(whole))
    west = side_of(reference.take("road", arguments.divided_by), "west")
    rest = whole.difference(strip)
    parts = (strip, rest.intersection(west), rest.difference(west))
    guides = (middle_between(reference, arguments), None, None)
    return [
        Feature(zone.id, zone.title, "band", part, zone.limits, guide=guide)
        for zone, part, guide in zip(arguments.zones, parts, guides, strict=True)
    ]
