"""`python -m layers --out DIR`: every layer as GeoJSON, and every figure as one table."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from geodata import catalog
from geodata.errors import FileError
from layers.build import Builder, Layer
from layers.check import check
from layers.files import write_table, write_text
from layers.geojson import feature_collection
from layers.selection import WrongSelectionError, add_selectors, selected

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


def arguments_of(given: list[str]) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m layers", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    add_selectors(parser)
    return parser.parse_args(given)


def write(layers: list[Layer], builder: Builder, folder: Path) -> None:
    """Write one GeoJSON file a layer, and `measures.csv`, into a folder that is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for layer in layers:
        default = layer.reading.id == layer.provision.default_reading
        name = layer.address if default else layer.name
        text = json.dumps(feature_collection(layer), ensure_ascii=False)
        write_text(folder / f"{name}.geojson", text + "\n")
    rows = [row for layer in layers for row in measures(layer, builder)]
    write_table(folder / "measures.csv", COLUMNS, rows)


def measures(layer: Layer, builder: Builder) -> Iterator[tuple[str | float, ...]]:
    """Yield a row of the table for every figure of a layer, in the order of `COLUMNS`."""
    for (feature_id, measure), quantity in builder.figures(layer).items():
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


def main() -> int:
    """Write what was selected. Return 0, or 2 after one line if something is wrong."""
    given = arguments_of(sys.argv[1:])
    try:
        builder = Builder(catalog.load())
        check(builder)
        write(builder.layers(selected(given, builder.catalog)), builder, given.out)
    except (FileError, WrongSelectionError) as error:
        print(f"python -m layers: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"python -m layers: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
