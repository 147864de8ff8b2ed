"""The plus-minus of figures, by measuring them again on displaced reference data.

The lines and places that a figure rests on are displaced as in :mod:`layers.features.displacement`,
and the figure is measured again. 95 % of the results lie within the plus-minus. A figure is
measured as one function of the reference data, so that errors common to its parts cancel.

The plus-minus covers errors of the reference data only. The range over the readings shows how
much the wording leaves open.
"""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.models.reference_features import Key
from layers.accuracy.metrics import METRICS, FigureKey, figures_of
from layers.accuracy.quantity import Figures
from layers.features.feature import Feature
from layers.features.reference import Reference


@dataclass(frozen=True)
class MeasuredFigure:
    """A value, its plus-minus, and the keys of the reference features that it rests on."""

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
    """Measure those of the named figures that a layer has.

    Parameters
    ----------
    features, rests_on
        Those of the layer, made from `reference`.
    remake
        A function that makes the features from other reference data.
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
    """Tell whether a figure may jump, as a distance does between the parts of a zone."""
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
    """Return the values of existing figures, and the reference features that each one takes."""
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
    """Return figures and their plus-minus, which is 0 for counts."""
    measured_on = reference.fresh()
    values = figures(measured_on)
    if all(METRICS[measure].counted for _, measure in values):
        return values, dict.fromkeys(values, 0.0)
    jumps = any(METRICS[measure].jumps for _, measure in values)
    return values, plus_minus(figures, reference, tuple(measured_on.taken), near, jumps=jumps)


FEW_DRAWS, MANY_DRAWS = 32, 160
"""Number of draws: for a figure that changes smoothly as lines move, and for one that jumps,
such as the least of many widths."""


MOST_FEW = 64
"""Upper limit of the few draws, which grow with the number of deviations to be balanced."""


SEED = 1974
DECIMALS = 9
"""Decimals of a draw, rounded to be the same on every machine."""


INSIDE = 0.95
"""The share of results that lies within the plus-minus."""


HALF_WIDTH_WITHIN = 1e-4


def plus_minus(
    figures: Callable[[Reference], Figures],
    reference: Reference,
    rests_on: Collection[Key],
    near: BaseGeometry | None = None,
    *,
    jumps: bool = False,
) -> Figures:
    """Return the plus-minus of every figure that a function of the reference data returns.

    A figure that is missing in a displaced run, because its zone vanishes, counts as 0 there.

    Parameters
    ----------
    near
        The geometry measured. Deviations that move lines only far from it are left out.
    jumps
        Whether figures may jump as lines move, as the least of many widths does. They are then
        measured more often, with lines deviating along themselves too, and the plus-minus is the
        distance within which 95 % of the draws lie, whatever their distribution.

    Examples
    --------
    A place is known to 100 m north and south; so is its distance from a line north of it:

    >>> from geodata.models.reference_features import ReferenceFeature
    >>> from layers.geometry.measure import geodesic_distance
    >>> head, tail = ({}, "", "", "", "", "high"), (25.0, (), "", False, {})
    >>> town = ReferenceFeature("place/town", shapely.Point(36, 33), *head, 100.0, *tail)
    >>> line = shapely.LineString([(35, 34), (37, 34)])
    >>> def figures(reference):
    ...     return {("town", "distance"): geodesic_distance(reference.point("town"), line)}
    >>> spread = plus_minus(figures, Reference.of({town.key: town}), [town.key])
    >>> round(spread["town", "distance"])
    100
    """
    undisplaced = figures(reference.fresh())
    runs = [
        figures(world) for world in displaced_references(reference, rests_on, near, jumps=jumps)
    ]
    changes = {
        name: [run.get(name, 0.0) - value for run in runs] for name, value in undisplaced.items()
    }
    if jumps and runs:
        return {
            name: float(np.percentile(np.abs(values), 100 * INSIDE))
            for name, values in changes.items()
        }
    return {name: half_width(values) for name, values in changes.items()}


def displaced_references(
    reference: Reference,
    keys: Collection[Key],
    near: BaseGeometry | None = None,
    *,
    jumps: bool = False,
) -> Iterator[Reference]:
    """Yield references with features displaced by balanced draws of their deviations."""
    displacement = reference.displacement
    idle = set() if jumps else displacement.along
    moving = [item for item in displacement.deviations(keys, near) if item not in idle]
    for draw in balanced_draws(len(moving), MANY_DRAWS if jumps else FEW_DRAWS):
        amounts = np.zeros(displacement.count)
        amounts[moving] = draw
        yield reference.displace(keys, amounts)


@cache
def balanced_draws(deviations: int, draws: int = FEW_DRAWS) -> NDArray[np.float64]:
    """Return normal draws of deviations, with a fixed seed: shape (draws, deviations).

    They are balanced: every deviation has the mean 0 and the variance 1 over the draws, and no two
    correlate, so that to first order these few draws give the same spread as infinitely many. If
    there are more deviations than draws, the last ones are not balanced.

    Examples
    --------
    >>> draws = balanced_draws(3)
    >>> draws.shape, draws.std(axis=0).round(6).tolist()
    ((32, 3), [1.0, 1.0, 1.0])
    """
    if not deviations:
        return np.empty((0, 0))
    count = max(draws, min(deviations + 1, MOST_FEW))
    normal = np.random.default_rng(SEED).standard_normal((1 + max(deviations, count), count)).T
    normal[:, 0] = 1
    normal[:, :count] = np.linalg.qr(normal[:, :count])[0] * math.sqrt(count)
    return normal[:, 1 : 1 + deviations].round(DECIMALS)


def half_width(changes: Sequence[float]) -> float:
    """Return the distance from 0 within which 95 % of normally distributed changes lie.

    Their mean is not 0 if a figure grows whichever way a line deviates, as a perimeter does.

    Examples
    --------
    >>> round(half_width([-100.0, 100.0]))
    196
    >>> half_width([])
    0.0
    """
    if not changes:
        return 0.0
    mean, spread = abs(float(np.mean(changes))), float(np.std(changes))
    if spread == 0:
        return mean
    changed = NormalDist(mean, spread)
    low, high = mean, mean + 2 * spread
    while high - low > HALF_WIDTH_WITHIN * spread:
        middle = (low + high) / 2
        within = changed.cdf(middle) - changed.cdf(-middle)
        low, high = (middle, high) if within < INSIDE else (low, middle)
    return high
