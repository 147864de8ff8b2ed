"""Figures of a layer with their plus-minus, and what each of them rests on."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.models.reference_features import Key
from layers.accuracy.metrics import METRICS, Name, figures_of
from layers.accuracy.quantity import Figures, plus_minus
from layers.features.feature import Feature
from layers.features.reference import Reference


@dataclass(frozen=True)
class Measured:
    """A value, its plus-minus, and the keys of the reference features behind both."""

    value: float
    plus_minus: float
    rests_on: tuple[Key, ...]


def measured(
    features: Sequence[Feature],
    names: Collection[Name],
    rests_on: tuple[Key, ...],
    reference: Reference,
    remake: Callable[[Reference], Sequence[Feature]],
) -> dict[Name, Measured]:
    """Return those of the named figures that a layer has.

    Parameters
    ----------
    features, rests_on
        Of the layer, as it is made from `reference`.
    remake
        Makes the features again from other reference data.
    """
    now, taken = _now(features, names, reference)
    spread = dict.fromkeys(now, 0.0)
    if not all(METRICS[name].counted for _, name in now):
        keys = dict.fromkeys(key for name in now for key in (*rests_on, *taken[name]))
        laid = [feature.geometry for feature in features]
        areas = [reference.features[key] for key in keys if key not in rests_on]
        near = shapely.GeometryCollection([*laid, *(area.geometry for area in areas if area.edges)])
        jumping = [name for name in now if _jumps(name, features)]
        for jumps, alike in (
            (True, jumping),
            (False, [name for name in now if name not in jumping]),
        ):

            def again(other: Reference, alike: Collection[Name] = alike) -> Figures:
                return figures_of(remake(other), other, alike)

            if alike:
                spread |= plus_minus(again, reference, tuple(keys), near, jumps=jumps)
    return {
        name: Measured(
            float(value), float(spread[name]), tuple(dict.fromkeys((*rests_on, *taken[name])))
        )
        for name, value in now.items()
    }


def _jumps(name: Name, features: Sequence[Feature]) -> bool:
    """Tell whether a figure jumps, as a distance does from one part of a zone to another."""
    metric = METRICS[name[1]]
    parts = [
        part
        for feature in features
        if feature.id == name[0]
        for part in shapely.get_parts(feature.geometry)
    ]
    return metric.jumps or (bool(metric.to or metric.nearest) and len(parts) > 1)


def _now(
    features: Sequence[Feature], names: Collection[Name], reference: Reference
) -> tuple[Figures, dict[Name, tuple[Key, ...]]]:
    """Return the values of the figures that there are, and what each takes beside its layer."""
    now: Figures = {}
    taken: dict[Name, tuple[Key, ...]] = {}
    for name in names:
        recorder = reference.fresh()
        now |= figures_of(features, recorder, (name,))
        taken[name] = tuple(recorder.taken)
    return now, taken


def perturbed(
    figures: Callable[[Reference], Figures], reference: Reference, near: BaseGeometry | None = None
) -> tuple[Figures, Figures]:
    """Return figures and their plus-minus; what is counted has none."""
    measured_on = reference.fresh()
    now = figures(measured_on)
    if all(METRICS[measure].counted for _, measure in now):
        return now, dict.fromkeys(now, 0.0)
    jumps = any(METRICS[measure].jumps for _, measure in now)
    return now, plus_minus(figures, reference, tuple(measured_on.taken), near, jumps=jumps)
