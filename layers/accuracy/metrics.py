"""The registry of measures: title, unit, and the function that computes each one.

A measure is a function of a feature and the reference features. The figure then rests on every
reference feature that the function takes.
"""

import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.models.reference_features import Key
from layers.features.feature import AREAS, Feature
from layers.features.reference import Reference
from layers.geometry.buffering import AREA
from layers.geometry.half_planes import side_of
from layers.geometry.measure import (
    geodesic_area,
    geodesic_distance,
    geodesic_length,
    greatest_distance,
)

FigureKey = tuple[str, str]
"""The key of a figure in a layer: feature id and measure name."""

WHOLE = "whole"
"""Takes the place of a feature id: all zones and bands of a layer together."""

LEAST_SHARE = 0.001
"""In per cent: a smaller share of a governorate is a sliver of rounding along its border."""
LEAST_DEPTH_M = 1.0
"""A smaller depth is that of a zone west of Line A that only touches it."""
DISTANCE_WITHIN_M = 0.01
NEARLY_NEAREST = 1.3
"""Distances in degrees that differ by more than this factor are in the same order in metres,
up to 38 degrees north."""

GOVERNORATES = {
    "quneitra": "Quneitra",
    "daraa": "Daraa",
    "suwayda": "Suwayda",
    "rif-dimashq": "Rif Dimashq",
    "damascus": "Damascus",
}


@dataclass(frozen=True)
class Metric:
    """A measure: its title and unit, the features it applies to, and its computation.

    Attributes
    ----------
    of
        Computes the value; None if a feature of the right role has no such figure.
    key
        Whether it is a key figure; the others are for analysts.
    counted
        Whether a source states it, so that it does not depend on any geometry.
    jumps
        Whether it may jump as lines move, as minima, maxima and the length of an edge do.
    adds
        Whether it also exists for all zones of a layer together, which do not overlap.
    together
        Combines the values of several parts, or of none, into one.
    to
        Keys of the reference features at the other end of a distance, if the title names them.
    nearest
        Finds these keys if the title does not name them.
    """

    title: str
    unit: str
    applies: Callable[[Feature], bool]
    of: Callable[[Feature, Reference], float | None]
    key: bool = False
    counted: bool = False
    jumps: bool = False
    adds: bool = False
    together: Callable[[list[float]], float | None] = sum
    to: tuple[Key, ...] = ()
    nearest: Callable[[Feature, Reference], tuple[Key, ...]] | None = None


def is_area(feature: Feature) -> bool:
    """Tell whether a feature is a measured zone, and not a line or a symbol.

    Examples
    --------
    >>> square = shapely.box(36, 33, 37, 34)
    >>> bool(is_area(Feature("zone", "Zone", "zone", square)))
    True
    >>> is_area(Feature("ring", "Reach", "reach", square))
    False
    """
    return feature.role in AREAS and shapely.get_dimensions(feature.geometry) == AREA


def _is_placed(feature: Feature) -> bool:
    return is_area(feature) or feature.role == "line"


def _is_total(feature: Feature) -> bool:
    return feature.role == "total" and feature.count is not None


def _is_guided(feature: Feature) -> bool:
    return is_area(feature) and feature.guide is not None


def _distance_to(title: str, key: Key, *, on_screen: bool = False) -> Metric:
    """Return the measure of the distance from a feature to a reference feature."""

    def distance(feature: Feature, reference: Reference) -> float:
        return _km(geodesic_distance(feature.geometry, reference.take(*key.split("/"))))

    return Metric(title, "km", _is_placed, distance, key=on_screen, together=_least, to=(key,))


def _km(distance_m: float) -> float:
    """Return a distance in kilometres, or 0 if it is below the precision of the measure."""
    return distance_m / 1000 if distance_m > DISTANCE_WITHIN_M else 0.0


def _distance_to_border(feature: Feature, reference: Reference) -> float:
    """Return the distance from a feature to the nearest border of the reference data.

    These are the borders of Syria with Lebanon, Jordan, Iraq and Turkey, and those of its
    neighbours with each other and with the Golan and the West Bank. Line A, the 1923 line and
    borders of the background map do not count. The figure rests on the nearest border.
    """
    metres = _border_distances(feature, reference)
    nearest = min(metres, key=lambda key: metres[key])
    reference.take("border", nearest)
    return _km(metres[nearest])


