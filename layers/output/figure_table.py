"""The one table of figures: on the command line, and as what an analyst takes away."""

from collections.abc import Iterator

from geodata.models.field_types import Language, in_language
from layers.accuracy.metrics import FigureKey
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.build.other_figures import other_figures
from layers.output.csv_table import Cell

RAW_COLUMNS = ("value_raw", "plus_minus_raw")
"""The figure with all of its digits, for those who compute on; no accuracy is claimed by them."""
QUANTITY_COLUMNS = ("value", "plus_minus", "unit", "rests_on", "licence", *RAW_COLUMNS)
COLUMNS = (
    *("proposal", "layer", "reading", "feature", "measure", *QUANTITY_COLUMNS),
    *("other_end", "other_sources"),
)
"""Last what a distance leads to, and what other sources give for the figure, in its unit, each with
its source's id."""


def quantity_cells(quantity: Quantity) -> tuple[Cell, ...]:
    """Return what a table says of a quantity, in the order of `QUANTITY_COLUMNS`.

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

    What is at the other end of a distance is named in a language.
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
