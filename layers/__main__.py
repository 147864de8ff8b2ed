"""`python -m layers --out DIR`: every layer as GeoJSON, and every figure as one table."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from geodata import catalog
from geodata.errors import FileError
from geodata.scenario import Scenario, from_query, scenario
from layers.build import Builder, Layer
from layers.check import check
from layers.geojson import feature_collection

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
OFF_STEP = 1e-6
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class WrongSelectionError(Exception):
    """A selector names what does not exist. The message is one line that says what does."""


def arguments_of(given: list[str]) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = argparse.ArgumentParser(prog="python -m layers", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--proposal", action="append", default=[], metavar="ID")
    parser.add_argument(
        "--reading", action="append", default=[], metavar="PROPOSAL.PROVISION=READING"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PROPOSAL.PROVISION.PARAMETER=VALUE",
        dest="values",
    )
    parser.add_argument("--scenario", metavar="QUERY", help="a scenario's text form")
    return parser.parse_args(given)


def selected(given: argparse.Namespace, data: catalog.Catalog) -> Scenario:
    """Return the scenario that the selectors name: every layer, unless told.

    Raises
    ------
    WrongSelectionError
        If a name or value is not allowed.
    """
    if given.scenario is not None:
        found, told = from_query(given.scenario, data)
        if told:
            raise WrongSelectionError(told[0])
        return found
    for proposal_id in given.proposal:
        if proposal_id not in data.proposals:
            raise WrongSelectionError(
                f"proposal '{proposal_id}' is not one of {', '.join(data.proposals)}"
            )
    readings: dict[str, tuple[str, ...]] = {}
    for text in given.reading:
        address, reading = _split(text)
        if address not in data.layers:
            raise WrongSelectionError(f"layer '{address}' is not one of {', '.join(data.layers)}")
        known = [item.id for item in data.layers[address].reading]
        if reading not in known:
            raise WrongSelectionError(
                f"{address}: reading '{reading}' is not one of {', '.join(known)}"
            )
        readings[address] = (*readings.get(address, ()), reading)
    parameters = dict(_value(text, data) for text in given.values)
    return scenario(data, given.proposal or data.proposals, readings, parameters)


def _split(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise WrongSelectionError(f"'{text}' has no '=': write ADDRESS=VALUE")
    return name, value


def _value(text: str, data: catalog.Catalog) -> tuple[str, float]:
    address, value = _split(text)
    if address not in data.parameters:
        raise WrongSelectionError(
            f"parameter '{address}' is not one of {', '.join(data.parameters)}"
        )
    parameter = data.parameters[address]
    try:
        number = float(value)
    except ValueError:
        raise WrongSelectionError(f"{address}: '{value}' is not a number") from None
    if not parameter.min <= number <= parameter.max:
        raise WrongSelectionError(
            f"{address}: {value} is outside {parameter.min:g} to {parameter.max:g}"
        )
    if abs(parameter.nearest(number) - number) > OFF_STEP:
        raise WrongSelectionError(
            f"{address}: {value} is not a step of {parameter.step:g} from {parameter.min:g}; "
            f"{parameter.nearest(number):g} is"
        )
    return address, number


def write(layers: list[Layer], builder: Builder, folder: Path) -> None:
    """Write one GeoJSON file a layer, and `measures.csv`, into a folder that is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for layer in layers:
        default = layer.reading.id == layer.provision.default_reading
        name = layer.address if default else layer.name
        text = json.dumps(feature_collection(layer), ensure_ascii=False)
        _replace(folder / f"{name}.geojson", text + "\n")
    rows = [row for layer in layers for row in measures(layer, builder)]
    beside = folder / "measures.csv.part"
    with beside.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([_plain(cell) for cell in row] for row in rows)
    beside.replace(folder / "measures.csv")


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


def _plain(cell: str | float) -> str | float:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _replace(path: Path, text: str) -> None:
    beside = path.with_suffix(path.suffix + ".part")
    beside.write_text(text, "utf-8")
    beside.replace(path)


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