def _nearest_borders(feature: Feature, reference: Reference) -> tuple[Key, ...]:
    """Return the border nearest to a feature, or all borders that it touches."""
    metres = _border_distances(feature, reference)
    least = min(metres.values())
    return tuple(
        f"border/{key}" for key, apart in metres.items() if apart <= least + DISTANCE_WITHIN_M
    )


def _border_distances(feature: Feature, reference: Reference) -> dict[str, float]:
    """Return the distances in metres to the borders that may be nearest to a feature."""
    borders = reference.all_of("border")
    return {
        key: geodesic_distance(feature.geometry, borders[key])
        for key in _nearest(borders, feature.geometry)
    }


def _nearest(lines: dict[str, BaseGeometry], geometry: BaseGeometry) -> list[str]:
    """Return the lines that may be nearest to a geometry; often it is a single one."""
    box = shapely.box(*geometry.bounds)
    at_least = {key: box.distance(shapely.box(*line.bounds)) for key, line in lines.items()}
    apart: dict[str, float] = {}
    for key in sorted(lines, key=lambda key: at_least[key]):
        if at_least[key] <= NEARLY_NEAREST * min(apart.values(), default=math.inf):
            apart[key] = geometry.distance(lines[key])
    least = min(apart.values())
    return [key for key, distance in apart.items() if distance <= NEARLY_NEAREST * least]


def _depth_from_line_a(feature: Feature, reference: Reference) -> float | None:
    """Return the greatest distance from Line A to the vertices of a feature east of it."""
    line = reference.take("line", "line-a")
    side = side_of(line, "east")
    shapely.prepare(side)
    vertices = shapely.get_coordinates(feature.geometry)
    east = vertices[shapely.contains_xy(side, vertices)]
    depth_m = greatest_distance(east, line) if len(east) else 0.0
    return depth_m / 1000 if depth_m > LEAST_DEPTH_M else None


def _share_of(governorate: str) -> Callable[[Feature, Reference], float | None]:
    def share(feature: Feature, reference: Reference) -> float | None:
        whole = reference.take("governorate", governorate)
        if not shapely.box(*whole.bounds).intersects(shapely.box(*feature.geometry.bounds)):
            return None
        part = geodesic_area(feature.geometry.intersection(whole))
        per_cent = 100 * part / geodesic_area(whole)
        return per_cent if per_cent > LEAST_SHARE else None

    return share


def _width(of: Callable[[np.ndarray], float]) -> Callable[[Feature, Reference], float | None]:
    return lambda feature, _: of(feature.widths) / 1000 if len(feature.widths) else None


def _least(values: list[float]) -> float | None:
    return min(values, default=None)


METRICS = {
    "area": Metric(
        "Area",
        "km2",
        is_area,
        lambda feature, _: geodesic_area(feature.geometry) / 1e6,
        key=True,
        adds=True,
    ),
    "length": Metric(
        "Length",
        "km",
        lambda feature: feature.role in ("line", "way"),
        lambda feature, _: geodesic_length(feature.geometry) / 1000,
        key=True,
    ),
    "distance-to-damascus": _distance_to(
        "Nearest to Damascus (centre)", "place/damascus", on_screen=True
    ),
    "count": Metric(
        "Positions",
        "count",
        _is_total,
        lambda feature, _: feature.count or 0,
        key=True,
        counted=True,
    ),
    "perimeter": Metric(
        "Perimeter",
        "km",
        is_area,
        lambda feature, _: geodesic_length(feature.geometry) / 1000,
        jumps=True,
    ),
    "width-least": Metric("Least width", "km", _is_guided, _width(np.min), jumps=True),
    "width-median": Metric("Median width", "km", _is_guided, _width(np.median), jumps=True),
    "width-greatest": Metric("Greatest width", "km", _is_guided, _width(np.max), jumps=True),
    "depth-from-line-a": Metric(
        "Greatest depth from Line A", "km", is_area, _depth_from_line_a, to=("line/line-a",)
    ),
    "distance-to-daraa": _distance_to("Nearest to Daraa (centre)", "place/daraa"),
    "distance-to-suwayda": _distance_to("Nearest to Suwayda (centre)", "place/suwayda"),
    "distance-to-line-a": _distance_to("Nearest to Line A", "line/line-a"),
    "distance-to-border": Metric(
        "Nearest border", "km", _is_placed, _distance_to_border, nearest=_nearest_borders
    ),
    **{
        f"share-of-{key}": Metric(
            f"Share of {title} governorate", "percent", is_area, _share_of(key), adds=True
        )
        for key, title in GOVERNORATES.items()
    },
}
KEY_METRICS = tuple(name for name, metric in METRICS.items() if metric.key)


