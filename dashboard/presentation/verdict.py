"""Compares a computed figure with that of another source, in words."""

from dashboard.text.ui_text import words
from geodata.models.provision import Reported
from layers.accuracy.quantity import UNITS, Quantity

TWICE = 2


def verdict(other: Reported, here: Quantity) -> str:
    """Return whether a computed figure agrees with another one, or how much they differ.

    Empty for counts: a report that counts differently does not make ours wrong.
    """
    if other.unit == "count":
        return ""
    said: str = words()["fit"][other.fit(*here.rounded_numbers())]
    loose = 100 * here.plus_minus / abs(here.value) if here.value else 0
    return said.format(apart=difference_text(other, here.value), loose=f"{loose:.0f}")


def short_verdict(other: Reported, here: Quantity) -> str:
    """Return the verdict in a word or two, for a table."""
    if other.unit == "count":
        return ""
    said: str = words()["fit_short"][other.fit(*here.rounded_numbers())]
    return said.format(apart=difference_text(other, here.value))


def difference_text(other: Reported, value: float) -> str:
    """Return how much a computed value is above or below another one: ``12 % more``.

    For percentages in points; if the other value is zero, as a plain difference.
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
    """Return a figure as its source gives it, or the range if sources count differently."""
    if figure.unit == "count":
        return f"{figure.low:g} to {figure.high:g}"
    return f"{figure.value:,g} {UNITS[figure.unit]}"
