"""Quantities: values with a plus-minus that says what the reference data leaves open.

Each reference feature that a figure rests on is moved as a whole by its ``accuracy_m``, east and
north; half of the change is its share, and shares add in quadrature. A polygon is also grown and
shrunk, by ``accuracy_m / sqrt(perimeter / 25 km)``, since moving it leaves its own area as it is:
errors of an outline are taken to be independent from one 25 km stretch to the next. A figure is
perturbed as one function of the reference data, so errors that its parts share cancel.

The plus-minus covers the reference data only. What the wording leaves open is the range over the
readings.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.features import Key, ReferenceFeature
from geodata.fields import Text
from layers.measure import geodesic_length
from layers.projection import AREA, grow, translate
from layers.reference import Reference

INDEPENDENT_STRETCH_M = 25_000.0
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
        value, plus_minus = self._rounded()
        unit = f" {UNITS[self.unit]}".rstrip()
        return f"{value}{unit}" if short or not plus_minus else f"{value} ± {plus_minus}{unit}"

    def printed(self) -> tuple[float, float]:
        """Return value and plus-minus as they are printed: what stands beside a verdict."""
        return _numbers(*self._rounded())

    def _rounded(self) -> tuple[str, str]:
        return (
            (exact_digits(self.value), "") if self.exact else rounded(self.value, self.plus_minus)
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


def rounded(value: float, plus_minus: float) -> tuple[str, str]:
    """Return a value and its plus-minus as text, rounded to what the plus-minus supports.

    To one significant digit of the plus-minus, two if it begins with 1, and the value to the
    same place. Without a plus-minus that counts, the value keeps three significant digits.

    Examples
    --------
    >>> rounded(263.7, 41.2)
    ('260', '40')
    >>> rounded(97.14, 1.41)
    ('97.1', '1.4')
    >>> rounded(97.14, 0.96)
    ('97.1', '1.0')
    >>> rounded(79.61672, 4e-7)
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


def printed(value: float, plus_minus: float) -> tuple[float, float]:
    """Return the numbers that `rounded` writes; 0.0 for a plus-minus that is not shown.

    Examples
    --------
    >>> printed(11210.4, 333.8)
    (11200.0, 300.0)
    """
    return _numbers(*rounded(value, plus_minus))


def _numbers(value_text: str, plus_minus_text: str) -> tuple[float, float]:
    return float(value_text.replace(",", "")), float(plus_minus_text.replace(",", "") or 0)


def perturbations(reference: Reference, key: Key) -> Iterator[tuple[Reference, Reference]]:
    """Yield the pairs of references between which a feature's inaccuracy lies.

    Moved east and west, north and south, and for a polygon grown and shrunk.
    """
    if key not in reference.perturbed:
        reference.perturbed[key] = tuple(_perturbed(reference.features[key]))
    for more, less in reference.perturbed[key]:
        yield reference.with_geometry(key, more), reference.with_geometry(key, less)


def _perturbed(feature: ReferenceFeature) -> Iterator[tuple[BaseGeometry, BaseGeometry]]:
    geometry, accuracy = feature.geometry, feature.accuracy_m
    if accuracy == 0:
        return
    yield translate(geometry, accuracy, 0), translate(geometry, -accuracy, 0)
    yield translate(geometry, 0, accuracy), translate(geometry, 0, -accuracy)
    if shapely.get_dimensions(geometry) == AREA:
        distance = accuracy / math.sqrt(geodesic_length(geometry) / INDEPENDENT_STRETCH_M)
        yield grow(geometry, distance), grow(geometry, -distance)


def plus_minus(
    figures: Callable[[Reference], Figures], reference: Reference, rests_on: tuple[Key, ...]
) -> Figures:
    """Return the plus-minus of every figure that a function of the reference returns.

    Figures that a perturbed run does not return (a zone that vanishes) count as 0 there.
    """
    now = figures(reference.fresh())
    squares = dict.fromkeys(now, 0.0)
    for key in rests_on:
        for more, less in perturbations(reference, key):
            high, low = figures(more), figures(less)
            for name in now:
                squares[name] += ((high.get(name, 0.0) - low.get(name, 0.0)) / 2) ** 2
    return {name: math.sqrt(square) for name, square in squares.items()}