def metrics_of(feature: Feature, metrics: Collection[str] = KEY_METRICS) -> list[str]:
    """Return those of some measures that apply to a feature.

    Only counts apply to an empty feature: its distances are not defined.

    Examples
    --------
    >>> metrics_of(Feature("zone", "Zone", "zone", shapely.box(36, 33, 37, 34)))
    ['area', 'distance-to-damascus']
    >>> metrics_of(Feature("zone", "Zone", "zone", shapely.Polygon()))
    []
    """
    return [
        name
        for name in metrics
        if METRICS[name].applies(feature)
        and (METRICS[name].counted or not feature.geometry.is_empty)
    ]


def names_of(
    features: Iterable[Feature], metrics: Collection[str] = KEY_METRICS
) -> list[FigureKey]:
    """Return the keys of all figures that a layer may have.

    If a layer has several zones or bands, some measures apply to the whole as well.

    Examples
    --------
    >>> west = Feature("west", "West", "band", shapely.box(36, 33, 36.5, 34))
    >>> east = Feature("east", "East", "band", shapely.box(36.5, 33, 37, 34))
    >>> names_of([west, east], ["area"])
    [('west', 'area'), ('east', 'area'), ('whole', 'area')]
    >>> names_of([west, east], ["perimeter"])
    [('west', 'perimeter'), ('east', 'perimeter')]
    """
    names = [(feature.id, name) for feature in features for name in metrics_of(feature, metrics)]
    measures = [measure for _, measure in names]
    return names + [
        (WHOLE, name) for name in metrics if METRICS[name].adds and measures.count(name) > 1
    ]


def figures_of(
    features: Iterable[Feature], reference: Reference, names: Collection[FigureKey]
) -> dict[FigureKey, float]:
    """Return the values of those of the named figures that exist.

    Examples
    --------
    >>> west = Feature("west", "West", "band", shapely.box(36, 33, 36.5, 34))
    >>> east = Feature("east", "East", "band", shapely.box(36.5, 33, 37, 34))
    >>> found = figures_of([west, east], Reference({}), [("west", "area"), (WHOLE, "area")])
    >>> {name: round(km2) for name, km2 in found.items()}
    {('west', 'area'): 5153, ('whole', 'area'): 10306}
    """
    parts = list(features)

    @cache
    def measured(place: int, measure: str) -> float | None:
        fits = measure in metrics_of(parts[place], (measure,))
        return METRICS[measure].of(parts[place], reference) if fits else None

    found: dict[FigureKey, float] = {}
    for feature_id, measure in names:
        asked = [place for place, part in enumerate(parts) if feature_id in (part.id, WHOLE)]
        values = [value for place in asked if (value := measured(place, measure)) is not None]
        together = METRICS[measure].together(values) if values else None
        if together is not None:
            found[feature_id, measure] = together
    return found


def figure_of(features: Iterable[Feature], reference: Reference, name: FigureKey) -> float | None:
    """Return one figure of a layer; the whole may be a single zone.

    For a feature that does not exist, area, length and count are 0, and a distance is None.

    Examples
    --------
    >>> zone = Feature("zone", "Zone", "zone", shapely.box(36, 33, 37, 34))
    >>> round(figure_of([zone], Reference({}), (WHOLE, "area")))
    10306
    >>> figure_of([], Reference({}), (WHOLE, "area"))
    0
    >>> figure_of([], Reference({}), (WHOLE, "distance-to-damascus")) is None
    True
    """
    none = METRICS[name[1]].together([])
    return figures_of(features, reference, (name,)).get(name, none)
