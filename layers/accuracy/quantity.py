"""Quantities: values with a plus-minus that says what the reference data leaves open.

The lines and places that a figure rests on are displaced as :mod:`layers.features.displacement`
says, and the figure is measured again: 95 % of what it comes to lies within the plus-minus. A
figure is measured as one function of the reference data, so errors that its parts share cancel.

The plus-minus covers the reference data only. What the wording leaves open is the range over the
readings.
"""

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.models.field_types import Text
from geodata.models.reference_features import Key
from layers.features.reference import Reference

FEW_DRAWS, MANY_DRAWS = 32, 160
"""How often a figure is measured again: one that changes as evenly as lines move, and one that
jumps, such as the least of many widths."""
MOST_FEW = 64
"""Few draws are more where there are more deviations to be balanced, up to so many."""
SEED = 1974
DECIMALS = 9
"""Of a draw: the same on every machine."""
INSIDE = 0.95
"""Of what a figure may come to: this part lies within its plus-minus."""
HALF_WIDTH_WITHIN = 1e-4
SHOWN_FROM = 1e-4
"""A plus-minus below this part of its value is not shown: the wording fixes the figure."""
KM_PER_MILE = 1.609344
"""Of the international mile."""
DUNAM_PER_KM2 = 1000.0
"""The metric dunam has 1,000 m2."""
OTHER_UNITS = {
    "km": {"mi": 1 / KM_PER_MILE},
    "km2": {"dunam": DUNAM_PER_KM2, "mi2": 1 / KM_PER_MILE**2},
}
"""By which factor a value in km or km2 is told in other units."""
EXACT_DIGITS, EXACT_DECIMALS = 5, 4

UNITS = {
    "km": "km",
    "km2": "km²",
    "m": "m",
    "mi": "mi",
    "mi2": "sq mi",
    "dunam": "dunam",
    "percent": "%",
    "count": "",
}

Figures = dict[tuple[str, str], float]
"""Values by feature's id and measure's name."""


@dataclass(frozen=True)
class Quantity:
    """What a measure returns, everywhere.

    Attributes
    ----------
    value, plus_minus
        In `unit`; the true value lies within with about 95 %, as far as reference data goes.
    rests_on
        Keys of the reference features.
    licences, attributions, as_of
        What follows from these features; `as_of` is the latest.
    other_end
        What a distance leads to, by name; nothing for other measures.
    exact
        It is as exact as it was drawn, and read with five significant digits.
    """

    value: float
    plus_minus: float
    unit: str
    rests_on: tuple[Key, ...] = ()
    licences: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    as_of: str = ""
    other_end: Text = ""
    exact: bool = False

    def text(self, *, short: bool = False) -> str:
        """Return the figure as it is read: ``260 ± 40 km²``, or ``260 km²`` when short.

        Examples
        --------
        >>> [item.text() for item in Quantity(12.3456789, 0.0, "km2", exact=True).in_units()]
        ['12.346 km²', '12,346 dunam', '4.7667 sq mi']
        """
        value, plus_minus = self._rounded_text()
        unit = f" {UNITS[self.unit]}".rstrip()
        return f"{value}{unit}" if short or not plus_minus else f"{value} ± {plus_minus}{unit}"

    def rounded_numbers(self) -> tuple[float, float]:
        """Return value and plus-minus as they are printed: what stands beside a verdict."""
        return _numbers(*self._rounded_text())

    def _rounded_text(self) -> tuple[str, str]:
        return (
            (exact_digits(self.value), "")
            if self.exact
            else round_to_plus_minus(self.value, self.plus_minus)
        )

    def in_units(self) -> tuple["Quantity", ...]:
        """Return a length also in miles, an area also in dunam and square miles."""
        others = OTHER_UNITS.get(self.unit, {})
        return (
            self,
            *(
                replace(
                    self, value=self.value * factor, plus_minus=self.plus_minus * factor, unit=unit
                )
                for unit, factor in others.items()
            ),
        )

    def in_miles(self) -> "Quantity":
        """Return a length in miles; any other quantity as it is."""
        return self.in_units()[1] if self.unit == "km" else self


