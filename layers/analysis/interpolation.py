"""Interpolation between two positions: the ground at any point between them, with figures.

Two ends can be bridged if the same recipe draws both and their arguments differ in numbers only;
texts for display do not count. The numbers are interpolated linearly. A band that one end lacks
counts as a band of depth 0 there, beyond its last one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Id
from layers.accuracy.metrics import METRICS, WHOLE, FigureKey, figure_of, metrics_of
from layers.accuracy.perturbation import measure_with_plus_minus
from layers.accuracy.quantity import Figures, Quantity
from layers.analysis.settlements_in_zone import depths_in
from layers.build.builder import Builder
from layers.features.feature import Feature
from layers.features.reference import Reference
from layers.geometry.measure import geodesic_area
from layers.recipes import RECIPES, make

AREA: FigureKey = (WHOLE, "area")
DISTANCE: FigureKey = (WHOLE, "distance-to-damascus")
SHOWN = ("id", "title", "label", "limits", "text")
"""Arguments that are texts for display, as are those with names ending in ``_title``."""

ROUNDING_KM2 = 1e-6
"""One square metre: the difference of equal grounds leaves less than this."""

End = tuple[str, str | None, dict[str, float] | None]
"""``PROPOSAL.PROVISION``, a reading (None for the default), and values unlike the defaults."""
Arguments = dict[str, Any]


@dataclass(frozen=True)
class InterpolatedArea:
    """The features at one point, and their figures.

    Attributes
    ----------
    distance
        Distance of the nearest point from Damascus; None if there is no ground.
    inside, too_close
        Ids of the settlements inside, and of those too close to the edge to tell.
    """

    features: tuple[Feature, ...]
    area: Quantity
    distance: Quantity | None
    inside: tuple[Id, ...]
    too_close: tuple[Id, ...]


@dataclass(frozen=True)
class Concession:
    """The ground that an end gives up of its own position, and gains beyond it, in km2."""

    left: Quantity
    added: Quantity


@dataclass(frozen=True)
class InterpolationPoint:
    """One point between two ends.

    Attributes
    ----------
    at
        From 0, the first end, to 1, the second.
    point, concessions
        The ground there, and the concession of each end; None if the ends cannot be bridged.
    differs
        The reason why they cannot be bridged, in one sentence; empty if they can.
    """

    at: float
    ends: tuple[InterpolatedArea, InterpolatedArea]
    point: InterpolatedArea | None = None
    concessions: tuple[Concession, Concession] | None = None
    differs: str = ""


def interpolate(builder: Builder, a: End, b: End, at: float) -> InterpolationPoint:
    """Return the ground at a point between two ends, and the concession of each end.

    Raises
    ------
    KeyError
        If an address or a reading is not in the catalogue.
    ValueError
        If `at` is not between 0 and 1.
    """
    if not 0 <= at <= 1:
        raise ValueError(f"at is {at:g}: it has to be between 0 and 1")
    (recipe, first), (other_recipe, second) = _drawing(builder, a), _drawing(builder, b)
    ends = _ground(builder, recipe, first), _ground(builder, other_recipe, second)
    if recipe != other_recipe:
        differs = f"One end is drawn by '{recipe}' and the other by '{other_recipe}'."
        return InterpolationPoint(at, ends, differs=differs)
    first, second = _same_bands(first, second)
    for differs in _differences(first, second):
        return InterpolationPoint(at, ends, differs=differs)
    between = _between(first, second, at)
    concessions = (
        _concession(builder, recipe, first, between),
        _concession(builder, recipe, second, between),
    )
    return InterpolationPoint(at, ends, _ground(builder, recipe, between), concessions)


def _drawing(builder: Builder, end: End) -> tuple[str, Arguments]:
    """Return the recipe of an end with all its arguments, including the defaults."""
    layer = builder.layer(*end)
    given = layer.reading.resolved_arguments(layer.values)
    model = RECIPES[layer.reading.recipe].arguments.model_validate(given)
    return layer.reading.recipe, model.model_dump(by_alias=True)


def _same_bands(first: Arguments, second: Arguments) -> tuple[Arguments, Arguments]:
    """Return both arguments with the same number of bands; missing bands have depth 0.

    Both have the texts of the end with more bands.
    """
    if "bands" not in first:
        return first, second
    longer = max(first["bands"], second["bands"], key=len)

    def fill_bands(arguments: Arguments) -> Arguments:
        depths = [band["depth_km"] for band in arguments["bands"]]
        depths += [0.0] * (len(longer) - len(depths))
        bands = [band | {"depth_km": depth} for band, depth in zip(longer, depths, strict=True)]
        return arguments | {"bands": bands}

    return fill_bands(first), fill_bands(second)


def _differences(first: Any, second: Any, name: str = "") -> Iterator[str]:
    """Yield a sentence for each argument that differs by more than a number or a text."""
    if isinstance(first, dict) and isinstance(second, dict) and set(first) == set(second):
        for key in first:
            if key not in SHOWN and not key.endswith("_title"):
                yield from _differences(first[key], second[key], key)
    elif (
        isinstance(first, list | tuple)
        and isinstance(second, list | tuple)
        and len(first) == len(second)
    ):
        for one, other in zip(first, second, strict=True):
            yield from _differences(one, other, name)
    elif first != second and not (isinstance(first, float) and isinstance(second, float)):
        values = f"{_value_text(first)} in one, {_value_text(second)} in the other"
        yield f"The ends differ in '{name}': {values}."


def _value_text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_value_text(item) for item in value) or "none"
    return "none" if value is None else str(value)


def _between(first: Any, second: Any, at: float) -> Any:
    if isinstance(first, dict):
        return {key: _between(first[key], second[key], at) for key in first}
    if isinstance(first, list | tuple):
        return [_between(one, other, at) for one, other in zip(first, second, strict=True)]
    if isinstance(first, float) and first != second:
        return (1 - at) * first + at * second
    return first


def _ground(builder: Builder, recipe: str, arguments: Arguments) -> InterpolatedArea:
    recorder = builder.reference.fresh()
    features = tuple(make(recipe, arguments, recorder))

    def figures(reference: Reference) -> Figures:
        made = make(recipe, arguments, reference, only=WHOLE)
        found = {name: figure_of(made, reference, name) for name in (AREA, DISTANCE)}
        return {name: value for name, value in found.items() if value is not None}

    quantities = _quantities(builder, figures, [_ground_of(features)])
    (depths,) = depths_in(
        lambda reference: [_ground_of(make(recipe, arguments, reference, only=WHOLE))],
        tuple(recorder.taken),
        builder.reference,
    )
    inside, too_close = (
        tuple(place.id for place in depths.places_of(which))
        for which in (depths.inside, depths.too_close)
    )
    return InterpolatedArea(features, quantities[AREA], quantities.get(DISTANCE), inside, too_close)


def _concession(builder: Builder, recipe: str, end: Arguments, point: Arguments) -> Concession:
    def figures(reference: Reference) -> Figures:
        own, there = (
            _ground_of(make(recipe, item, reference, only=WHOLE)) for item in (end, point)
        )
        return {
            ("left", "area"): _square_km(own.difference(there)),
            ("added", "area"): _square_km(there.difference(own)),
        }

    grounds = [_ground_of(make(recipe, item, builder.reference.fresh())) for item in (end, point)]
    found = _quantities(builder, figures, grounds)
    return Concession(found["left", "area"], found["added", "area"])


def _quantities(
    builder: Builder, figures: Callable[[Reference], Figures], grounds: list[BaseGeometry]
) -> dict[FigureKey, Quantity]:
    recorder = builder.reference.fresh()
    figures(recorder)
    rests_on = tuple(recorder.taken)
    values, spread = measure_with_plus_minus(
        figures, builder.reference, shapely.GeometryCollection(grounds)
    )
    return {
        name: builder.quantity(value, spread[name], METRICS[name[1]].unit, rests_on)
        for name, value in values.items()
    }


def _ground_of(features: tuple[Feature, ...] | list[Feature]) -> BaseGeometry:
    """Return the union of zones, bands and corridors."""
    return shapely.union_all([item.geometry for item in features if "area" in metrics_of(item)])


def _square_km(rest: BaseGeometry) -> float:
    """Return the area of a difference of grounds, or 0 if only rounding is left."""
    area = geodesic_area(rest) / 1e6
    return area if area > ROUNDING_KM2 else 0.0
