"""`python -m layers --out DIR`: every layer as GeoJSON, and every figure as one table.

`python -m layers --compare A B [--out DIR]`: two scenarios against each other.
"""

import argparse
import json
import sys
from pathlib import Path

from geodata import load
from geodata.scenario import retirement_notices
from geodata.text.file_errors import FileError
from layers.analysis import comparison_report
from layers.analysis.sensitivity import SweepError
from layers.build.builder import Builder
from layers.build.check_recipes import check
from layers.build.figure_store import FigureStore
from layers.build.layer import Layer
from layers.cli.commands import BAD_INPUT, STDOUT, OneLineParser, exit_status, print_error
from layers.cli.selectors import (
    WrongSelectionError,
    add_selectors,
    compared_scenarios,
    selected_scenario,
)
from layers.cli.sensitivity_command import add_sweep, tell_sweep
from layers.output.atomic_files import check_file, check_folder, write_text
from layers.output.csv_table import write_table
from layers.output.figure_table import COLUMNS, rows
from layers.output.geojson import feature_collection

PROGRAM = "python -m layers"


def arguments_of(argv: list[str]) -> argparse.Namespace:
    """Return the parsed command line."""
    parser = OneLineParser(prog=PROGRAM, description=__doc__)
    parser.add_argument("--out", metavar="DIR", help="the folder to write to")
    parser.add_argument(
        "--compare",
        nargs=2,
        metavar=("A", "B"),
        help="two scenarios' text forms, or addresses like PROPOSAL.PROVISION=READING",
    )
    add_sweep(parser)
    add_selectors(parser)
    found = parser.parse_args(argv)
    if not (found.out or found.sweep or found.compare):
        parser.error("the following arguments are required: --out")
    if found.out == STDOUT:
        parser.error(
            "--out is a folder here, not standard output: name one, or leave --out out to have "
            "--compare or --sweep there"
        )
    found.out = Path(found.out) if found.out else None
    if found.sweep and found.compare:
        parser.error("--sweep and --compare are two tables: leave one out")
    if found.measure and not found.sweep:
        parser.error("--measure is the figure of a sweep: add --sweep ADDRESS")
    return found


def write(layers: list[Layer], builder: Builder, folder: Path) -> None:
    """Write one GeoJSON file a layer, and `measures.csv`, into a folder that is made if need be."""
    paths = [folder / f"{_file_stem(layer)}.geojson" for layer in layers]
    measures = folder / "measures.csv"
    for path in (*paths, measures):
        check_file(path)
    folder.mkdir(parents=True, exist_ok=True)
    for path, layer in zip(paths, layers, strict=True):
        text = json.dumps(feature_collection(layer), ensure_ascii=False)
        write_text(path, text + "\n")
    table = [row for layer in layers for row in rows(layer, builder)]
    write_table(measures, COLUMNS, table)


def _file_stem(layer: Layer) -> str:
    default = layer.reading.id == layer.provision.default_reading
    return layer.address if default else layer.name


def _compare(options: argparse.Namespace, builder: Builder) -> None:
    a, b = compared_scenarios(options, builder.catalog)
    if options.out:
        comparison_report.write(builder, a, b, options.out)
    print(*comparison_report.lines(builder, a, b), sep="\n")


def main() -> int:
    """Write or compare what was selected. Return 0, or 2 after one line if something is wrong."""
    return exit_status(PROGRAM, _run)


def _run() -> int:
    given = arguments_of(sys.argv[1:])
    if given.out:
        check_folder(given.out)
    try:
        builder = Builder(load.load_catalog(), FigureStore())
        check(builder)
        if given.sweep:
            tell_sweep(given, builder)
        elif given.compare:
            _compare(given, builder)
        else:
            chosen = selected_scenario(given, builder.catalog)
            write(builder.layers(chosen), builder, given.out)
            for line in retirement_notices(chosen, builder.catalog):
                print_error(PROGRAM, line)
    except (FileError, WrongSelectionError, SweepError) as error:
        print_error(PROGRAM, error)
        return BAD_INPUT
    return 0


if __name__ == "__main__":
    sys.exit(main())
