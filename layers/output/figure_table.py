"""The table of figures, for the command line and for downloads."""

from collections.abc import Iterator

from geodata.models.field_types import Language, in_language
from layers.accuracy.metrics import FigureKey
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.build.other_figures import other_figures
from layers.output.csv_table import Cell

RAW_COLUMNS = ("value_raw", "plus_minus_raw")
"""The figure with all its digits, for further computation; they claim no accuracy."""
QUANTITY_COLUMNS = ("value", "plus_minus", "unit", "rests_on", "licence", *RAW_COLUMNS)
COLUMNS = (
    *("proposal", "layer", "reading", "feature", "measure", *QUANTITY_COLUMNS),
    *("other_end", "other_sources"),
)
"""The last two columns name the other end of a distance, and the figure of other sources in the
same unit, each with its source id."""


def quantity_cells(quantity: Quantity) -> tuple[Cell, ...]:
    """Return the cells of a quantity, in the order of `QUANTITY_COLUMNS`.

    Value and plus-minus are rounded as they are everywhere: see
    `layers.accuracy.quantity.round_to_plus_minus`.

    Examples
    --------
    >>> quantity_cells(Quantity(263.72, 41.2, "km2", ("line/line-a",), ("ODbL-1.0",)))
    (260.0, 40.0, 'km2', 'line/line-a', 'ODbL-1.0', 263.72, 41.2)
    """
    return (
        *quantity.rounded_numbers(),
        quantity.unit,
        " ".join(quantity.rests_on),
        "; ".join(quantity.licences),
        quantity.value,
        quantity.plus_minus,
    )


def rows(layer: Layer, builder: Builder, language: Language = "en") -> Iterator[tuple[Cell, ...]]:
    """Yield a row of the table for every figure of a layer, in the order of `COLUMNS`.

    The other end of a distance is named in the given language.
    """
    others: dict[FigureKey, list[str]] = {}
    for other in other_figures(layer, builder.catalog):
        said = f"{other.figure.value:g} ({', '.join(other.figure.sources)})"
        others.setdefault(other.name, []).append(said)
    for (feature_id, measure), quantity in builder.measures(layer).items():
        yield (
            layer.address.partition(".")[0],
            layer.address,
            layer.reading.id,
            feature_id,
            measure,
            *quantity_cells(quantity),
            in_language(quantity.other_end, language),
            "; ".join(others.get((feature_id, measure), ())),
        )
