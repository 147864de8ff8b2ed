"""Quantities: values with a plus-minus, their rounding and their text."""

import math
from dataclasses import dataclass, replace

from geodata.models.field_types import Text
from geodata.models.reference_features import Key

SHOWN_FROM = 1e-4
"""A plus-minus below this share of its value is not shown: the wording fixes the figure."""
KM_PER_MILE = 1.609344
"""Of the international mile."""
DUNAM_PER_KM2 = 1000.0
"""The metric dunam has 1,000 m2."""
OTHER_UNITS = {
    "km": {"mi": 1 / KM_PER_MILE},
    "km2": {"dunam": DUNAM_PER_KM2, "mi2": 1 / KM_PER_MILE**2},
}
"""Conversion factors from km and km2 to other units."""
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
"""Values by feature id and measure name."""


@dataclass(frozen=True)
class Quantity:
    """A measured value with its unit, accuracy and provenance.

    Attributes
    ----------
    value, plus_minus
        In `unit`. The true value lies within with a probability of about 95 %, as far as the
        errors of the reference data go.
    rests_on
        Keys of the reference features.
    licences, attributions, as_of
        Those of these features; `as_of` is the latest date.
    other_end
        Name of the feature to which a distance is measured; empty for other measures.
    exact
        Whether the value is exact as drawn, and shown with five significant digits.

    Examples
    --------
    >>> area = Quantity(263.7, 41.2, "km2")
    >>> area.text(), area.text(short=True), area.rounded_numbers()
    ('260 ± 40 km²', '260 km²', (260.0, 40.0))
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
        """Return the figure as text: ``260 ± 40 km²``, or ``260 km²`` when short.

        Examples
        --------
        >>> [item.text() for item in Quantity(12.3456789, 0.0, "km2", exact=True).in_units()]
        ['12.346 km²', '12,346 dunam', '4.7667 sq mi']
        """
        value, plus_minus = self._rounded_text()
        unit = f" {UNITS[self.unit]}".rstrip()
        return f"{value}{unit}" if short or not plus_minus else f"{value} ± {plus_minus}{unit}"

    def rounded_numbers(self) -> tuple[float, float]:
        """Return value and plus-minus, rounded as in the text."""
        return _numbers(*self._rounded_text())

    def _rounded_text(self) -> tuple[str, str]:
        return (
            (exact_digits(self.value), "")
            if self.exact
            else round_to_plus_minus(self.value, self.plus_minus)
        )

    def in_units(self) -> tuple["Quantity", ...]:
        """Return the quantity in all its units: lengths also in miles, areas in dunam and sq mi.

        Examples
        --------
        >>> [item.text() for item in Quantity(100.0, 2.0, "km2").in_units()]
        ['100 ± 2 km²', '100,000 ± 2,000 dunam', '38.6 ± 0.8 sq mi']
        """
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
        """Return a length in miles, and any other quantity unchanged.

        Examples
        --------
        >>> Quantity(100.0, 1.0, "km").in_miles().text()
        '62.1 ± 0.6 mi'
        """
        return self.in_units()[1] if self.unit == "km" else self


def exact_digits(value: float) -> str:
    """Return an exact value as text, with five significant digits.

    Examples
    --------
    >>> exact_digits(12.3456789), exact_digits(1234567.8), exact_digits(0)
    ('12.346', '1,234,568', '0.0000')
    """
    leading = math.floor(math.log10(abs(value))) if value else 0
    decimals = min(EXACT_DECIMALS, max(0, EXACT_DIGITS - 1 - leading))
    return f"{value:,.{decimals}f}"


def round_to_plus_minus(value: float, plus_minus: float) -> tuple[str, str]:
    """Return a value and its plus-minus as text, rounded as the plus-minus allows.

    The plus-minus keeps one significant digit, or two if it begins with 1; the value is rounded
    to the same place. If the plus-minus is negligible, the value keeps three significant digits.

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
    """Return the numbers in the text of `round_to_plus_minus`; 0.0 for a plus-minus not shown.

    Examples
    --------
    >>> rounded_numbers(11210.4, 333.8)
    (11200.0, 300.0)
    """
    return _numbers(*round_to_plus_minus(value, plus_minus))


def _numbers(value_text: str, plus_minus_text: str) -> tuple[float, float]:
    return float(value_text.replace(",", "")), float(plus_minus_text.replace(",", "") or 0)
