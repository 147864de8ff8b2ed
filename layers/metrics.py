"""The measures that a figure may be: name, unit, and the function of a feature.

A measure takes a feature and the reference features; what it takes from the latter becomes part
of what the figure rests on.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shapely import get_dimensions

from layers.features import Feature
from layers.measure import geodesic_area, geodesic_distance, geodesic_length
from layers.projection import AREA
from layers.reference import Reference


@dataclass(frozen=True)
class Metric:
    """A measure by name: what it is called, its unit, and when and how it is computed.

    A `counted` measure is said by a source and does not depend on where things lie.
    """

    title: str
    unit: str
    applies: Callable[[Feature], bool]
    of: Callable[[Feature, Reference], float]
    counted: bool = False


def is_area(feature: Feature) -> bool:
    """Return whether a feature counts as area: a zone, a band or a corridor."""
    return feature.role in ("zone", "band", "corridor") and get_dimensions(feature.geometry) == AREA


def _is_line(feature: Feature) -> bool:
    return feature.role == "line"


def _is_total(feature: Feature) -> bool:
    return feature.role == "total" and feature.count is not None


def _distance_to_damascus(feature: Feature, reference: Reference) -> float:
    return geodesic_distance(feature.geometry, reference.point("damascus")) / 1000


METRICS = {
    "area": Metric(
        "Area", "km2", is_area, lambda feature, _: geodesic_area(feature.geometry) / 1e6
    ),
    "length": Metric(
        "Length",
        "km",
        lambda feature: feature.role in ("line", "way"),
        lambda feature, _: geodesic_length(feature.geometry) / 1000,
    ),
    "distance-to-damascus": Metric(
        "Nearest to Damascus (centre)",
        "km",
        lambda feature: is_area(feature) or _is_line(feature),
        _distance_to_damascus,
    ),
    "count": Metric(
        "Positions",
        "count",
        _is_total,
        lambda feature, _: feature.count or 0,
        counted=True,
    ),
}


WHOLE = "whole"
"""Where a feature's id would stand: all zones and bands of a layer together."""


def metrics_of(feature: Feature) -> list[str]:
    """Return the names of the measures that a feature has, in the registry's order.

    An empty feature has none but a count: its distance to anything is not defined.
    """
    return [
        name
        for name, metric in METRICS.items()
        if metric.applies(feature) and (metric.counted or not feature.geometry.is_empty)
    ]


def names_of(features: Iterable[Feature]) -> list[tuple[str, str]]:
    """Return the feature's id and the measure's name of every figure of a layer.

    A layer of several zones or bands, which do not overlap, has the area of the whole as well.
    """
    names = [(feature.id, name) for feature in features for name in metrics_of(feature)]
    areas = [name for name in names if name[1] == "area"]
    return [*names, (WHOLE, "area")] if len(areas) > 1 else names


def figures_of(features: Iterable[Feature], reference: Reference) -> dict[tuple[str, str], float]:
    """Return the value of every figure of a layer, by feature's id and measure's name."""
    by_id = {feature.id: feature for feature in features}
    found: dict[tuple[str, str], float] = {}
    for feature_id, name in names_of(by_id.values()):
        if feature_id == WHOLE:
            found[WHOLE, name] = sum(value for key, value in found.items() if key[1] == name)
        else:
            found[feature_id, name] = METRICS[name].of(by_id[feature_id], reference)
    return found
