"""`python -m layers --out DIR`: every layer as GeoJSON, and every figure as one table."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from geodata import catalog
from geodata.errors import FileError
from geodata.scenario import retired
from layers.build import Builder, Layer
from layers.check import check
from layers.geojson import feature_collection
from layers.selection import WrongSelectionError, add_selectors, selected
from layers.sweep import SweepError
from layers.sweep_command import add_sweep, replace_text, tell_sweep

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
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def arguments_of(given: list[str]) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m layers", description=__doc__)
    parser.add_argument("--out", type=Path, help="the folder to write to")
    add_sweep(parser)
    add_selectors(parser)
    found = parser.parse_args(given)
    if not (found.out or found.sweep):
        parser.error("the following arguments are required: --out")
    return found


def write(layers: list[Layer], builder: Builder, folder: Path) -> None:
    """Write one GeoJSON file a layer, and `measures.csv`, into a folder that is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for layer in layers:
        default = layer.reading.id == layer.provision.default_reading
        name = layer.address if default else layer.name
        text = json.dumps(feature_collection(layer), ensure_ascii=False)
        replace_text(folder / f"{name}.geojson", text + "\n")
    rows = [row for layer in layers for row in measures(layer, builder)]
    beside = folder / "measures.csv.part"
    with beside.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([_plain(cell) for cell in row] for row in rows)
    beside.replace(folder / "measures.csv")


def measures(layer: Layer, builder: Builder) -> Iterator[tuple[str | float, ...]]:
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


def _plain(cell: str | float) -> str | float:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def main() -> int:
    """Write what was selected. Return 0, or 2 after one line if something is wrong."""
    given = arguments_of(sys.argv[1:])
    try:
        builder = Builder(catalog.load())
        check(builder)
        if given.sweep:
            tell_sweep(given, builder)
            return 0
        chosen = selected(given, builder.catalog)
        write(builder.layers(chosen), builder, given.out)
        for line in retired(chosen, builder.catalog):
            print(f"python -m layers: {line}", file=sys.stderr)
    except (FileError, WrongSelectionError, SweepError) as error:
        print(f"python -m layers: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"python -m layers: {error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
