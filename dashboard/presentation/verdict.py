"""How a computed figure stands to one that somebody else gives: in words, by one rule."""

from dashboard.text.ui_text import words
from geodata.models.provision import Reported
from layers.accuracy.quantity import UNITS, Quantity

TWICE = 2


def verdict(other: Reported, here: Quantity) -> str:
    """Return whether a computed figure agrees with another one, or else how far apart they are.

    Nothing for what is counted: reports that count differently are no errors of ours.
    """
    if other.unit == "count":
        return ""
    said: str = words()["fit"][other.fit(*here.rounded_numbers())]
    loose = 100 * here.plus_minus / abs(here.value) if here.value else 0
    return said.format(apart=difference_text(other, here.value), loose=f"{loose:.0f}")


def short_verdict(other: Reported, here: Quantity) -> str:
    """Return the same in a word or two, for a table."""
    if other.unit == "count":
        return ""
    said: str = words()["fit_short"][other.fit(*here.rounded_numbers())]
    return said.format(apart=difference_text(other, here.value))


def difference_text(other: Reported, value: float) -> str:
    """Return how much more or less a computed value is than another one: ``12 % more``.

    Of a percentage it is told in points, and beside nothing as the difference.
    """
    said = words()["apart"]
    difference = value - other.value
    direction = said["more" if difference > 0 else "less"]
    if other.unit == "percent":
        return f"{abs(difference):.0f} {said['points']} {direction}"
    if other.value == 0:
        return f"{Quantity(abs(difference), 0.0, other.unit).text()} {direction}"
    if value >= TWICE * other.value:
        times: str = said["times"]
        return times.format(times=f"{value / other.value:.1f}".removesuffix(".0"))
    per_cent = round(100 * abs(difference) / other.value)
    return f"{per_cent} % {direction}" if per_cent else str(said["alike"])


def reported_text(figure: Reported) -> str:
    """Return a figure as its source gives it; reports that count differently as their range."""
    if figure.unit == "count":
        return f"{figure.low:g} to {figure.high:g}"
    return f"{figure.value:,g} {UNITS[figure.unit]}"
