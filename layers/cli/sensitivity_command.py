"""`python -m layers --sweep ADDRESS`: a figure over the range of a parameter, as a table."""

import argparse

from layers.analysis.sensitivity import SweepError, sweep
from layers.build.builder import Builder
from layers.cli.commands import write_output
from layers.cli.selectors import selected_scenario
from layers.output.atomic_files import check_file, write_text


def add_sweep(parser: argparse.ArgumentParser) -> None:
    """Let a command take ``--sweep`` and ``--measure``."""
    parser.add_argument(
        "--sweep",
        metavar="PROPOSAL.PROVISION.PARAMETER",
        help="write a figure over the range of a parameter, to the screen or as sweep.csv",
    )
    parser.add_argument("--measure", metavar="FEATURE.MEASURE", help="the figure of --sweep")


def tell_sweep(options: argparse.Namespace, builder: Builder) -> None:
    """Print the table that was asked for, or write it into a folder that is made if need be.

    Raises
    ------
    SweepError, WrongSelectionError
        If a name or value is not allowed.
    """
    path = options.out and options.out / "sweep.csv"
    if path:
        check_file(path)
    chosen = selected_scenario(options, builder.catalog)
    layer = options.sweep.rpartition(".")[0]
    told = [text.partition("=")[2] for text in options.reading if text.startswith(f"{layer}=")]
    readings = told or list(chosen.readings.get(layer, ()))
    if len(readings) > 1:
        raise SweepError(f"{layer}: a sweep is of one reading, not of {', '.join(readings)}")
    values = chosen.values_of(layer, builder.catalog) if layer in builder.catalog.layers else {}
    table = sweep(
        builder,
        options.sweep,
        measure=options.measure,
        reading=readings[0] if readings else None,
        values=values,
    ).csv()
    if path is None:
        write_output(table.encode())
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, table)
