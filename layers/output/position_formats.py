"""Positions as text: decimal degrees, degrees with minutes and seconds, and MGRS.

The grid reference comes from GEOTRANS, by the NGA, through the package *mgrs*. As the standard
(NGA.STND.0037) requires, it names the square metre that contains the position: digits are cut
off, not rounded.
"""

import re

from mgrs import MGRS

HUNDREDTHS = 360_000
"""Hundredths of a second in a degree."""

GRID = re.compile(r"(\d{0,2}[A-Z])([A-Z]{2})(\d{5})(\d{5})")
_converter = MGRS()


def decimal_degrees(longitude: float, latitude: float) -> str:
    """Return a position in degrees with six decimals, a tenth of a metre.

    Examples
    --------
    >>> decimal_degrees(36.2765, 33.5138)
    '33.513800° N, 36.276500° E'
    """
    return _both(f"{abs(latitude):.6f}°", f"{abs(longitude):.6f}°", longitude, latitude)


def sexagesimal(longitude: float, latitude: float) -> str:
    """Return a position in degrees, minutes, and seconds with two decimals.

    Examples
    --------
    >>> sexagesimal(36.2765, 33.5138)
    '33°30′49.68″ N, 36°16′35.40″ E'
    """
    return _both(_sexagesimal(latitude), _sexagesimal(longitude), longitude, latitude)


def grid_reference(longitude: float, latitude: float) -> str:
    """Return the MGRS reference of the square metre in which a position lies.

    Examples
    --------
    >>> grid_reference(36.2765, 33.5138)
    '37S BT 47029 11570'
    """
    written = _converter.toMGRS(latitude, longitude)
    found = GRID.fullmatch(written)
    assert found is not None, written
    return " ".join(found.groups())


def notations(longitude: float, latitude: float) -> tuple[str, str, str]:
    """Return a position in the three notations: decimal, sexagesimal, MGRS.

    Examples
    --------
    >>> notations(-0.1275, 51.5072)[0]
    '51.507200° N, 0.127500° W'
    >>> notations(-0.1275, 51.5072)[2]
    '30U XC 99337 10142'
    """
    return (
        decimal_degrees(longitude, latitude),
        sexagesimal(longitude, latitude),
        grid_reference(longitude, latitude),
    )


def _sexagesimal(degrees: float) -> str:
    whole, rest = divmod(round(abs(degrees) * HUNDREDTHS), HUNDREDTHS)
    minutes, hundredths = divmod(rest, HUNDREDTHS // 60)
    return f"{whole}°{minutes:02d}′{hundredths / 100:05.2f}″"


def _both(north: str, east: str, longitude: float, latitude: float) -> str:
    return f"{north} {'S' if latitude < 0 else 'N'}, {east} {'W' if longitude < 0 else 'E'}"
