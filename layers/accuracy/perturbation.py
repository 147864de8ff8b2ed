"""Figures of a layer with their plus-minus, and what each of them rests on."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.models.reference_features import Key
from layers.accuracy.metrics import METRICS, FigureKey, figures_of
from layers.accuracy.quantity import Figures, plus_minus
from layers.features.feature import Feature
from layers.features.reference import Reference


@dataclass(frozen=True)
class MeasuredFigure:
    """A value, its plus-minus, and the keys of the reference features behind both."""

    value: float
    plus_minus: float
    rests_on: tuple[Key, ...]


def measure_figures(
    features: Sequence[Feature],
    names: Collection[FigureKey],
    rests_on: tuple[Key, ...],
    reference: Reference,
    remake: Callable[[Reference], Sequence[Feature]],
) -> dict[FigureKey, MeasuredFigure]:
    """Return those of the named figures that a layer has.

    Parameters
    ----------
    features, rests_on
        Of the layer, as it is made from `reference`.
    remake
        Makes the features again from other reference data.
    """
    values, taken = _values(features, names, reference)
    spread = dict.fromkeys(values, 0.0)
    if not all(METRICS[name].counted for _, name in values):
        keys = dict.fromkeys(key for name in values for key in (*rests_on, *taken[name]))
        laid = [feature.geometry for feature in features]
        areas = [reference.features[key] for key in keys if key not in rests_on]
        near = shapely.GeometryCollection([*laid, *(area.geometry for area in areas if area.edges)])
        jumping = [name for name in values if _jumps(name, features)]
        for jumps, alike in (
            (True, jumping),
            (False, [name for name in values if name not in jumping]),
        ):

            def again(other: Reference, alike: Collection[FigureKey] = alike) -> Figures:
                return figures_of(remake(other), other, alike)

            if alike:
                spread |= plus_minus(again, reference, tuple(keys), near, jumps=jumps)
    return {
        name: MeasuredFigure(
            float(value), float(spread[name]), tuple(dict.fromkeys((*rests_on, *taken[name])))
        )
        for name, value in values.items()
    }


def _jumps(name: FigureKey, features: Sequence[Feature]) -> bool:
    """Tell whether a figure jumps, as a distance does from one part of a zone to another."""
    metric = METRICS[name[1]]
    parts = [
        part
        for feature in features
        if feature.id == name[0]
        for part in shapely.get_parts(feature.geometry)
    ]
    return metric.jumps or (bool(metric.to or metric.nearest) and len(parts) > 1)


def _values(
    features: Sequence[Feature], names: Collection[FigureKey], reference: Reference
) -> tuple[Figures, dict[FigureKey, tuple[Key, ...]]]:
    """Return the values of the figures that there are, and what each takes beside its layer."""
    values: Figures = {}
    taken: dict[FigureKey, tuple[Key, ...]] = {}
    for name in names:
        recorder = reference.fresh()
        values |= figures_of(features, recorder, (name,))
        taken[name] = tuple(recorder.taken)
    return values, taken


def measure_with_plus_minus(
    figures: Callable[[Reference], Figures], reference: Reference, near: BaseGeometry | None = None
) -> tuple[Figures, Figures]:
    """Return figures and their plus-minus; what is counted has none."""
    measured_on = reference.fresh()
    values = figures(measured_on)
    if all(METRICS[measure].counted for _, measure in values):
        return values, dict.fromkeys(values, 0.0)
    jumps = any(METRICS[measure].jumps for _, measure in values)
    return values, plus_minus(figures, reference, tuple(measured_on.taken), near, jumps=jumps)