def exact_digits(value: float) -> str:
    """Return a value that is as exact as it was drawn, with five significant digits."""
    leading = math.floor(math.log10(abs(value))) if value else 0
    decimals = min(EXACT_DECIMALS, max(0, EXACT_DIGITS - 1 - leading))
    return f"{value:,.{decimals}f}"


def round_to_plus_minus(value: float, plus_minus: float) -> tuple[str, str]:
    """Return a value and its plus-minus as text, rounded to what the plus-minus supports.

    To one significant digit of the plus-minus, two if it begins with 1, and the value to the
    same place. Without a plus-minus that counts, the value keeps three significant digits.

    Examples
    --------
    >>> round_to_plus_minus(263.7, 41.2)
    ('260', '40')
    >>> round_to_plus_minus(97.14, 1.41)
    ('97.1', '1.4')
    >>> round_to_plus_minus(97.14, 0.96)
    ('97.1', '1.0')
    >>> round_to_plus_minus(79.61672, 4e-7)
    ('79.6', '')
    """
    if plus_minus <= SHOWN_FROM * abs(value):
        decimals = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
        exact = f"{value:,.{decimals}f}"
        return exact.rstrip("0").rstrip(".") if "." in exact else exact, ""
    place = math.floor(math.log10(plus_minus))
    if f"{plus_minus:.1e}"[0] == "1":
        place = math.floor(math.log10(float(f"{plus_minus:.1e}"))) - 1
    decimals = max(0, -place)
    return (
        f"{round(value, -place):,.{decimals}f}",
        f"{round(plus_minus, -place):,.{decimals}f}",
    )


def rounded_numbers(value: float, plus_minus: float) -> tuple[float, float]:
    """Return the numbers that `round_to_plus_minus` writes; 0.0 for a plus-minus that is not shown.

    Examples
    --------
    >>> rounded_numbers(11210.4, 333.8)
    (11200.0, 300.0)
    """
    return _numbers(*round_to_plus_minus(value, plus_minus))


def _numbers(value_text: str, plus_minus_text: str) -> tuple[float, float]:
    return float(value_text.replace(",", "")), float(plus_minus_text.replace(",", "") or 0)


def plus_minus(
    figures: Callable[[Reference], Figures],
    reference: Reference,
    rests_on: Collection[Key],
    near: BaseGeometry | None = None,
    *,
    jumps: bool = False,
) -> Figures:
    """Return the plus-minus of every figure that a function of the reference returns.

    Figures that a displaced run does not return (a zone that vanishes) count as 0 there.

    Parameters
    ----------
    near
        What is measured: what moves lines only far from it does not count.
    jumps
        Whether figures do not change as evenly as lines move, as the least of many widths. They are
        measured more often, with lines deviating along themselves too, and the plus-minus is the
        distance within which 95 % of the draws lie, whatever their distribution.
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
    """Yield references in which features lie where balanced draws of their deviations put them."""
    displacement = reference.displacement
    idle = set() if jumps else displacement.along
    moving = [item for item in displacement.deviations(keys, near) if item not in idle]
    for draw in balanced_draws(len(moving), MANY_DRAWS if jumps else FEW_DRAWS):
        amounts = np.zeros(displacement.count)
        amounts[moving] = draw
        yield reference.displace(keys, amounts)


@cache
def balanced_draws(deviations: int, draws: int = FEW_DRAWS) -> NDArray[np.float64]:
    """Return normal draws of some deviations, with a fixed seed: shape (draws, deviations).

    They are balanced: every deviation has the mean 0 and the variance 1 over the draws, and no two
    correlate, so that to first order so few draws give the same spread as endlessly many. Of more
    deviations than draws, the last ones are as they were drawn.
    """
    if not deviations:
        return np.empty((0, 0))
    count = max(draws, min(deviations + 1, MOST_FEW))
    normal = np.random.default_rng(SEED).standard_normal((1 + max(deviations, count), count)).T
    normal[:, 0] = 1
    normal[:, :count] = np.linalg.qr(normal[:, :count])[0] * math.sqrt(count)
    return normal[:, 1 : 1 + deviations].round(DECIMALS)


def half_width(changes: Sequence[float]) -> float:
    """Return within which distance of the value 95 % lie, of a normal distribution of changes.

    Its mean is not 0 where a figure grows whichever way a line deviates, as a perimeter does.
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
