"""The one table of figures: on the command line, and as what an analyst takes away."""

from collections.abc import Iterator

from layers.build import Builder, Layer

COLUMNS = (
    "proposal",
    "layer",
    "reading",
    "feature",
    "measure",
    "value",
    "plus_minus",
    "unit",
    "rests_on",
    "licence",
)


def rows(layer: Layer, builder: Builder) -> Iterator[tuple[str | float, ...]]:
    """Yield a row of the table for every figure of a layer, in the order of `COLUMNS`."""
    for (feature_id, measure), quantity in builder.measures(layer).items():
        yield (
            layer.address.partition(".")[0],
            layer.address,
            layer.reading.id,
            feature_id,
            measure,
            quantity.value,
            quantity.plus_minus,
            quantity.unit,
            " ".join(quantity.rests_on),
            "; ".join(quantity.licences),
        )
