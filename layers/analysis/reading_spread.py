"""The effect of the wording: all readings of a provision, compared by one figure."""

from collections.abc import Collection
from dataclasses import dataclass

from geodata.models.provision import Provision, Reading, Reported
from layers.accuracy.metrics import WHOLE, FigureKey
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import key_names

PREFERRED: tuple[FigureKey, ...] = ((WHOLE, "area"), ("zone", "area"), ("axis", "length"))


@dataclass(frozen=True)
class Row:
    """One reading, with the name and value of the figure by which readings are compared."""

    reading: Reading
    name: FigureKey
    quantity: Quantity


@dataclass(frozen=True)
class Spread:
    """The readings of a provision by one measure.

    Attributes
    ----------
    measure
        Name of the measure: area, length or count.
    reported
        The reported figure of that measure, if a source gives one.
    """

    address: str
    provision: Provision
    measure: str
    rows: tuple[Row, ...]
    reported: Reported | None

    @property
    def ratio(self) -> float:
        """The largest reading as a multiple of the smallest.

        Examples
        --------
        >>> areas = Quantity(100.0, 1.0, "km2"), Quantity(250.0, 1.0, "km2")
        >>> rows = tuple(Row(None, ("zone", "area"), area) for area in areas)
        >>> Spread("a.b", None, "area", rows, None).ratio
        2.5
        """
        values = [row.quantity.value for row in self.rows]
        return max(values) / min(values)


def spread(
    builder: Builder,
    address: str,
    values: dict[str, float] | None = None,
    chosen_ids: Collection[str] = (),
) -> Spread | None:
    """Return the readings of a provision by a shared figure, or None for fewer than two.

    The measure is the reported one if a source gives a figure, else the area of the whole, else
    the length. Readings without that figure are left out, and so are retired readings.

    Parameters
    ----------
    values
        Values of the provision's parameters that differ from the defaults.
    chosen_ids
        Ids of the readings on the map: a retired one among them is not left out.
    """
    provision = builder.catalog.layers[address]
    reported = provision.reported[0] if provision.reported else None
    rows: list[Row] = []
    measure = reported.measure if reported else ""
    for reading in provision.available_readings(chosen_ids):
        layer = builder.layer(address, reading.id, values)
        name = _common_figure(key_names(layer), reported)
        if name is None or (measure and name[1] != measure):
            continue
        quantity = builder.figures(layer).get(name)
        if quantity is None:
            continue
        measure = name[1]
        rows.append(Row(reading, name, quantity))
    if len(rows) < 2:  # noqa: PLR2004 (one reading leaves nothing open)
        return None
    return Spread(address, provision, measure, tuple(rows), reported)


def _common_figure(names: Collection[FigureKey], reported: Reported | None) -> FigureKey | None:
    return next((name for name in main_names(reported) if name in names), None)


def main_names(reported: Reported | None) -> tuple[FigureKey, ...]:
    """Return the figures by which readings are compared: the reported one, else `PREFERRED`.

    Examples
    --------
    >>> main_names(None)
    (('whole', 'area'), ('zone', 'area'), ('axis', 'length'))
    """
    return ((reported.feature, reported.measure),) if reported else PREFERRED
